"""What resolution says, written down: entities and events. Only differences are written."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import Table, bindparam, case, delete, func, insert, select, update

from casefile.domain.entities import Entity, Event
from casefile.domain.ids import Kind, article_id
from casefile.store import tables as t
from casefile.store.engine import AnyRow, Transaction
from casefile.store.write.bulk import insert_rows

_FAR = 10**7
# An event before its date is refreshed.
_BLANK = {"lead": "", "summary": "", "basis": "", "status": "", "decision": "", "differing": False}


def write_entities(tx: Transaction, entities: Iterable[Entity]) -> set[str]:
    """Make the entities these. Returns those that are new, other than before in any way, or gone."""
    rows: dict[str, dict[str, Any]] = {}
    members: dict[str, dict[str, Any]] = {}
    for entity in entities:
        rows[entity.id] = {
            "name": entity.name,
            "key": entity.name.casefold(),
            "type": str(entity.type),
            "aliases": entity.aliases,
            "roles": tuple((role.role, role.edtf, role.article) for role in entity.roles),
            "frame": entity.frame,
        }
        for position, local in enumerate(entity.members):
            members[local] = {"entity": entity.id, "position": position}
    was = {row.local: row.entity for row in tx.execute(select(t.entity_member.c.local, t.entity_member.c.entity))}
    gone, changed = _differences(tx, t.entity, "id", rows)
    no_longer, moved = _differences(tx, t.entity_member, "local", members)
    _remove(tx, t.entity_member, "local", no_longer)
    _remove(tx, t.entity, "id", gone)
    former = {was[local] for local in moved | no_longer if local in was}
    return gone | changed | former | {members[local]["entity"] for local in moved}


def write_events(tx: Transaction, events: Iterable[Event]) -> tuple[set[str], set[str]]:
    """Make the events these. Returns those that are new or whose reports changed, whose dates are to be refreshed, and
    those that are gone."""
    members: dict[str, dict[str, Any]] = {
        report: {"event": event.id, "position": position}
        for event in events
        for position, report in enumerate(event.members)
    }
    was = {row.report: row.event for row in tx.execute(select(t.event_member.c.report, t.event_member.c.event))}
    now: dict[str, str] = {report: row["event"] for report, row in members.items()}
    known = set(tx.execute(select(t.event.c.id)).scalars())
    wanted = set(now.values())
    new = [{"id": identifier, **_BLANK} for identifier in sorted(wanted - known)]
    if new:
        tx.execute(insert(t.event), new)
    no_longer, _ = _differences(tx, t.event_member, "report", members)
    _remove(tx, t.event_member, "report", no_longer)
    _remove(tx, t.event, "id", known - wanted)
    moved = {report for report in now.keys() | was.keys() if now.get(report) != was.get(report)}
    return {name for report in moved for name in (now.get(report), was.get(report)) if name in wanted}, known - wanted


def add_unresolved(tx: Transaction, articles: Sequence[int], events: set[str]) -> set[str]:
    """Make new articles' findings show before the case is resolved again: their entities join those of the very same name
    and type, their reports are events by themselves. Adds those to `events`, returns the entities concerned."""
    runs = [row.run for row in tx.execute(select(t.article.c.run).where(t.article.c.number.in_(articles)))]
    local = t.local_entity.c
    rows = tx.execute(select(t.local_entity).where(local.run.in_(runs)).order_by(local.article, local.id)).all()
    keys = func.json_each(json.dumps(sorted({row.name.casefold() for row in rows}))).table_valued("value")
    e = t.entity.c
    same = select(e.key, e.type, func.min(e.id)).where(e.key.in_(select(keys.c.value))).group_by(e.key, e.type)
    known: dict[tuple[str, str], str] = {(key, kind): entity for key, kind, entity in tx.execute(same)}
    new, members = [], []
    for row in rows:
        key = (row.name.casefold(), row.type)
        if key not in known:
            known[key] = row.id
            roles = tuple((role, None, article_id(row.article)) for role in row.roles)
            names = {"name": row.name, "key": key[0], "type": row.type, "aliases": row.aliases}
            new.append({"id": row.id, **names, "roles": roles, "frame": row.frame})
        members.append({"local": row.id, "entity": known[key], "position": _FAR + row.article})
    insert_rows(tx, t.entity, new)
    insert_rows(tx, t.entity_member, members)
    r = t.report.c
    columns = (r.id, r.summary, r.status, r.edtf, r.earliest, r.latest, r.basis)
    told = [
        {
            "id": f"{Kind.EVENT}{row.id[1:]}",
            "lead": row.id,
            "summary": row.summary,
            "edtf": row.edtf,
            "earliest": row.earliest,
            "latest": row.latest,
            "basis": row.basis,
            "status": row.status,
            "decision": "",
            "differing": False,
        }
        for row in tx.execute(select(*columns).where(r.run.in_(runs)))
    ]
    insert_rows(tx, t.event, told)
    insert_rows(tx, t.event_member, [{"report": row["lead"], "event": row["id"], "position": 0} for row in told])
    events.update(row["id"] for row in told)
    return {member["entity"] for member in members}


def events_of(tx: Transaction, articles: Iterable[int]) -> set[str]:
    """Events that these articles report now."""
    found: set[str] = set()
    for number in articles:
        query = (
            select(t.event_member.c.event)
            .join(t.report, t.report.c.id == t.event_member.c.report)
            .join(t.article, t.article.c.run == t.report.c.run)
            .where(t.article.c.number == number)
        )
        found.update(tx.execute(query).scalars())
    return found


def events_with(tx: Transaction, targets: Iterable[str]) -> set[str]:
    """Events whose reports these targets are bound to."""
    wanted = sorted(targets)
    found: set[str] = set()
    for start in range(0, len(wanted), 500):
        query = (
            select(t.event_member.c.event)
            .join(t.binding, t.binding.c.bound == t.event_member.c.report)
            .where(t.binding.c.target.in_(wanted[start : start + 500]))
        )
        found.update(tx.execute(query).scalars())
    return found


def refresh_events(tx: Transaction, events: Iterable[str]) -> None:
    """Date these events anew from their reports: an accepted or corrected one first, then one whose words say the date,
    then the most precise. Reports differ where the days their own words allow have none in common."""
    wanted = sorted(events)
    r, d, m = t.report.c, t.decided.c, t.event_member.c
    for start in range(0, len(wanted), 500):
        query = (
            select(
                m.event,
                r.id,
                r.summary,
                r.status,
                case((d.dated, d.edtf), else_=r.edtf).label("edtf"),
                case((d.dated, d.earliest), else_=r.earliest).label("earliest"),
                case((d.dated, d.latest), else_=r.latest).label("latest"),
                case((d.dated, "explicit"), else_=r.basis).label("basis"),
                case((d.decision.is_(None), ""), else_=d.decision).label("decision"),
                d.fields,
            )
            .join(t.report, r.id == m.report)
            .join(t.article, t.article.c.run == r.run)
            .outerjoin(t.decided, d.id == r.id)
            .where(m.event.in_(wanted[start : start + 500]), ~t.article.c.withdrawn)
            .order_by(m.event, m.position)
        )
        rows = [_event(event, list(reports)) for event, reports in groupby(tx.execute(query), key=lambda row: row.event)]
        if rows:
            names = [name for name in rows[0] if name != "key"]
            values: dict[str, Any] = {name: bindparam(name) for name in names}
            tx.execute(update(t.event).where(t.event.c.id == bindparam("key")).values(values), rows)


def _event(identifier: str, reports: list[AnyRow]) -> dict[str, Any]:
    standing = [report for report in reports if report.decision != "rejected"]
    lead = min(standing or reports, key=_rank)
    decisions = {report.decision for report in reports}
    said = next((word for word in ("corrected", "accepted") if word in decisions), "") if standing else "rejected"
    own = [report for report in standing if report.basis == "explicit" and report.earliest and report.latest]
    fields: Mapping[str, str] = lead.fields or {}
    return {
        "key": identifier,
        "lead": lead.id,
        "summary": fields.get("summary") or lead.summary,
        "edtf": lead.edtf,
        "earliest": lead.earliest,
        "latest": lead.latest,
        "basis": lead.basis,
        "status": fields.get("status") or lead.status,
        "decision": said,
        "differing": bool(own) and max(report.earliest for report in own) > min(report.latest for report in own),
    }


def _rank(report: AnyRow) -> tuple[bool, bool, int, int]:
    order = {"explicit": 0, "inherited": 1}
    return (
        report.decision not in ("accepted", "corrected"),
        report.edtf is None,
        order.get(report.basis, 2),
        _days(report.earliest, report.latest),
    )


def _days(earliest: str | None, latest: str | None) -> int:
    if not earliest or not latest:
        return _FAR
    return (date.fromisoformat(latest) - date.fromisoformat(earliest)).days


def _differences(
    tx: Transaction, table: Table, key: str, wanted: Mapping[str, Mapping[str, Any]]
) -> tuple[set[str], set[str]]:
    """Insert and update rows so that the wanted ones are as wanted. Returns the keys of those that are not wanted, and of
    those inserted or updated."""
    known = {row[key]: row for row in tx.execute(select(table)).mappings()}
    new = [{key: name, **values} for name, values in wanted.items() if name not in known]
    changed = [
        {"key_of_row": name, **values}
        for name, values in wanted.items()
        if name in known and any(known[name][column] != value for column, value in values.items())
    ]
    if new:
        tx.execute(insert(table), new)
    if changed:
        columns: dict[str, Any] = {column: bindparam(column) for column in changed[0] if column != "key_of_row"}
        tx.execute(update(table).where(table.c[key] == bindparam("key_of_row")).values(columns), changed)
    return known.keys() - wanted.keys(), {row[key] for row in new} | {row["key_of_row"] for row in changed}


def _remove(tx: Transaction, table: Table, key: str, names: Iterable[str]) -> None:
    todo = sorted(names)
    for start in range(0, len(todo), 500):
        tx.execute(delete(table).where(table.c[key].in_(todo[start : start + 500])))
