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
        # One catches up at a time, for as long as it takes; what waits is noted meanwhile, so that no change has to wait.
        self._catching_up = threading.RLock()
        self._noting = threading.Lock()
        self._waiting = Waiting()

    def search(self, query: str, limit: int, among: frozenset[int] | None) -> SearchAnswer:
        """Ranked hits. Raises QueryError."""
        self._catch_up()
        return self._index.search(query, limit=limit, among=among)

    def matching(self, query: str) -> frozenset[int]:
        """Numbers of the articles a query finds. Raises QueryError."""
        self._catch_up()
        return self._index.matching(query)

    def follow(self, revision: int, touched: Touched) -> None:
        """The case comes to this revision by a change that touched these. Told before the change is committed: if it should
        fail after all, more is looked at than would have to be."""
        with self._noting:
            self._waiting.note(revision, touched)

    def reindex(self) -> int:
        """Make the index anew, whatever its state. Returns the number of documents in it."""
        with self._catching_up, self._store.read() as tx:
            revision, counted = case_record(tx).revision, _Counted(all_documents(tx))
            self._index.rebuild(counted, revision)
            self._told(revision)
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
        with self._catching_up:
            try:
                self._update()
            except Exception:  # noqa: BLE001 - whatever ails an index, the case closes and the next opening mends it
                _LOG.exception("the index could not be brought up to date; it will be made anew")
            self._index.close()

    def _catch_up(self) -> None:
        with self._catching_up:
            with self._store.read() as tx:
                revision = case_record(tx).revision
            if self._index.state(self._case_id, revision) != _UP_TO_DATE and not self._update():
                self.reindex()

    def _update(self) -> bool:
        """Tell the index what waits, if it stands where that began. Returns whether it is up to date then."""
        with self._noting:
            since, until, touched = self._waiting.since, self._waiting.until, self._waiting.touched()
        if since is None or self._index.state(self._case_id, since) != _UP_TO_DATE:
            return False
        with self._store.read() as tx:
            revision = case_record(tx).revision
            if not since <= revision <= until:
                return False
            documents, gone = documents_of(tx, touched)
        self._index.update(documents, gone, revision)
        self._told(revision)
        return True

    def _told(self, revision: int) -> None:
        with self._noting:
            self._waiting.told(revision)


class Waiting:
    """What changed after revision `since` and up to revision `until`; nothing where `since` is None."""

    def __init__(self) -> None:
        self.since: int | None = None
        self.until = 0
        self._articles: set[int] = set()
        self._entities: set[str] = set()
        self._events: set[str] = set()
        self._notes: set[str] = set()

    def note(self, revision: int, touched: Touched) -> None:
        """A change that led to this revision."""
        if self.since is None or self.until != revision - 1:
            # What happened in between is not known; an index that stands there is made anew.
            self._clear()
            self.since = revision - 1
        self._articles |= touched.articles
        self._entities |= touched.entities
        self._events |= touched.events
        self._notes |= touched.notes
        self.until = revision

    def told(self, revision: int) -> None:
        """The index is at this revision now. What came later stays, and what is not told apart from it."""
        if self.since is None or revision >= self.until:
            self._clear()
        else:
            self.since = max(self.since, revision)

    def touched(self) -> Touched:
        """All of it, as it is now."""
        return Touched(frozenset(self._articles), frozenset(self._entities), frozenset(self._events), frozenset(self._notes))

    def _clear(self) -> None:
        self.since = None
        for some in (self._articles, self._entities, self._events, self._notes):
            some.clear()


class _Counted:
    """Counts documents as they pass."""

    def __init__(self, documents: Iterator[IndexDocument]) -> None:
        self._documents = documents
        self.count = 0

    def __iter__(self) -> Iterator[IndexDocument]:
        for document in self._documents:
            self.count += 1
            yield document
