"""The case's search index kept in step. It is derived: no failure of it ever fails a change to the case."""

from __future__ import annotations

import logging
import threading

from casefile.case.searcher import Searcher
from casefile.domain.changes import Changed
from casefile.domain.rows import SearchAnswer
from casefile.store.engine import Store
from casefile.store.read.documents import documents
from casefile.store.read.listing import case_record

_LOG = logging.getLogger(__name__)


class Indexing:
    """Brings the index up to the case's revision, at the latest when it is asked."""

    def __init__(self, store: Store, index: Searcher, case_id: str) -> None:
        self._store = store
        self._index = index
        self._case_id = case_id
        self._lock = threading.RLock()

    def search(self, query: str, limit: int, among: frozenset[int] | None) -> SearchAnswer:
        """Ranked hits. Raises QueryError."""
        self._catch_up()
        return self._index.search(query, limit=limit, among=among)

    def matching(self, query: str) -> frozenset[int]:
        """Numbers of the articles a query finds. Raises QueryError."""
        self._catch_up()
        return self._index.matching(query)

    def follow(self, changed: Changed) -> None:
        """The case changed."""

    def close(self) -> None:
        """Let go of the index."""
        self._index.close()

    def reindex(self) -> int:
        """Make the index anew, whatever its state. Returns the number of documents in it."""
        with self._lock:
            with self._store.read() as tx:
                revision = case_record(tx).revision
                everything = documents(tx)
            self._index.rebuild(everything, revision)
            return len(everything)

    def state(self, *, refresh: bool = False) -> str:
        """The index's state, with `refresh` after bringing it up to date."""
        if refresh:
            self._catch_up()
        with self._store.read() as tx:
            revision = case_record(tx).revision
        return self._index.state(self._case_id, revision)

    def _catch_up(self) -> None:
        with self._lock:
            with self._store.read() as tx:
                revision = case_record(tx).revision
            if self._index.state(self._case_id, revision) != "up to date":
                self.reindex()
