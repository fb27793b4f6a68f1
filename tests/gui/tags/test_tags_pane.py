"""Given tags what is shown; given a key what is asked."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

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
