"""Who is who now: ids of entities and events for any id they answer to, and what resolution works on."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import case, func, select

from casefile.domain.entities import LocalEntity, LocalReport, ResolutionDecisions
from casefile.domain.findings import EntityType
from casefile.domain.ids import Kind
from casefile.store import tables as t
from casefile.store.engine import AnyRow, Transaction


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


def all_local_entities(tx: Transaction) -> Iterable[LocalEntity]:
    """The local entities of the current runs of all articles that are not withdrawn."""
    query = (
        select(t.local_entity)
        .join(t.article, t.article.c.run == t.local_entity.c.run)
        .where(~t.article.c.withdrawn)
        .order_by(t.local_entity.c.article, t.local_entity.c.id)
    )
    for row in tx.execute(query):
        yield LocalEntity(
            row.id,
            sort_key(row.article),
            EntityType(row.type),
            row.name,
            row.aliases,
            row.roles,
            row.mentions,
            row.frame,
            row.acronym,
        )


def all_local_reports(tx: Transaction) -> Iterable[LocalReport]:
    """The reports of the current runs of all articles that are not withdrawn, with corrected dates."""
    r, d, e = t.report.c, t.decided.c, t.report_entity.c
    entities: dict[str, list[str]] = {}
    pairs = (
        select(e.report, e.entity)
        .join(t.article, t.article.c.run == e.run)
        .where(~t.article.c.withdrawn)
        .order_by(e.report, e.position)
    )
    for pair in tx.execute(pairs):
        entities.setdefault(pair.report, []).append(pair.entity)
    query = (
        select(
            r.id,
            r.article,
            r.trigger,
            case((d.dated, d.earliest), else_=r.earliest).label("earliest"),
            case((d.dated, d.latest), else_=r.latest).label("latest"),
            case((d.dated, "explicit"), else_=r.basis).label("basis"),
            r.status,
            r.summary,
        )
        .join(t.article, t.article.c.run == r.run)
        .outerjoin(t.decided, d.id == r.id)
        .where(~t.article.c.withdrawn)
        .order_by(r.article, r.start, r.id)
    )
    for row in tx.execute(query):
        yield LocalReport(
            row.id,
            sort_key(row.article),
            row.trigger,
            row.earliest,
            row.latest,
            row.basis,
            row.status,
            tuple(entities.get(row.id, ())),
            row.summary,
        )


def identity_decisions(tx: Transaction) -> ResolutionDecisions:
    """What was decided about identity, on findings as they are bound now. Decisions without a finding wait."""
    one, other = t.binding.alias("one"), t.binding.alias("other")
    ties = tx.execute(
        select(t.tie.c.kind, one.c.bound, other.c.bound)
        .join(one, one.c.target == t.tie.c.one)
        .join(other, other.c.target == t.tie.c.other)
        .where(one.c.bound.is_not(None), other.c.bound.is_not(None))
        .order_by(t.tie.c.one, t.tie.c.other)
    ).all()
    named = tx.execute(select(t.decided.c.id, t.decided.c.name, t.decided.c.type).order_by(t.decided.c.id)).all()
    of_entities = [row for row in named if row.id.startswith(Kind.ENTITY)]
    return ResolutionDecisions(
        together=_pairs(ties, "together"),
        apart=_pairs(ties, "apart"),
        names={row.id: row.name for row in of_entities if row.name},
        types={row.id: EntityType(row.type) for row in of_entities if row.type},
    )


def _pairs(ties: Iterable[AnyRow], kind: str) -> tuple[tuple[str, str], ...]:
    return tuple((row[1], row[2]) for row in ties if row[0] == kind)


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
