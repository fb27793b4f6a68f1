"""What the investigator concluded, and the profiles of the brief that the case keeps."""

from __future__ import annotations

from sqlalchemy import select

from casefile.domain.judgements import Judgement
from casefile.store import tables as t
from casefile.store.engine import Transaction


def judgements(tx: Transaction) -> tuple[Judgement, ...]:
    """All of them, in their order, their evidence under the ids it has now."""
    rows = tx.execute(select(t.judgement).order_by(t.judgement.c.position, t.judgement.c.id)).all()
    now = {
        row.target: row.bound
        for row in tx.execute(
            select(t.binding).where(
                t.binding.c.target.in_({target for row in rows for target in row.evidence}), t.binding.c.bound.is_not(None)
            )
        )
    }
    return tuple(
        Judgement(
            row.id,
            row.text,
            row.likelihood,
            row.confidence,
            row.basis,
            tuple(now.get(target, target) for target in row.evidence),
        )
        for row in rows
    )


def targets_of_judgement(tx: Transaction, judgement: str) -> tuple[str, ...] | None:
    """The targets that a judgement rests on; None where there is no such judgement."""
    return tx.execute(select(t.judgement.c.evidence).where(t.judgement.c.id == judgement)).scalar()


def order_of_judgements(tx: Transaction) -> tuple[str, ...]:
    """The ids of all judgements, in their order."""
    return tuple(tx.execute(select(t.judgement.c.id).order_by(t.judgement.c.position, t.judgement.c.id)).scalars())


def profiles(tx: Transaction) -> tuple[tuple[str, str], ...]:
    """Names of the case's own profiles with their TOML, by name."""
    rows = tx.execute(select(t.brief_profile.c.name, t.brief_profile.c.text).order_by(t.brief_profile.c.name))
    return tuple((row.name, row.text) for row in rows)
