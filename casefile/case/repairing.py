"""A damaged case saved into a new one: what can be read is taken over, what follows from it is made anew, and a report says
what is saved and what is lost. The damaged file stays as it is."""

from __future__ import annotations

import uuid
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from casefile.case.handlers.articles import existing
from casefile.case.history import now
from casefile.case.likening import liken
from casefile.case.pace import Pace
from casefile.case.reading import keep
from casefile.case.settling import corrected, settle
from casefile.case.work import Work
from casefile.domain.rows import Problem
from casefile.errors import UserError
from casefile.extract import extract
from casefile.store import repair
from casefile.store.cipher import key_for
from casefile.store.engine import Store, Transaction
from casefile.store.placing import part_of, put_new, remove
from casefile.store.read.current import metadata_decisions
from casefile.store.read.listing import numbers
from casefile.store.read.soundness import problems
from casefile.store.salvage import salvage
from casefile.store.write import article as writing
from casefile.store.write.findings import Read
from casefile.store.write.history import seal, start_case


@dataclass(frozen=True, slots=True)
class Repaired:
    """What came of a repair: sentences on what is saved and on what is lost, and what verify still finds."""

    saved: tuple[str, ...]
    lost: tuple[str, ...]
    problems: tuple[Problem, ...]


def repair_case(path: Path, target: Path, passphrase: str | None = None) -> Repaired:
    """Save what is left of `path` as the new case `target`, encrypted as `path` is. `path` is only read.

    Raises UserError where `target` is there already, CaseDamagedError where nothing can be read, PlaceError.
    """
    if not path.exists():
        raise UserError(f"There is no case “{path}”. Check the path.")
    if target.exists():
        raise UserError(f"“{target.name}” is there already. Choose another name for the repaired case.")
    if not target.parent.is_dir():
        raise UserError(f"There is no folder “{target.parent}”. Make it first, or choose another.")
    key = key_for(path, passphrase)
    part = part_of(target)
    try:
        remove(part)
        found = salvage(path, part, key)
        completed = repair.complete(part, key, found)
        with closing(Store(part, key=key)) as store:
            with store.write() as tx:
                _finish(tx, completed, path.stem)
            with store.read() as tx:
                left = problems(tx)
        put_new(part, target)
    finally:
        remove(part)
    return Repaired(_saved(completed), _lost(completed), left)


def _finish(tx: Transaction, completed: repair.Completed, title: str) -> None:
    if not completed.record_there:
        start_case(tx, uuid.uuid4().hex, title, now())
    if completed.anew:
        _read_all(tx)
    said = {"verb": "repair", "entry": 0, "who": "", "command": {}, "saved": _saved(completed), "lost": _lost(completed)}
    seal(tx, now(), said)


def _read_all(tx: Transaction) -> None:
    """Everything that follows from texts and decisions, made anew."""
    work = Work(tx, now())
    for number in numbers(tx):
        text = existing(work, number)
        liken(tx, number, text.version, text.text)
        found = corrected(writing.found_metadata(tx, text.version), metadata_decisions(tx, number))
        findings = extract(
            text.text,
            published=found.published,
            title=found.title,
            language=found.language,
            equated=found.equated,
        )
        run = keep(tx, Read(number, text.version, text.text, text.digest, text.twin), findings, work.at)
        writing.point(tx, number, text.version, run)
        writing.show(tx, number, found)
        work.articles.add(number)
        work.reread.add(number)
    work.targets |= repair.targets(tx)
    work.identity = True
    settle(work, Pace())


def _saved(completed: repair.Completed) -> tuple[str, ...]:
    said = f"{completed.decisions} rows of what you decided, noted and tagged"
    findings = "read anew from the texts" if completed.anew else "kept as they were"
    history = "The history is whole, and can still be undone." if completed.history_whole and not completed.anew else ""
    history = history or ("The history is whole; what it did can no longer be undone." if completed.history_whole else "")
    lines = (f"{completed.articles} articles with their texts.", f"{said}.", f"Findings were {findings}.", history)
    return tuple(line for line in lines if line)


def _lost(completed: repair.Completed) -> tuple[str, ...]:
    lost = []
    if completed.without_text:
        lost.append(f"The text of {', '.join(completed.without_text)}: import it again.")
    if completed.without_original:
        lost.append(f"The original of {', '.join(completed.without_original)}; the text is there.")
    if completed.removed:
        lost.append(f"{completed.removed} rows that belonged to what is gone.")
    if not completed.history_whole:
        lost.append("The history: nothing done before can be undone, and the audit trail begins with this repair.")
    if not completed.record_there:
        lost.append("The title and the number of the case: it has new ones.")
    return tuple(lost)
