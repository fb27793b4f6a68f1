"""The timeline of a case with more events than can be drawn: counted by date, and some of an interval.

Nothing here reads all events as rows. Dates are grouped in SQL; of an interval as many events are taken as spread evenly
over it, each stretch by the index of first days; lanes are counted by month.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select

from casefile.domain.chronology import Dated, LaneCount, Stretch
from casefile.domain.scope import EVERYTHING, Scope
from casefile.store import tables as t
from casefile.store.engine import Transaction
from casefile.store.read.events import events
from casefile.store.read.scope import Condition, Found, OfEvents, compiled
from casefile.store.read.speech import reports

_BINS = 150
"""Parts of an interval of which each gives as many events as the others."""
_BEFORE = timedelta(days=400)
"""How long before the interval an event is looked for that reaches into it: a year and what leads up to it. Those that began
earlier are few, and are named by their first days."""
_FADED = 0.2
"""Share of the events drawn that is left to those outside the scope."""
_SHELF = 40
"""Undated events that are taken along."""


def count(tx: Transaction, everything: bool) -> int:
    """Events of the case, as the timeline shows them without a scope."""
    return int(tx.execute(select(func.count()).select_from(t.event).where(_shown(everything))).scalar_one())


def dates(tx: Transaction, scope: Scope, found: Found, everything: bool) -> tuple[Dated, ...]:
    """How many events in scope have which date; those without a day too."""
    v = t.event.c
    query = (
        select(v.edtf, v.earliest, v.latest, func.count())
        .where(_shown(everything), compiled(scope, OfEvents(), found))
        .group_by(v.edtf, v.earliest, v.latest)
    )
    return tuple(Dated(*row) for row in tx.execute(query))


def date_of(tx: Transaction, identifier: str) -> Dated | None:
    """The date of one event."""
    v = t.event.c
    row = tx.execute(select(v.edtf, v.earliest, v.latest).where(v.id == identifier)).first()
    return Dated(row.edtf, row.earliest, row.latest, 1) if row else None


def stretch(
    tx: Transaction,
    scope: Scope,
    found: Found,
    everything: bool,
    between: tuple[str, str],
    most: int,
    wanted: Sequence[str] = (),
    begun: Sequence[str] = (),
) -> Stretch:
    """Events of an interval (ISO days, inclusive), at most about `most` and the `wanted` ones among them (as many again).
    `begun` are the first days, long before the interval, of events that reach into it."""
    v, shown = t.event.c, _shown(everything)
    if scope == EVERYTHING:
        taken, complete = _spread(tx, shown, between, most, begun)
        inside = set(taken)
    else:
        inside_, complete = _thinned(
            tx, shown & compiled(scope, OfEvents(), found), between, round(most * (1 - _FADED)), begun
        )
        inside = set(inside_)
        taken = [*inside_, *_spread(tx, shown, between, round(most * _FADED), begun)[0]]
    if wanted:
        few = (
            select(v.id).where(shown, v.id.in_(_each(wanted)), _meets(between, begun)).order_by(v.earliest, v.id).limit(most)
        )
        taken.extend(tx.execute(few).scalars())
    undated = select(v.id).where(shown, v.earliest.is_(None), v.latest.is_(None)).limit(_SHELF)
    taken.extend(tx.execute(undated).scalars())
    rows = events(tx, EVERYTHING, {}, everything, where=v.id.in_(_each(dict.fromkeys(taken))))
    if scope == EVERYTHING:
        within = frozenset(row.id for row in rows)
    else:
        # The undated, the wanted and the faded may be in scope as well.
        asked = compiled(scope, OfEvents(), found) & v.id.in_(_each([row.id for row in rows]))
        within = frozenset(tx.execute(select(v.id).where(asked)).scalars()) | inside
    return Stretch(rows, within, complete)


def lanes(tx: Transaction, scope: Scope, found: Found, everything: bool, by: str, most: int) -> tuple[LaneCount, ...]:
    """The lanes by outlet, entity (the `most` with most events), kind or none, the fullest first: events in each month."""
    v, r, shown = t.event.c, reports(rejected_events=True).c, t.article_shown.c
    condition = _shown(everything) & compiled(scope, OfEvents(), found)
    month = func.coalesce(func.substr(func.coalesce(v.earliest, v.latest), 1, 7), "")
    if by in ("kind", "none"):
        key = v.status if by == "kind" else func.substr(v.status, 1, 0)
        return _laned(tx, select(key, month, func.count()).where(condition).group_by(key, month))
    number = func.count(v.id.distinct())
    if by == "outlet":
        base = select(shown.outlet, month, number).select_from(t.event).join(reports(rejected_events=True), r.event == v.id)
        base = base.join(t.article_shown, shown.article == r.article).where(condition)
        return _laned(tx, base.group_by(shown.outlet, month))
    e, own = t.report_entity.c, t.entity_member.c
    pairs = (
        select(own.entity, v.id, month.label("month"))
        .select_from(t.event)
        .join(reports(rejected_events=True), r.event == v.id)
        .join(t.report_entity, (e.run == r.run) & (e.report == r.id))
        .join(t.entity_member, own.local == e.entity)
        .where(condition)
        .distinct()
        .subquery("pairs")
    )
    ranked = select(pairs.c.entity).group_by(pairs.c.entity).order_by(func.count().desc(), pairs.c.entity).limit(most)
    top = list(tx.execute(ranked).scalars())
    query = select(pairs.c.entity, pairs.c.month, func.count()).where(pairs.c.entity.in_(top))
    return _laned(tx, query.group_by(pairs.c.entity, pairs.c.month))


def _laned(tx: Transaction, query: Select[Any]) -> tuple[LaneCount, ...]:
    found: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for key, month, number in tx.execute(query):
        found[key].append((month, number))
    lanes = [LaneCount(key, sum(number for _, number in months), tuple(sorted(months))) for key, months in found.items()]
    return tuple(sorted(lanes, key=lambda lane: (-lane.number, lane.key)))


def _shown(everything: bool) -> Condition:
    v = t.event.c
    stands: Condition = v.decision != "rejected"
    return stands if everything else stands & v.basis.in_(("explicit", "inherited"))


def _meets(between: tuple[str, str], begun: Sequence[str]) -> Condition:
    v, (first, last) = t.event.c, between
    begins = v.earliest.between(first, last)
    reaches = v.earliest.between(_earlier(first), first) & (v.latest >= first)
    return or_(begins, reaches, _long_begun(between, begun), v.earliest.is_(None) & (v.latest >= first))


def _long_begun(between: tuple[str, str], begun: Sequence[str]) -> Condition:
    v, first = t.event.c, between[0]
    return v.earliest.in_(_each(begun)) & (v.earliest < _earlier(first)) & (v.latest >= first)


def _earlier(day: str) -> str:
    at = date.fromisoformat(day)
    return (at - _BEFORE).isoformat() if at > date.min + _BEFORE else date.min.isoformat()


def _spread(
    tx: Transaction, condition: Condition, between: tuple[str, str], most: int, begun: Sequence[str]
) -> tuple[list[str], bool]:
    """Ids by stretches of the interval, each found by the index of first days and read no further than needed; and whether
    that is all."""
    v, own = t.event.c, max(1, most // _BINS)
    taken: list[str] = []
    complete = True
    before = v.earliest.between(_earlier(between[0]), between[0]) & (v.earliest < between[0]) & (v.latest >= between[0])
    open_start = v.earliest.is_(None) & (v.latest >= between[0])
    bins = [v.earliest.between(first, last) for first, last in _bins(between)]
    parts: list[tuple[Condition, int]] = [(_long_begun(between, begun), most // 8)] if begun else []
    parts += [(before, most // 8), (open_start, most // 16), *((one, own) for one in bins)]
    for part, some in parts:
        query = select(v.id).where(condition, part).order_by(v.earliest).limit(some + 1)
        ids = list(tx.execute(query).scalars())
        complete = complete and len(ids) <= some
        taken.extend(ids[:some])
    return taken, complete


def _bins(between: tuple[str, str]) -> Iterable[tuple[str, str]]:
    first, last = date.fromisoformat(between[0]), date.fromisoformat(between[1])
    days = (last - first).days + 1
    edges = sorted({days * number // _BINS for number in range(_BINS + 1)})
    for begin, end in pairwise(edges):
        yield (first + timedelta(days=begin)).isoformat(), (first + timedelta(days=end - 1)).isoformat()


def _thinned(
    tx: Transaction, condition: Condition, between: tuple[str, str], most: int, begun: Sequence[str]
) -> tuple[list[str], bool]:
    """The same within a scope that no index knows: its events of the interval are named once, and thinned evenly."""
    v = t.event.c
    query = select(v.id).where(condition, _meets(between, begun)).order_by(v.earliest, v.id)
    ids = list(tx.execute(query).scalars())
    if len(ids) <= most:
        return ids, True
    return [ids[len(ids) * number // most] for number in range(most)], False


def _each(values: Iterable[str]) -> Select[tuple[Any]]:
    each: ColumnElement[Any] = func.json_each(json.dumps(list(values))).table_valued("value").c.value
    return select(each)
