"""The case: `do`, `undo`, `redo`, `ask`. Bootstrap wires the index in; nothing else needs wiring."""

from __future__ import annotations

import contextlib
import os
import threading
import uuid
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

from casefile.case import exchange, history
from casefile.case.ask import Ask
from casefile.case.handlers.articles import duplicate
from casefile.case.indexing import Indexing
from casefile.case.keeping import Keeping, save_copy
from casefile.case.pace import Pace
from casefile.case.searcher import Searcher
from casefile.case.verifying import verify
from casefile.domain.articles import ImportResult, Reading
from casefile.domain.changes import Changed
from casefile.domain.commands import AddArticle, Command
from casefile.domain.exchange import Offer
from casefile.domain.rows import Problem
from casefile.domain.scope import EVERYTHING, Scope
from casefile.errors import BugError, CaseFileError, CaseHeldError, CaseOlderError, CaseUnreadableError
from casefile.store import migrate
from casefile.store.backups import Backup
from casefile.store.cipher import key_for, new_key
from casefile.store.engine import Store, Transaction
from casefile.store.holding import Hold, Holder, take
from casefile.store.read.listing import case_record
from casefile.store.vault import Vault
from casefile.store.write.history import start_case

Listener = Callable[[Changed], None]
IndexOf = Callable[[str], Searcher]
"""Opens the search index of the case of this id."""


class Case:
    """One open case file. `ask` may be called from any thread; changes are made one after the other.

    Listeners are told of each committed change, in the thread that made it.
    """

    def __init__(
        self, store: Store, index: IndexOf, who: str, hold: Hold | None = None, backups: Path | None = None
    ) -> None:
        self._store = store
        self._hold = hold
        self._who = who
        self._lock = threading.RLock()
        self._listeners: list[Listener] = []
        self._pace = Pace()
        self._closed = False
        self._in_steps = False
        self.path = store.path
        self.read_only = store.read_only
        self.encrypted = store.key is not None
        with store.read() as tx:
            self.case_id = case_record(tx).case_id
        self._keeping = Keeping(store, self.case_id, backups)
        searcher = index(self.case_id)
        if store.key is not None:
            searcher.seal_in(partial(Vault, key=store.key.derived("search index")))
        self._indexing = Indexing(store, searcher, self.case_id)
        self.ask = Ask(store, self._indexing)

    @classmethod
    def create(
        cls,
        path: Path,
        title: str = "",
        *,
        index: IndexOf,
        who: str = "",
        passphrase: str | None = None,
        backups: Path | None = None,
    ) -> Self:
        """An empty case at a path where nothing is yet, encrypted where there is a passphrase. Raises UserError,
        PlaceError."""
        key = None if passphrase is None else new_key(passphrase)

        def fill(part: Path) -> None:
            with contextlib.closing(Store(part, key=key)) as first, first.write() as tx:
                start_case(tx, uuid.uuid4().hex, title.strip(), history.now())

        migrate.create(path, key, fill)
        store = Store(path, key=key)
        store.use_log()
        hold = take(path, who)
        return cls(store, index, who, hold if isinstance(hold, Hold) else None, backups)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        index: IndexOf,
        read_only: bool = False,
        who: str = "",
        passphrase: str | None = None,
        alone: bool = False,
        backups: Path | None = None,
        at_once: bool = False,
    ) -> Self:
        """The case at a path; for reading only where it cannot be written. Raises UserError where nothing is there,
        CaseUnreadableError where it is no case, newer than this program, damaged, or in use by another process; of these
        PassphraseError where it is encrypted and the passphrase is not its own.

        With `alone` CaseHeldError is raised where somebody else has it open for writing; without, changes of both are taken,
        one after the other. Of an encrypted case `index` makes one in memory, which is kept encrypted. `backups` is the
        folder for backups.

        Articles of an import that was cut short are resolved before this returns; with `at_once` they stand with entities
        of the same name until somebody calls `settle_some` or `settle`.
        """
        key = key_for(path, passphrase)
        version = migrate.check(path, key)
        read_only = read_only or not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))
        if migrate.is_older(version) and read_only:
            raise CaseOlderError(
                f"“{path.name}” is from an older CaseFile. Copy it to a folder you can write to and open it there, "
                "so that it can be brought up to date."
            )
        hold = None if read_only else take(path, who)
        if isinstance(hold, Holder) and alone and hold.process != os.getpid():
            raise CaseHeldError(
                f"“{path.name}” is open already: {hold.in_words}. Open it for reading only, or close it there."
            )
        store: Store | None = None
        try:
            if migrate.is_older(version):
                migrate.bring_up(path, key)
            store = Store(path, read_only=read_only, key=key)
            store.use_log()
            case = cls(store, index, who, hold if isinstance(hold, Hold) else None, backups)
            case._in_steps = at_once
            # An import that was cut short left entities unresolved. If another process is still at it, it will see to that.
            with contextlib.suppress(CaseUnreadableError):
                case._settle_if_needed()
            return case
        except BaseException:
            if store is not None:
                store.close()
            if isinstance(hold, Hold):
                hold.let_go()
            raise

    @property
    def revision(self) -> int:
        """Counts the changes to this case; also those that another process made."""
        with self._store.read() as tx:
            return case_record(tx).revision

    def do(self, command: Command, origin: str = "") -> Changed:
        """Carry out a command in one transaction: all of it, or nothing.

        Raises UserError, CaseUnreadableError where another process is writing, PlaceError where nothing can be written.
        """
        changed = self._change(lambda tx: history.do(tx, command, self._who, origin, self._pace))
        if changed is None:
            raise BugError("a command was carried out without a word")
        return changed

    def add(self, commands: Sequence[AddArticle], origin: str = "") -> tuple[ImportResult, ...]:
        """Add articles in one transaction; the result of each, in order. When this returns, all of them are on disk.

        They are resolved among one another and with the case by `settle`, which follows the last of an import. Raises
        CaseUnreadableError where another process is writing, PlaceError where nothing can be written; then none was added.
        """
        results: list[ImportResult] = []

        def make(tx: Transaction) -> history.Done | None:
            added = history.add(tx, commands, self._who, origin, self._pace)
            results.extend(added.results)
            return added.done

        self._change(make)
        return tuple(results)

    def duplicate(self, reading: Reading) -> ImportResult | None:
        """What adding this reading comes to where its very bytes are in the case already; None where they are not."""
        with self._store.read() as tx:
            return duplicate(tx, reading)

    def undo(self, origin: str = "") -> Changed | None:
        """Take back the last change, or the last import as a whole. None: nothing to undo."""
        return self._change(lambda tx: history.undo(tx, self._who, origin, self._pace))

    def redo(self, origin: str = "") -> Changed | None:
        """Bring back what was undone last. None: nothing to redo."""
        return self._change(lambda tx: history.redo(tx, self._who, origin, self._pace))

    def settle(self) -> Changed | None:
        """Resolve the case as a whole after an import; until then its last articles stand with entities of the same name.

        Closing, opening and any other change do so too. None: there is nothing to do.
        """
        return self._change(lambda tx: history.catch_up(tx, self._pace))

    def settle_some(self) -> bool:
        """Resolve the first articles that still wait for it, for a second or so. Returns whether more wait: then call it
        again, when nobody else wants to change the case."""
        if self.read_only or not self._waits():
            return False
        self._change(lambda tx: history.catch_up(tx, self._pace, wholly=False))
        return self._waits()

    def reindex(self, told: Callable[[int, int], None] | None = None) -> int:
        """Make the search index anew; `told` hears (parts done, of how many). Returns the number of things in it."""
        return self._indexing.reindex(told)

    def index_in_background(self, told: Callable[[str], None]) -> None:
        """From now on whatever takes longer with the index than a moment is done in a process of its own, and search
        answers from what there is meanwhile. `told` hears the index's state in words, in a thread of the case."""
        self._indexing.in_background(told)

    def listen(self, listener: Listener) -> None:
        """Tell this listener of every change from now on."""
        self._listeners.append(listener)

    def verify(self) -> tuple[Problem, ...]:
        """Look for damage and tampering: hashes of originals and texts, the audit chain, invariants. Reads everything."""
        return verify(self._store)

    def backup(self, folder: Path | None = None) -> Backup:
        """A checked backup as the case is now, beside the others; with `folder` in that folder. Others are thinned out.

        Raises PlaceError where there is no room, UserError where no place for backups is known.
        """
        return self._keeping.keep(folder)

    def backups(self) -> tuple[Backup, ...]:
        """All backups of this case, the newest first."""
        return self._keeping.all()

    def save_copy(self, target: Path) -> tuple[Problem, ...]:
        """The case as it is now as a file of its own, encrypted as the case is; what verify says of the copy.

        Raises UserError where something is there already, PlaceError where there is no room.
        """
        return save_copy(self._store, target)

    def give(self, target: Path, scope: Scope = EVERYTHING) -> tuple[int, ...]:
        """The articles in scope, with what was decided about them, as a case of its own. Returns their numbers.

        Raises as `exchange.give`."""
        numbers = self.ask.article_numbers(scope)
        exchange.give(self._store, target, numbers)
        return numbers

    def offers(self, other: Case) -> tuple[Offer, ...]:
        """What another case says about articles that this one has too: TakeOver makes it what this one says."""
        return exchange.offers(self._store, other._store)

    def close(self) -> None:
        """Fold the log into the file and let go of it. Closing twice is harmless."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            # What is committed stands; what follows from it can wait for the next opening.
            with contextlib.suppress(CaseFileError):
                self._settle_if_needed()
            self._indexing.close()
            if not self.read_only:
                self._keeping.keep_if_due()
            try:
                self._store.close()
            finally:
                if self._hold is not None:
                    self._hold.let_go()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _change(self, make: Callable[[Transaction], history.Done | None]) -> Changed | None:
        with self._lock:
            with self._store.write() as tx:
                done = make(tx)
                if done is not None and done.changed.kinds:
                    self._indexing.follow(done.changed.revision, done.touched)
            if done is None:
                return None
            if done.changed.kinds:
                self.ask.kept.note(done.changed.revision, done.touched.entities, done.articles)
                for listener in self._listeners:
                    listener(done.changed)
            return done.changed

    def _settle_if_needed(self) -> None:
        if not (self.read_only or self._in_steps) and self._waits():
            self.settle()

    def _waits(self) -> bool:
        """Whether articles wait to be resolved."""
        with self._store.read() as tx:
            return bool(case_record(tx).unresolved)
