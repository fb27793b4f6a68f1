"""Doing, undoing, redoing: each one transaction, journaled and sealed in the case itself, so that a restart ends nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from casefile.case.encoding import decoded_formers, encoded, encoded_formers
from casefile.case.handlers import HANDLERS
from casefile.case.handlers.articles import add as add_article
from casefile.case.pace import Pace
from casefile.case.settling import kinds_of, resolve_all, resolve_some, settle
from casefile.case.work import Work
from casefile.domain.articles import ImportResult, Outcome
from casefile.domain.changes import Changed
from casefile.domain.commands import AddArticle, Command
from casefile.errors import BugError, UserError
from casefile.store.engine import Transaction
from casefile.store.read.documents import Touched
from casefile.store.read.listing import case_record
from casefile.store.read.resolution import articles_naming
from casefile.store.write import bindings, history, projection
from casefile.store.write.bulk import whole_or_not


def now() -> str:
    """The present, as rows keep it: ISO, UTC, to the second. Order in the case goes by sequence, never by this."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True, slots=True)
class Done:
    """A change that was made: what panes are told of it, and what the index is."""

    changed: Changed
    touched: Touched
    articles: frozenset[int] = frozenset()
    """Articles that are other than before, or in which something was decided."""


@dataclass(frozen=True, slots=True)
class Added:
    """Articles that were added. `done` is None where none of them was new."""

    done: Done | None
    results: tuple[ImportResult, ...]


def do(tx: Transaction, command: Command, who: str, origin: str, pace: Pace) -> Done:
    """Carry out a command. Where nothing changes, nothing is journaled and `kinds` is empty."""
    handler = HANDLERS.get(type(command))
    if handler is None:
        raise BugError(f"no handler for {type(command).__name__}")
    work = Work(tx, now())
    label = handler(work, command)
    if not work.formers:
        return Done(_changed(work, case_record(tx).revision, label, origin), Touched())
    settle(work, pace)
    said = encoded(command)
    batch = command.batch if isinstance(command, AddArticle) else ""
    sequence = history.record(tx, work.at, who, label, said, encoded_formers(work.formers), batch)
    _seal(tx, work, who, "do", sequence, said)
    return _done(work, label, origin)


def add(tx: Transaction, commands: Sequence[AddArticle], who: str, origin: str, pace: Pace) -> Added:
    """Add articles, each with its own entry of the journal; one that cannot be added leaves nothing and costs no other.
    What follows from them is brought up to date once for all."""
    every = Work(tx, now())
    results = []
    count = 0
    for command in commands:
        work = Work(tx, every.at)
        try:
            with whole_or_not(tx):
                label = add_article(work, command)
        except UserError as error:
            reading = command.reading
            results.append(ImportResult(reading.path, reading.member, Outcome.REFUSED, str(error), None))
            continue
        if work.result is None:
            raise BugError("an article was added without a word")
        results.append(work.result)
        if work.formers:
            said = encoded(command)
            sequence = history.record(tx, work.at, who, label, said, encoded_formers(work.formers), command.batch)
            _seal(tx, work, who, "do", sequence, said)
            every.take(work)
            count += 1
    if not every.formers:
        return Added(None, tuple(results))
    settle(every, pace, bulk=True)
    return Added(_done(every, label if count == 1 else f"Import {count} articles", origin), tuple(results))


def undo(tx: Transaction, who: str, origin: str, pace: Pace) -> Done | None:
    """Take back what was done last; a batch as a whole. None where nothing is left to undo."""
    return _reverse(tx, history.last_done(tx), "undone", who, origin, pace)


def redo(tx: Transaction, who: str, origin: str, pace: Pace) -> Done | None:
    """Bring back what was undone last."""
    return _reverse(tx, history.first_undone(tx), "done", who, origin, pace)


def catch_up(tx: Transaction, pace: Pace, *, wholly: bool = True) -> Done | None:
    """Resolve the case if articles came since it was resolved last, or some of what there is to resolve. None where none
    did. Nothing of it is journaled."""
    if not case_record(tx).unresolved:
        return None
    work = Work(tx, now())
    if wholly:
        resolve_all(work, pace)
    else:
        resolve_some(work, pace)
    projection.refresh_events(tx, work.events)
    changed = Changed(frozenset({"entities", "events"}), history.bump(tx), "Resolve entities and events")
    return Done(changed, _touched(work))


def _reverse(
    tx: Transaction, entries: Sequence[history.Entry], state: str, who: str, origin: str, pace: Pace
) -> Done | None:
    if not entries:
        return None
    work = Work(tx, now())
    for entry in entries:
        before = len(work.formers)
        for former in decoded_formers(entry.inverse):
            work.put(former.table, dict(former.key), None if former.values is None else dict(former.values))
        history.flip(tx, entry.sequence, state, encoded_formers(work.formers[before:]))
        _seal(tx, work, who, "undo" if state == "undone" else "redo", entry.sequence, {})
    settle(work, pace)
    return _done(work, entries[0].label if len(entries) == 1 else f"Import {len(entries)} articles", origin)


def _done(work: Work, label: str, origin: str) -> Done:
    articles = frozenset(work.articles | bindings.articles_of(work.tx, work.targets))
    return Done(_changed(work, history.bump(work.tx), label, origin), _touched(work), articles)


def _touched(work: Work) -> Touched:
    notes = {str(dict(former.key)["id"]) for former in work.formers if former.table == "note"}
    articles = work.articles | bindings.articles_of(work.tx, work.targets)
    decided = bindings.entities_of(work.tx, work.targets)
    articles |= work.renamed | articles_naming(work.tx, (), decided)
    return Touched(frozenset(articles), frozenset(work.entities | decided), frozenset(work.events), frozenset(notes))


def _seal(tx: Transaction, work: Work, who: str, verb: str, sequence: int, said: dict[str, Any]) -> None:
    history.seal(tx, work.at, {"verb": verb, "entry": sequence, "who": who, "command": said})


def _changed(work: Work, revision: int, label: str, origin: str) -> Changed:
    # Who is who may show in any article.
    articles = set() if work.identity else work.articles | bindings.articles_of(work.tx, work.targets)
    return Changed(kinds_of(work), revision, label, frozenset(articles), origin, work.result, work.created)
