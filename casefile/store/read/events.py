"""Events in scope with their reports: what the timeline shows."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import case, func, select

from casefile.domain.ids import Kind, kind_of
from casefile.domain.rows import EventRow, ReportRow
from casefile.domain.scope import Scope
from casefile.store import tables as t
from casefile.store.engine import AnyRow, Transaction
from casefile.store.read.clock import moment
from casefile.store.read.places import Places, standing, tags_by_id, united
from casefile.store.read.scope import Condition, Found, OfEvents, compiled
from casefile.store.read.speech import reports


def events(
    tx: Transaction,
    scope: Scope,
    found: Found,
    everything: bool = True,
    rejected: bool = False,
    where: Condition | None = None,
) -> tuple[EventRow, ...]:
    """By first day and time of day, then last day; undated ones last. Unless `everything`, only those whose words date
    them, in their own sentence or one before; with or without a calendar date to it."""
    v = t.event.c
    condition = compiled(scope, OfEvents(), found)
    if not everything:
        condition = condition & v.basis.in_(("explicit", "inherited"))
    if not rejected:
        condition = condition & (v.decision != "rejected")
    if where is not None:
        condition = condition & where
    order = (
        v.earliest.is_(None) & v.latest.is_(None),
        moment(v.edtf, func.coalesce(v.earliest, v.latest)),
        v.latest.is_(None),
        v.latest,
        v.id,
    )
    rows = tx.execute(select(t.event).where(condition).order_by(*order)).all()
    if not rows:
        return ()
    wanted = select(v.id).where(condition)
    reports = _reports(tx, wanted, rejected)
    named = _entities(tx, wanted)
    tags, starred = tags_by_id(tx), _starred(tx)
    return tuple(_event(row, reports[row.id], named[row.id], tags, starred) for row in rows)


def count(tx: Transaction, scope: Scope, found: Found) -> int:
    """Events in scope that the timeline shows."""
    v = t.event.c
    shown = v.basis.in_(("explicit", "inherited")) & (v.decision != "rejected")
    return int(tx.execute(select(func.count()).where(compiled(scope, OfEvents(), found), shown)).scalar_one())


def _event(
    row: AnyRow,
    reports: list[ReportRow],
    entities: dict[str, None],
    tags: dict[str, tuple[str, ...]],
    starred: frozenset[str],
) -> EventRow:
    lead = next((report for report in reports if report.id == row.lead), reports[0])
    own = [report.id for report in reports] + [Kind.EVENT + report.id[1:] for report in reports]
    return EventRow(
        row.id,
        row.summary,
        row.edtf,
        row.earliest,
        row.latest,
        row.basis,
        row.status,
        tuple(entities),
        tuple(reports),
        row.decision,
        lead.confidence,
        lead.rule,
        row.differing,
        not starred.isdisjoint(own),
        united(tags, own),
    )


def _reports(tx: Transaction, wanted: Any, rejected: bool) -> dict[str, list[ReportRow]]:
    m, d, r = t.event_member.c, t.decided.c, t.report.c
    dated = func.coalesce(d.dated, 0) == 1
    query = (
        standing(t.report)
        .join(t.event_member, m.report == r.id)
        .join(t.event, t.event.c.id == m.event)
        .add_columns(
            m.event,
            t.event.c.decision.label("whole"),
            case((dated, d.edtf), else_=r.edtf).label("edtf_now"),
            case((dated, d.earliest), else_=r.earliest).label("earliest_now"),
            case((dated, d.latest), else_=r.latest).label("latest_now"),
            case((dated, "explicit"), else_=r.basis).label("basis_now"),
        )
        .where(m.event.in_(wanted))
        .order_by(r.article, r.start, r.id)
    )
    places = Places(tx)
    found: dict[str, list[ReportRow]] = defaultdict(list)
    for row in tx.execute(query):
        if row.said == "rejected" and row.whole != "rejected" and not rejected:
            continue
        fields, place = row.fields or {}, places.of(row)
        at = row.context
        dating = None
        if row.date_start is not None and at <= row.date_start < row.date_end <= at + len(place.sentence):
            dating = place.sentence[row.date_start - at : row.date_end - at]
        found[row.event].append(
            ReportRow(
                row.id,
                place,
                row.outlet,
                row.edtf_now,
                row.earliest_now,
                row.latest_now,
                row.basis_now,
                fields.get("status") or row.status,
                row.trigger_start,
                row.trigger_end,
                dating,
                row.said,
                row.confidence,
                row.rule,
            )
        )
    return found


def _entities(tx: Transaction, wanted: Any) -> dict[str, dict[str, None]]:
    """Ids of the entities in each event, in order of first report and mention, without rejected ones."""
    m, e, own, d = t.event_member.c, t.report_entity.c, t.entity_member.c, t.decided.c
    query = (
        select(m.event, own.entity)
        .join(reports(rejected_events=True), reports(rejected_events=True).c.id == m.report)
        .join(t.report_entity, (e.run == reports(rejected_events=True).c.run) & (e.report == m.report))
        .join(t.entity_member, own.local == e.entity)
        .outerjoin(t.decided, d.id == own.entity)
        .where(m.event.in_(wanted), func.coalesce(d.decision, "") != "rejected")
        .order_by(m.event, m.position, e.position)
    )
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for row in tx.execute(query):
        found[row.event][row.entity] = None
    return found


def _starred(tx: Transaction) -> frozenset[str]:
    rows = tx.execute(select(t.decided.c.id).where(t.decided.c.starred)).scalars()
    return frozenset(identifier for identifier in rows if kind_of(identifier) in (Kind.EVENT, Kind.REPORT))
