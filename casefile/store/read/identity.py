"""Who is who now: ids of entities and events for any id they answer to."""

from __future__ import annotations

import json
from collections.abc import Iterable

from sqlalchemy import func, select

from casefile.domain.ids import Kind
from casefile.store import tables as t
from casefile.store.engine import Transaction


def entity_of(tx: Transaction, identifier: str) -> str | None:
    """The entity that this id names: its own, one of its members', or one that a member had before it was read anew."""
    m = t.entity_member.c
    found = tx.execute(select(m.entity).where(m.local == identifier)).scalar()
    if found is None:
        bound = select(t.binding.c.bound).where(t.binding.c.target == identifier).scalar_subquery()
        found = tx.execute(select(m.entity).where(m.local == bound)).scalar()
    if found is None:
        found = _entity_where_it_stood(tx, identifier)
    return found


def _entity_where_it_stood(tx: Transaction, identifier: str) -> str | None:
    """For a local entity of a former run: the entity whose mention now stands where its first mention stood."""
    former = t.mention.alias("former")
    place = tx.execute(
        select(former.c.article, former.c.start, former.c.end)
        .where(former.c.entity == identifier)
        .order_by(former.c.start)
        .limit(1)
    ).first()
    if place is None:
        return None
    return tx.execute(
        select(t.entity_member.c.entity)
        .join(t.mention, t.mention.c.entity == t.entity_member.c.local)
        .join(t.article, t.article.c.run == t.mention.c.run)
        .where(t.article.c.number == place.article, t.mention.c.start < place.end, t.mention.c.end > place.start)
        .order_by(func.abs(t.mention.c.start - place.start))
        .limit(1)
    ).scalar()


def members_of(tx: Transaction, entity: str) -> tuple[str, ...]:
    """Ids of the local entities of an entity, the anchor first."""
    m = t.entity_member.c
    return tuple(tx.execute(select(m.local).where(m.entity == entity).order_by(m.position, m.local)).scalars())


def event_of(tx: Transaction, identifier: str) -> str | None:
    """The event that this id names: its own, or one of its reports'."""
    m = t.event_member.c
    report = Kind.REPORT + identifier[1:]
    found = tx.execute(select(m.event).where(m.report == report)).scalar()
    if found is None:
        bound = select(t.binding.c.bound).where(t.binding.c.target == report).scalar_subquery()
        found = tx.execute(select(m.event).where(m.report == bound)).scalar()
    return found


def reports_of(tx: Transaction, event: str) -> tuple[str, ...]:
    """Ids of the reports of an event, the anchor first."""
    m = t.event_member.c
    return tuple(tx.execute(select(m.report).where(m.event == event).order_by(m.position, m.report)).scalars())


def entity_name(tx: Transaction, entity: str) -> str:
    """The name an entity goes by."""
    return str(tx.execute(select(t.entity.c.name).where(t.entity.c.id == entity)).scalar_one())


def names_of(tx: Transaction, ids: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """(id, name) of these entities; those that are no more are left out."""
    e = t.entity.c
    each = func.json_each(json.dumps(list(ids))).table_valued("value")
    return tuple((row.id, row.name) for row in tx.execute(select(e.id, e.name).where(e.id.in_(select(each.c.value)))))


def local_of_mention(tx: Transaction, mention: str) -> str | None:
    """The local entity that a mention of a current run belongs to."""
    return tx.execute(
        select(t.mention.c.entity)
        .join(t.article, t.article.c.run == t.mention.c.run)
        .where(t.mention.c.id == mention, ~t.article.c.withdrawn)
        .limit(1)
    ).scalar()


def local_in_article(tx: Transaction, entity: str, article: int) -> str | None:
    """The local entity by which an entity stands in an article, if it does."""
    return tx.execute(
        select(t.local_entity.c.id)
        .join(t.article, t.article.c.run == t.local_entity.c.run)
        .join(t.entity_member, t.entity_member.c.local == t.local_entity.c.id)
        .where(t.article.c.number == article, t.entity_member.c.entity == entity, ~t.article.c.withdrawn)
        .limit(1)
    ).scalar()


def sort_key(number: int) -> str:
    """What resolution sorts articles by: the order in which they came."""
    return f"S{number:09d}"


def number_of_key(key: str) -> int:
    """The article number of a `sort_key`."""
    return int(key[1:])


def entity_type(tx: Transaction, entity: str) -> str:
    """The type an entity has."""
    return str(tx.execute(select(t.entity.c.type).where(t.entity.c.id == entity)).scalar_one())


def entities_named(tx: Transaction, name: str) -> tuple[str, ...]:
    """Entities that go by this name, or have it as an alias; case does not matter. Those of that name come first."""
    key = name.casefold()
    found = dict.fromkeys(tx.execute(select(t.entity.c.id).where(t.entity.c.key == key).order_by(t.entity.c.id)).scalars())
    if not found:
        for row in tx.execute(select(t.entity.c.id, t.entity.c.aliases).order_by(t.entity.c.id)):
            if any(alias.casefold() == key for alias in row.aliases):
                found[row.id] = None
    return tuple(found)


def lead_of(tx: Transaction, event: str) -> str:
    """The report that dates an event."""
    return str(tx.execute(select(t.event.c.lead).where(t.event.c.id == event)).scalar_one())


def telling_name(tx: Transaction, identifier: str) -> str:
    """The entity's name where it alone has it, else the id as it is."""
    own = entity_of(tx, identifier)
    if own is None:
        return identifier
    name = entity_name(tx, own)
    return name if entities_named(tx, name) == (own,) else own
