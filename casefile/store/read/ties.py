"""What was decided about being one or two."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import or_, select

from casefile.store import tables as t
from casefile.store.engine import Transaction


def ties_among(tx: Transaction, targets: Iterable[str]) -> tuple[tuple[str, str, str], ...]:
    """(one, other, kind) of every tie with one of these targets at either end."""
    names = sorted(set(targets))
    found: set[tuple[str, str, str]] = set()
    for start in range(0, len(names), 400):
        some = names[start : start + 400]
        query = select(t.tie.c.one, t.tie.c.other, t.tie.c.kind).where(or_(t.tie.c.one.in_(some), t.tie.c.other.in_(some)))
        found.update((row.one, row.other, row.kind) for row in tx.execute(query))
    return tuple(sorted(found))


def said(tx: Transaction, target: str, aspect: str) -> str | None:
    """What was decided about one aspect of a target."""
    d = t.decision.c
    return tx.execute(select(d.value).where(d.target == target, d.aspect == aspect)).scalar()
