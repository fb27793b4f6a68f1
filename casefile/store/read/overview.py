"""The case in numbers."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import func, select

from casefile.domain.rows import Counts, Overview
from casefile.domain.scope import EVERYTHING, Scope
from casefile.store import tables as t
from casefile.store.engine import Transaction
from casefile.store.read import events, findings
from casefile.store.read.articles import numbers_in
from casefile.store.read.listing import case_record, lenses, next_labels
from casefile.store.read.notes import notes
from casefile.store.read.review import open_proposals
from casefile.store.read.scope import Found, OfEntities, compiled
from casefile.store.read.unsure import Unsure


def overview(tx: Transaction, scope: Scope, found: Found, path: Path, read_only: bool, unsure: Unsure) -> Overview:
    """Counts of the whole case and within the scope, and what the title bar shows."""
    record, (undo, redo) = case_record(tx), next_labels(tx)
    whole, proposals = _whole(tx, str(path), record.revision, unsure)
    return Overview(
        record.title,
        record.case_id,
        str(path),
        record.revision,
        read_only,
        whole,
        whole if scope == EVERYTHING else counts(tx, scope, found),
        proposals,
        undo,
        redo,
        record.summary,
        record.classification,
        lenses(tx),
    )


_counted: dict[str, tuple[tuple[str, int], Counts, int]] = {}
"""Of a case, by path: the seal of the last thing done (ADR 4) and the revision when it was counted as a whole, and what came
out."""


def _whole(tx: Transaction, path: str, revision: int, unsure: Unsure) -> tuple[Counts, int]:
    """Counts and open proposals of the whole case. Every scope asks for them, and they change with the case alone."""
    last = tx.execute(select(t.audit.c.hash).order_by(t.audit.c.sequence.desc()).limit(1)).scalar()
    kept = _counted.get(path)
    state = last or "", revision
    if last is None or kept is None or kept[0] != state:
        kept = (state, counts(tx, EVERYTHING, {}), open_proposals(tx, unsure=unsure))
        _counted[path] = kept
    return kept[1], kept[2]


def counts(tx: Transaction, scope: Scope, found: Found) -> Counts:
    """How many of each kind the panes show in this scope; events as the timeline shows them, all dated ones."""
    d = t.decided.c
    standing = select(func.count()).select_from(t.entity).outerjoin(t.decided, d.id == t.entity.c.id)
    shown = standing.where(compiled(scope, OfEntities(), found), func.coalesce(d.decision, "") != "rejected")
    return Counts(
        len(numbers_in(tx, scope, found)),
        findings.count(tx, "dates", scope, found),
        int(tx.execute(shown).scalar_one()),
        findings.count(tx, "quotes", scope, found),
        findings.count(tx, "figures", scope, found),
        events.count(tx, scope, found),
        len(notes(tx, scope, found)),
    )
