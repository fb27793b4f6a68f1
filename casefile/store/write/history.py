"""Writers of history: the journal that undo reads, and the audit trail whose every entry seals the one before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, select, update

from casefile.store import tables as t
from casefile.store.engine import Transaction
from casefile.store.write.bulk import carry_out, insert_one

FIRST = "0" * 64
_UNRESOLVED = """SELECT a.number FROM case_record c JOIN article a ON a.number >= c.unresolved
WHERE c.unresolved AND NOT a.withdrawn ORDER BY a.number LIMIT ?"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was done. `inverse` takes back what stands, or brings back what was undone."""

    sequence: int
    label: str
    batch: str
    inverse: Sequence[Any]


def start_case(tx: Transaction, case_id: str, title: str, at: str) -> None:
    """The one row that says which case this is."""
    tx.execute(insert(t.case_record).values(id=1, case_id=case_id, created=at, title=title, revision=0))


def bump(tx: Transaction) -> int:
    """The next revision."""
    tx.execute(update(t.case_record).values(revision=t.case_record.c.revision + 1))
    return int(tx.execute(select(t.case_record.c.revision)).scalar_one())


def record(
    tx: Transaction, at: str, who: str, label: str, command: Mapping[str, Any], inverse: Sequence[Any], batch: str
) -> int:
    """Journal one command. What was undone before can no longer be redone."""
    carry_out(tx, "UPDATE journal SET state = 'dropped' WHERE state = 'undone'")
    said = {"at": at, "who": who, "label": label, "command": command, "inverse": inverse}
    return insert_one(tx, t.journal, {**said, "batch": batch, "state": "done"})


def flip(tx: Transaction, sequence: int, state: str, inverse: Sequence[Any]) -> None:
    """An entry was undone or redone; `inverse` is now what reverses that."""
    tx.execute(update(t.journal).where(t.journal.c.sequence == sequence).values(state=state, inverse=inverse))


def last_done(tx: Transaction) -> tuple[Entry, ...]:
    """What undo takes back, last first: the last entry, or all entries of its batch that stand together at the end."""
    return _together(tx, "done", newest_first=True)


def first_undone(tx: Transaction) -> tuple[Entry, ...]:
    """What redo brings back, in order."""
    return _together(tx, "undone", newest_first=False)


def _together(tx: Transaction, state: str, *, newest_first: bool) -> tuple[Entry, ...]:
    j = t.journal.c
    order = j.sequence.desc() if newest_first else j.sequence
    head = tx.execute(select(j.batch, j.sequence).where(j.state == state).order_by(order).limit(1)).first()
    if head is None:
        return ()
    query = select(j.sequence, j.label, j.batch, j.inverse).where(j.state == state).order_by(order)
    if not head.batch:
        query = query.where(j.sequence == head.sequence)
    else:
        # An entry of something else ends the batch, on either side.
        other = select(j.sequence).where(j.state == state, j.batch != head.batch).order_by(order).limit(1)
        border = tx.execute(other).scalar()
        if border is not None:
            query = query.where(j.sequence > border if newest_first else j.sequence < border)
    return tuple(Entry(row.sequence, row.label, row.batch, row.inverse) for row in tx.execute(query))


def seal(tx: Transaction, at: str, payload: Mapping[str, Any]) -> None:
    """Add to the audit trail: the SHA-256 of the previous hash and of this entry, canonical JSON."""
    last = carry_out(tx, "SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1").fetchone()
    sequence, previous = (last[0] + 1, last[1]) if last else (1, FIRST)
    words = json.dumps(payload, sort_keys=True, separators=(",", ":"))
    digest = link(previous, sequence, at, words)
    insert_one(tx, t.audit, {"sequence": sequence, "at": at, "payload": words, "previous": previous, "hash": digest})


def link(previous: str, sequence: int, at: str, payload: str) -> str:
    """The hash of an entry of the audit trail."""
    return hashlib.sha256(f"{previous}\n{sequence}\n{at}\n{payload}".encode()).hexdigest()


def set_unresolved(tx: Transaction, first: int) -> None:
    """Articles from this number on came since the case was resolved; 0: none did."""
    carry_out(tx, "UPDATE case_record SET unresolved = ?", (first,))


def unresolved(tx: Transaction, most: int) -> list[int]:
    """The first of the articles that came since the case was resolved, at most so many."""
    return [row[0] for row in carry_out(tx, _UNRESOLVED, (most,))]
