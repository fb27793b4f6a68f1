"""Long lists: keys in order under headings that count, filters, and the rows of some keys. The same as the whole listing."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from casefile.case import Case
from casefile.domain import commands as c
from casefile.domain.listed import FEW, Wish
from casefile.domain.rows import EventRow
from casefile.domain.scope import EVERYTHING, InArticle, Not

ALL_ROWS = 0
"""Even one row more makes a list a long one."""


def _quotes(case: Case, wish: Wish) -> list[str]:
    listed = case.ask.quotes_listed(EVERYTHING, wish, ALL_ROWS)
    rows = dict(case.ask.quotes_at(tuple(listed.keys)))
    return [rows[key].id for key in listed.keys]


def test_a_list_of_few_rows_is_the_listing_itself(case: Case) -> None:
    listed = case.ask.quotes_listed(EVERYTHING, Wish("speaker"))
    assert listed.whole
    assert listed.rows == case.ask.quotes()
    assert listed.total == len(listed.rows) <= FEW


@pytest.mark.parametrize("order", ["speaker", "article", "date"])
def test_a_long_list_of_quotes_has_each_quote_once_and_counts_it_under_its_heading(case: Case, order: str) -> None:
    listed = case.ask.quotes_listed(EVERYTHING, Wish(order), ALL_ROWS)
    found = case.ask.quotes()
    assert not listed.whole
    assert listed.total == len(listed.keys) == len(found) > 2
    assert sum(section.count for section in listed.sections) == len(listed.keys)
    assert sorted(_quotes(case, Wish(order))) == sorted(row.id for row in found)
    assert len({section.key for section in listed.sections}) == len(listed.sections)


def test_quotes_stand_under_their_speaker(case: Case) -> None:
    listed = case.ask.quotes_listed(EVERYTHING, Wish("speaker"), ALL_ROWS)
    rows, begin = dict(case.ask.quotes_at(tuple(listed.keys))), 0
    for section in listed.sections:
        for key in listed.keys[begin : begin + section.count]:
            assert (rows[key].speaker or "").casefold() == section.key[0].casefold()
            assert (rows[key].speaker_type == "anonymous") == (section.key[1] == "anonymous")
        begin += section.count


def test_quotes_by_article_stand_as_in_the_articles(case: Case) -> None:
    assert _quotes(case, Wish("article")) == [row.id for row in case.ask.quotes()]


def test_what_was_rejected_is_left_out_of_a_long_list_unless_wished_for(case: Case) -> None:
    first, *rest = case.ask.quotes()
    case.do(c.Reject((first.id,)))
    assert first.id not in _quotes(case, Wish("article"))
    assert case.ask.quotes_listed(EVERYTHING, Wish("article"), ALL_ROWS).total == len(rest)
    assert first.id in _quotes(case, Wish("article", rejected=True))


def test_a_long_list_is_filtered_by_kind_and_by_kind_of_speaker(case: Case) -> None:
    found = case.ask.quotes()
    for kind in ("direct", "indirect"):
        assert set(_quotes(case, Wish("article", kinds=frozenset({kind})))) == {row.id for row in found if row.kind == kind}
    speakers = {row.speaker_type for row in found}
    for speaker in speakers:
        assert set(_quotes(case, Wish("date", speaker=speaker))) == {row.id for row in found if row.speaker_type == speaker}
    listed = case.ask.quotes_listed(EVERYTHING, Wish("article", speaker=found[0].speaker_type), ALL_ROWS)
    assert listed.total == len(found), "the total is that of the scope, whatever the filter"


def test_each_word_of_the_field_must_occur_in_sentence_speaker_outlet_or_tag(case: Case) -> None:
    row = next(row for row in case.ask.quotes() if row.speaker)
    word = max(row.place.sentence.split(), key=len).strip(".,“”").casefold()
    assert row.id in _quotes(case, Wish("speaker", (word,)))
    assert row.id in _quotes(case, Wish("speaker", (word, (row.speaker or "").split()[0].casefold())))
    assert _quotes(case, Wish("speaker", (word, "qqqq"))) == []
    assert _quotes(case, Wish("speaker", ("100%_",))) == [], "signs of LIKE are letters like others"
    case.do(c.AddTag((row.id,), "Überfällig"))
    assert _quotes(case, Wish("speaker", ("überfällig",))) == [row.id]


def test_a_corrected_kind_is_the_kind_a_long_list_knows(case: Case) -> None:
    row = case.ask.quotes()[0]
    other = next(kind for kind in ("direct", "mixed") if kind != row.kind)
    case.do(c.Correct(row.id, (("kind", other),)))
    assert row.id in _quotes(case, Wish("article", kinds=frozenset({other})))
    assert row.id not in _quotes(case, Wish("article", kinds=frozenset({row.kind})))


@pytest.mark.parametrize("order", ["unit", "article", "value"])
def test_a_long_list_of_figures(case: Case, order: str) -> None:
    listed = case.ask.figures_listed(EVERYTHING, Wish(order), ALL_ROWS)
    rows = dict(case.ask.figures_at(tuple(listed.keys)))
    found = [rows[key] for key in listed.keys]
    assert sorted(row.id for row in found) == sorted(row.id for row in case.ask.figures())
    assert sum(section.count for section in listed.sections) == (0 if order == "value" else len(found))
    if order == "value":
        values = [row.value_max or row.value for row in found]
        assert values == sorted(values, reverse=True)


def test_keys_are_found_by_id_and_a_scope_narrows_them(case: Case) -> None:
    scope = InArticle(1)
    listed = case.ask.quotes_listed(scope, Wish("article"), ALL_ROWS)
    mine = case.ask.quotes(scope)
    assert listed.total == len(mine)
    assert set(case.ask.keys_of("quotes", [row.id for row in mine])) == set(listed.keys)
    assert case.ask.keys_of("quotes", ["q0000000000000"]) == ()
    assert case.ask.keys_of("figures", [row.id for row in mine]) == ()


def test_entities_in_brief_are_the_entities_with_their_articles_counted(case: Case) -> None:
    gone, starred = case.ask.mentions()[0], case.ask.entities()[1]
    for command in (c.Reject((gone.id,)), c.Star((starred.id,), True), c.AddTag((starred.id,), "key")):
        case.do(command)
    for scope in (EVERYTHING, InArticle(1)):
        for rejected in (False, True):
            whole = case.ask.entities(scope, rejected=rejected)
            brief = case.ask.entities_in_brief(scope, rejected)
            assert brief == tuple(replace(row, articles=(), article_count=len(row.articles), rule="") for row in whole)


def test_the_profile_for_a_card_is_the_profile_with_its_quotes_counted(case: Case) -> None:
    for row in case.ask.entities():
        whole, card = case.ask.entity(row.id), case.ask.profile(row.id, 1)
        assert (card.by_count, card.about_count) == (len(whole.quotes), len(whole.about))
        assert (card.quotes, card.about) == (whole.quotes[:1], whole.about[:1])
        assert (card.companions, card.over_time) == (whole.companions, whole.over_time)
        assert card.row.article_count == len(row.articles)


def test_months_can_be_asked_of_some(case: Case) -> None:
    some = [row.id for row in case.ask.entities()[:2]]
    assert case.ask.entity_months(some) == {id: pairs for id, pairs in case.ask.entity_months().items() if id in some}
    months = sorted(month for pairs in case.ask.entity_months().values() for month, _ in pairs)
    assert case.ask.publication_months() == (months[0], months[-1])


def test_anonymous_shares_are_counted_in_the_scope(case: Case) -> None:
    for scope in (EVERYTHING, InArticle(1)):
        rows = case.ask.quotes(scope)
        outlets = {row.outlet for row in rows}
        expected = {
            (
                outlet,
                sum(row.outlet == outlet and row.speaker_type == "anonymous" for row in rows),
                sum(row.outlet == outlet for row in rows),
            )
            for outlet in outlets
        }
        assert set(case.ask.anonymous_shares(scope)) == expected


def _events(case: Case, wish: Wish, descending: bool = False, everything: bool = True) -> list[EventRow]:
    listed = case.ask.events_listed(EVERYTHING, everything, wish, descending)
    rows = dict(case.ask.events_at(tuple(listed.keys)))
    return [rows[key] for key in listed.keys]


def test_a_long_table_of_events_stands_in_the_order_of_each_column(case: Case) -> None:
    found = case.ask.timeline(EVERYTHING, True)
    assert [row.id for row in _events(case, Wish("date"))] == [row.id for row in found]
    keys = {
        "event": lambda row: row.summary.lower(),
        "status": lambda row: row.status,
        "outlets": lambda row: row.reports[0].outlet.lower(),
        "reports": lambda row: len(row.reports),
        "dates": lambda row: row.differing,
        "sure": lambda row: row.confidence,
        "where": lambda row: min(int(report.place.article[1:]) for report in row.reports),
        "decision": lambda row: row.decision,
    }
    for column, key in keys.items():
        assert [key(row) for row in _events(case, Wish(column))] == sorted(map(key, found)), column
        assert [key(row) for row in _events(case, Wish(column), True)] == sorted(map(key, found), reverse=True), column
    shown = {row.id for row in case.ask.timeline(EVERYTHING)}
    assert {row.id for row in _events(case, Wish("date"), everything=False)} == shown


def test_a_long_table_of_events_is_filtered_by_what_is_said_of_them(case: Case) -> None:
    row = case.ask.timeline(EVERYTHING, True)[0]
    for word in (row.summary.split()[0], row.reports[0].outlet.split()[-1], row.reports[0].place.sentence.split()[1]):
        assert row.id in {found.id for found in _events(case, Wish("date", (word.casefold(),)))}
    assert _events(case, Wish("date", ("qqqq",))) == []


def test_dates_and_lanes_count_every_event_once(case: Case) -> None:
    for scope in (EVERYTHING, InArticle(1), Not(InArticle(1))):
        found = case.ask.timeline(scope, True)
        assert sum(one.number for one in case.ask.event_dates(scope, True)) == len(found)
        assert Counter((row.edtf, row.earliest, row.latest) for row in found) == {
            (one.edtf, one.earliest, one.latest): one.number for one in case.ask.event_dates(scope, True)
        }
        by_outlet = Counter(outlet for row in found for outlet in {report.outlet for report in row.reports})
        assert {lane.key: lane.number for lane in case.ask.event_lanes(scope, True, "outlet", 9)} == by_outlet
        by_entity = Counter(entity for row in found for entity in row.entities)
        lanes = case.ask.event_lanes(scope, True, "entity", 99)
        assert {lane.key: lane.number for lane in lanes} == by_entity
        assert [lane.number for lane in lanes] == sorted((lane.number for lane in lanes), reverse=True)
        by_status = Counter(row.status for row in found)
        assert {lane.key: lane.number for lane in case.ask.event_lanes(scope, True, "kind", 9)} == by_status
        for lane in lanes:
            assert sum(number for _, number in lane.months) == lane.number


def test_a_stretch_of_time_has_all_events_in_scope_where_they_are_few_and_says_so(case: Case) -> None:
    found = case.ask.timeline(EVERYTHING, True)
    between = ("1900-01-01", "2100-01-01")
    stretch = case.ask.events_between(EVERYTHING, True, between, 1500)
    assert stretch.rows == found
    assert stretch.complete
    assert stretch.inside == {row.id for row in found}
    scope = InArticle(1)
    narrowed = case.ask.events_between(scope, True, between, 1500)
    assert narrowed.inside == {row.id for row in case.ask.timeline(scope, True)}
    assert {row.id for row in narrowed.rows} >= narrowed.inside
    last = max(row.earliest for row in found if row.earliest)
    thin = case.ask.events_between(EVERYTHING, True, ("1900-01-01", last), 1, (found[0].id,))
    assert found[0].id in {row.id for row in thin.rows}, "what is wanted is taken along"


def test_the_date_of_an_event_is_known_by_its_id(case: Case) -> None:
    row = case.ask.timeline(EVERYTHING, True)[0]
    found = case.ask.event_date(row.id)
    assert found is not None
    assert (found.edtf, found.earliest, found.latest) == (row.edtf, row.earliest, row.latest)
    assert case.ask.event_date("v0") is None
