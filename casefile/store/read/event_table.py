"""Events as a long table: the keys of all rows in the order of a column, and the rows of some keys."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Integer, String, cast, func, literal_column, or_, select

from casefile.domain.listed import Listed, Wish
from casefile.domain.rows import EventRow
from casefile.domain.scope import EVERYTHING, Scope
from casefile.store import tables as t
from casefile.store.engine import Transaction
from casefile.store.read.clock import moment
from casefile.store.read.events import events
from casefile.store.read.lists import among, contains
from casefile.store.read.scope import Condition, Found, OfEvents, compiled

COLUMNS = ("date", "event", "status", "outlets", "reports", "dates", "sure", "where", "decision")
_KEY = literal_column("event.rowid", Integer)


def keys(
    tx: Transaction, scope: Scope, found: Found, everything: bool, wish: Wish, descending: bool = False
) -> Listed[EventRow]:
    """Events in scope by a column (`wish.order`), those that do not differ in it by date; undated ones last."""
    v = t.event.c
    shown = (v.decision != "rejected") & compiled(scope, OfEvents(), found)
    if not everything:
        shown = shown & v.basis.in_(("explicit", "inherited"))
    day, last = func.coalesce(v.earliest, v.latest), func.coalesce(v.latest, v.earliest)
    when = moment(v.edtf, day)
    order: list[Any] = [day.is_(None), when, last, v.id]
    if wish.order != "date":
        column = _column(wish.order)
        order.insert(0, column.desc() if descending else column)
    elif descending:
        order = [day.is_(None), when.desc(), last.desc(), v.id]
    query = select(_KEY).where(shown, *(_has(word) for word in wish.words)).order_by(*order)
    found_keys = array("q")
    for piece in tx.execute(query).scalars().partitions(10_000):
        found_keys.extend(piece)
    total = len(found_keys)
    if wish.words:
        total = int(tx.execute(select(func.count()).select_from(t.event).where(shown)).scalar_one())
    return Listed(total, whole=False, keys=found_keys)


def rows_at(tx: Transaction, wanted: Sequence[int]) -> tuple[tuple[int, EventRow], ...]:
    """(key, row) of the events with these keys that are still there."""
    rows = events(tx, EVERYTHING, {}, where=among(_KEY, wanted))
    of = {row[0]: row[1] for row in tx.execute(select(t.event.c.id, _KEY).where(among(_KEY, wanted)))}
    return tuple((of[row.id], row) for row in rows)


def _column(order: str) -> Any:
    v, m, r, shown = t.event.c, t.event_member.c, t.report.c, t.article_shown.c
    reported = select(r.article).join(t.event_member, m.report == r.id).where(m.event == v.id)
    match order:
        case "event":
            return func.lower(v.summary)
        case "status" | "decision":
            return v[order]
        case "outlets":
            named = reported.join(t.article_shown, shown.article == r.article).with_only_columns(func.lower(shown.outlet))
            return named.order_by(r.article, r.start).limit(1).correlate(t.event).scalar_subquery()
        case "reports":
            return select(func.count()).where(m.event == v.id).correlate(t.event).scalar_subquery()
        case "dates":
            return v.differing
        case "sure":
            return select(r.confidence).where(r.id == v.lead).limit(1).correlate(t.event).scalar_subquery()
        case "where":
            return reported.with_only_columns(func.min(r.article)).correlate(t.event).scalar_subquery()
    raise ValueError(f"no column: {order}")


def _has(word: str) -> Condition:
    """The word occurs in summary, status, date or decision, or in the sentence or the outlet of a report."""
    v, m, r, a = t.event.c, t.event_member.c, t.report.c, t.article_version.c
    sentence = cast(func.substr(a.text, r.context_at + 1, r.context_size), String)
    reported = (
        select(m.event)
        .join(t.report, r.id == m.report)
        .join(t.article, t.article.c.run == r.run)
        .join(t.article_version, a.id == t.article.c.version)
        .join(t.article_shown, t.article_shown.c.article == r.article)
        .where(or_(contains(word, sentence), contains(word, t.article_shown.c.outlet)))
    )
    return or_(*(contains(word, column) for column in (v.summary, v.status, v.edtf, v.decision)), v.id.in_(reported))
