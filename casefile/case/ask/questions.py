"""How questions are asked: each is one short read of one state of the case."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from casefile.case.ask.kept import KeptEntities
from casefile.case.indexing import Indexing
from casefile.domain import scope as formula
from casefile.domain.scope import EVERYTHING, Scope
from casefile.domain.scope_language import narrowed
from casefile.store.engine import Store, Transaction
from casefile.store.read import articles
from casefile.store.read.unsure import Unsure

R = TypeVar("R")
Found = dict[str, frozenset[int]]


class Questions:
    """What every question needs."""

    def __init__(self, store: Store, indexing: Indexing) -> None:
        self._store = store
        self._indexing = indexing
        self.kept = KeptEntities()
        """Told of every change by whoever makes it."""
        self.unsure = Unsure()

    def _read(self, question: Callable[[Transaction], R]) -> R:
        with self._store.read() as tx:
            return question(tx)

    def _within(self, scope: Scope, question: Callable[[Transaction, Found], R]) -> R:
        # The index is asked before the read begins: it may have to be rebuilt first.
        found = {query: self._matching(query) for query in formula.queries(scope)}
        with self._store.read() as tx:
            return question(tx, found)

    def _numbers(self, scope: Scope) -> frozenset[int]:
        return self._within(scope, lambda tx, found: articles.numbers_in(tx, scope, found))

    def _matching(self, query: str) -> frozenset[int]:
        said, words = narrowed(query)
        if said == EVERYTHING:
            return self._indexing.matching(query)
        among = self._numbers(said)
        return among & self._indexing.matching(words) if words else among
