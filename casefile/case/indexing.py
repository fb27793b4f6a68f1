"""The case's search index kept in step. It is derived: no failure of it ever fails a change to the case."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator

from casefile.case.searcher import Searcher
from casefile.domain.documents import IndexDocument
from casefile.domain.rows import SearchAnswer
from casefile.store.engine import Store
from casefile.store.read.documents import Touched, all_documents, documents_of
from casefile.store.read.listing import case_record

_LOG = logging.getLogger(__name__)
_UP_TO_DATE = "up to date"


class Indexing:
    """Remembers what changed, and brings the index up to the case's revision when it is asked, or at the end.

    What changed is told in one piece: ten thousand articles imported are one update. Changes of another process, or of a
    time when the index was elsewhere, are not known here: then it is made anew.
    """

    def __init__(self, store: Store, index: Searcher, case_id: str) -> None:
        self._store = store
        self._index = index
        self._case_id = case_id
        self._lock = threading.RLock()
        self._waiting = Touched()
        # The revisions before the first and after the last change that waits.
        self._since: int | None = None
        self._until = 0

    def search(self, query: str, limit: int, among: frozenset[int] | None) -> SearchAnswer:
        """Ranked hits. Raises QueryError."""
        self._catch_up()
        return self._index.search(query, limit=limit, among=among)

    def matching(self, query: str) -> frozenset[int]:
        """Numbers of the articles a query finds. Raises QueryError."""
        self._catch_up()
        return self._index.matching(query)

    def follow(self, revision: int, touched: Touched) -> None:
        """The case came to this revision by a change that touched these."""
        with self._lock:
            if self._since is None or self._until != revision - 1:
                # What happened between is not known; an index that stands there is made anew.
                self._since, self._waiting = revision - 1, Touched()
            self._waiting |= touched
            self._until = revision

    def reindex(self) -> int:
        """Make the index anew, whatever its state. Returns the number of documents in it."""
        with self._lock, self._store.read() as tx:
            revision, counted = case_record(tx).revision, _Counted(all_documents(tx))
            self._index.rebuild(counted, revision)
            self._settled()
            return counted.count

    def state(self, *, refresh: bool = False) -> str:
        """The index's state, with `refresh` after bringing it up to date."""
        if refresh:
            self._catch_up()
        with self._store.read() as tx:
            revision = case_record(tx).revision
        return self._index.state(self._case_id, revision)

    def close(self) -> None:
        """Tell the index what waits, so that the next one to open the case need not make it anew; let go of it."""
        with self._lock:
            try:
                if self._since is not None:
                    self._update()
            except Exception:  # noqa: BLE001 - whatever ails an index, the case closes and the next opening mends it
                _LOG.exception("the index could not be brought up to date; it will be made anew")
            self._index.close()

    def _catch_up(self) -> None:
        with self._lock:
            with self._store.read() as tx:
                revision = case_record(tx).revision
            if self._index.state(self._case_id, revision) != _UP_TO_DATE and not self._update():
                self.reindex()

    def _update(self) -> bool:
        """Tell the index what waits, if it stands where that began. Returns whether it is up to date then."""
        if self._since is None or self._index.state(self._case_id, self._since) != _UP_TO_DATE:
            return False
        with self._store.read() as tx:
            revision = case_record(tx).revision
            if revision != self._until:
                return False
            documents, gone = documents_of(tx, self._waiting)
        self._index.update(documents, gone, revision)
        self._settled()
        return True

    def _settled(self) -> None:
        self._since, self._waiting = None, Touched()


class _Counted:
    """Counts documents as they pass."""

    def __init__(self, documents: Iterator[IndexDocument]) -> None:
        self._documents = documents
        self.count = 0

    def __iter__(self) -> Iterator[IndexDocument]:
        for document in self._documents:
            self.count += 1
            yield document
