"""Rows out: what each question answers about three small articles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from made import HARBOUR, SOURCES, adding

from casefile.case import Case
from casefile.case.pace import Pace
from casefile.domain.articles import Basis, Outcome, Publication
from casefile.domain.commands import Accept, SetMetadata
from casefile.domain.ids import Kind
from casefile.domain.rows import Place
from casefile.domain.scope import BySpeaker, During, InArticle, OfEntity, OfOutlet
from casefile.domain.selection import Focus
from casefile.errors import UserError


def entity_named(case: Case, name: str) -> str:
    return next(row.id for row in case.ask.entities(rejected=True) if row.name == name)


def test_articles_say_where_they_are_from(case: Case) -> None:
    first, second, third = case.ask.articles()
    assert (first.id, first.title, first.outlet, first.published.edtf) == ("S1", "harbour.txt", "The Lantern", "2024-03-04")
    assert (second.number, third.published.edtf) == (2, None)
    assert (first.counts.quotes, first.counts.figures, first.counts.events, first.counts.entities) == (1, 1, 2, 2)


def test_articles_are_ordered_as_asked_with_undated_ones_last(case: Case) -> None:
    assert [row.number for row in case.ask.articles(order="published")] == [1, 2, 3]
    assert [row.number for row in case.ask.articles(order="outlet")] == [2, 3, 1]
    assert [row.number for row in case.ask.articles(order="title")] == [3, 1, 2]
    with pytest.raises(UserError, match="no order “length”"):
        case.ask.articles(order="length")


def test_an_article_comes_with_its_text_and_marks_on_it(case: Case) -> None:
    shown = case.ask.article(1)
    assert shown.text == HARBOUR.reading.text
    for mark in shown.marks:
        assert 0 <= mark.start < mark.end <= len(shown.text)
    words = {(mark.kind, shown.text[mark.start : mark.end]) for mark in shown.marks}
    assert ("person", "Vance") in words
    assert ("event", "taken") in words
    assert ("quote", "“We regret this deeply,”") in words
    assert shown.paragraphs == HARBOUR.findings.paragraphs
    assert shown.sentences == HARBOUR.findings.sentences
    assert [(mark.start, -mark.end) for mark in shown.marks] == sorted((mark.start, -mark.end) for mark in shown.marks)


def test_the_original_comes_back_byte_for_byte(case: Case) -> None:
    assert case.ask.original(1) == (HARBOUR.reading.content, "text/plain")
    with pytest.raises(UserError, match="no article “S9”"):
        case.ask.original(9)


def test_the_timeline_goes_by_first_day(case: Case) -> None:
    shown = case.ask.timeline()
    assert [row.edtf for row in shown] == ["2023-09", "2023-10-05", "2023-11"]
    assert [row.edtf for row in case.ask.timeline(everything=True)] == ["2023-09", "2023-10-05", "2023-11", "2024-03-10"]
    (report,) = shown[1].reports
    assert report.place == Place(
        "S1", 3, *_span("Vance warned ministers on 5 October."), *2 * ("Vance warned ministers on 5 October.",)
    )
    assert shown[1].entities == (entity_named(case, "Doria Vance"),)


def _span(words: str) -> tuple[int, int]:
    start = HARBOUR.reading.text.index(words)
    return start, start + len(words)


def test_entities_of_several_articles_are_one(case: Case) -> None:
    row = next(row for row in case.ask.entities() if row.name == "Doria Vance")
    assert row.aliases == ("Vance",)
    assert (row.mentions, row.articles) == (3, ("S1", "S3"))
    assert (row.first, row.last) == ("2024-03-04", "2024-03-04")


def test_a_profile_has_mentions_companions_and_quotes(case: Case) -> None:
    profile = case.ask.entity(entity_named(case, "Doria Vance"))
    assert [mention.place.text for mention in profile.mentions] == ["Doria Vance", "Vance", "Doria Vance"]
    assert [quote.place.text for quote in profile.quotes] == ["“We regret this deeply,”", "“Nothing secret was lost,”"]
    assert [companion.name for companion in profile.companions] == ["Brackwater"]
    assert profile.over_time == (("2024-03", 2),)
    local = case.ask.findings(3).mentions[0].entity
    assert case.ask.entity(local) == profile


def test_quotes_have_their_speakers(case: Case) -> None:
    rows = case.ask.quotes()
    assert [(row.speaker, row.speaker_type, row.place.article) for row in rows] == [
        ("Doria Vance", "named", "S1"),
        ("an official", "anonymous", "S2"),
        ("Doria Vance", "named", "S3"),
    ]
    assert [row.edtf for row in rows] == ["2024-03-04", "2024-03-10", None]


def test_figures_stand_where_they_stand(case: Case) -> None:
    rows = case.ask.figures()
    assert [(row.value, row.unit, row.place.text, row.place.paragraph) for row in rows] == [
        (4000.0, "files", "more than 4,000 files", 2),
        (12000.0, "files", "Some 12,000 files", 2),
    ]


def test_scopes_narrow_every_listing(case: Case) -> None:
    vance = entity_named(case, "Doria Vance")
    assert [row.number for row in case.ask.articles(OfEntity(vance))] == [1, 3]
    assert [row.place.article for row in case.ask.quotes(OfOutlet("Morning Quay"))] == ["S2", "S3"]
    assert [row.edtf for row in case.ask.timeline(During("2023-10-01", None))] == ["2023-10-05", "2023-11"]
    assert {row.name for row in case.ask.entities(InArticle(2))} == {"Brackwater Harbour Office", "Tomas Ilk", "Keelnet"}
    assert [row.number for row in case.ask.articles(BySpeaker("an official"))] == [2]
    assert case.ask.overview(InArticle(3)).scoped.quotes == 1


def test_names_in_a_written_scope_become_ids_and_names_again(case: Case) -> None:
    vance = entity_named(case, "Doria Vance")
    assert case.ask.scope("entity:vance") == OfEntity(vance)
    assert case.ask.scope_text(OfEntity(vance)) == 'entity:"Doria Vance"'
    assert case.ask.scope(case.ask.scope_text(OfEntity(vance))) == OfEntity(vance)


def test_links_of_a_quote_and_of_an_event(case: Case) -> None:
    quote = case.ask.quotes()[0]
    links = case.ask.links(Focus(Kind.QUOTE, quote.id))
    assert links.articles == {1}
    assert links.entities == {entity_named(case, "Doria Vance")}
    assert (links.article, links.start, links.end) == (1, quote.place.start, quote.place.end)
    event = case.ask.timeline()[0]
    links = case.ask.links(Focus(Kind.EVENT, event.id))
    assert links.figures == {case.ask.figures()[0].id}
    assert links.events == {event.id}


def test_links_of_what_is_gone_are_the_focus_alone(case: Case) -> None:
    focus = Focus(Kind.QUOTE, "q0000000000000")
    assert case.ask.links(focus).articles == frozenset()
    assert case.ask.links(focus).focus == focus


def test_the_review_begins_with_the_least_sure(case: Case) -> None:
    items = case.ask.review()
    assert len(items) == case.ask.overview().review
    assert [item.confidence for item in items] == sorted(item.confidence for item in items)
    assert {item.kind for item in items} == {"date", "entity", "quote", "figure", "event"}
    assert {item.kind for item in case.ask.review(InArticle(3))} == {"entity", "quote"}


def test_the_overview_counts(case: Case) -> None:
    overview = case.ask.overview()
    assert (overview.title, overview.revision, overview.undo, overview.redo) == ("Brackwater", 3, "Import “echo.txt”", None)
    counts = overview.counts
    assert (counts.articles, counts.entities, counts.quotes, counts.figures, counts.events) == (3, 5, 3, 2, 3)


def test_the_same_bytes_are_recognised(case: Case) -> None:
    changed = case.do(HARBOUR)
    assert changed.result is not None
    assert (changed.result.result, changed.result.article) == (Outcome.DUPLICATE, "S1")
    assert not changed.kinds
    assert len(case.ask.log()) == 3


def test_numbers_are_read_with_or_without_their_letter(case: Case) -> None:
    assert case.ask.article_number("S2") == case.ask.article_number(" 2 ") == 2
    for wrong in ("S9", "", "S", "two", "²"):
        with pytest.raises(UserError, match="no article"):
            case.ask.article_number(wrong)


def test_articles_wait_for_the_whole_case_to_be_resolved_while_many_come(
    new_case: Callable[..., Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until then they stand with entities of the very same name, and nothing of the case contradicts itself."""
    monkeypatch.setattr(Pace, "due", lambda _: False)
    case = new_case()
    for command in (
        HARBOUR,
        SOURCES,
        adding("short.txt", "<p Vance>Vance</p> and <p Tomas Ilk>Tomas Ilk</p> <r 2023-09>met</r>."),
    ):
        case.do(command)
        assert case.verify() == ()
    assert {(row.name, row.articles) for row in case.ask.entities()} >= {("Vance", ("S3",)), ("Tomas Ilk", ("S2", "S3"))}
    assert len(case.ask.timeline(everything=True)) == 5
    settled = case.settle()
    assert settled is not None
    assert settled.kinds == {"entities", "events"}
    assert ("Doria Vance", ("S1", "S3")) in {(row.name, row.articles) for row in case.ask.entities()}
    assert case.settle() is None
    assert case.verify() == ()
    assert case.undo() is not None
    assert case.ask.entities() == ()


def test_what_is_decided_leaves_the_review(case: Case) -> None:
    items = case.ask.review()
    for item in items:
        case.do(Accept((item.id,)))
    assert case.ask.review() == ()
    assert case.ask.overview().review == 0
    assert {row.decision for row in case.ask.entities()} == {"accepted"}


def test_sentences_of_long_articles_and_of_any_script_are_cut_out_right(new_case: Callable[..., Case]) -> None:
    """Long texts are read whole, short ones by bytes in SQL: both give the very words."""
    sentence = "Der Müller von 東京 🙂 zahlte <f 7 Taler>sieben Taler</f> an <p Änne Öst>Änne Öst</p>. "
    short, long = adding("short.txt", sentence * 3), adding("long.txt", sentence * 1500)
    assert len(short.reading.content) < 65_536 < len(long.reading.content)
    case = new_case(short, long)
    for number, command in ((1, short), (2, long)):
        text = command.reading.text
        rows = [*case.ask.figures(InArticle(number)), *case.ask.mentions(InArticle(number))]
        assert len(rows) == 2 * len(command.findings.sentences)
        for row in rows:
            place = row.place
            assert place.text == text[place.start : place.end]
            assert place.sentence in text
            assert place.sentence == "Der Müller von 東京 🙂 zahlte sieben Taler an Änne Öst."


def test_an_article_is_dated_by_its_own_words_where_nothing_else_dates_it(new_case: Callable[..., Case]) -> None:
    undated = adding("dateline.txt", "BRACKWATER, 3 May 2024. All is calm.")
    published = Publication("2024-05-03", Basis.DATELINE, 0.8)
    case = new_case(replace(undated, findings=replace(undated.findings, published=published)))
    assert case.ask.articles()[0].published == published
    case.do(SetMetadata(1, (("published", ""),)))
    assert case.ask.articles()[0].published == Publication()
    case.undo()
    assert case.ask.articles()[0].published == published
