"""What awaits a decision: decisions that lost their finding, then proposals, least sure first."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, exists, func, or_, select

from casefile.domain import edtf
from casefile.domain.ids import Kind, article_id
from casefile.domain.rows import Place, ReviewItem
from casefile.domain.scope import EVERYTHING, Scope
from casefile.store import tables as t
from casefile.store.engine import AnyRow, Transaction
from casefile.store.read.articles import numbers_in
from casefile.store.read.places import Places, standing
from casefile.store.read.scope import Found, OfEvents, OfFindings, OfQuotes, OfSentences, compiled, within
from casefile.store.read.speech import speech
from casefile.store.read.unsure import DATED, SURE, Unsure
from casefile.store.read.unsure import TABLES as UNSURE
from casefile.store.write.findings import HAND


def review(tx: Transaction, scope: Scope, found: Found, limit: int, unsure: Unsure | None = None) -> tuple[ReviewItem, ...]:
    """At most `limit` items. `unsure` knows where the least sure of the whole case stand."""
    items = _orphans(tx, scope, found)
    for kind, query, words in _queries(scope, found):
        places = Places(tx)
        table = _TABLES[kind]
        if unsure is not None and scope == EVERYTHING and kind in UNSURE:
            query = query.where(table.c.run.in_(_each(unsure.runs(tx, kind, limit))))
        least_sure = query.order_by(table.c.confidence, table.c.article, table.c.start, table.c.id).limit(limit)
        for row in tx.execute(least_sure):
            proposed = row.entity_id if kind == "entity" else row.id
            items.append(ReviewItem(proposed, kind, words(row), places.of(row), row.confidence, row.rule))
    items.sort(
        key=lambda item: (item.kind != "orphan", item.confidence, int(item.place.article[1:]), item.place.start, item.id)
    )
    return tuple(items[:limit])


def open_proposals(
    tx: Transaction,
    scope: Scope = EVERYTHING,
    found: Found = MappingProxyType({}),
    unsure: Unsure | None = None,
) -> int:
    """How many items a review of the scope has. `unsure` has counted the findings of the whole case already."""
    total = len(_orphans(tx, scope, found))
    known = unsure is not None and scope == EVERYTHING
    for kind, query, _ in _queries(scope, found):
        if not known or kind not in UNSURE:
            total += int(tx.execute(query.with_only_columns(func.count())).scalar_one())
    return total + (unsure.count(tx) if unsure is not None and known else 0)


def _each(numbers: Iterable[int]) -> Select[tuple[Any]]:
    each: ColumnElement[Any] = func.json_each(json.dumps(list(numbers))).table_valued("value").c.value
    return select(each)


_TABLES: dict[str, Table] = {**UNSURE, "entity": t.mention}


def _queries(scope: Scope, found: Found) -> list[tuple[str, Select[Any], Callable[[AnyRow], str]]]:
    q = speech()
    m, e = t.entity_member.c, t.entity.c
    whole = t.decided.alias("of_entity")
    mention = (
        _open(t.mention)
        .join(t.entity_member, m.local == t.mention.c.entity)
        .join(t.entity, e.id == m.entity)
        .outerjoin(whole, whole.c.id == e.id)
        # An entity is proposed where its anchor, which has its id, is first mentioned.
        .where(func.coalesce(whole.c.decision, "") == "", t.mention.c.entity == e.id, _is_first())
        .where(t.mention.c.entity.in_(select(t.entity.c.id)))
        .where(compiled(scope, OfFindings(t.mention), found))
        .add_columns(e.id.label("entity_id"), e.name.label("entity_name"), e.type.label("entity_type"))
    )
    quote = (
        _open(t.quote)
        .join(q, (q.c.run == t.quote.c.run) & (q.c.id == t.quote.c.id))
        .where(compiled(scope, OfQuotes(t.quote, q.c), found))
        .add_columns(func.coalesce(q.c.entity_name, q.c.words).label("who"))
    )
    report = (
        _open(t.report)
        .join(t.event_member, t.event_member.c.report == t.report.c.id)
        .join(t.event, t.event.c.id == t.event_member.c.event)
        .where(t.report.c.basis.in_(DATED), compiled(scope, OfEvents(), found))
    )
    dates = _open(t.date_finding).where(compiled(scope, OfSentences(t.date_finding), found))
    figures = _open(t.figure).where(compiled(scope, OfSentences(t.figure), found))
    return [
        (
            "date",
            dates,
            _dated,
        ),
        ("entity", mention, lambda row: f"{row.entity_type}: {row.entity_name}"),
        ("quote", quote, lambda row: f"{row.kind} quote by {row.who or 'somebody unknown'}"),
        ("figure", figures, lambda row: f"figure: {row.qualifier} {row.value:,.10g} {row.unit or ''}".rstrip()),
        ("event", report, lambda row: f"{row.status}: {row.summary} ({edtf.in_words(row.edtf)})"),
    ]


def _dated(row: AnyRow) -> str:
    if row.edtf:
        return f"date: {edtf.in_words(row.edtf)}"
    if row.duration:
        return "no date: a length of time"
    return f"date: some time in the {row.reference}" if row.reference in ("past", "future") else "no date: not worked out"


def _open(table: Table) -> Select[Any]:
    undecided = func.coalesce(t.decided.c.decision, "") == ""
    return standing(table).where(undecided, table.c.confidence < SURE, table.c.rule != HAND)


def _is_first() -> ColumnElement[bool]:
    """It is the first mention of its local entity."""
    m, earlier = t.mention.c, t.mention.alias("earlier")
    return ~exists(
        select(earlier.c.id).where(earlier.c.run == m.run, earlier.c.entity == m.entity, earlier.c.start < m.start)
    )


def _orphans(tx: Transaction, scope: Scope, found: Found) -> list[ReviewItem]:
    """Targets with something decided, tagged or noted whose finding the current run does not have."""
    a, b, d = t.anchor.c, t.binding.c, t.decision.c
    query = (
        select(a.target, a.kind, a.article, a.start, a.end, a.words, func.group_concat(d.aspect, ", ").label("aspects"))
        .join(t.binding, b.target == a.target)
        .join(t.article, t.article.c.number == a.article)
        .outerjoin(t.decision, d.target == a.target)
        .where(b.bound.is_(None), ~t.article.c.withdrawn)
        .where(
            or_(
                d.aspect.is_not(None),
                exists(select(t.tag.c.tag).where(t.tag.c.target == a.target)),
                exists(select(t.note.c.id).where(t.note.c.target == a.target)),
            )
        )
        .group_by(a.target)
        .order_by(a.article, a.start)
    )
    if scope != EVERYTHING:
        query = query.where(within(a.article, numbers_in(tx, scope, found)))
    items = []
    for row in tx.execute(query):
        what = f"a decision lost its {_NAMES.get(row.kind, 'finding')}: {row.aspects or 'tag or note'}"
        place = Place(article_id(row.article), 0, row.start or 0, row.end or 0, row.words or "", "")
        items.append(ReviewItem(row.target, "orphan", what, place, 0.0, "orphan"))
    return items


_NAMES = {
    Kind.DATE: "date",
    Kind.MENTION: "mention",
    Kind.QUOTE: "quote",
    Kind.FIGURE: "figure",
    Kind.REPORT: "report",
    Kind.ENTITY: "entity",
    Kind.EVENT: "event",
}
