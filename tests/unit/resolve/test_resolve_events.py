"""Reports of several articles become events."""

from __future__ import annotations

import random
from dataclasses import replace

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
    basis: str = "explicit",
    says: str = "Veltron let strangers copy the turbine drawings of its Halle plant",
) -> LocalReport:
    return LocalReport(identifier, article, trigger, earliest, latest, basis, status, entities, says)


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


COPIED = "Drawings of turbines were copied at the plant in Halle by strangers"


def test_other_days_other_entities_other_triggers_other_status_are_other_events() -> None:
    first = report("ra", "S1", "hack", "2031-05-04", "2031-05-04", "e1")
    same = report("rb", "S2", "hack", "2031-05-04", "2031-05-04", "e2", says=COPIED)
    assert len(events(first, same)) == 1
    for other in (
        replace(same, earliest="2031-06-04", latest="2031-06-04"),
        replace(same, entities=("e3",)),
        replace(same, trigger="resign"),
        replace(same, status="denied"),
        replace(same, status="planned"),
        replace(same, earliest=None, latest=None),
        replace(same, summary="No " + COPIED),
    ):
        assert len(events(first, other)) == 2, other
    assert len(events(first, replace(same, status="alleged"))) == 1


def test_reports_that_say_different_things_are_not_one_event() -> None:
    """Neither a name in common nor the trigger makes two statements one."""
    spoke = report("ra", "S1", "say", "2031-05-04", "2031-05-04", "e1", says="Veltron said turbines were ordered in Oslo")
    other = report("rb", "S2", "say", "2031-05-04", "2031-05-04", "e2", says="Veltron said wages would be paid late")
    assert len(events(spoke, other)) == 2
    assert len(events(spoke, replace(other, summary="Turbines were ordered from Norway, Veltron said"))) == 1
    assert len(events(replace(spoke, summary=""), replace(other, summary=""))) == 2


def test_names_in_common_are_no_words_in_common() -> None:
    one = report("ra", "S2", "meet", "2031-05-04", "2031-05-04", "e2", "e3", says="Ada Brink met Veltron engineers")
    other = report("rb", "S1", "meet", "2031-05-04", "2031-05-04", "e1", "e3", says="Veltron bankers met Ada Brink")
    assert len(events(one, other)) == 2


def test_one_article_tells_twice_of_an_event_only_where_it_dates_both() -> None:
    first = report("ra", "S1", "hack", "2031-05-04", "2031-05-04", "e1")
    again = report("rb", "S1", "hack", "2031-05-04", "2031-05-04", "e1", says=COPIED)
    assert len(events(first, again)) == 1
    for basis in ("inherited", "published"):
        assert len(events(first, replace(again, basis=basis))) == 2
        assert len(events(first, replace(again, basis=basis, article="S2"))) == 1


def test_one_sentence_in_two_articles_is_one_event_whatever_else_was_found_in_it() -> None:
    sentence = "The gates of the northern lock open again on Tuesday"
    one = report("ra", "S1", "open", "2031-05-06", "2031-05-06", says=sentence)
    copy = report("rb", "S2", "open", "2031-05-06", "2031-05-06", "e3", says=sentence)
    assert len(events(one, copy)) == 1
    assert len(events(one, replace(copy, trigger="lock"))) == 2, "of one sentence several things may be reported"
    reworded = replace(copy, summary=sentence + ", officials")
    assert len(events(one, reworded)) == 2, "reworded, it has to be about the same"
    assert len(events(replace(one, entities=("e3",)), reworded)) == 1
    assert len(events(one, replace(copy, earliest="2031-05-13", latest="2031-05-13"))) == 2
    late = replace(copy, basis="published", earliest="2031-05-13", latest="2031-05-13")
    assert len(events(one, late)) == 1
    assert len(events(one, replace(late, earliest="2032-05-13", latest="2032-05-13"))) == 2
    assert len(events(one, replace(copy, summary=sentence.replace("open", "never open")))) == 2
    assert len(events(one, replace(copy, status="denied"))) == 2


def test_like_sentences_with_other_numbers_and_short_ones_are_not_one_event() -> None:
    counted = "The operator counted 40 barges at the mouth of the river on Tuesday"
    one = report("ra", "S1", "count", "2031-05-06", "2031-05-06", says=counted)
    other = report("rb", "S2", "count", "2031-05-06", "2031-05-06", says=counted.replace("40", "52"))
    assert len(events(one, other)) == 2
    assert len(events(replace(one, summary="He declined to comment"), replace(other, summary="He declined to comment"))) == 2


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
    assert len(events(one, two)) == 1
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
    st.sampled_from([COPIED, "Strangers copied drawings at the plant", "The plant was closed by engineers in the night"]),
    st.sampled_from(["explicit", "inherited"]),
)


@given(st.lists(_DRAWN, max_size=10), st.randoms(use_true_random=False))
def test_any_order_gives_the_same_events(drawn: list[tuple[str, int, int, str, str, str]], shuffler: random.Random) -> None:
    reports = []
    for index, (trigger, day, length, entity, says, basis) in enumerate(drawn):
        last = f"2031-{1 + length // 28:02}-{max(day, 1):02}"
        first, article = f"2031-01-{day:02}", f"S{index // 2}"
        reports.append(report(f"r{index}", article, trigger, first, last, entity, basis=basis, says=says))
    other = reports[:]
    shuffler.shuffle(other)
    assert resolve(HARBOUR, reports) == resolve(HARBOUR, other)


def test_a_sentence_that_everybody_copied_is_one_event() -> None:
    copies = [
        report(f"r{at:03}", f"S{at:03}", "rise", f"2031-05-{1 + at % 9:02}", f"2031-05-{1 + at % 9:02}", basis="published")
        for at in range(250)
    ]
    assert len(events(*copies)) == 1
    other = replace(copies[0], id="rx", article="S900", summary="The water rose to the second step")
    assert len(events(*copies, other)) == 2
