"""Which entities were said to be two, and where some of them are named first."""

from __future__ import annotations

import json
from collections.abc import Iterable

from sqlalchemy import func, select

from casefile.domain.rows import Place
from casefile.domain.scope import EVERYTHING
from casefile.store import tables as t
from casefile.store.engine import Transaction
from casefile.store.read.findings import mentions
from casefile.store.read.resolution import identity_decisions


def kept_apart(tx: Transaction) -> frozenset[frozenset[str]]:
    """Pairs of entities that were said to be two."""
    pairs = identity_decisions(tx).apart
    locals_ = {one for pair in pairs for one in pair}
    m = t.entity_member.c
    each = func.json_each(json.dumps(sorted(locals_))).table_valued("value")
    home = {row[0]: row[1] for row in tx.execute(select(m.local, m.entity).where(m.local.in_(select(each.c.value))))}
    return frozenset(frozenset((home[one], home[other])) for one, other in pairs if one in home and other in home)


def first_places(tx: Transaction, entities: Iterable[str]) -> dict[str, Place]:
    """Where each of these entities (some hundreds at most) is named first."""
    wanted = tuple(entities)
    m = t.mention.c
    first = (
        select(func.min(m.article * 10_000_000_000 + m.start))
        .join(t.entity_member, t.entity_member.c.local == m.entity)
        .join(t.article, t.article.c.run == m.run)
        .where(t.entity_member.c.entity.in_(wanted), ~t.article.c.withdrawn)
        .group_by(t.entity_member.c.entity)
    )
    rows = mentions(tx, EVERYTHING, {}, where=(m.article * 10_000_000_000 + m.start).in_(first))
    return {row.entity: row.place for row in reversed(rows)}
