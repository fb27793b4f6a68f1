"""Names of all entities, and which of them were said to be two."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import func, select

from casefile.domain.rows import Place
from casefile.domain.scope import EVERYTHING
from casefile.store import tables as t
from casefile.store.engine import Transaction
from casefile.store.read.findings import mentions
from casefile.store.read.resolution import identity_decisions


class NamesOf(NamedTuple):
    """An entity with all its names."""

    id: str
    type: str
    name: str
    aliases: tuple[str, ...]
    mentions: int


def names(tx: Transaction) -> tuple[NamesOf, ...]:
    """Entities that are not rejected, mere frame left out."""
    e, d, local = t.entity.c, t.decided.c, t.local_entity.c
    counts = (
        select(t.entity_member.c.entity, func.sum(local.mentions).label("mentions"))
        .join(t.local_entity, local.id == t.entity_member.c.local)
        .join(t.article, t.article.c.run == local.run)
        .where(~t.article.c.withdrawn)
        .group_by(t.entity_member.c.entity)
        .subquery()
    )
    query = (
        select(e.id, e.type, e.name, e.aliases, counts.c.mentions)
        .join(counts, counts.c.entity == e.id)
        .outerjoin(t.decided, d.id == e.id)
        .where(func.coalesce(d.decision, "") != "rejected", ~func.coalesce(d.frame, e.frame))
    )
    return tuple(NamesOf(*row) for row in tx.execute(query))


def kept_apart(tx: Transaction) -> frozenset[frozenset[str]]:
    """Pairs of entities that were said to be two."""
    pairs = identity_decisions(tx).apart
    locals_ = {one for pair in pairs for one in pair}
    m = t.entity_member.c
    home = {row.local: row.entity for row in tx.execute(select(m.local, m.entity)) if row.local in locals_} if pairs else {}
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
