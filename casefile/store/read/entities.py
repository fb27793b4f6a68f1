"""Entities in scope, and all about one of them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import Select, func, or_, select

from casefile.domain.entities import Role
from casefile.domain.findings import EntityType
from casefile.domain.ids import article_id
from casefile.domain.rows import Companion, EntityRow
from casefile.domain.scope import EVERYTHING, Scope
from casefile.store import tables as t
from casefile.store.engine import Transaction
from casefile.store.read.places import tags_by_id, united
from casefile.store.read.scope import Condition, Found, OfEntities, compiled
from casefile.store.read.speech import mentions


def entities(
    tx: Transaction,
    scope: Scope,
    found: Found,
    frame: bool = True,
    rejected: bool = False,
    where: Condition | None = None,
) -> tuple[EntityRow, ...]:
    """Most mentioned first, then by name; counts are of the whole case. `frame` also lists those that are mere frame."""
    e, d, m, local = t.entity.c, t.decided.c, t.entity_member.c, t.local_entity.c
    condition = compiled(scope, OfEntities(), found)
    wanted = select(e.id).where(condition)
    if where is not None:
        wanted = wanted.where(where)
    parts = (
        select(
            m.entity,
            local.id,
            local.article,
            local.mentions,
            local.confidence,
            local.rule,
            t.article_shown.c.edtf,
            t.article_shown.c.earliest,
            d.starred,
        )
        .join(t.local_entity, local.id == m.local)
        .join(t.article, t.article.c.run == local.run)
        .join(t.article_shown, t.article_shown.c.article == local.article)
        .outerjoin(t.decided, d.id == local.id)
        .where(~t.article.c.withdrawn)
        .order_by(m.entity, local.article)
    )
    if scope != EVERYTHING or where is not None:
        parts = parts.where(m.entity.in_(wanted))
    members = defaultdict(list)
    for part in tx.execute(parts):
        members[part.entity].append(part)
    gone = _rejected_mentions(tx)
    tags = tags_by_id(tx)
    query = select(t.entity, d.decision, d.frame.label("decided_frame")).outerjoin(t.decided, d.id == e.id).where(condition)
    if where is not None:
        query = query.where(where)
    rows = []
    for row in tx.execute(query):
        own = members[row.id]
        counts = {part.id: part.mentions - gone.get(part.id, 0) for part in own}
        mentioned = sum(counts.values())
        said = row.decision or ("" if mentioned else "rejected")
        is_frame = row.frame if row.decided_frame is None else row.decided_frame
        if (said == "rejected" and not rejected) or (is_frame and not frame):
            continue
        dated = sorted((part.earliest, part.edtf) for part in own if part.earliest and counts[part.id])
        surest = max(own, key=lambda part: part.confidence)
        rows.append(
            EntityRow(
                row.id,
                row.name,
                EntityType(row.type),
                row.aliases,
                tuple(Role(*role) for role in row.roles),
                mentioned,
                tuple(dict.fromkeys(article_id(part.article) for part in own if counts[part.id])),
                dated[0][1] if dated else None,
                dated[-1][1] if dated else None,
                is_frame,
                said,
                surest.confidence,
                surest.rule,
                any(part.starred for part in own),
                united(tags, (part.id for part in own)),
            )
        )
    return in_order(rows)


def in_order(rows: Iterable[EntityRow]) -> tuple[EntityRow, ...]:
    """Most mentioned first, then by name."""
    return tuple(sorted(rows, key=lambda row: (-row.mentions, row.name, row.id)))


def in_brief(
    tx: Transaction, scope: Scope, found: Found, rejected: bool = False, where: Condition | None = None
) -> tuple[EntityRow, ...]:
    """The same for a list that shows many: counted in SQL, `articles` only counted (`article_count`), `rule` left out."""
    e, d = t.entity.c, t.decided.c
    condition = compiled(scope, OfEntities(), found)
    if where is not None:
        condition = condition & where
    wanted = None if scope == EVERYTHING and where is None else select(e.id).where(condition)
    tallies = _tallies(tx, wanted)
    # Few mentions are ever rejected one by one: the entities concerned are counted in the other way.
    m = t.entity_member.c
    gone = list(_rejected_mentions(tx))
    concerned = e.id.in_(select(m.entity).where(m.local.in_(gone)))
    apart = {row.id: row for row in entities(tx, EVERYTHING, {}, rejected=True, where=concerned & condition)} if gone else {}
    starred = frozenset(tx.execute(select(m.entity).where(m.local.in_(select(d.id).where(d.starred)))).scalars())
    tags = _tags(tx)
    query = select(t.entity, d.decision, d.frame.label("decided_frame")).outerjoin(t.decided, d.id == e.id).where(condition)
    rows = []
    for row in tx.execute(query):
        own = apart.get(row.id)
        if own is not None:
            own = replace(own, articles=(), article_count=len(own.articles), rule="")
        elif row.id in tallies:
            mentioned, articles, first, last, confidence = tallies[row.id]
            own = EntityRow(
                row.id,
                row.name,
                EntityType(row.type),
                row.aliases,
                tuple(Role(*role) for role in row.roles),
                mentioned,
                (),
                first.partition(" ")[2] if first else None,
                last.partition(" ")[2] if last else None,
                row.frame if row.decided_frame is None else row.decided_frame,
                row.decision or ("" if mentioned else "rejected"),
                confidence,
                "",
                row.id in starred,
                tags.get(row.id, ()),
                articles,
            )
        if own is not None and (rejected or own.decision != "rejected"):
            rows.append(own)
    return in_order(rows)


def ids_in(tx: Transaction, scope: Scope, found: Found) -> tuple[str, ...]:
    """Ids of the entities in scope, rejected ones too."""
    return tuple(tx.execute(select(t.entity.c.id).where(compiled(scope, OfEntities(), found))).scalars())


def among(ids: Iterable[str]) -> Condition:
    """The entity is one of these, however many."""
    each = func.json_each(json.dumps(sorted(ids))).table_valued("value")
    return t.entity.c.id.in_(select(each.c.value))


def named_in(tx: Transaction, articles: Iterable[int]) -> frozenset[str]:
    """The entities that these articles name now."""
    local, m = t.local_entity.c, t.entity_member.c
    each = func.json_each(json.dumps(sorted(articles))).table_valued("value")
    runs = select(t.article.c.run).where(t.article.c.number.in_(select(each.c.value)))
    query = select(m.entity).join(t.local_entity, local.id == m.local).where(local.run.in_(runs))
    return frozenset(tx.execute(query.distinct()).scalars())


def _tallies(
    tx: Transaction, wanted: Select[tuple[str]] | None
) -> dict[str, tuple[int, int, str | None, str | None, float]]:
    """By entity: mentions, articles, "day edtf" of the first and of the last publication, and how sure at best."""
    m, local, shown = t.entity_member.c, t.local_entity.c, t.article_shown.c
    dated = shown.earliest + " " + shown.edtf
    query = (
        select(
            m.entity,
            func.sum(local.mentions),
            func.count(local.article.distinct()),
            func.min(dated),
            func.max(dated),
            func.max(local.confidence),
        )
        .join(t.local_entity, local.id == m.local)
        .join(t.article, t.article.c.run == local.run)
        .join(t.article_shown, shown.article == local.article)
        .where(~t.article.c.withdrawn)
        .group_by(m.entity)
    )
    if wanted is not None:
        query = query.where(m.entity.in_(wanted))
    return {row[0]: (row[1], row[2], row[3], row[4], row[5]) for row in tx.execute(query)}


def _tags(tx: Transaction) -> dict[str, tuple[str, ...]]:
    """Tags of entities, by name. From the few things that bear one to the entities that hold them."""
    tags, m = tags_by_id(tx), t.entity_member.c
    each = func.json_each(json.dumps(list(tags))).table_valued("value")
    found: defaultdict[str, list[str]] = defaultdict(list)
    for identifier, local in tx.execute(select(m.entity, m.local).where(m.local.in_(select(each.c.value)))):
        found[identifier].append(local)
    return {identifier: united(tags, own) for identifier, own in found.items()}


def entity(tx: Transaction, identifier: str) -> EntityRow | None:
    """One entity by its own id, rejected or not."""
    found = entities(tx, EVERYTHING, {}, rejected=True, where=t.entity.c.id == identifier)
    return found[0] if found else None


def companions(tx: Transaction, entity_id: str, limit: int = 50) -> tuple[Companion, ...]:
    """Entities in the same sentences, most often first."""
    own, other = mentions().alias("own"), mentions().alias("other")
    mine, theirs = t.entity_member.alias("mine"), t.entity_member.alias("theirs")
    together = func.count((own.c.run * 1_000_000 + own.c.sentence).distinct()).label("together")
    query = (
        select(t.entity.c.id, t.entity.c.name, together)
        .select_from(mine)
        .join(own, own.c.entity == mine.c.local)
        .join(other, (other.c.run == own.c.run) & (other.c.sentence == own.c.sentence))
        .join(theirs, theirs.c.local == other.c.entity)
        .join(t.entity, t.entity.c.id == theirs.c.entity)
        .outerjoin(t.decided, t.decided.c.id == t.entity.c.id)
        .where(mine.c.entity == entity_id, theirs.c.entity != entity_id)
        .where(or_(t.decided.c.decision.is_(None), t.decided.c.decision != "rejected"))
        .group_by(t.entity.c.id, t.entity.c.name)
        .order_by(together.desc(), t.entity.c.name)
        .limit(limit)
    )
    return tuple(Companion(row.id, row.name, row.together) for row in tx.execute(query))


def months(tx: Transaction, among: Sequence[str] | None = None) -> dict[str, tuple[tuple[str, int], ...]]:
    """Of each entity (or of these) its mentions by month of publication, in one pass over what each article names."""
    month, m, local = func.substr(t.article_shown.c.earliest, 1, 7), t.entity_member.c, t.local_entity.c
    query = (
        select(m.entity, month, func.sum(local.mentions))
        .join(t.local_entity, local.id == m.local)
        .join(t.article, t.article.c.run == local.run)
        .join(t.article_shown, t.article_shown.c.article == local.article)
        .where(~t.article.c.withdrawn, t.article_shown.c.earliest.is_not(None))
        .group_by(m.entity, month)
        .order_by(m.entity, month)
    )
    if among is not None:
        each = func.json_each(json.dumps(list(among))).table_valued("value")
        query = query.where(m.entity.in_(select(each.c.value)))
    found: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for entity_id, when, number in tx.execute(query):
        found[entity_id].append((when, number))
    return {entity_id: tuple(each) for entity_id, each in found.items()}


def over_time(tx: Transaction, entity_id: str) -> tuple[tuple[str, int], ...]:
    """Mentions by month of publication; articles without one are left out."""
    month = func.substr(t.article_shown.c.earliest, 1, 7)
    m = mentions().c
    query = (
        select(month, func.count())
        .select_from(t.entity_member)
        .join(mentions(), m.entity == t.entity_member.c.local)
        .join(t.article_shown, t.article_shown.c.article == m.article)
        .where(t.entity_member.c.entity == entity_id, t.article_shown.c.earliest.is_not(None))
        .group_by(month)
        .order_by(month)
    )
    return tuple((row[0], row[1]) for row in tx.execute(query))


def names(tx: Transaction) -> dict[str, tuple[str, str]]:
    """Entity and its name, by local entity."""
    m, e = t.entity_member.c, t.entity.c
    return {
        row.local: (row.id, row.name) for row in tx.execute(select(m.local, e.id, e.name).join(t.entity, e.id == m.entity))
    }


def _rejected_mentions(tx: Transaction) -> dict[str, int]:
    m, d = t.mention.c, t.decided.c
    query = (
        select(m.entity, func.count())
        .join(t.article, t.article.c.run == m.run)
        # Few are rejected: they are looked up, instead of looking through all mentions.
        .where(m.id.in_(select(d.id).where(d.decision == "rejected")), ~t.article.c.withdrawn)
        .group_by(m.entity)
    )
    return {row[0]: row[1] for row in tx.execute(query)}
