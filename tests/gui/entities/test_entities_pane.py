"""The entities pane: groups, filter, keys, menu and the profile card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from casefile.domain.commands import MarkFrame, Reject
from casefile.domain.entities import Role
from casefile.domain.findings import EntityType
from casefile.domain.ids import Kind
from casefile.domain.rows import Companion, EntityProfile, EntityRow
from casefile.domain.scope import Mode, OfEntity, Or
from casefile.domain.selection import Focus, Links, Selection
from casefile.domain.weighing import Disputed
from casefile.gui.jobs import Asks
from casefile.gui.panes.entities.card import filled
from casefile.gui.panes.entities.pane import EntitiesPane
from casefile.gui.theme import Theme


def entity(
    number: int, name: str, kind: EntityType, mentions: int, aliases: Sequence[str] = (), role: str = "", frame: bool = False
) -> EntityRow:
    roles = (Role(role, "2024-06-21", "S1"),) if role else ()
    told = ("S1", "S3"), "2023-11-29", "2024-10", frame, "", 0.9, "made.up"
    return EntityRow(f"e{number}", name, kind, tuple(aliases), roles, mentions, *told)


ROWS = (
    entity(1, "Mira Toll", EntityType.PERSON, 12, ["Toll"], "harbour master"),
    entity(2, "Northport Harbour Authority", EntityType.ORGANISATION, 58, ["NHA"]),
    entity(3, "Ferry Line", EntityType.ORGANISATION, 9),
    entity(4, "Lena Grau", EntityType.PERSON, 5, frame=True),
    entity(5, "<b>Old</b> Quay", EntityType.PLACE, 4),
)


@pytest.fixture
def pane(qtbot: QtBot, jobs: Asks, light: Theme) -> EntitiesPane:
    made = EntitiesPane(jobs, light)
    qtbot.addWidget(made)
    made.resize(340, 700)
    made.show()
    made.show_rows(ROWS)
    return made


def choose(pane: EntitiesPane, *ids: str) -> None:
    """Select rows as Ctrl and click would; the last is the current one."""
    flags = QItemSelectionModel.SelectionFlag
    model = pane.list.selectionModel()
    model.clear()
    for identifier in ids:
        place = pane.model.place(identifier)
        assert place is not None
        model.setCurrentIndex(pane.model.index(place), flags.Select)


def test_entities_stand_in_groups_by_mentions_and_the_frame_is_folded(pane: EntitiesPane) -> None:
    titles = [(header.title, header.count, header.folded) for header in pane.model.headers()]
    assert titles == [
        ("Organisations", 2, False),
        ("People", 1, False),
        ("Places", 1, False),
        ("Reporters and outlets", 1, True),
    ]
    assert [row.id for row in pane.model.rows()] == ["e2", "e3", "e1", "e5"]


def test_a_click_on_a_header_unfolds_it(pane: EntitiesPane) -> None:
    last = pane.model.rowCount() - 1
    pane.list.clicked.emit(pane.model.index(last))
    assert [row.id for row in pane.model.rows()] == ["e2", "e3", "e1", "e5", "e4"]


def test_the_filter_looks_into_aliases_roles_and_what_is_folded(pane: EntitiesPane, qtbot: QtBot) -> None:
    counts: list[str] = []
    pane.count_changed.connect(counts.append)
    qtbot.keyClicks(pane.filter, "nha")
    assert [row.id for row in pane.model.rows()] == ["e2"]
    assert counts[-1] == "1 of 5"
    pane.filter.setText("HARBOUR master")
    assert [row.id for row in pane.model.rows()] == ["e1"]
    pane.filter.setText("grau")
    assert [row.id for row in pane.model.rows()] == ["e4"]
    pane.filter.setText("nobody of that name")
    assert pane.empty.isVisible()


def test_orders(pane: EntitiesPane) -> None:
    pane.set_order("name")
    assert [row.id for row in pane.model.rows()] == ["e3", "e2", "e1", "e5"]


def test_a_click_focuses_enter_opens_a_double_click_narrows(pane: EntitiesPane, qtbot: QtBot) -> None:
    place = pane.model.place("e1")
    assert place is not None
    at = pane.list.visualRect(pane.model.index(place)).center()
    with qtbot.waitSignal(pane.focus_requested) as focused:
        qtbot.mouseClick(pane.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert focused.args == [Focus(Kind.ENTITY, "e1")]
    with qtbot.waitSignal(pane.open_requested) as opened:
        qtbot.keyClick(pane.list, Qt.Key.Key_Return)
    assert opened.args == [Focus(Kind.ENTITY, "e1")]
    with qtbot.waitSignal(pane.brush_requested) as narrowed:
        qtbot.mouseDClick(pane.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert narrowed.args == [OfEntity("e1"), Mode.NARROW]


def test_several_narrow_to_any_of_them(pane: EntitiesPane, qtbot: QtBot) -> None:
    choose(pane, "e2", "e1")
    with qtbot.waitSignal(pane.brush_requested) as narrowed:
        qtbot.keyClick(pane.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert narrowed.args == [Or((OfEntity("e2"), OfEntity("e1"))), Mode.NARROW]


def test_keys_merge_rename_and_reject(pane: EntitiesPane, qtbot: QtBot) -> None:
    choose(pane, "e2", "e3")
    verbs: list[tuple[str, object]] = []
    pane.verb_requested.connect(lambda verb, ids: verbs.append((verb, ids)))
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(pane.list, Qt.Key.Key_M, both)
    qtbot.keyClick(pane.list, Qt.Key.Key_F2)
    assert verbs == [("merge", ("e2", "e3")), ("rename", ("e2",))]
    with qtbot.waitSignal(pane.command_requested) as rejected:
        qtbot.keyClick(pane.list, Qt.Key.Key_Delete)
    assert rejected.args == [Reject(("e2", "e3"))]


def test_letters_typed_in_the_filter_are_letters(pane: EntitiesPane, qtbot: QtBot) -> None:
    choose(pane, "e2")
    with qtbot.assertNotEmitted(pane.command_requested), qtbot.assertNotEmitted(pane.verb_requested):
        qtbot.keyClicks(pane.filter, "am")
        qtbot.keyClick(pane.filter, Qt.Key.Key_Delete)


def test_the_menu_offers_what_applies(pane: EntitiesPane, qtbot: QtBot) -> None:
    words = {action.text() for action in pane.menu_of([ROWS[0], ROWS[1]]).actions()}
    assert {"Narrow to this", "Exclude from scope", "Accept", "Reject", "Merge…"} <= words
    assert "Rename…" not in words
    alone = pane.menu_of([ROWS[3]])
    assert {"Rename…", "Split…"} <= {action.text() for action in alone.actions()}
    action = next(action for action in alone.actions() if action.text() == "An actor of the case, not frame")
    with qtbot.waitSignal(pane.command_requested) as asked:
        action.trigger()
    assert asked.args == [MarkFrame(("e4",), frame=False)]


def test_the_focus_of_others_is_shown_and_asks_nothing(pane: EntitiesPane, qtbot: QtBot) -> None:
    focus = Focus(Kind.ENTITY, "e3")
    with qtbot.assertNotEmitted(pane.focus_requested):
        pane.show_selection(Selection(focus), Links(focus, entities=frozenset({"e3", "e1"})))
    assert pane.list.currentIndex().row() == pane.model.place("e3")


def test_a_locked_pane_stays(pane: EntitiesPane) -> None:
    pane.locked = True
    focus = Focus(Kind.ENTITY, "e3")
    pane.show_selection(Selection(focus), Links(focus, entities=frozenset({"e3"})))
    assert pane.list.currentIndex().row() != pane.model.place("e3")


def test_the_focus_of_others_keeps_several_selected(pane: EntitiesPane) -> None:
    choose(pane, "e2", "e1")
    focus = Focus(Kind.ENTITY, "e3")
    pane.show_selection(Selection(focus), Links(focus, entities=frozenset({"e3"})))
    assert {row.id for row in pane.selected()} == {"e2", "e1"}


def test_the_card_shows_a_profile_and_its_companions_are_buttons(pane: EntitiesPane, qtbot: QtBot) -> None:
    companions = Companion("e3", "Ferry & Line", 7), Companion("e1", "Mira Toll", 2)
    profile = EntityProfile(ROWS[1], (), companions, (), (("2023-11", 3), ("2024-02", 1)))
    pane.show_profile(profile, 5)
    assert pane.card.isVisible()
    said = " ".join(label.text() for label in pane.card.findChildren(type(pane.card._title)))
    assert "organisation · 2 of 5 articles" in said
    assert "58 mentions" in said
    button = next(button for button in pane.card.findChildren(QToolButton) if "Ferry" in button.text())
    with qtbot.waitSignal(pane.focus_requested) as asked:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked.args == [Focus(Kind.ENTITY, "e3")]


def test_the_card_says_from_when_to_when_also_of_articles_known_only_to_be_no_older(pane: EntitiesPane) -> None:
    pane.show_profile(EntityProfile(replace(ROWS[1], first="2025-05/..", last="2026/.."), (), (), (), ()), 5)
    assert pane.card._said.text() == "58 mentions · May 2025 – 2026"


def test_the_card_goes_when_the_focus_is_no_entity(pane: EntitiesPane) -> None:
    pane.show_profile(EntityProfile(ROWS[1], (), (), (), ()), 5)
    focus = Focus(Kind.QUOTE, "q1")
    pane.show_selection(Selection(focus), Links(focus))
    assert not pane.card.isVisible()


def test_months_without_mentions_are_in_the_sparkline() -> None:
    assert filled((("2023-11", 3), ("2024-02", 1))) == [("2023-11", 3), ("2023-12", 0), ("2024-01", 0), ("2024-02", 1)]
    assert filled(()) == []


def test_copy_says_name_and_where(pane: EntitiesPane) -> None:
    assert pane.copied(ROWS[1]) == "Northport Harbour Authority (also NHA), organisation, 58 mentions in S1, S3"


def test_without_entities_the_pane_says_what_to_do(pane: EntitiesPane) -> None:
    pane.show_rows(())
    assert pane.empty.isVisible()
    assert "Ctrl+I" in pane.empty.accessibleDescription()


def test_names_are_no_mark_up(pane: EntitiesPane) -> None:
    place = pane.model.place("e5")
    assert place is not None
    assert "<b>" not in pane.model.index(place).data(Qt.ItemDataRole.ToolTipRole)


def test_both_themes_paint_every_state(pane: EntitiesPane, any_theme: Theme) -> None:
    pane.set_theme(any_theme)
    decided = [replace(row, decision=d) for row, d in zip(ROWS, ("accepted", "rejected", "corrected", "", ""), strict=True)]
    pane.show_rows(decided)
    picture = pane.list.viewport().grab().toImage()
    colours = {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}
    for token in ("organisation", "person", "place", "track"):
        assert any_theme[token].name() in colours


def test_what_was_selected_stays_selected_when_the_case_changed(pane: EntitiesPane, qtbot: QtBot) -> None:
    choose(pane, "e3", "e1")
    with qtbot.assertNotEmitted(pane.focus_requested):
        pane.show_rows([replace(row, mentions=row.mentions + 1) for row in ROWS if row.id != "e3"])
    assert [row.id for row in pane.selected()] == ["e1"]
    assert pane.selected()[0].mentions == 13


def test_scrolled_lists_stay_where_they_are(pane: EntitiesPane) -> None:
    many = [entity(number, f"Ferry {number}", EntityType.ORGANISATION, 500 - number) for number in range(300)]
    pane.show_rows(many)
    bar = pane.list.verticalScrollBar()
    pane.list.scrollTo(pane.model.index(200))
    before = bar.value()
    pane.show_rows(many)
    assert bar.value() == before > 0


class Answers:
    """Stands in for the reading side of a case: keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[bool] = []

    def merge_suggestions(self) -> tuple[object, ...]:
        return ()

    def entity_months(self, _among: tuple[str, ...]) -> dict[str, tuple[tuple[str, int], ...]]:
        return {}

    def publication_months(self) -> None:
        return None

    def disputed(self, _most: int) -> Disputed:
        return Disputed({})

    def entities_in_brief(self, _scope: object, rejected: bool = False) -> tuple[EntityRow, ...]:
        self.asked.append(rejected)
        return (*ROWS, replace(ROWS[2], id="e9", decision="rejected")) if rejected else ROWS


def test_what_was_rejected_can_be_shown_again(pane: EntitiesPane) -> None:
    answers = Answers()
    pane.attach(answers)  # type: ignore[arg-type]
    pane.rejected_action.trigger()
    assert answers.asked == [False, True]
    assert pane.model.place("e9") is not None
