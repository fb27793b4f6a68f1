"""Questions to a case. Each is one short read of one state of it; answers are frozen rows. Safe from any thread."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from casefile.case import bearing, beside, claiming, suggesting
from casefile.case.indexing import Indexing
from casefile.case.records import article_record
from casefile.domain import scope as formula
from casefile.domain import scope_language
from casefile.domain.chronology import Dated, LaneCount, Stretch
from casefile.domain.claims import Claim
from casefile.domain.drift import Drift, drift
from casefile.domain.findings import Findings
from casefile.domain.ids import article_id
from casefile.domain.judgements import Judgement
from casefile.domain.listed import FEW, Listed, Wish
from casefile.domain.records import Record
from casefile.domain.rows import (
    ArticleRow,
    ArticleText,
    Counterpart,
    EntityProfile,
    EntityRow,
    EventRow,
    FigureRow,
    JournalRow,
    MentionRow,
    MergeSuggestion,
    NoteRow,
    Overview,
    QuoteRow,
    ReviewItem,
    SavedSearch,
    SearchAnswer,
    VersionRow,
)
from casefile.domain.scope import EVERYTHING, Scope
from casefile.domain.scope_language import as_query, narrowed
from casefile.domain.selection import Focus, Links
from casefile.domain.weighing import Competition, Disputed, Gap, OriginGraph, SourceGrade
from casefile.errors import QueryError, UserError
from casefile.store.engine import Store, Transaction
from casefile.store.read import (
    articles,
    chronology,
    current,
    entities,
    event_table,
    events,
    findings,
    identity,
    judgements,
    listing,
    lists,
    notes,
    profile,
    reader,
    review,
    versions,
)
from casefile.store.read.links import links
from casefile.store.read.overview import overview
from casefile.store.read.versions import VersionText

R = TypeVar("R")
Found = dict[str, frozenset[int]]

_ALL = "*:*"
"""The query that finds everything."""
_FEW = 300
"""Articles whose claims are compared while somebody waits."""


class Ask:
    """What can be asked. Listings leave out what was rejected, unless `rejected`, and withdrawn articles always."""

    def __init__(self, store: Store, indexing: Indexing) -> None:
        self._store = store
        self._indexing = indexing

    def overview(self, scope: Scope = EVERYTHING) -> Overview:
        """The case in numbers, whole and within the scope."""

        def told(tx: Transaction, found: Found) -> Overview:
            known = overview(tx, scope, found, self._store.path, self._store.read_only)
            # The queue begins with decisions on claims that lost what they hung on.
            return replace(known, review=known.review + claiming.count_lost(tx, _FEW))

        return self._within(scope, told)

    def articles(self, scope: Scope = EVERYTHING, order: str = "number") -> tuple[ArticleRow, ...]:
        """Articles in order of number, published, title or outlet."""
        if order not in articles.ORDERS:
            raise UserError(f"Articles have no order “{order}”. Take one of: {', '.join(articles.ORDERS)}.")
        return self._within(scope, lambda tx, found: articles.articles(tx, scope, found, order))

    def article_numbers(
        self, scope: Scope = EVERYTHING, order: str = "number", words: tuple[str, ...] = ()
    ) -> tuple[int, ...]:
        """Numbers alone, in order, of the articles in scope in whose title, outlet, authors and tags all the words are."""
        return self._within(scope, lambda tx, found: articles.in_order(tx, scope, found, order, words))

    def article_rows(self, numbers: tuple[int, ...], likened: bool = True) -> tuple[ArticleRow, ...]:
        """These articles (some hundreds at most), in this order, without those that are gone. Unless `likened`, nothing is
        said of what they repeat, which takes a large case a second."""
        return self._read(lambda tx: articles.of_numbers(tx, numbers, likened))

    def article(self, number: int) -> ArticleText:
        """One article with its text and all marks, rejected ones too. Raises UserError."""
        with self._store.read() as tx:
            found = reader.article_text(tx, number)
        if found is None:
            raise _no_article(article_id(number))
        return found

    def findings(self, number: int) -> Findings:
        """What the current run found in an article, and what was marked by hand; no decision applied. Raises UserError."""
        with self._store.read() as tx:
            text = current.current_text(tx, number)
            if text is None or text.withdrawn:
                raise _no_article(article_id(number))
            return current.findings_of(tx, text.run)

    def text(self, number: int) -> str:
        """The text of an article alone: many times quicker than `article`. Raises UserError."""
        with self._store.read() as tx:
            found = current.current_text(tx, number)
        if found is None:
            raise _no_article(article_id(number))
        return found.text

    def record(self, number: int) -> Record:
        """What was found in an article, as `casefile extract` prints it, entities known case-wide. Raises UserError."""
        with self._store.read() as tx:
            found = article_record(tx, number)
        if found is None:
            raise _no_article(article_id(number))
        return found

    def versions(self, number: int) -> tuple[VersionRow, ...]:
        """The versions of an article's text, oldest first. Raises UserError where there is no such article."""
        found = self._read(lambda tx: versions.versions(tx, number))
        if not found:
            raise UserError(f"There is no article {article_id(number)} in this case.")
        return found

    def version(self, number: int, version: int) -> VersionText:
        """One version with its text. Raises UserError where there is none of this number."""
        found = self._read(lambda tx: versions.version_text(tx, number, version))
        if found is None:
            raise UserError(f"{article_id(number)} has no version {version}; see: casefile versions")
        return found

    def drift(self, number: int, old: int, new: int) -> tuple[VersionText, VersionText, Drift]:
        """Two versions of an article and where they differ, word by word. Raises UserError where one is missing."""
        one, other = self.version(number, old), self.version(number, new)
        return one, other, drift(one.text, other.text)

    def pages(self, number: int) -> tuple[tuple[int, int], ...]:
        """(page number, where it begins in the text) of an article read from a document with pages; else empty."""
        return self._read(lambda tx: versions.pages(tx, number))

    def original(self, number: int) -> tuple[bytes, str]:
        """The bytes an article was read from, unchanged, and their media type. Raises UserError."""
        with self._store.read() as tx:
            found = articles.original(tx, number)
        if found is None:
            raise _no_article(article_id(number))
        return found

    def timeline(self, scope: Scope = EVERYTHING, everything: bool = False, rejected: bool = False) -> tuple[EventRow, ...]:
        """Events by first day; undated ones last. Those dated only by publication are left out unless `everything`."""
        return self._within(scope, lambda tx, found: events.events(tx, scope, found, everything, rejected))

    def event_count(self, everything: bool = False) -> int:
        """How many events the timeline of the whole case has."""
        return self._read(lambda tx: chronology.count(tx, everything))

    def event_dates(self, scope: Scope = EVERYTHING, everything: bool = False) -> tuple[Dated, ...]:
        """How many events in scope have which date."""
        return self._within(scope, lambda tx, found: chronology.dates(tx, scope, found, everything))

    def events_listed(self, scope: Scope, everything: bool, wish: Wish, descending: bool = False) -> Listed[EventRow]:
        """Events by a column of the table (date, event, status, outlets, reports, dates, sure, where, decision): keys."""
        return self._within(scope, lambda tx, found: event_table.keys(tx, scope, found, everything, wish, descending))

    def events_at(self, keys: Sequence[int]) -> tuple[tuple[int, EventRow], ...]:
        """(key, row) of the events with these keys that are still there."""
        return self._read(lambda tx: event_table.rows_at(tx, keys))

    def event_date(self, id: str) -> Dated | None:
        """The date of one event; None where it is gone."""
        return self._read(lambda tx: chronology.date_of(tx, id))

    def event_lanes(self, scope: Scope, everything: bool, by: str, most: int) -> tuple[LaneCount, ...]:
        """Events in scope by outlet, entity (the `most` that have most), kind or none, in each month; the fullest first."""
        return self._within(scope, lambda tx, found: chronology.lanes(tx, scope, found, everything, by, most))

    def events_between(
        self, scope: Scope, everything: bool, between: tuple[str, str], most: int, wanted: Sequence[str] = ()
    ) -> Stretch:
        """About `most` events of an interval (ISO days, inclusive), spread evenly, the `wanted` ones among them."""
        return self._within(scope, lambda tx, found: chronology.stretch(tx, scope, found, everything, between, most, wanted))

    def entity_names(self, ids: Sequence[str]) -> Mapping[str, str]:
        """The names of entities by id, without those that are gone."""
        return dict(self._read(lambda tx: identity.names_of(tx, list(ids))))

    def entities(self, scope: Scope = EVERYTHING, frame: bool = True, rejected: bool = False) -> tuple[EntityRow, ...]:
        """Entities, most mentioned first; without mere frame (reporters, outlets) where `frame` is False."""
        return self._within(scope, lambda tx, found: entities.entities(tx, scope, found, frame, rejected))

    def entities_in_brief(self, scope: Scope = EVERYTHING, rejected: bool = False) -> tuple[EntityRow, ...]:
        """Entities, most mentioned first, for a list that shows many: their articles are counted, not named."""
        return self._within(scope, lambda tx, found: entities.in_brief(tx, scope, found, rejected))

    def profile(self, id: str, most: int) -> EntityProfile:
        """The profile of an entity for a card: without its mentions, with the first `most` quotes. Raises UserError."""
        with self._store.read() as tx:
            own = identity.entity_of(tx, id)
            found = profile.in_brief(tx, own, most) if own else None
        if found is None:
            raise UserError(f"There is no entity “{id}” in this case. Take its id from the entities listing.")
        return found

    def article_count(self) -> int:
        """How many articles the case has."""
        return self._read(articles.count)

    def publication_months(self) -> tuple[str, str] | None:
        """The first and the last month (year-month) from which an article is; None where none is dated."""
        return self._read(articles.months)

    def entity(self, id: str) -> EntityProfile:
        """All about one entity, by any id it has or had. Raises UserError."""
        with self._store.read() as tx:
            own = identity.entity_of(tx, id)
            found = profile.profile(tx, own) if own else None
        if found is None:
            raise UserError(f"There is no entity “{id}” in this case. Take its id from the entities listing.")
        return found

    def mentions(self, scope: Scope = EVERYTHING, rejected: bool = False) -> tuple[MentionRow, ...]:
        """Names where they stand."""
        return self._within(scope, lambda tx, found: findings.mentions(tx, scope, found, rejected))

    def quotes(self, scope: Scope = EVERYTHING, rejected: bool = False) -> tuple[QuoteRow, ...]:
        """Reported speech, by article and place."""
        return self._within(scope, lambda tx, found: findings.quotes(tx, scope, found, rejected))

    def figures(self, scope: Scope = EVERYTHING, rejected: bool = False) -> tuple[FigureRow, ...]:
        """Numbers counted or measured, by article and place."""
        return self._within(scope, lambda tx, found: findings.figures(tx, scope, found, rejected))

    def quotes_listed(self, scope: Scope, wish: Wish, few: int = FEW) -> Listed[QuoteRow]:
        """Quotes by speaker, article or date: all rows where they are few, else their keys in order. See `Listed`."""
        return self._within(scope, lambda tx, found: lists.quotes(tx, scope, found, wish, few))

    def quotes_at(self, keys: Sequence[int]) -> tuple[tuple[int, QuoteRow], ...]:
        """(key, row) of the quotes with these keys that are still there."""
        return self._read(lambda tx: lists.quotes_at(tx, keys))

    def figures_listed(self, scope: Scope, wish: Wish, few: int = FEW) -> Listed[FigureRow]:
        """Figures by unit, article or value: all rows where they are few, else their keys in order. See `Listed`."""
        return self._within(scope, lambda tx, found: lists.figures(tx, scope, found, wish, few))

    def figures_at(self, keys: Sequence[int]) -> tuple[tuple[int, FigureRow], ...]:
        """(key, row) of the figures with these keys that are still there."""
        return self._read(lambda tx: lists.figures_at(tx, keys))

    def keys_of(self, kind: str, identifiers: Sequence[str]) -> tuple[int, ...]:
        """The keys of findings in the lists of `kind`, quotes or figures, without those that are gone."""
        return self._read(lambda tx: lists.keys_of(tx, kind, identifiers))

    def anonymous_shares(self, scope: Scope = EVERYTHING) -> tuple[tuple[str, int, int], ...]:
        """(outlet, quotes from people it does not name, all its quotes) in scope, without rejected ones."""
        return self._within(scope, lambda tx, found: lists.anonymous_shares(tx, scope, found))

    def claims(self, scope: Scope = EVERYTHING, rejected: bool = False) -> tuple[Claim, ...]:
        """What the articles in scope agree on, differ on or alone say; conflicts first. A cell for each of them."""
        found = self._within(scope, lambda tx, found: claiming.shown(tx, scope, found))
        return tuple(claim for claim in found if rejected or claim.decision != "rejected")

    def claim(self, id: str) -> Claim:
        """One claim, by its id or that of a claim merged into it. Raises UserError."""
        found = self._read(lambda tx: claiming.claim_of(tx, id))
        if found is None:
            raise UserError(f"There is no claim “{id}” in this case. Take its id from the claims listing.")
        return found

    def claims_at(self, focus: Focus, scope: Scope = EVERYTHING) -> tuple[Claim, ...]:
        """The claims that bear on what is looked at; conflicts first."""
        return self._within(scope, lambda tx, found: bearing.claims_at(tx, focus, scope, found))

    def disputed(self, most: int | None = None) -> Disputed:
        """What claims in conflict bear on, for badges where it is shown. With `most`, nothing is said of a case with more
        articles whose claims have not been compared yet: badges must not start that."""
        return self._read(lambda tx: bearing.disputed(tx) if most is None or claiming.is_quick(tx, most) else Disputed({}))

    def entity_months(self, among: Sequence[str] | None = None) -> Mapping[str, tuple[tuple[str, int], ...]]:
        """Of each entity (or of these), how often it is mentioned in the articles of each month (year-month, mentions)."""
        return self._read(lambda tx: entities.months(tx, among))

    def hypotheses(self) -> Competition:
        """The hypotheses with the claims that are weighed against them."""
        return self._read(claiming.hypotheses_of)

    def gaps(self, scope: Scope = EVERYTHING, rejected: bool = False) -> tuple[Gap, ...]:
        """What nobody says: noted questions first, then what no article answers, silences, claims without named source."""
        found = self._within(scope, lambda tx, found: claiming.gaps_in(tx, scope, found))
        return tuple(gap for gap in found if rejected or gap.decision != "rejected")

    def grades(self) -> tuple[SourceGrade, ...]:
        """How reliable each outlet is, by its record in the case, with the reason; by name."""
        return self._read(claiming.grades_of)

    def origins(self) -> OriginGraph:
        """Who has what from whom: outlets, speakers and the articles that have something from them."""
        return self._read(claiming.origins_of)

    def search(self, query: str, limit: int = 20, scope: Scope = EVERYTHING, order: str = "relevance") -> SearchAnswer:
        """Hits by relevance, date or outlet, only in articles in scope. Raises QueryError."""
        said, words = narrowed(query)
        if said != EVERYTHING:
            scope = formula.combine(scope, said, formula.Mode.NARROW)
        among = None if scope == EVERYTHING else self._numbers(scope)
        answer = self._indexing.search(words or _ALL, limit, among, order)
        if said != EVERYTHING:
            understood = scope_language.write(said) + (f" AND {answer.understood}" if words else "")
            answer = replace(answer, query=query, understood=understood)
        ids = [value for facet, values in answer.facets if facet == "entity" for value, _ in values]
        return replace(answer, names=self._read(lambda tx: identity.names_of(tx, ids))) if ids else answer

    def saved(self) -> tuple[SavedSearch, ...]:
        """The searches kept in the case, by name: each lens as the query it is."""
        return tuple(SavedSearch(name, as_query(written)) for name, written in self._read(listing.lenses))

    def alerts(self, numbers: Iterable[int]) -> tuple[SavedSearch, ...]:
        """The saved searches that find some of these articles, with their numbers. Waits for the index."""
        some, lenses = frozenset(numbers), self._read(listing.lenses)
        if not some or not lenses:
            return ()
        self._indexing.wait()
        found = []
        for name, written in lenses:
            # Another process may have kept what this one cannot read, or what the index finds too broad.
            with contextlib.suppress(QueryError):
                new = self._numbers(self.scope(written)) & some
                if new:
                    found.append(SavedSearch(name, as_query(written), tuple(sorted(new))))
        return tuple(found)

    def index_state(self, refresh: bool = False) -> str:
        """ "up to date", "stale", "rebuilding" or "missing"; with `refresh` after bringing the index up to date."""
        return self._indexing.state(refresh=refresh)

    def links(self, focus: Focus) -> Links:
        """The counterparts of a focus in every pane; empty where the focus is gone."""
        with self._store.read() as tx:
            return links(tx, focus)

    def merge_suggestions(self, limit: int = 100) -> tuple[MergeSuggestion, ...]:
        """Entities that may be one, surest first, each with its reason; none that was decided on."""
        return self._read(lambda tx: suggesting.merge_suggestions(tx, limit))

    def counterparts(self, focus: Focus) -> tuple[Counterpart, ...]:
        """Where each article tells what is looked at, for reading side by side; by article, its own included."""
        return self._read(lambda tx: beside.counterparts(tx, focus))

    def review(self, scope: Scope = EVERYTHING, limit: int = 200) -> tuple[ReviewItem, ...]:
        """Decisions that lost their finding, then proposals without a decision, least sure first."""

        def items(tx: Transaction, found: Found) -> tuple[ReviewItem, ...]:
            return (*claiming.lost_of(tx), *review.review(tx, scope, found, limit))[:limit]

        return self._within(scope, items)

    def notes(self, scope: Scope = EVERYTHING) -> tuple[NoteRow, ...]:
        """Notes, oldest first; those on articles in scope, and in no article where the scope is everything."""
        return self._within(scope, lambda tx, found: notes.notes(tx, scope, found))

    def judgements(self) -> tuple[Judgement, ...]:
        """What the investigator concludes, in the investigator's order."""
        return self._read(judgements.judgements)

    def profiles(self) -> tuple[tuple[str, str], ...]:
        """The case's own profiles of the brief: name and TOML, by name."""
        return self._read(judgements.profiles)

    def tags(self) -> tuple[tuple[str, int], ...]:
        """Tags, with how many things bear each."""
        return self._read(listing.tags)

    def tag_colours(self) -> Mapping[str, str]:
        """The colours that were chosen for tags; the others have that of their words."""
        return self._read(listing.tag_colours)

    def log(self) -> tuple[JournalRow, ...]:
        """What was done, newest first."""
        return self._read(listing.log)

    def steps(self) -> tuple[JournalRow, ...]:
        """What was done, undone and redone, newest first, by the audit trail; `sequence` is the number there."""
        return self._read(listing.steps)

    def outlets(self) -> tuple[tuple[str, int], ...]:
        """Outlets, with how many articles each has."""
        return self._read(listing.outlets)

    def scope(self, text: str) -> Scope:
        """The scope a text writes, with names of entities and speakers turned into ids. Raises QueryError."""
        written = scope_language.parse(text)
        with self._store.read() as tx:
            return scope_language.name_free(written, lambda name: _entity(tx, name), lambda name: _speaker(tx, name))

    def scope_text(self, scope: Scope) -> str:
        """The scope in its written form, with names for ids where a name says as much."""
        with self._store.read() as tx:
            return scope_language.write(
                scope_language.name_free(
                    scope,
                    lambda id: formula.OfEntity(identity.telling_name(tx, id)),
                    lambda id: formula.BySpeaker(identity.telling_name(tx, id)),
                )
            )

    def article_number(self, text: str) -> int:
        """The number that "S4" or "4" means. Raises UserError where there is no such article."""
        digits = text.strip().lstrip("Ss")
        if digits.isascii() and digits.isdigit() and len(digits) <= 9:
            with self._store.read() as tx:
                if articles.article(tx, int(digits)) is not None:
                    return int(digits)
        raise _no_article(text)

    def _numbers(self, scope: Scope) -> frozenset[int]:
        return self._within(scope, lambda tx, found: articles.numbers_in(tx, scope, found))

    def _matching(self, query: str) -> frozenset[int]:
        said, words = narrowed(query)
        if said == EVERYTHING:
            return self._indexing.matching(query)
        among = self._numbers(said)
        return among & self._indexing.matching(words) if words else among

    def _read(self, question: Callable[[Transaction], R]) -> R:
        with self._store.read() as tx:
            return question(tx)

    def _within(self, scope: Scope, question: Callable[[Transaction, Found], R]) -> R:
        # The index is asked before the read begins: it may have to be rebuilt first.
        found = {query: self._matching(query) for query in formula.queries(scope)}
        with self._store.read() as tx:
            return question(tx, found)


def _no_article(text: str) -> UserError:
    return UserError(f"There is no article “{text}” in this case. The articles listing shows their numbers.")


def _entity(tx: Transaction, name: str) -> Scope:
    own = identity.entity_of(tx, name)
    ids = (own,) if own else identity.entities_named(tx, name)
    if not ids:
        # Nothing has this name: the scope stays readable and admits nothing.
        return formula.OfEntity(name)
    return formula.OfEntity(ids[0]) if len(ids) == 1 else formula.Or(tuple(formula.OfEntity(one) for one in ids))


def _speaker(tx: Transaction, name: str) -> Scope:
    own = identity.entity_of(tx, name)
    if own:
        return formula.BySpeaker(own)
    words = formula.BySpeaker(name.casefold())
    ids = identity.entities_named(tx, name)
    return formula.Or((*(formula.BySpeaker(one) for one in ids), words)) if ids else words
