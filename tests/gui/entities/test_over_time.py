"""Mentions over time beside each name; quotes by and about somebody; signs of conflict in every pane."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import adding
from pytestqt.qtbot import QtBot

from casefile.case import Case
from casefile.domain.ids import Kind
from casefile.domain.selection import Focus, Links, Selection
from casefile.gui.jobs import Asks
from casefile.gui.panes.entities.delegate import BUCKETS, sparks
from casefile.gui.panes.entities.pane import EntitiesPane
from casefile.gui.panes.reader.pane import ReaderPane
from casefile.gui.panes.timeline.pane import TimelinePane
from casefile.gui.theme import Theme
from casefile.index import open_index

FIRST = adding(
    "a.txt",
    "<p Doria Vance>Doria Vance</p> spoke.\n\nThe <f 40 barges>40</f> barges that <r 2024-02-03>sank</r> off "
    "<l Morro>Morro</l> carried grain.\n\n<q Doria Vance>We saw nothing of it.</q>",
    "2024-03-01",
    "The Quay",
)
SECOND = adding(
    "b.txt",
    "Only <f 12 barges>12</f> barges with grain <r 2024-02-03>sank</r> off <l Morro>Morro</l>.\n\n"
    "<p Ben Rook>Ben Rook</p> said: <q Ben Rook><p Doria Vance>Doria Vance</p> knew.</q>",
    "2025-06-03",
    "Ferry Post",
)


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    made = Case.create(tmp_path / "a.casefile", "Morro", index=open_index, who="tester")
    for command in (FIRST, SECOND):
        made.do(command)
    made.settle()
    yield made
    made.close()


def named(case: Case, name: str) -> str:
    return next(row.id for row in case.ask.entities() if row.name == name)


def test_months_are_counted_for_all_at_once(case: Case) -> None:
    months = case.ask.entity_months()
    assert months[named(case, "Doria Vance")] == (("2024-03", 1), ("2025-06", 1))
    assert months[named(case, "Ben Rook")] == (("2025-06", 1),)
    assert set(months) == {row.id for row in case.ask.entities()}


months = st.tuples(st.integers(2019, 2024), st.integers(1, 12)).map(lambda pair: f"{pair[0]}-{pair[1]:02}")


@given(st.dictionaries(st.text("ab", min_size=1, max_size=3), st.dictionaries(months, st.integers(1, 50), min_size=1)))
def test_sparklines_share_one_time_and_reach_their_own_top(counts: dict[str, dict[str, int]]) -> None:
    found = sparks({entity: tuple(sorted(each.items())) for entity, each in counts.items()})
    several = len({month for each in counts.values() for month in each}) > 1
    assert bool(found) == several
    for entity, spark in found.items():
        assert len(spark) == BUCKETS
        assert max(spark) == 1.0
        assert sum(share > 0 for share in spark) <= len(counts[entity])


@pytest.fixture
def pane(qtbot: QtBot, jobs: Asks, any_theme: Theme, case: Case) -> EntitiesPane:
    made = EntitiesPane(jobs, any_theme)
    qtbot.addWidget(made)
    made.resize(340, 760)
    made.show()
    made.attach(case.ask)
    return made


def look(made: EntitiesPane, case: Case, name: str) -> None:
    focus = Focus(Kind.ENTITY, named(case, name))
    made.show_selection(Selection(focus), case.ask.links(focus))


def test_quotes_by_and_about_are_one_click_away(pane: EntitiesPane, case: Case) -> None:
    look(pane, case, "Doria Vance")
    by, about = pane.card.by.menu().actions(), pane.card.about.menu().actions()
    assert (len(by), len(about)) == (1, 1)
    assert "We saw nothing of it" in by[0].text()
    assert "Ben Rook" in about[0].text()
    asked: list[Focus] = []
    pane.focus_requested.connect(asked.append)
    about[0].trigger()
    assert (asked[0].kind, asked[0].article) == (Kind.QUOTE, 2)
    look(pane, case, "Ben Rook")
    assert not pane.card.about.isVisibleTo(pane)


def test_an_entity_in_conflict_bears_a_sign_and_leads_to_the_claim(pane: EntitiesPane, case: Case) -> None:
    assert named(case, "Morro") in pane._entity_delegate.disputed
    assert named(case, "Ben Rook") not in pane._entity_delegate.disputed
    look(pane, case, "Morro")
    asked: list[Focus] = []
    pane.focus_requested.connect(asked.append)
    pane.card.conflict.menu().actions()[0].trigger()
    assert asked[0].kind is Kind.CLAIM
    assert case.ask.claim(asked[0].id).standing == "conflict"


def test_the_timeline_signs_events_in_conflict(qtbot: QtBot, jobs: Asks, any_theme: Theme, case: Case) -> None:
    made = TimelinePane(jobs, any_theme)
    qtbot.addWidget(made)
    made.resize(900, 260)
    made.show()
    made.attach(case.ask)
    rows = made.canvas.arrangement.rows
    assert rows
    labels = [made.canvas.scene._lanes.label(made.canvas.arrangement, place) for place in range(len(rows))]
    assert all(label.startswith("✕ ") for label in labels)
    assert "contradict" in made.canvas._told(0)


def test_the_reader_signs_paragraphs_in_conflict(qtbot: QtBot, jobs: Asks, any_theme: Theme, case: Case) -> None:
    made = ReaderPane(jobs, any_theme)
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    made.attach(case.ask)
    made.show_selection(Selection(), Links())
    assert made.article is not None
    signed = [bool(made.view.layers.conflicts(start, end)) for start, end in made.article.paragraphs]
    assert signed == [False, True, False]
    made.grab()


def test_a_case_too_large_to_compare_says_nothing_until_claims_were_compared(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    from casefile.case import claiming

    for kept in ("KEPT", "SHOWN"):
        monkeypatch.setattr(claiming, kept, type(claiming.KEPT)(2))
    assert case.ask.disputed(1).claims == {}
    case.ask.claims()
    assert case.ask.disputed(1).claims
