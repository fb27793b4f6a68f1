"""The case's search index kept in step. It is derived: no failure of it ever fails a change to the case."""

from __future__ import annotations

import contextlib
import logging
import os
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from casefile.case.deputy import Deputies
from casefile.case.searcher import Searcher
from casefile.case.sharing import shares
from casefile.domain.hits import SearchAnswer
from casefile.errors import PlaceError
from casefile.store.engine import Store
from casefile.store.read.documents import Touched, documents_of, texts_of
from casefile.store.read.listing import case_record, numbers

_LOG = logging.getLogger(__name__)
_UP_TO_DATE = "up to date"
_FEW = 200
"""Things that changed whose update takes no longer than a moment."""
_SMALL = 40
"""Articles of a case that is indexed quicker than a process is started."""
_MOST = 100_000
"""Things that changed from which an index is made anew: that is quicker, and what changed need not be remembered."""
_PAUSE = 5.0
"""Seconds without a change after which there is time to tidy."""
_MANY_PARTS = 3
"""From so many parts on, other processes are worth their start."""
_MOST_PROCESSES = 8


class Indexing:
    """Remembers what changed, and brings the index up to the case's revision when it is asked, or at the end.

    What changed is told in one piece: ten thousand articles imported are one update. Changes of another process, or of a
    time when the index was elsewhere, are not known here: then it is made anew.

    A command waits for that. A window calls `in_background`: whatever takes longer than a moment is then done by a deputy
    in a process of its own, and questions are answered from what there is meanwhile, which the answers say.
    """

    def __init__(self, store: Store, index: Searcher, case_id: str) -> None:
        self._store = store
        self._index = index
        self._case_id = case_id
        # One catches up at a time, for as long as it takes; what waits is noted meanwhile, so that no change has to wait.
        self._catching_up = threading.RLock()
        self._noting = threading.Lock()
        self._waiting = Waiting()
        self._deputies = Deputies(store.another(), index)
        self._told: Callable[[str], None] | None = None
        self._tidying: threading.Timer | None = None
        index.texts_from(self._texts)

    def in_background(self, told: Callable[[str], None]) -> None:
        """From now on nobody waits for the index. `told` hears its state whenever that changes, in words for the status
        line and in a thread of ours."""
        self._told = told

    def search(self, query: str, limit: int, among: frozenset[int] | None, order: str = "relevance") -> SearchAnswer:
        """Ranked hits. Raises QueryError."""
        state = self._catch_up()
        answer = self._index.search(query, limit=limit, among=among, order=order)
        if state == answer.index_state == _UP_TO_DATE:
            return answer
        if state == _UP_TO_DATE:
            # It was found damaged only now.
            state = self._catch_up()
            answer = self._index.search(query, limit=limit, among=among, order=order)
        return replace(answer, index_state=answer.index_state if state == _UP_TO_DATE else state)

    def matching(self, query: str) -> frozenset[int]:
        """Numbers of the articles a query finds. Raises QueryError."""
        self._catch_up()
        return self._index.matching(query)

    def follow(self, revision: int, touched: Touched) -> None:
        """The case comes to this revision by a change that touched these. Told before the change is committed: if it should
        fail after all, more is looked at than would have to be."""
        with self._noting:
            self._waiting.note(revision, touched)

    def reindex(self, told: Callable[[int, int], None] | None = None) -> int:
        """Make the index anew, whatever its state, and wait for it; `told` hears (parts done, of how many). Returns the
        number of articles, quotes, notes, entities and events in it."""
        with self._catching_up, _room():
            with self._store.read() as tx:
                revision, parts = case_record(tx).revision, shares(self._store, tx)
            processes = os.cpu_count() or 1 if len(parts) >= _MANY_PARTS else 1
            self._index.rebuild_of(parts, revision, min(processes, _MOST_PROCESSES), told)
            self._now_at(revision)
            return self._index.search("*:*", limit=0).total

    def state(self, *, refresh: bool = False) -> str:
        """The index's state, with `refresh` after bringing it up to date or, in the background, after beginning to."""
        if refresh:
            return self._catch_up()
        with self._store.read() as tx:
            revision = case_record(tx).revision
        return self._state(revision)

    def wait(self) -> None:
        """Wait until the index is up to date, also for a deputy: never in a thread that a person waits for."""
        while self._catch_up() != _UP_TO_DATE and self._deputies.wait():
            pass

    def close(self) -> None:
        """Tell the index what waits, so that the next one to open the case need not make it anew; let go of it."""
        self._deputies.close()
        if self._tidying is not None:
            self._tidying.cancel()
        with self._catching_up:
            try:
                if self._told is None or self._few():
                    self._update()
                    self._index.tidy()
            except Exception:  # noqa: BLE001 - whatever ails an index, the case closes and the next opening mends it
                _LOG.exception("the index could not be brought up to date; it will be made anew")
            self._index.close()

    def _catch_up(self) -> str:
        """Bring the index up to date, or have a deputy begin with it. Returns the state after that."""
        with self._catching_up, _room():
            with self._store.read() as tx:
                revision = case_record(tx).revision
            if self._index.state(self._case_id, revision) == _UP_TO_DATE:
                return _UP_TO_DATE
            if self._told is not None and not self._deputies.failed and (self._deputies.busy or not self._quick()):
                self._send()
                return self._state(revision)
            if not self._update():
                self.reindex()
            return _UP_TO_DATE

    def _state(self, revision: int) -> str:
        state = self._index.state(self._case_id, revision)
        return "rebuilding" if state != _UP_TO_DATE and self._deputies.busy else state

    def _few(self) -> bool:
        """Whether what waits is done in a moment."""
        with self._noting:
            since, size = self._waiting.since, self._waiting.size
        return since is not None and size <= _FEW and self._index.state(self._case_id, since) == _UP_TO_DATE

    def _quick(self) -> bool:
        """Whether the index is up to date in a moment."""
        if self._few():
            return True
        with self._store.read() as tx:
            return len(numbers(tx)) <= _SMALL

    def _send(self) -> None:
        with self._noting:
            since, until, touched = self._waiting.since, self._waiting.until, self._waiting.touched()
        known = since is not None and self._index.state(self._case_id, since) == _UP_TO_DATE
        if self._deputies.send((since, until, touched) if known and since is not None else None, self._say, self._sent):
            self._say(0, 0)

    def _say(self, done: int, of: int) -> None:
        if self._told is not None:
            self._told(f"being made anew, {done * 100 // of} %" if of else "rebuilding")

    def _sent(self, revision: int) -> None:
        """A deputy is done."""
        if revision:
            self._now_at(revision)
        if self._told is not None:
            self._told(self.state())

    def _texts(self, ids: Sequence[str]) -> Mapping[str, str]:
        with self._store.read() as tx:
            return texts_of(tx, ids)

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
        self._now_at(revision)
        if self._told is not None:
            self._tidy_later()
        return True

    def _tidy_later(self) -> None:
        if self._tidying is not None:
            self._tidying.cancel()
        self._tidying = threading.Timer(_PAUSE, self._index.tidy)
        self._tidying.daemon = True
        self._tidying.start()

    def _now_at(self, revision: int) -> None:
        with self._noting:
            self._waiting.told(revision)


@contextlib.contextmanager
def _room() -> Iterator[None]:
    """Within it, what the disk of the cache will not do is said as a person can act on it; the case is not concerned."""
    try:
        yield
    except OSError as error:
        raise PlaceError(
            f"The search index cannot be written ({error.strerror or error}). The case is as it was; free some space where "
            "your caches are and search again."
        ) from error


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
        if self.size > _MOST:
            self._clear()

    def told(self, revision: int) -> None:
        """The index is at this revision now. What came later stays, and what is not told apart from it."""
        if self.since is None or revision >= self.until:
            self._clear()
        else:
            self.since = max(self.since, revision)

    @property
    def size(self) -> int:
        """How many things."""
        return len(self._articles) + len(self._entities) + len(self._events) + len(self._notes)

    def touched(self) -> Touched:
        """All of it, as it is now."""
        return Touched(frozenset(self._articles), frozenset(self._entities), frozenset(self._events), frozenset(self._notes))

    def _clear(self) -> None:
        self.since = None
        for some in (self._articles, self._entities, self._events, self._notes):
            some.clear()
