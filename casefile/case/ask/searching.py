"""Questions to the index, and scopes in their written form."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from dataclasses import replace

from casefile.case.ask.questions import Questions
from casefile.domain import scope as formula
from casefile.domain import scope_language
from casefile.domain.hits import SavedSearch, SearchAnswer
from casefile.domain.scope import EVERYTHING, Scope
from casefile.domain.scope_language import as_query, narrowed
from casefile.errors import QueryError
from casefile.store.engine import Transaction
from casefile.store.read import identity, listing

_ALL = "*:*"
"""The query that finds everything."""


class OfSearch(Questions):
    """What can be searched, and kept searches."""

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
