"""What awaits a decision: decisions that lost their finding, then proposals, least sure first."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import Any

from sqlalchemy import Select, Table, exists, func, or_, select

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
from casefile.store.write.findings import HAND

# A finding this sure is not put to the investigator.
SURE = 1.0


def review(tx: Transaction, scope: Scope, found: Found, limit: int) -> tuple[ReviewItem, ...]:
    """At most `limit` items."""
    items = _orphans(tx, scope, found)
    for kind, query, words in _queries(scope, found):
        places = Places(tx)
        table = _TABLES[kind]
        least_sure = query.order_by(table.c.confidence, table.c.article, table.c.start, table.c.id).limit(limit)
        for row in tx.execute(least_sure):
            proposed = row.entity_id if kind == "entity" else row.id
            items.append(ReviewItem(proposed, kind, words(row), places.of(row), row.confidence, row.rule))
    items.sort(
        key=lambda item: (item.kind != "orphan", item.confidence, int(item.place.article[1:]), item.place.start, item.id)
    )
    return tuple(items[:limit])


def open_proposals(tx: Transaction, scope: Scope = EVERYTHING, found: Found = MappingProxyType({})) -> int:
    """How many items a review of the scope has."""
    total = len(_orphans(tx, scope, found))
    for _, query, _ in _queries(scope, found):
        total += int(tx.execute(query.with_only_columns(func.count())).scalar_one())
    return total


_TABLES: dict[str, Table] = {
    "date": t.date_finding,
    "entity": t.mention,
    "quote": t.quote,
    "figure": t.figure,
    "event": t.report,
}


def _queries(scope: Scope, found: Found) -> list[tuple[str, Select[Any], Callable[[AnyRow], str]]]:
    q = speech()
    m, e = t.entity_member.c, t.entity.c
    whole = t.decided.alias("of_entity")
    mention = (
        _open(t.mention)
        .join(t.entity_member, m.local == t.mention.c.entity)
        .join(t.entity, e.id == m.entity)
        .outerjoin(whole, whole.c.id == e.id)
        # An entity is proposed where it is first mentioned.
        .where(func.coalesce(whole.c.decision, "") == "", t.mention.c.id.in_(_first_mentions()))
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
        .where(t.report.c.basis.in_(("explicit", "inherited")), compiled(scope, OfEvents(), found))
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


def _first_mentions() -> Select[Any]:
    """Of each entity, the first mention of its anchor."""
    m, own = t.mention.c, t.entity_member.c
    earlier = t.mention.alias("earlier")
    before = exists(
        select(earlier.c.id).where(earlier.c.run == m.run, earlier.c.entity == m.entity, earlier.c.start < m.start)
    )
    return select(m.id).join(t.entity_member, own.local == m.entity).where(own.local == own.entity, ~before)


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
