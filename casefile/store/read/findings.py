"""Quotes, figures and mentions in scope, with decisions applied. `rejected` also lists those that were rejected."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, func, or_, select

from casefile.domain.findings import EntityType
from casefile.domain.rows import FigureRow, MentionRow, Place, QuoteRow
from casefile.domain.scope import EVERYTHING, Scope
from casefile.store import tables as t
from casefile.store.engine import AnyRow, Transaction
from casefile.store.read.places import Places, standing, tags_by_id
from casefile.store.read.scope import Condition, Found, OfFindings, OfQuotes, OfSentences, compiled
from casefile.store.read.speech import speech


def quotes(
    tx: Transaction, scope: Scope, found: Found, rejected: bool = False, where: Condition | None = None
) -> tuple[QuoteRow, ...]:
    """By article, then place."""
    q = speech()
    body, member = t.entity.alias("body"), t.entity_member.alias("body_member")
    query = (
        standing(t.quote)
        .join(q, (q.c.run == t.quote.c.run) & (q.c.id == t.quote.c.id))
        .outerjoin(member, member.c.local == t.quote.c.affiliation_entity)
        .outerjoin(body, body.c.id == member.c.entity)
        .add_columns(
            q.c.entity.label("said_by"),
            q.c.entity_name,
            q.c.words,
            q.c.speaker_type.label("type"),
            q.c.roles,
            q.c.edtf.label("own_edtf"),
            t.article_shown.c.edtf.label("published"),
            func.coalesce(t.decided.c.spoken, 0).label("spoken"),
            body.c.id.label("body"),
            body.c.name.label("body_name"),
        )
        .where(compiled(scope, OfQuotes(t.quote, q.c), found))
    )
    places, tags = Places(tx), tags_by_id(tx)
    return tuple(_quote(row, places, tags) for row in _rows(tx, query, t.quote, rejected, where))


def figures(
    tx: Transaction, scope: Scope, found: Found, rejected: bool = False, where: Condition | None = None
) -> tuple[FigureRow, ...]:
    """By article, then place."""
    query = standing(t.figure).where(compiled(scope, OfSentences(t.figure), found))
    places = Places(tx)
    return tuple(_figure(row, places) for row in _rows(tx, query, t.figure, rejected, where))


def mentions(
    tx: Transaction, scope: Scope, found: Found, rejected: bool = False, where: Condition | None = None
) -> tuple[MentionRow, ...]:
    """By article, then place. A mention is rejected also where its entity is."""
    m, e = t.entity_member.c, t.entity.c
    whole = t.decided.alias("of_entity")
    query = (
        standing(t.mention)
        .join(t.entity_member, m.local == t.mention.c.entity)
        .join(t.entity, e.id == m.entity)
        .outerjoin(whole, whole.c.id == e.id)
        .add_columns(
            e.id.label("entity_id"),
            e.name.label("entity_name"),
            e.type.label("entity_type"),
            t.decided.c.type.label("own_type"),
            whole.c.decision.label("entity_said"),
            whole.c.frame.label("entity_frame"),
        )
        .where(compiled(scope, OfFindings(t.mention), found))
    )
    if not rejected:
        query = query.where(or_(whole.c.decision.is_(None), whole.c.decision != "rejected"))
    places = Places(tx)
    return tuple(_mention(row, places) for row in _rows(tx, query, t.mention, rejected, where))


def _rows(tx: Transaction, query: Select[Any], table: Any, rejected: bool, where: Condition | None) -> list[AnyRow]:
    if not rejected:
        query = query.where(func.coalesce(t.decided.c.decision, "") != "rejected")
    if where is not None:
        query = query.where(where)
    return list(tx.execute(query.order_by(table.c.article, table.c.start, table.c.end, table.c.id)))


def _quote(row: AnyRow, places: Places, tags: dict[str, tuple[str, ...]]) -> QuoteRow:
    fields = row.fields or {}
    place = places.of(row)
    moved = "start" in fields or "end" in fields
    return QuoteRow(
        row.id,
        place,
        _drawn(row.spans, place, whole=True) if moved else row.spans,
        fields.get("kind") or row.kind,
        row.cue,
        row.entity_name or row.words,
        row.type,
        row.said_by,
        _drawn(row.quoted, place, whole=False) if moved else row.quoted,
        row.own_edtf or row.published,
        row.outlet,
        row.said,
        row.confidence,
        row.rule,
        row.roles[0] if row.roles else None,
        bool(row.is_starred),
        tags.get(row.id, ()),
        # Who was corrected to be the speaker does not belong to where the former one did.
        None if row.spoken else row.body_name or row.affiliation,
        None if row.spoken else row.body,
    )


def _drawn(spans: tuple[tuple[int, int], ...], place: Place, *, whole: bool) -> tuple[tuple[int, int], ...]:
    """The pieces of a quote within its corrected ends; with `whole` they reach from the one end to the other."""
    kept = [(max(start, place.start), min(end, place.end)) for start, end in spans]
    kept = [(start, end) for start, end in kept if start < end]
    if whole:
        kept = kept or [(place.start, place.end)]
        kept[0] = (place.start, kept[0][1])
        kept[-1] = (kept[-1][0], place.end)
    return tuple(kept)


def _figure(row: AnyRow, places: Places) -> FigureRow:
    fields = row.fields or {}
    value_max = float(fields["value_max"]) if fields.get("value_max") else row.value_max
    return FigureRow(
        row.id,
        places.of(row),
        float(fields["value"]) if fields.get("value") else row.value,
        None if fields.get("value_max") == "" else value_max,
        fields["unit"] or None if "unit" in fields else row.unit,
        fields.get("qualifier") or row.qualifier,
        fields.get("kind") or row.kind,
        row.said,
        row.confidence,
        row.rule,
    )


def _mention(row: AnyRow, places: Places) -> MentionRow:
    fields = row.fields or {}
    return MentionRow(
        row.id,
        places.of(row),
        row.entity_id,
        EntityType(row.own_type or row.entity_type),
        row.entity_name,
        fields["role"] or None if "role" in fields else row.role,
        row.frame if row.entity_frame is None else row.entity_frame,
        row.said or row.entity_said or "",
        row.confidence,
        row.rule,
    )


def count(tx: Transaction, kind: str, scope: Scope, found: Found) -> int:
    """How many quotes, figures or dates that are not rejected are in scope."""
    if kind == "quotes" and scope != EVERYTHING:
        q = speech()
        query = select(func.count()).select_from(q).join(t.article_shown, t.article_shown.c.article == q.c.article)
        condition = compiled(scope, OfQuotes(q, q.c), found)
        return int(tx.execute(query.where(q.c.said != "rejected", condition)).scalar_one())
    table = {"quotes": t.quote, "figures": t.figure, "dates": t.date_finding}[kind]
    condition = compiled(scope, OfSentences(table), found)
    counted = (
        select(func.count())
        .select_from(table)
        .join(t.article, t.article.c.run == table.c.run)
        .join(t.article_shown, t.article_shown.c.article == t.article.c.number)
        .outerjoin(t.decided, t.decided.c.id == table.c.id)
        .where(~t.article.c.withdrawn, condition)
        .where(func.coalesce(t.decided.c.decision, "") != "rejected")
    )
    return int(tx.execute(counted).scalar_one())
