"""Reports of several articles become events."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from casefile.domain.entities import LocalEntity, LocalReport, ResolutionDecisions
from casefile.domain.findings import EntityType
from casefile.resolve import resolve

HARBOUR = [
    LocalEntity("e1", "S1", EntityType.ORGANISATION, "Veltron Corp.", (), (), 1, False),
    LocalEntity("e2", "S2", EntityType.ORGANISATION, "Veltron", (), (), 1, False),
    LocalEntity("e3", "S2", EntityType.PERSON, "Ada Brink", (), (), 1, False),
]


def report(
    identifier: str,
    article: str,
    trigger: str,
    earliest: str | None,
    latest: str | None,
    *entities: str,
    status: str = "reported",
) -> LocalReport:
    return LocalReport(identifier, article, trigger, earliest, latest, "explicit", status, entities)


def events(*reports: LocalReport, decisions: ResolutionDecisions | None = None) -> set[frozenset[str]]:
    found = resolve(HARBOUR, reports, decisions or ResolutionDecisions())
    return {frozenset(event.members) for event in found.events}


def test_same_day_same_entity_same_meaning_is_one_event_named_after_its_anchor() -> None:
    found = resolve(
        HARBOUR,
        [
            report("rb", "S2", "breach", "2031-05-04", "2031-05-04", "e2"),
            report("ra", "S1", "hack", "2031-05-01", "2031-05-31", "e1"),
        ],
    )
    assert [(event.id, event.members) for event in found.events] == [("va", ("ra", "rb"))]
    assert found.event_of == {"ra": "va", "rb": "va"}


def test_other_days_other_entities_other_triggers_other_status_are_other_events() -> None:
    first = report("ra", "S1", "hack", "2031-05-04", "2031-05-04", "e1")
    for second in (
        report("rb", "S2", "hack", "2031-06-04", "2031-06-04", "e2"),
        report("rb", "S2", "hack", "2031-05-04", "2031-05-04", "e3"),
        report("rb", "S2", "resign", "2031-05-04", "2031-05-04", "e2"),
        report("rb", "S2", "hack", "2031-05-04", "2031-05-04", "e2", status="denied"),
        report("rb", "S2", "hack", None, None, "e2"),
    ):
        assert len(events(first, second)) == 2


def test_a_whole_year_binds_only_the_one_event_within_it() -> None:
    may = report("ra", "S1", "hack", "2031-05-04", "2031-05-04", "e1")
    year = report("rb", "S2", "hack", "2031-01-01", "2031-12-31", "e2")
    autumn = report("rc", "S2", "hack", "2031-10-09", "2031-10-09", "e2")
    assert events(may, year) == {frozenset({"ra", "rb"})}
    assert events(may, year, autumn) == {frozenset({"ra"}), frozenset({"rb"}), frozenset({"rc"})}


def test_neighbouring_months_do_not_chain_through_a_span_that_meets_both() -> None:
    found = events(
        report("ra", "S1", "hack", "2031-05-01", "2031-05-02", "e1"),
        report("rb", "S2", "hack", "2031-05-01", "2031-06-10", "e2"),
        report("rc", "S2", "hack", "2031-06-09", "2031-06-10", "e2"),
    )
    assert frozenset({"ra", "rb", "rc"}) not in found


def test_decisions_on_reports_win() -> None:
    one = report("ra", "S1", "hack", "2031-05-04", "2031-05-04", "e1")
    two = report("rb", "S2", "hack", "2031-05-04", "2031-05-04", "e2")
    far = report("rc", "S2", "resign", "2031-09-04", "2031-09-04", "e3")
    assert len(events(one, two, decisions=ResolutionDecisions(apart=(("rb", "ra"),)))) == 2
    assert events(one, far, decisions=ResolutionDecisions(together=(("ra", "rc"),))) == {frozenset({"ra", "rc"})}


def test_dates_outside_the_calendar_are_let_be() -> None:
    assert len(events(report("ra", "S1", "hack", "no day", "2031-05-04", "e1"))) == 1


_DRAWN = st.tuples(
    st.sampled_from(["hack", "breach", "resign"]),
    st.integers(1, 28),
    st.integers(0, 90),
    st.sampled_from(["e1", "e2", "e3"]),
)


@given(st.lists(_DRAWN, max_size=10), st.randoms(use_true_random=False))
def test_any_order_gives_the_same_events(drawn: list[tuple[str, int, int, str]], shuffler: random.Random) -> None:
    reports = []
    for index, (trigger, day, length, entity) in enumerate(drawn):
        last = f"2031-{1 + length // 28:02}-{max(day, 1):02}"
        reports.append(report(f"r{index}", f"S{index}", trigger, f"2031-01-{day:02}", last, entity))
    other = reports[:]
    shuffler.shuffle(other)
    assert resolve(HARBOUR, reports) == resolve(HARBOUR, other)
