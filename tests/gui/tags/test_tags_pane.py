"""Given tags what is shown; given a key what is asked."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from casefile.domain.commands import TAG_COLOURS, ColourTag
from casefile.domain.scope import Mode, Or, Tagged
from casefile.gui.jobs import Asks
from casefile.gui.panes.tags.pane import TagsPane
from casefile.gui.theme import Theme


@pytest.fixture
def pane(qtbot: QtBot, jobs: Asks, light: Theme) -> TagsPane:
    made = TagsPane(jobs, light)
    qtbot.addWidget(made)
    made.show()
    return made


def test_without_tags_it_says_how_to_tag(pane: TagsPane) -> None:
    assert pane.empty.isVisible()
    assert "Ctrl+T" in pane.empty.accessibleDescription()


def test_tags_are_listed_filtered_and_narrowed_by(pane: TagsPane, qtbot: QtBot) -> None:
    counts: list[str] = []
    pane.count_changed.connect(counts.append)
    pane.show_rows((("key", 3), ("to check", 1200)))
    assert [pane.list.item(row).text() for row in range(2)] == ["key   3", "to check   1,200"]
    pane.filter.setText("CHECK")
    assert pane.list.count() == 1
    assert counts[-1] == "1 of 2"
    pane.list.setCurrentRow(0)
    with qtbot.waitSignal(pane.brush_requested) as asked:
        qtbot.keyClick(pane.list, Qt.Key.Key_Return)
    assert asked.args == [Tagged("to check"), Mode.NARROW]
    pane.filter.setText("none such")
    assert pane.empty.accessibleName() == "No tag fits the filter"


def test_several_tags_narrow_to_any_of_them(qtbot: QtBot, jobs: Asks, any_theme: Theme) -> None:
    made = TagsPane(jobs, any_theme)
    qtbot.addWidget(made)
    made.show()
    made.show_rows((("key", 2), ("lead", 1), ("old", 4)))
    made.list.item(0).setSelected(True)
    made.list.item(2).setSelected(True)
    with qtbot.waitSignal(made.brush_requested) as asked:
        made._narrow(made.list.item(0))
    assert asked.args == [Or((Tagged("key"), Tagged("old"))), Mode.NARROW]
    with qtbot.waitSignal(made.brush_requested) as asked:
        made._narrow(made.list.item(1))
    assert asked.args == [Tagged("lead"), Mode.NARROW]


def test_a_tag_has_one_colour_whatever_its_case(any_theme: Theme) -> None:
    assert any_theme.tag_colour("Key") == any_theme.tag_colour("key")
    assert len({any_theme.tag_colour(f"tag {number}").name() for number in range(40)}) > 4


def test_a_chosen_colour_shows_and_is_said(pane: TagsPane, qtbot: QtBot) -> None:
    pane.show_rows((("key", 3), ("late", 1)), {"key": "pink"})
    role = int(Qt.ItemDataRole.AccessibleTextRole)
    assert pane.list.item(0).data(role) == "key, on 3 things, pink"
    assert pane.list.item(1).data(role) == "late, on 1 thing"
    ink = QColor(pane.theme.tags["pink"])
    picture = pane.list.item(0).icon().pixmap(14, 14).toImage()
    inks = {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}
    assert ink.name() in inks
    menu = QMenu(pane)
    pane._offer_colours(menu, "key")
    assert [action.text() for action in menu.actions() if action.isChecked()] == ["pink"]
    assert len(menu.actions()) == len(TAG_COLOURS) + 1
    with qtbot.waitSignal(pane.command_requested) as asked:
        menu.actions()[-1].trigger()
    assert asked.args == [ColourTag("key", "")]


def test_colours_to_choose_from_are_legible_and_differ(any_theme: Theme) -> None:
    def light(colour: QColor) -> float:
        """Relative luminance of WCAG 2.2."""
        parts = (colour.redF(), colour.greenF(), colour.blueF())
        red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    assert set(any_theme.tags) == set(TAG_COLOURS)
    assert len({any_theme.tag_colour("key", name).name() for name in TAG_COLOURS}) == len(TAG_COLOURS)
    for name in TAG_COLOURS:
        bright, dim = sorted((light(any_theme.tag_colour("key", name)), light(any_theme["surface"])), reverse=True)
        assert (bright + 0.05) / (dim + 0.05) >= 4.5, name
