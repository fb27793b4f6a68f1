"""The index made in a process of its own, so that neither the window nor a search waits for it.

The deputy opens the case for reading and the index for writing, as any second program would; it ends by itself when the
program that sent it is gone. What it says on the way comes through a pipe: nothing is shared.
"""

from __future__ import annotations

import contextlib
import logging
import multiprocessing
import os
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from casefile.case.searcher import Searcher
from casefile.case.sharing import shares
from casefile.store.engine import Store
from casefile.store.read.documents import Touched, documents_of
from casefile.store.read.listing import case_record

_LOG = logging.getLogger(__name__)
_GENTLE = 10
"""How much the deputy gives way to whoever types."""
Told = Callable[[int, int], None]
"""Hears how many parts of how many are done."""
Task = tuple[int, int, Touched] | None
"""What changed after one revision and up to another; None for everything."""


class Deputies:
    """Sends one deputy at a time."""

    def __init__(self, another: Callable[[], Store], index: Searcher) -> None:
        self._another = another
        self._index = index
        self._turn = threading.Lock()
        self._thread: threading.Thread | None = None
        self._process: Any = None
        self._closed = False
        self.failed = False
        """Whether the last one came to nothing."""

    @property
    def busy(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    def send(self, task: Task, told: Told, then: Callable[[int], None]) -> bool:
        """Has this done elsewhere; `then` is called with the revision the index stands at afterwards, 0 where it came to
        nothing. Both are called in a thread of ours. False where one is out."""
        with self._turn:
            if self.busy or self._closed:
                return False
            self._thread = threading.Thread(target=self._follow, args=(task, told, then), name="index deputy", daemon=True)
            self._thread.start()
            return True

    def wait(self) -> bool:
        """Until the one who is out is back. False where nobody can be: the case is being closed."""
        thread = self._thread
        if thread is not None:
            thread.join()
        return not self._closed

    def close(self) -> None:
        """Calls the deputy back: what it has not finished counts for nothing."""
        with self._turn:
            self._closed = True
            process = self._process
        if process is not None:
            process.kill()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join()

    def _follow(self, task: Task, told: Told, then: Callable[[int], None]) -> None:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(target=_work, args=(self._another, self._index.deputy(), task, theirs), daemon=True)
        revision = 0
        try:
            with self._turn:
                if self._closed:
                    return
                process.start()
                self._process = process
            theirs.close()
            with contextlib.suppress(EOFError, OSError):
                while not isinstance(said := ours.recv(), int):
                    if len(said) == 2 and isinstance(said[0], int):
                        told(*said)
                    else:
                        self._index.take(said)
                revision = said
        finally:
            with self._turn:
                self._process = None
            ours.close()
            if process.pid is not None:
                process.join()
        self.failed = not revision
        if not self._closed:
            then(revision)


def _work(another: Callable[[], Store], deputy: Callable[[], Searcher], task: Task, pipe: Connection) -> None:
    """The deputy. It says (done, of), at last what it carries, if anything, and the revision."""
    parent = multiprocessing.parent_process()

    def told(done: int, of: int) -> None:
        if parent is not None and not parent.is_alive():
            os._exit(0)
        pipe.send((done, of))

    if hasattr(os, "nice"):
        os.nice(_GENTLE)
    store, index = another(), deputy()
    try:
        revision = _update(store, index, task) or _rebuild(store, index, told)
        if (carried := index.carried()) is not None:
            pipe.send(carried)
        pipe.send(revision)
    finally:
        index.close()
        store.close()


def _update(store: Store, index: Searcher, task: Task) -> int:
    """The revision the index stands at after what was touched is in; 0 where it has to be made anew."""
    if task is None:
        return 0
    since, until, touched = task
    with store.read() as tx:
        record = case_record(tx)
        if index.state(record.case_id, since) != "up to date" or record.revision < since:
            return 0
        documents, gone = documents_of(tx, touched)
    revision = min(record.revision, until)
    index.update(documents, gone, revision)
    return revision


def _rebuild(store: Store, index: Searcher, told: Told) -> int:
    with store.read() as tx:
        revision, parts = case_record(tx).revision, shares(store, tx)
    index.rebuild_of(parts, revision, 1, told)
    return revision
