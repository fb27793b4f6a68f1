"""A scope has two evaluators, SQL in the store and `admits` in Python: on any scope and any listing they agree."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made import ECHO, HARBOUR, SOURCES, adding

from casefile.case import Case
from casefile.domain import commands as c
from casefile.domain import scope as s
from casefile.domain.edtf import bounds
from casefile.domain.rows import ArticleRow, EntityRow, EventRow, FigureRow, MentionRow, Place, QuoteRow
from casefile.domain.scope import About
from casefile.errors import QueryError
from casefile.index import open_index

MORE = adding(
    "more.txt",
    "Office answers\n\n"
    "<q Doria Vance>“<p Tomas Ilk>Tomas Ilk</p> knew <s Keelnet>Keelnet</s> leaked <f 40 files>40 files</f>,”</q> said "
    "<p Doria Vance>Doria Vance</p> in <d 2024-01>January</d>, when files were <r 2024-01>taken</r>.\n\n"
    "The <o Brackwater Harbour Office>Brackwater Harbour Office</o> <r 2023-11>denied</r> <d 2023-11>November</d>.",
    "2024-04",
    "Third Paper",
)


class World:
    """The case and all its rows, from which what each row is about is worked out in the plainest way."""

    def __init__(self, case: Case, rejected_mention: str) -> None:
        self.case = case
        ask = case.ask
        self.articles = {row.id: row for row in ask.articles()}
        self.mentions = [row for row in ask.mentions(rejected=True) if row.id != rejected_mention]
        self.quotes = ask.quotes()
        self.entities = {row.id: row for row in ask.entities()}
        self.events = ask.timeline(everything=True)
        self.figures = ask.figures()
        self.noted = {note.target for note in ask.notes()}

    def about(self, row: object) -> About:
        match row:
            case ArticleRow():
                return self.of_article(row)
            case EventRow():
                return self.of_event(row)
            case EntityRow():
                return self.of_entity(row)
            case QuoteRow():
                named = {mention.entity for mention in self.mentions if overlap(mention.place, row.place)}
                own = bounds(row.edtf)
                spoken = speakers(row)
                return self.of_place(row.place, named | {row.speaker_entity or ""}, spoken, set(row.tags), own, said_of(row))
            case FigureRow():
                beside = [
                    m
                    for m in self.mentions
                    if (m.place.article, m.place.sentence) == (row.place.article, row.place.sentence)
                ]
                spoken = self.spoken(row.place)
                return self.of_place(row.place, {m.entity for m in beside}, spoken, set(), None, said_of(row))
            case MentionRow():
                named = {mention.entity for mention in self.mentions if overlap(mention.place, row.place)}
                return self.of_place(row.place, named, self.spoken(row.place), set(), None, said_of(row))
        raise TypeError(row)

    def of_place(
        self,
        place: Place,
        entities: set[str],
        spoken: set[str],
        tags: set[str],
        interval: tuple[str | None, str | None] | None,
        signs: set[str],
    ) -> About:
        article = self.articles[place.article]
        days = interval if interval is not None else bounds(article.published.edtf)
        return About(
            frozenset({article.number}),
            frozenset({article.outlet}),
            frozenset(entities),
            frozenset(spoken),
            frozenset(tags | set(article.tags)),
            (days,),
            frozenset({article.grade}),
            frozenset(signs | self.signs_of(article)),
        )

    def of_article(self, row: ArticleRow) -> About:
        named = {mention.entity for mention in self.mentions if mention.place.article == row.id}
        quotes = [quote for quote in self.quotes if quote.place.article == row.id]
        events = [event for event in self.events if any(report.place.article == row.id for report in event.reports)]
        tags = set(row.tags)
        for tagged in (*quotes, *events, *(self.entities[one] for one in named if one in self.entities)):
            tags |= set(tagged.tags)
        inside = [f for f in (*self.figures, *self.mentions) if f.place.article == row.id]
        signs = self.signs_of(row).union(*map(said_of, (*quotes, *inside)), *map(self.signs_of, events))
        signs = signs.union(*(self.signs_of(self.entities[one]) for one in named if one in self.entities))
        days = [(r.earliest, r.latest) for event in events for r in event.reports if r.place.article == row.id]
        return About(
            frozenset({row.number}),
            frozenset({row.outlet}),
            frozenset(named),
            frozenset().union(*map(speakers, quotes)),
            frozenset(tags),
            (bounds(row.published.edtf), *days),
            frozenset({row.grade}),
            frozenset(signs),
        )

    def of_event(self, row: EventRow) -> About:
        articles = [self.articles[report.place.article] for report in row.reports]
        return About(
            frozenset(article.number for article in articles),
            frozenset(article.outlet for article in articles),
            frozenset(row.entities),
            frozenset().union(*(self.spoken(report.place) for report in row.reports)),
            frozenset(row.tags).union(*(article.tags for article in articles)),
            ((row.earliest, row.latest),),
            frozenset(article.grade for article in articles),
            frozenset(self.signs_of(row).union(*map(self.signs_of, articles))),
        )

    def of_entity(self, row: EntityRow) -> About:
        mentions = [mention for mention in self.mentions if mention.entity == row.id]
        articles = [self.articles[mention.place.article] for mention in mentions]
        own = [quote for quote in self.quotes if quote.speaker_entity == row.id]
        events = [event for event in self.events if row.id in event.entities]
        return About(
            frozenset(article.number for article in articles),
            frozenset(article.outlet for article in articles),
            frozenset({row.id}),
            frozenset().union(*map(speakers, own), *(self.spoken(mention.place) for mention in mentions)),
            frozenset(row.tags).union(*(article.tags for article in articles)),
            (*(bounds(a.published.edtf) for a in articles), *((event.earliest, event.latest) for event in events)),
            frozenset(article.grade for article in articles),
            frozenset(self.signs_of(row).union(*map(said_of, mentions), *map(self.signs_of, articles))),
        )

    def signs_of(self, row: ArticleRow | EventRow | EntityRow) -> set[str]:
        """Its own star, notes, tags and decision; of an event those of its reports."""
        signs = {"starred"} if row.starred else set()
        signs |= {"tagged"} if row.tags else set()
        signs |= {"noted"} if row.id in self.noted else set()
        decisions = {report.decision for report in row.reports} if isinstance(row, EventRow) else set()
        decisions |= {row.decision} if isinstance(row, EntityRow) else set()
        return signs | with_decided(decisions)

    def spoken(self, place: Place) -> set[str]:
        return set().union(*(speakers(quote) for quote in self.quotes if overlap(quote.place, place)))


def speakers(quote: QuoteRow) -> set[str]:
    return {quote.speaker_entity or "", (quote.speaker or "").casefold()} - {""}


def said_of(row: QuoteRow | FigureRow | MentionRow) -> set[str]:
    """The signs of a finding itself."""
    signs = with_decided({row.decision})
    if isinstance(row, QuoteRow):
        signs |= ({"starred"} if row.starred else set()) | ({"tagged"} if row.tags else set())
    return signs


def with_decided(decisions: set[str]) -> set[str]:
    found = decisions - {""}
    return found | {"decided"} if found else found


def overlap(one: Place, other: Place) -> bool:
    return one.article == other.article and one.start < other.end and other.start < one.end


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("scope")
    case = Case.create(folder / "scope.casefile", index=lambda case_id: open_index(case_id, folder / "cache"))
    for command in (HARBOUR, SOURCES, ECHO, MORE):
        case.do(command)
    ask = case.ask
    mention = next(row.id for row in ask.mentions() if row.place.article == "S1" and row.place.text == "Vance")
    quote, event = ask.quotes()[1].id, ask.timeline()[0]
    keelnet = next(row.id for row in ask.entities() if row.name == "Keelnet")
    ilk = next(row.id for row in ask.entities() if row.name == "Tomas Ilk")
    for command in (
        c.Reject((mention,)),
        c.AddTag((quote, "S3"), "key"),
        c.AddTag((event.id,), "when"),
        c.AddTag((keelnet,), "thing"),
        c.SetSpeaker(quote, ilk),
        c.Correct(event.id, (("edtf", "2023-12/2024-01"),)),
        c.Correct(ask.quotes()[0].id, (("edtf", "2022"),)),
        c.Reject((ask.timeline()[-1].reports[0].id,)),
        c.SetGrade("S2", "C3"),
        c.SetGrade("S1", "2"),
        c.SetGrade("oThe Lantern", "B"),
        c.Star((ilk, "S4")),
        c.AddNote(keelnet, "Ask again."),
        c.AddNote("S3", "Read twice.", 0, 4),
        c.Accept((ask.quotes()[2].id, ask.timeline()[1].id)),
    ):
        case.do(command)
    yield World(case, mention)
    case.close()


def leaves(world: World) -> st.SearchStrategy[s.Scope]:
    day = st.sampled_from([None, "2022-01-01", "2023-09-15", "2023-11-30", "2024-01-31", "2024-03-05", "2024-12-31"])
    people = sorted(world.entities)
    words = sorted({word for quote in world.quotes for word in speakers(quote)})
    return st.one_of(
        st.sampled_from([s.OfEntity(one) for one in (*people, "e0")]),
        st.builds(s.During, day, day),
        st.sampled_from([s.OfOutlet(one) for one in ("The Lantern", "Morning Quay", "Third Paper", "None")]),
        st.sampled_from([s.BySpeaker(one) for one in (*words, *people, "x")]),
        st.sampled_from([s.InArticle(number) for number in range(6)]),
        st.sampled_from([s.Tagged(tag) for tag in ("key", "when", "thing", "none")]),
        st.sampled_from([s.Graded(grade) for grade in ("", "A", "B", "C", "2", "3", "B2", "C3", "C2")]),
        # What was rejected is in no listing.
        st.sampled_from([s.Marked(sign) for sign in s.SIGNS if sign not in ("rejected", "decided")]),
        st.sampled_from([s.Matching("files"), s.Matching("Keelnet"), s.EVERYTHING]),
    )


def scopes(world: World) -> st.SearchStrategy[s.Scope]:
    def joined(parts: st.SearchStrategy[s.Scope]) -> st.SearchStrategy[s.Scope]:
        several = st.lists(parts, max_size=3).map(tuple)
        return st.one_of(st.builds(s.And, several), st.builds(s.Or, several), st.builds(s.Not, parts))

    return st.recursive(leaves(world), joined, max_leaves=5)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_both_evaluators_agree(world: World, data: st.DataObject) -> None:
    scope = data.draw(scopes(world))
    ask = world.case.ask
    found = {query: frozenset(hit_articles(world, query)) for query in s.queries(scope)}
    for question, rows in (
        (ask.articles, world.articles.values()),
        (lambda scope: ask.timeline(scope, everything=True), world.events),
        (ask.entities, world.entities.values()),
        (ask.quotes, world.quotes),
        (ask.figures, ask.figures()),
        (ask.mentions, ask.mentions()),
    ):
        expected = {row.id for row in rows if s.admits(scope, world.about(row), found)}
        assert {row.id for row in question(scope)} == expected


def hit_articles(world: World, query: str) -> set[int]:
    """By looking for the word in texts: what the index has to find for these plain words."""
    return {
        row.number
        for row in world.articles.values()
        if query.casefold() in world.case.ask.article(row.number).text.casefold()
    }


@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_counts_are_the_lengths_of_listings(world: World, data: st.DataObject) -> None:
    scope = data.draw(scopes(world))
    ask = world.case.ask
    counts = ask.overview(scope).scoped
    assert counts.articles == len(ask.articles(scope))
    assert counts.entities == len(ask.entities(scope))
    assert counts.quotes == len(ask.quotes(scope))
    assert counts.figures == len(ask.figures(scope))
    assert counts.events == len(ask.timeline(scope))


def test_a_scope_that_cannot_be_read_says_where(world: World) -> None:
    with pytest.raises(QueryError) as raised:
        world.case.ask.scope("outlet:Quay AND (tag:key")
    assert raised.value.position == 16
