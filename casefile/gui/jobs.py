"""The only module that knows threads.

Readers answer questions, one writer changes the case, long works (import, export) run on a thread of their own and can be
cancelled. Every answer comes back on the GUI thread through one relay with a queued signal. A newer question with the same
key makes the older answer late, and late answers are dropped. What runs in a worker must not touch a QObject.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from threading import Event
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from casefile.errors import CaseFileError
from casefile.gui.sweeping import Sweeper
from casefile.gui.text import tr

T = TypeVar("T")
Report = Callable[[int, "int | None", str], None]
"""How a long work says how far it is: (done, of how many or None, words)."""

_log = logging.getLogger(__name__)
_READERS = 3
"""What takes long, as counting a large case, must not keep a list from being shown."""
_SWITCH_S = 0.0005


class Asks(Protocol):
    """What a pane needs of Jobs: to ask, and to be answered later on the GUI thread."""

    def read(
        self, question: Callable[[], T], then: Callable[[T], None], key: str, failed: Callable[[str], None] | None = None
    ) -> None: ...


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a long work is. `of` is None while nobody knows how much there is."""

    name: str
    done: int
    of: int | None
    words: str


@dataclass(eq=False, slots=True)
class LongWork:
    """A long work under way. `cancel` asks it to stop at its next safe place."""

    name: str
    _stop: Event = field(default_factory=Event)

    def cancel(self) -> None:
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        return self._stop.is_set()


class _Relay(QObject):
    """Carries answers to the GUI thread."""

    arrived = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def _deliver(self, deliver: Callable[[], None]) -> None:
        deliver()


class Jobs(QObject):
    """Questions and changes, away from the GUI thread."""

    failed = Signal(str)
    """One plain sentence: a question, change or work went wrong and nobody else took it."""
    broke = Signal(object)
    """Exception: a fault of ours in a worker, of something that is still waited for."""
    progressed = Signal(object)
    """Progress of a long work."""
    started = Signal(object)
    """LongWork that began."""
    ended = Signal(object)
    """LongWork that ended, however it did."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._relay = _Relay()
        self._readers = ThreadPoolExecutor(_READERS, thread_name_prefix="reader")
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="writer")
        self._works = ThreadPoolExecutor(1, thread_name_prefix="work")
        self._serials: dict[str, int] = {}
        self._serial = 0
        self._running: list[LongWork] = []
        self._open = True
        self._pending = 0
        self._sweeper = Sweeper(self)
        # A worker in the midst of computing lets go of the interpreter this often; the GUI thread waits for it at each call
        # into Python that a picture of the window needs.
        sys.setswitchinterval(_SWITCH_S)

    def read(
        self, question: Callable[[], T], then: Callable[[T], None], key: str, failed: Callable[[str], None] | None = None
    ) -> None:
        """Ask off the GUI thread; `then` gets the answer on it, unless `key` was asked again meanwhile.

        `failed` gets the sentence when the question could not be answered; without it the window says it.
        """
        self._serial += 1
        serial = self._serials[key] = self._serial

        def current() -> bool:
            return self._serials.get(key) == serial

        self._run(self._readers, question, then, failed, current)

    def write(
        self, change: Callable[[], T], then: Callable[[T], None] | None = None, failed: Callable[[str], None] | None = None
    ) -> None:
        """Change the case on the one writer thread, in the order asked. Answers of changes are never dropped."""
        self._run(self._writer, change, then or (lambda _: None), failed, lambda: True)

    def work(
        self,
        name: str,
        task: Callable[[Report, Callable[[], bool]], T],
        then: Callable[[T], None],
        failed: Callable[[str], None] | None = None,
    ) -> LongWork:
        """Run something long, one after another; the task gets (report, cancelled). `name` says what in the status line."""
        handle = LongWork(name)
        self._running.append(handle)
        self.started.emit(handle)

        def report(done: int, of: int | None, words: str) -> None:
            progress = Progress(name, done, of, words)
            self._relay.arrived.emit(lambda: self._tell(progress))

        def finish(answer: T) -> None:
            self._end(handle)
            then(answer)

        def fail(sentence: str) -> None:
            self._end(handle)
            (failed or self.failed.emit)(sentence)

        self._run(self._works, lambda: task(report, lambda: handle.cancelled), finish, fail, lambda: True)
        return handle

    def post(self, call: Callable[[], None]) -> None:
        """Have this called on the GUI thread; may be used from any thread. Dropped once closed."""
        self._relay.arrived.emit(lambda: call() if self._open else None)

    def forget(self) -> None:
        """Drop every answer still out: another case is shown from now on."""
        self._serials.clear()

    @property
    def running(self) -> tuple[LongWork, ...]:
        return tuple(self._running)

    @property
    def idle(self) -> bool:
        """Whether nothing is asked, written or worked on, and every answer has been delivered."""
        return self._pending == 0

    def close(self) -> None:
        """Stop: long works are cancelled, changes already asked for are finished, answers still out are dropped."""
        self._open = False
        for handle in self._running:
            handle.cancel()
        self._readers.shutdown(wait=True, cancel_futures=True)
        self._works.shutdown(wait=True, cancel_futures=True)
        self._writer.shutdown(wait=True)
        self._sweeper.end()

    def _tell(self, progress: Progress) -> None:
        if self._open:
            self.progressed.emit(progress)

    def _end(self, handle: LongWork) -> None:
        self._running.remove(handle)
        self.ended.emit(handle)

    def _run(
        self,
        pool: ThreadPoolExecutor,
        task: Callable[[], T],
        then: Callable[[T], None],
        failed: Callable[[str], None] | None,
        current: Callable[[], bool],
    ) -> None:
        if not self._open:
            return
        self._pending += 1

        def deliver(answered: Callable[[Any], None], answer: object) -> None:
            self._pending -= 1
            if self._open and current():
                answered(answer)

        def run() -> None:
            if not current():
                # Asked again while it waited for its turn: nobody wants this answer any more.
                self._relay.arrived.emit(lambda: deliver(then, None))
                return
            try:
                answer = task()
            except CaseFileError as error:
                sentence = str(error)
            except Exception as error:  # noqa: BLE001 - a worker must not die silently: the log keeps the trace, the window tells
                # Nobody waits for a late answer; what it read may be closed by now.
                waited = self._open and current()
                _log.log(logging.ERROR if waited else logging.DEBUG, "a job failed", exc_info=True)
                if waited:
                    self._relay.arrived.emit(partial(self.broke.emit, error))
                sentence = tr("Something went wrong inside CaseFile. Nothing was changed.")
            else:
                self._relay.arrived.emit(lambda: deliver(then, answer))
                return
            self._relay.arrived.emit(lambda: deliver(failed or self.failed.emit, sentence))

        pool.submit(run)
