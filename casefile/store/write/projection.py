"""What resolution says, written down: entities and events. Only differences are written."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby, islice
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, RowMapping, Select, Table, bindparam, case, delete, func, select, update

from casefile.domain.entities import Entity, EntityForm, Event
from casefile.domain.findings import EntityType
from casefile.domain.ids import Kind, article_id
from casefile.store import tables as t
from casefile.store.engine import AnyRow, Transaction
from casefile.store.read.identity import number_of_key
from casefile.store.write.bulk import as_list, carry_out, carry_out_many, insert_rows, insert_tuples

_FAR = 10**7
_FEW_ALIASES = 12
"""An entity that is called more than this is looked for by its name: another way of spelling it changes nothing."""
_PORTION = 5_000
"""Members that are compared with what is written at a time."""
_Thing = TypeVar("_Thing", Entity, Event)
# An event before its date is refreshed.
_BLANK = {"lead": "", "summary": "", "basis": "", "status": "", "decision": "", "differing": False}


_ARTICLES = "SELECT run FROM article WHERE number IN (SELECT value FROM json_each(?))"
_LOCALS_IN = f"""SELECT id, article, type, name, aliases, roles, frame FROM local_entity WHERE run IN ({_ARTICLES})
ORDER BY article, id"""
_CALLED = "SELECT key, type, min(id) FROM entity WHERE key IN (SELECT value FROM json_each(?)) GROUP BY key, type"
_REPORTS_IN = f"SELECT id FROM report WHERE run IN ({_ARTICLES})"
_EVENTS_ALONE = f"""INSERT INTO event (id, lead, summary, edtf, earliest, latest, basis, status, decision, differing)
SELECT '{Kind.EVENT}' || substr(id, 2), id, summary, edtf, earliest, latest, basis, status, '', 0 FROM report
WHERE run IN ({_ARTICLES})"""
_ALONE_IN_EVENTS = f"""INSERT INTO event_member (report, event, position)
SELECT id, '{Kind.EVENT}' || substr(id, 2), 0 FROM report WHERE run IN ({_ARTICLES})"""

ENTITY_MEMBERS, EVENT_MEMBERS = t.entity_member, t.event_member


def names_of(tx: Transaction, entities: Iterable[str]) -> dict[str, frozenset[str]]:
    """Name and aliases of these entities, as written."""
    e = t.entity.c
    rows = tx.execute(select(e.id, e.name, e.aliases).where(e.id.in_(_each(entities))))
    return {row.id: frozenset((row.name, *row.aliases)) for row in rows}


def entities_known(tx: Transaction, entities: Iterable[str]) -> list[Entity]:
    """These entities as written, without members and roles: what they are called."""
    e = t.entity.c
    rows = tx.execute(select(e.id, e.name, e.type, e.aliases, e.frame).where(e.id.in_(_each(entities))))
    return [Entity(row.id, row.name, EntityType(row.type), row.aliases, (), row.frame, ()) for row in rows]


@dataclass(slots=True)
class Written:
    """What became of entities: those that are new, other than before in any way, or gone; those of them that are called
    otherwise; and local entities that are in another entity than before."""

    touched: set[str] = field(default_factory=set)
    renamed: set[str] = field(default_factory=set)
    moved: set[str] = field(default_factory=set)


def write_entities(
    tx: Transaction,
    entities: Iterable[Entity],
    keys: Callable[[Entity], Iterable[str]],
    among: Collection[str] | None = None,
    members: Iterable[tuple[str, str, int]] = (),
    forms: Iterable[EntityForm] = (),
    heirs: Mapping[str, str] | None = None,
) -> Written:
    """Make the entities these: in place of those `among` these ids, by default of all there are. `keys` says what an entity
    answers to, `members` who is in them: local entity, entity, article. They are asked for when all entities are written,
    and then `forms`, what their members are called. `heirs` says where those go who wait in an entity that is no more."""
    wanted: set[str] = set()
    written = Written()
    for some in _portions(entities):
        wanted.update(entity.id for entity in some)
        _write_some(tx, some, keys, written)
    rest = iter(members)
    while place := {local: (entity, at) for local, entity, at in islice(rest, _PORTION)}:
        _place(tx, place, written)
    gone = (set(tx.execute(select(t.entity.c.id)).scalars()) if among is None else set(among)) - wanted
    for former, heir in (heirs or {}).items():
        if former in gone:
            tx.execute(update(t.entity_member).where(t.entity_member.c.entity == former).values(entity=heir))
    _write_forms(tx, forms, None if among is None else {*among, *wanted})
    if among is None:
        stale = select(t.entity_member.c.local).where(~_stands(t.local_entity, t.entity_member.c.local))
        written.touched |= remove_members(tx, t.entity_member, set(tx.execute(stale).scalars()))
    if gone:
        tx.execute(delete(t.entity_key).where(t.entity_key.c.entity.in_(_each(gone))))
        tx.execute(delete(t.entity).where(t.entity.c.id.in_(_each(gone))))
    written.touched |= gone
    return written


def _write_some(
    tx: Transaction, entities: Sequence[Entity], keys: Callable[[Entity], Iterable[str]], written: Written
) -> None:
    """These entities with their members."""
    rows = {entity.id: _entity_row(entity) for entity in entities}
    known = {row["id"]: row for row in tx.execute(select(t.entity).where(t.entity.c.id.in_(_each(rows)))).mappings()}
    new = [row for name, row in rows.items() if name not in known]
    changed = [row for name, row in rows.items() if name in known and any(known[name][c] != row[c] for c in row)]
    insert_rows(tx, t.entity, new)
    if changed:
        values: dict[str, Any] = {column: bindparam(column) for column in changed[0] if column != "id"}
        statement = update(t.entity).where(t.entity.c.id == bindparam("at_id")).values(values)
        tx.execute(statement, [{"at_id": row["id"], **{c: v for c, v in row.items() if c != "id"}} for row in changed])
    written.touched.update(row["id"] for row in (*new, *changed))
    written.renamed.update(row["id"] for row in changed if _is_renamed(known[row["id"]], row))
    _write_keys(tx, {entity.id: frozenset(keys(entity)) for entity in entities})


def _write_forms(tx: Transaction, forms: Iterable[EntityForm], among: Collection[str] | None) -> None:
    rows = (
        (
            one.entity, str(one.type), one.name, one.aliases, one.acronym, one.decided, one.count, one.mentions, one.frame,
            number_of_key(one.article), one.least,
        )
        for one in forms
    )  # fmt: skip
    f = t.entity_form.c
    tx.execute(delete(t.entity_form) if among is None else delete(t.entity_form).where(f.entity.in_(_each(among))))
    insert_tuples(tx, t.entity_form, tuple(column.name for column in t.entity_form.c), rows)


def _place(tx: Transaction, place: Mapping[str, tuple[str, int]], written: Written) -> None:
    homes, former, moved = _placed(tx, t.entity_member, place)
    written.touched |= homes | former
    written.moved |= moved


def _is_renamed(before: RowMapping, now: Mapping[str, Any]) -> bool:
    """Whether articles are found by other words than before. What many articles call something is found by that anyway."""
    if before["name"] != now["name"]:
        return True
    return bool(before["aliases"] != now["aliases"]) and len(now["aliases"]) <= _FEW_ALIASES


def _write_keys(tx: Transaction, wanted: Mapping[str, frozenset[str]]) -> None:
    k = t.entity_key.c
    known: dict[str, set[str]] = {}
    for row in tx.execute(select(k.entity, k.key).where(k.entity.in_(_each(wanted)))):
        known.setdefault(row.entity, set()).add(row.key)
    other = [entity for entity, keys in wanted.items() if known.get(entity, set()) != keys]
    tx.execute(delete(t.entity_key).where(k.entity.in_(_each(entity for entity in other if entity in known))))
    insert_rows(tx, t.entity_key, [{"key": key, "entity": entity} for entity in other for key in sorted(wanted[entity])])


def _entity_row(entity: Entity) -> dict[str, Any]:
    return {
        "id": entity.id,
        "name": entity.name,
        "key": entity.name.casefold(),
        "type": str(entity.type),
        "aliases": entity.aliases,
        "roles": tuple((role.role, role.edtf, role.article) for role in entity.roles),
        "frame": entity.frame,
    }


def write_events(
    tx: Transaction, events: Iterable[Event], among: Collection[str] | None = None
) -> tuple[set[str], set[str]]:
    """Make the events these: in place of those `among` these ids, by default of all there are. Returns those whose reports
    changed, whose dates are to be refreshed, and those that are gone."""
    wanted: set[str] = set()
    concerned: set[str] = set()
    for some in _portions(events):
        ids = [event.id for event in some]
        wanted.update(ids)
        known = set(tx.execute(select(t.event.c.id).where(t.event.c.id.in_(_each(ids)))).scalars())
        insert_rows(tx, t.event, [{"id": identifier, **_BLANK} for identifier in ids if identifier not in known])
        place = {report: (event.id, at) for event in some for at, report in enumerate(event.members)}
        homes, former, _ = _placed(tx, t.event_member, place)
        concerned |= homes | former
    gone = (set(tx.execute(select(t.event.c.id)).scalars()) if among is None else set(among)) - wanted
    if among is None:
        stale = select(t.event_member.c.report).where(~_stands(t.report, t.event_member.c.report))
        remove_members(tx, t.event_member, set(tx.execute(stale).scalars()))
    if gone:
        tx.execute(delete(t.event).where(t.event.c.id.in_(_each(gone))))
    return concerned - gone, gone


def remove_members(tx: Transaction, table: Table, members: Collection[str]) -> set[str]:
    """Take these out of the entities, or events, they are in. Returns those."""
    if not members:
        return set()
    member, home = (column for column in table.c if column.name != "position")
    homes = set(tx.execute(select(home).where(member.in_(_each(members)))).scalars())
    tx.execute(delete(table).where(member.in_(_each(members))))
    return homes


def _placed(tx: Transaction, table: Table, place: Mapping[str, tuple[str, int]]) -> tuple[set[str], set[str], set[str]]:
    """Put members where they belong, at their position there. Returns the homes that got one, those that lost one, and the
    members that moved."""
    member, home = (column for column in table.c if column.name != "position")
    columns = f'"{member.name}", "{home.name}", position'
    query = f'SELECT {columns} FROM {table.name} WHERE "{member.name}" IN (SELECT value FROM json_each(?))'
    known = {name: (of, at) for name, of, at in tx.exec_driver_sql(query, (json.dumps(list(place)),))}
    new = [{member.name: name, home.name: at[0], "position": at[1]} for name, at in place.items() if name not in known]
    other = [name for name in known if known[name] != place[name]]
    insert_rows(tx, table, new)
    if other:
        statement = (
            update(table)
            .where(member == bindparam("who"))
            .values({home.name: bindparam("home"), "position": bindparam("at")})
        )
        tx.execute(statement, [{"who": name, "home": place[name][0], "at": place[name][1]} for name in other])
    moved = [name for name in other if known[name][0] != place[name][0]]
    got = {place[name][0] for name in (*moved, *(name for name in place if name not in known))}
    return got, {known[name][0] for name in moved}, set(moved)


def _stands(table: Table, identifier: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether a finding stands in a current run: looked up one by one, since a list of all would be kept in memory."""
    query = select(table.c.id).join(t.article, t.article.c.run == table.c.run)
    return query.where(table.c.id == identifier, ~t.article.c.withdrawn).exists()


def _portions(things: Iterable[_Thing]) -> Iterator[list[_Thing]]:
    """Some at a time, by the number of their members."""
    some: list[_Thing] = []
    members = 0
    for thing in things:
        some.append(thing)
        members += 1 + len(thing.members)
        if members >= _PORTION:
            yield some
            some, members = [], 0
    if some:
        yield some


def _each(values: Iterable[str]) -> Select[Any]:
    """Any number of values, to look up by."""
    return select(func.json_each(json.dumps(list(values))).table_valued("value").c.value)


def add_unresolved(tx: Transaction, articles: Sequence[int], events: set[str]) -> set[str]:
    """Make new articles' findings show before the case is resolved again: their entities join those of the very same name
    and type, their reports are events by themselves. Adds those to `events`, returns the entities concerned."""
    wanted = as_list(articles)
    rows = carry_out(tx, _LOCALS_IN, (wanted,)).fetchall()
    keys = {row[3]: row[3].casefold() for row in rows}
    known = {(key, kind): entity for key, kind, entity in carry_out(tx, _CALLED, (as_list({*keys.values()}),))}
    new, members = [], []
    for local, article, kind, name, aliases, roles, frame in rows:
        entity = known.get((keys[name], kind))
        if entity is None:
            entity = known[keys[name], kind] = local
            said = json.dumps([(role, None, article_id(article)) for role in json.loads(roles)], separators=(",", ":"))
            new.append((local, name, keys[name], kind, aliases, said, frame))
        members.append((local, entity, _FAR + article))
    carry_out_many(tx, "INSERT INTO entity (id, name, key, type, aliases, roles, frame) VALUES (?, ?, ?, ?, ?, ?, ?)", new)
    carry_out_many(tx, "INSERT INTO entity_member (local, entity, position) VALUES (?, ?, ?)", members)
    carry_out(tx, _EVENTS_ALONE, (wanted,))
    carry_out(tx, _ALONE_IN_EVENTS, (wanted,))
    events.update(Kind.EVENT + row[0][1:] for row in carry_out(tx, _REPORTS_IN, (wanted,)))
    return {entity for _, entity, _ in members}


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
            .order_by(m.event, m.position, r.id)
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
