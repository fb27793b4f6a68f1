"""All about one entity."""

from __future__ import annotations

from sqlalchemy import ColumnElement, exists, func, select

from casefile.domain.rows import EntityProfile
from casefile.domain.scope import EVERYTHING
from casefile.store import tables as t
from casefile.store.engine import Transaction
from casefile.store.read.entities import companions, entity, over_time
from casefile.store.read.findings import mentions, quotes
from casefile.store.read.speech import speech


def profile(tx: Transaction, identifier: str) -> EntityProfile | None:
    """None where there is no entity of this id (its own, not a member's)."""
    row = entity(tx, identifier)
    if row is None:
        return None
    said = speech().c
    return EntityProfile(
        row,
        mentions(tx, EVERYTHING, {}, rejected=row.decision == "rejected", where=t.entity_member.c.entity == identifier),
        companions(tx, identifier),
        quotes(tx, EVERYTHING, {}, where=said.entity == identifier),
        over_time(tx, identifier),
        quotes(tx, EVERYTHING, {}, where=_names(identifier) & (func.coalesce(said.entity, "") != identifier)),
    )


def _names(identifier: str) -> ColumnElement[bool]:
    """Whether a quote has a mention of this entity in it."""
    m, q = t.mention.c, t.quote.c
    return exists(
        select(m.id)
        .join(t.entity_member, t.entity_member.c.local == m.entity)
        .where(t.entity_member.c.entity == identifier, m.run == q.run, m.start >= q.start, m.end <= q.end)
    )


def member_names(tx: Transaction, identifier: str) -> tuple[tuple[str, str, int], ...]:
    """The local entities an entity holds: id, the fullest name its article gives, article number."""
    m, local = t.entity_member.c, t.local_entity.c
    query = (
        select(local.id, local.name, local.article)
        .join(t.entity_member, m.local == local.id)
        .join(t.article, t.article.c.run == local.run)
        .where(m.entity == identifier, ~t.article.c.withdrawn)
        .order_by(local.article, local.id)
    )
    return tuple((row.id, row.name, row.article) for row in tx.execute(query))
