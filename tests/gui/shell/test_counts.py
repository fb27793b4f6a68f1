"""The counts in every pane are those of the scope."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from made import adding
from pytestqt.qtbot import QtBot

from casefile.case import Case
from casefile.domain import commands as c
from casefile.domain.scope import EVERYTHING, InArticle, OfEntity, OfOutlet, Scope
from casefile.domain.selection import Links, Selection
from casefile.gui.jobs import Asks
from casefile.gui.pane import Pane
from casefile.gui.panes.articles.pane import ArticlesPane
from casefile.gui.panes.claims.pane import ClaimsPane
from casefile.gui.panes.entities.pane import EntitiesPane
from casefile.gui.panes.figures.pane import FiguresPane
from casefile.gui.panes.graph.pane import GraphPane
from casefile.gui.panes.notes.pane import NotesPane
from casefile.gui.panes.quotes.pane import QuotesPane
from casefile.gui.panes.review.pane import ReviewPane
from casefile.gui.panes.timeline.pane import TimelinePane
from casefile.gui.theme import Theme
from casefile.index import open_index

FIRST = adding(
    "a.txt",
    "<p Doria Vance>Doria Vance</p> met <p Ben Rook>Ben Rook</p>.\n\nThe <f 40 barges>40</f> barges that "
    "<r 2024-02-03>sank</r> off <l Morro>Morro</l> carried grain.\n\n<q Doria Vance>We saw nothing of it.</q>",
    "2024-03-01",
    "The Quay",
)
SECOND = adding(
    "b.txt",
    "Only <f 12 barges>12</f> barges with grain <r 2024-02-03>sank</r> off <l Morro>Morro</l>.\n\nThe "
    "<f 3 tugs>3</f> tugs <r 2024-05-09>left</r>.\n\n<p Ben Rook>Ben Rook</p> said: <q Ben Rook>The tugs knew.</q>",
    "2025-06-03",
    "Ferry Post",
)


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    made = Case.create(tmp_path / "a.casefile", "Morro", index=open_index, who="tester")
    for command in (
        FIRST,
        SECOND,
        c.AddNote("S1", "Ask the harbour master."),
        c.AddNote("S2", "Tugs?"),
        c.AddNote("S2", "!"),
    ):
        made.do(command)
    made.settle()
    yield made
    made.close()


COUNTED: dict[type[Pane], Callable[[Case, Scope], int]] = {
    ArticlesPane: lambda case, scope: len(case.ask.articles(scope)),
    EntitiesPane: lambda case, scope: len(case.ask.entities(scope)),
    QuotesPane: lambda case, scope: len(case.ask.quotes(scope)),
    FiguresPane: lambda case, scope: len(case.ask.figures(scope)),
    TimelinePane: lambda case, scope: len(case.ask.timeline(scope)),
    NotesPane: lambda case, scope: len(case.ask.notes(scope)),
    ClaimsPane: lambda case, scope: len(case.ask.claims(scope)),
    GraphPane: lambda case, scope: len({row.entity for row in case.ask.mentions(scope) if not row.frame}),
    ReviewPane: lambda case, scope: len(case.ask.review(scope)),
}


@pytest.mark.parametrize("kind", COUNTED, ids=lambda kind: kind.name)
def test_the_count_of_a_pane_is_that_of_the_scope(
    kind: type[Pane], qtbot: QtBot, jobs: Asks, light: Theme, case: Case
) -> None:
    pane = kind(jobs, light)
    qtbot.addWidget(pane)
    pane.resize(900, 600)
    pane.show()
    qtbot.waitExposed(pane)
    said: list[str] = []
    pane.count_changed.connect(said.append)
    pane.attach(case.ask)
    counts = []
    person = next(row.id for row in case.ask.entities() if row.name == "Doria Vance")
    for scope in (EVERYTHING, InArticle(1), OfOutlet("Ferry Post"), OfEntity(person), OfOutlet("Nobody")):
        pane.show_selection(Selection(scope=scope), Links())
        found = re.search(r"\d+", said[-1])
        assert found is not None, said
        assert int(found[0]) == COUNTED[kind](case, scope), (scope, said[-1])
        counts.append(int(found[0]))
    assert len(set(counts)) > 1, "a scope that leaves everything shows nothing"
