"""All about one entity."""

from __future__ import annotations

from sqlalchemy import ColumnElement, exists, func, select

from casefile.domain.rows import EntityProfile
from casefile.domain.scope import EVERYTHING
from casefile.store import tables as t
from casefile.store.engine import Transaction
from casefile.store.read import entities
from casefile.store.read.entities import companions, entity, over_time
from casefile.store.read.findings import mentions, quotes
from casefile.store.read.lists import quotes_at
from casefile.store.read.scope import OfQuotes, perhaps_said_by
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


def in_brief(tx: Transaction, identifier: str, most: int) -> EntityProfile | None:
    """The same for a card: without mentions, with the first `most` quotes by it and about it and how many there are."""
    found = entities.in_brief(tx, EVERYTHING, {}, rejected=True, where=t.entity.c.id == identifier)
    if not found:
        return None
    q = speech().c
    by = _keys(tx, (q.entity == identifier) & q.id.in_(perhaps_said_by(identifier)))
    about = _keys(tx, OfQuotes(speech(), q).names(identifier) & (func.coalesce(q.entity, "") != identifier))
    return EntityProfile(
        found[0],
        (),
        companions(tx, identifier),
        tuple(row for _, row in quotes_at(tx, by[:most])),
        entities.months(tx, (identifier,)).get(identifier, ()),
        tuple(row for _, row in quotes_at(tx, about[:most])),
        len(by),
        len(about),
    )


def _keys(tx: Transaction, condition: ColumnElement[bool]) -> list[int]:
    """Keys of the quotes for which this holds, as they stand in the articles."""
    q = speech().c
    query = select(q.row).where(condition, q.said != "rejected").order_by(q.article, q.start, q.end, q.id)
    return list(tx.execute(query).scalars())


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
