"""The timeline of a case with more events than are loaded as rows: some are drawn, all are counted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from made import adding
from pytestqt.qtbot import QtBot

from casefile.case import Case
from casefile.domain.ids import Kind
from casefile.domain.scope import EVERYTHING, OfOutlet
from casefile.domain.selection import Focus, Selection
from casefile.gui.jobs import Asks
from casefile.gui.panes.timeline import loading
from casefile.gui.panes.timeline.pane import TimelinePane
from casefile.gui.theme import Theme
from casefile.index import open_index

YEARS = range(1990, 2020)


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    made = Case.create(tmp_path / "a.casefile", "Morro", index=open_index, who="tester")
    for number, year in enumerate(YEARS):
        words = "\n\n".join(
            f"Barge {year}{month} <r {year}-0{month}-03>sank</r> off Morro, grain {month}." for month in (2, 5)
        )
        made.do(adding(f"{number}.txt", f"Report {number}\n\n{words}", f"{year}-12-01", "Quay" if number % 3 else "Ferry"))
    made.do(
        adding(
            "long.txt",
            "Report on wardens\n\nFrom 1991 to 2018 Lena Oduya <r 1991/2018>ran</r> the harbour of Morro.",
            "2019-12-01",
            "Quay",
        )
    )
    made.settle()
    yield made
    made.close()


@pytest.fixture
def pane(qtbot: QtBot, jobs: Asks, light: Theme, case: Case, monkeypatch: pytest.MonkeyPatch) -> TimelinePane:
    monkeypatch.setattr(loading, "FEW_EVENTS", 20)
    monkeypatch.setattr(loading, "DRAWN", 150)
    made = TimelinePane(jobs, light)
    qtbot.addWidget(made)
    made.resize(1200, 420)
    made.show()
    qtbot.waitExposed(made)
    made.attach(case.ask)
    return made


def test_all_events_are_counted_though_some_are_drawn(pane: TimelinePane, case: Case) -> None:
    number = len(case.ask.timeline())
    assert number > 20
    found = pane.background
    assert found is not None
    assert (found.total, found.inside, found.density.total) == (number, number, number)
    lanes = {lane.key: lane.total for lane in pane.canvas.arrangement.lanes}
    of = {outlet: len(case.ask.timeline(OfOutlet(outlet))) for outlet in ("Quay", "Ferry")}
    assert lanes == of


def test_the_count_and_the_faded_are_those_of_the_scope(pane: TimelinePane, case: Case, qtbot: QtBot) -> None:
    scope = OfOutlet("Ferry")
    with qtbot.waitSignal(pane.count_changed) as told:
        pane.show_selection(Selection(scope=scope), pane.links)
    inside, total = len(case.ask.timeline(scope)), len(case.ask.timeline(EVERYTHING))
    assert told.args == [f"{inside} of {total}"]
    shown = pane.canvas.scene.inside
    assert shown is not None
    drawn = {pane.canvas.arrangement.rows[place].id for place in shown}
    assert drawn == {row.id for row in case.ask.timeline(scope)}


def test_closer_and_further_on_the_events_there_are_asked_for(pane: TimelinePane, case: Case, qtbot: QtBot) -> None:
    pane.canvas.fit()
    pane.canvas.zoom(40.0)
    qtbot.waitUntil(lambda: not pane._settled.isActive())
    for year in (1992, 2017):
        row = next(row for row in case.ask.timeline() if (row.earliest or "").startswith(f"{year}-02"))
        found = case.ask.event_date(row.id)
        day = loading.centre(found)
        assert day is not None
        pane.canvas.look_at(day)
        qtbot.waitUntil(lambda row=row: row.id in pane._places)  # type: ignore[misc]


def test_an_event_that_began_many_years_before_the_view_is_drawn(pane: TimelinePane, case: Case, qtbot: QtBot) -> None:
    row = next(row for row in case.ask.timeline() if row.earliest == "1991-01-01" and (row.latest or "") > "2018")
    pane.canvas.fit()
    pane.canvas.zoom(40.0)
    for scope in (EVERYTHING, OfOutlet("Quay")):
        pane.show_selection(Selection(scope=scope), pane.links)
        pane.canvas.look_at(date(2015, 6, 1).toordinal())
        qtbot.waitUntil(lambda: not pane._settled.isActive())
        qtbot.waitUntil(lambda: row.id in pane._places)


def test_an_event_that_is_focused_is_gone_to(pane: TimelinePane, case: Case) -> None:
    pane.canvas.zoom(60.0)
    for row in (case.ask.timeline()[0], case.ask.timeline()[-1]):
        focus = Focus(Kind.EVENT, row.id)
        pane.show_selection(Selection(focus=focus), case.ask.links(focus))
        day = loading.centre(case.ask.event_date(row.id))
        assert day is not None
        assert pane.canvas.view.left <= day <= pane.canvas.view.right
        assert pane.canvas.scene.focus == pane._places[row.id]


def test_the_table_holds_keys_of_all_and_rows_of_those_looked_at(pane: TimelinePane, case: Case, qtbot: QtBot) -> None:
    assert pane.model.rowCount() == 0, "nobody looked at it yet"
    pane.show_form(table=True)
    number = len(case.ask.timeline())
    assert pane.model.rowCount() == pane.model.total == number
    qtbot.waitUntil(lambda: bool(pane.model.rows()))
    pane.filter.setText("barge 19932")
    qtbot.waitUntil(lambda: pane.model.rowCount() == 1)
    assert pane.model.total == number
