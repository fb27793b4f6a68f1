"""Suggestions what to merge: in the pane and in the review, answered by one key, and not asked again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from made import adding
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from casefile.case import Case
from casefile.domain.commands import Command, KeepApart, Merge, ReadAnew
from casefile.domain.ids import Kind
from casefile.domain.selection import Focus
from casefile.errors import UserError
from casefile.gui.jobs import Asks
from casefile.gui.panes.entities.pane import EntitiesPane
from casefile.gui.panes.review.pane import ReviewPane
from casefile.gui.theme import Theme
from casefile.index import open_index

FIRST = adding(
    "a.txt", "<p Tomasz Rehlov>Tomasz Rehlov</p> met <o Norrvik Lines>Norrvik Lines</o>.", "2024-03-01", "The Quay"
)
SECOND = adding("b.txt", "<p Tomas Rehlov>Tomas Rehlov</p> left <o Norvik Lines>Norvik Lines</o>.", "2024-03-02", "Tideline")


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    made = Case.create(tmp_path / "a.casefile", "Morro", index=open_index, who="tester")
    for command in (FIRST, SECOND):
        made.do(command)
    made.settle()
    yield made
    made.close()


def names(case: Case) -> list[str]:
    return sorted(row.name for row in case.ask.entities())


def test_a_merge_takes_the_suggestion_away_and_undo_brings_it_back(case: Case) -> None:
    before = case.ask.merge_suggestions()
    assert {one.reason for one in before} == {"spelling"}
    assert [one.place.text for one in before] == [one.second_name for one in before]
    case.do(Merge((before[0].first, before[0].second)))
    assert len(case.ask.merge_suggestions()) == len(before) - 1
    case.undo()
    assert case.ask.merge_suggestions() == before


def test_two_that_are_kept_apart_are_not_suggested_even_when_read_anew(case: Case) -> None:
    first, *others = case.ask.merge_suggestions()
    changed = case.do(KeepApart(first.first, first.second))
    assert "apart" in changed.label
    assert case.ask.merge_suggestions() == tuple(others)
    case.do(ReadAnew(()))
    case.settle()
    assert first.id not in {one.id for one in case.ask.merge_suggestions()}
    case.undo()
    case.undo()
    assert len(case.ask.merge_suggestions()) == len(others) + 1


def test_what_is_one_cannot_be_kept_apart(case: Case) -> None:
    entity = case.ask.entities()[0].id
    with pytest.raises(UserError, match="one entity already"):
        case.do(KeepApart(entity, entity))


@pytest.fixture
def pane(qtbot: QtBot, jobs: Asks, any_theme: Theme, case: Case) -> EntitiesPane:
    made = EntitiesPane(jobs, any_theme)
    qtbot.addWidget(made)
    made.resize(340, 700)
    made.show()
    made.attach(case.ask)

    def do(command: Command) -> None:
        made.case_changed(case.do(command))

    made.command_requested.connect(do)
    return made


def test_one_key_merges_the_suggestion_that_is_shown(pane: EntitiesPane, case: Case, qtbot: QtBot) -> None:
    assert pane.suggestions.isVisible()
    assert names(case) == ["Norrvik Lines", "Norvik Lines", "Tomas Rehlov", "Tomasz Rehlov"]
    shown = pane.suggestions.current
    assert shown is not None
    qtbot.keyClick(pane.suggestions, Qt.Key.Key_A)
    assert len(names(case)) == 3
    assert shown.second_name not in names(case)
    qtbot.keyClick(pane.suggestions, Qt.Key.Key_R)
    assert not pane.suggestions.isVisible()
    assert len(names(case)) == 3


def test_the_next_suggestion_shows_where_it_stands(pane: EntitiesPane, qtbot: QtBot) -> None:
    first = pane.suggestions.current
    asked: list[Focus] = []
    pane.focus_requested.connect(asked.append)
    qtbot.mouseClick(pane.suggestions.buttons["later"], Qt.MouseButton.LeftButton)
    second = pane.suggestions.current
    assert second is not None
    assert second != first
    place = second.place
    assert asked == [Focus(Kind.ENTITY, second.second, int(place.article[1:]), place.start, place.end)]


def test_the_review_asks_for_pairs_too(qtbot: QtBot, jobs: Asks, light: Theme, case: Case) -> None:
    made = ReviewPane(jobs, light)
    qtbot.addWidget(made)
    made.show()
    made.attach(case.ask)
    done: list[Command] = []
    made.command_requested.connect(done.append)
    pairs = [place for place, row in enumerate(made.model.rows()) if row.kind == "merge"]
    assert len(pairs) == 2
    for answer in ("accept", "reject"):
        made._go(next(place for place, row in enumerate(made.model.rows()) if row.kind == "merge"))
        made.answer(answer)
    assert [type(one) for one in done] == [Merge, KeepApart]
    suggested = {(one.first, one.second) for one in case.ask.merge_suggestions()}
    assert isinstance(done[0], Merge)
    assert done[0].targets in suggested
    assert isinstance(done[1], KeepApart)
    assert (done[1].one, done[1].other) in suggested
