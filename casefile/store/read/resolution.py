"""What resolution works on: local entities and reports, of the whole case or around what changed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from sys import intern
from typing import Any

from sqlalchemy import Select, Table, case, func, literal_column, or_, select

from casefile.domain.entities import EntityForm, LocalEntity, LocalReport, ResolutionDecisions
from casefile.domain.findings import EntityType
from casefile.domain.ids import Kind
from casefile.store import tables as t
from casefile.store.engine import AnyRow, Transaction
from casefile.store.read.identity import sort_key

_COLUMNS = "l.id, l.article, l.type, l.name, l.aliases, l.roles, l.mentions, l.frame, l.acronym"
_IN_CURRENT = "FROM local_entity l JOIN article a ON a.run = l.run AND NOT a.withdrawn"
_OF_ARTICLES = f"SELECT {_COLUMNS} {_IN_CURRENT} WHERE a.number IN (SELECT value FROM json_each(?))"
_BY_ENTITY = "JOIN entity_member m ON m.local = l.id WHERE m.entity IN (SELECT value FROM json_each(?))"
_NAMED = f"SELECT {_COLUMNS} {_IN_CURRENT} WHERE l.id IN (SELECT value FROM json_each(?))"
_OF_ENTITIES = f"SELECT {_COLUMNS} {_IN_CURRENT} {_BY_ENTITY}"


def local_entities_of(
    tx: Transaction, articles: Iterable[int] = (), entities: Iterable[str] = (), locals_: Iterable[str] = ()
) -> list[LocalEntity]:
    """Those of these articles as they are read now, those that these entities hold, and those of these ids; each once."""
    found: dict[str, LocalEntity] = {}
    asked = ((_OF_ARTICLES, sorted(articles)), (_OF_ENTITIES, sorted(entities)), (_NAMED, sorted(locals_)))
    for statement, wanted in asked:
        # Thousands of rows around one change: past the types of columns, which cost more than the rows.
        rows = tx.exec_driver_sql(statement, (json.dumps(wanted),)) if wanted else ()
        for name, article, kind, words, aliases, roles, mentions, frame, acronym in rows:
            found[name] = LocalEntity(
                name, sort_key(article), EntityType(kind), words, _list(aliases), _list(roles), mentions, bool(frame),
                bool(acronym),
            )  # fmt: skip
    return list(found.values())


_SOME = 500
"""Articles whose local entities are read at a time: to sort all of a case takes as much memory as they do."""


def all_local_entities(tx: Transaction) -> Iterator[LocalEntity]:
    """The local entities of the current runs of all articles that are not withdrawn, by article and id."""
    numbers = list(
        tx.execute(select(t.article.c.number).where(~t.article.c.withdrawn).order_by(t.article.c.number)).scalars()
    )
    for start in range(0, len(numbers), _SOME):
        yield from sorted(local_entities_of(tx, numbers[start : start + _SOME]), key=lambda one: (one.article, one.id))


_EVER = """SELECT DISTINCT l.type, l.name, l.aliases FROM json_each(?) w CROSS JOIN run r ON r.article = w.value
CROSS JOIN local_entity l ON l.run = r.id"""


def names_ever(tx: Transaction, articles: Iterable[int]) -> list[tuple[EntityType, str, tuple[str, ...]]]:
    """Type, name and aliases of all that these articles were ever read to name, in their present and former runs."""
    rows = tx.exec_driver_sql(_EVER, (json.dumps(sorted(articles)),))
    return [(EntityType(kind), name, _list(aliases)) for kind, name, aliases in rows]


@lru_cache(maxsize=1 << 14)
def _list(words: str) -> tuple[str, ...]:
    return tuple(json.loads(words))


def _former(table: Table, articles: Iterable[int]) -> Select[Any]:
    """Ids that former runs of these articles have and their current one has not."""
    own, now = table.alias("own"), table.alias("now")
    stands = select(now.c.id).where(now.c.run == t.article.c.run, now.c.id == own.c.id, ~t.article.c.withdrawn).exists()
    return (
        select(own.c.id)
        .select_from(t.run)
        .join(t.article, t.article.c.number == t.run.c.article)
        .join(own, own.c.run == t.run.c.id)
        .where(
            t.run.c.article.in_(_each(sorted(articles))), or_(t.article.c.withdrawn, t.run.c.id != t.article.c.run), ~stands
        )
    )


def standing(tx: Transaction, article: int) -> set[str]:
    """Ids of the local entities and reports of an article's current run."""
    run = select(t.article.c.run).where(t.article.c.number == article).scalar_subquery()
    tables = (t.local_entity, t.report)
    return {name for table in tables for name in tx.execute(select(table.c.id).where(table.c.run == run)).scalars()}


_FORMS = """SELECT f.entity, f.type, f.name, f.aliases, f.acronym, f.decided, f.count, f.mentions, f.frame, f.article,
f.least FROM json_each(?) w CROSS JOIN entity_form f ON f.entity = w.value"""
_FORMS_ANEW = """SELECT m.entity, l.type, l.name, l.aliases, l.acronym,
CASE WHEN l.id IN (SELECT value FROM json_each(?2)) THEN l.id ELSE '' END, count(*), sum(l.mentions), min(l.frame),
min(l.article), substr(min(printf('%09d', l.article) || l.id), 10)
FROM json_each(?1) w CROSS JOIN entity_member m ON m.entity = w.value AND m.position < 10000000
CROSS JOIN local_entity l ON l.id = m.local JOIN article a ON a.run = l.run AND NOT a.withdrawn
WHERE l.id NOT IN (SELECT value FROM json_each(?3)) GROUP BY 1, 2, 3, 4, 5, 6"""
_WAITING = "SELECT local FROM entity_member WHERE position >= 10000000 AND local IN (SELECT value FROM json_each(?))"


def forms_of(tx: Transaction, entities: Iterable[str]) -> list[EntityForm]:
    """What the members of these entities are called, counted when they were resolved last."""
    return [_form(row) for row in tx.exec_driver_sql(_FORMS, (json.dumps(list(entities)),))]


def forms_anew(tx: Transaction, entities: Iterable[str], decided: Iterable[str], without: Iterable[str]) -> list[EntityForm]:
    """The same, counted now: those `decided` on by themselves, and some left out. Reads every member."""
    values = tuple(json.dumps(list(each)) for each in (entities, decided, without))
    return [_form(row) for row in tx.exec_driver_sql(_FORMS_ANEW, values)]


def _form(row: Sequence[Any]) -> EntityForm:
    entity, kind, name, aliases, acronym, decided, count, mentions, frame, article, least = row
    return EntityForm(
        entity, EntityType(kind), name, _list(aliases), bool(acronym), decided, count, mentions, bool(frame),
        sort_key(article), least,
    )  # fmt: skip


def waiting_of(tx: Transaction, locals_: Iterable[str]) -> set[str]:
    """Those of these local entities that stand with others of their name until they are resolved."""
    return {row[0] for row in tx.exec_driver_sql(_WAITING, (json.dumps(list(locals_)),))}


def roles_of(tx: Transaction, entities: Iterable[str]) -> dict[str, tuple[tuple[str, str | None, str], ...]]:
    """The roles of these entities as they are written: role, when, article id."""
    e = t.entity.c
    return {row.id: row.roles for row in tx.execute(select(e.id, e.roles).where(e.id.in_(_each(entities))))}


_NAMING = """SELECT DISTINCT e.report FROM entity_member m JOIN report_entity e ON e.entity = m.local
JOIN article a ON a.run = e.run AND NOT a.withdrawn WHERE m.entity = ? LIMIT ?"""


def reports_about_entity(tx: Transaction, entity: str, most: int) -> set[str]:
    """Ids of current reports that name a member of this entity, so many at most."""
    return {row[0] for row in tx.exec_driver_sql(_NAMING, (entity, most))}


def stale_locals(tx: Transaction, articles: Iterable[int]) -> set[str]:
    """Members of entities that stood in these articles before they were read anew or withdrawn, and stand there no more."""
    m = t.entity_member.c
    return set(tx.execute(select(m.local).where(m.local.in_(_former(t.local_entity, articles)))).scalars())


def homes_of(tx: Transaction, locals_: Iterable[str]) -> dict[str, str]:
    """Local entity id -> the entity it is in now."""
    query = "SELECT local, entity FROM entity_member WHERE local IN (SELECT value FROM json_each(?))"
    return {row[0]: row[1] for row in tx.exec_driver_sql(query, (json.dumps(list(locals_)),))}


def articles_naming(tx: Transaction, locals_: Iterable[str], entities: Iterable[str]) -> set[int]:
    """Articles in which these local entities, or those of these entities, stand."""
    m, own = t.entity_member.c, t.local_entity.c
    of = select(m.local).where(m.entity.in_(_each(sorted(entities))))
    query = select(own.article).where(own.id.in_(of) | own.id.in_(_each(sorted(locals_))))
    return set(tx.execute(query.distinct()).scalars())


def entities_called(tx: Transaction, keys: Iterable[str]) -> set[str]:
    """Entities that answer to one of these keys."""
    k = t.entity_key.c
    return set(tx.execute(select(k.entity).where(k.key.in_(_each(keys)))).scalars())


_SHARING = """SELECT DISTINCT k.entity FROM json_each(?) w CROSS JOIN entity_key own ON own.entity = w.value
CROSS JOIN entity_key k ON k.key = own.key"""


def sharing_a_key(tx: Transaction, entities: Iterable[str]) -> set[str]:
    """Entities that answer to a key of one of these, these included."""
    return {row[0] for row in tx.exec_driver_sql(_SHARING, (json.dumps(list(entities)),))}


def _each(values: Iterable[str | int]) -> Select[Any]:
    """Any number of values, to look up by."""
    return select(func.json_each(json.dumps(list(values))).table_valued("value").c.value)


def _report_columns() -> tuple[Any, ...]:
    r, d = t.report.c, t.decided.c
    return (
        r.run,
        r.id,
        r.article,
        r.trigger,
        case((d.dated, d.earliest), else_=r.earliest).label("earliest"),
        case((d.dated, d.latest), else_=r.latest).label("latest"),
        case((d.dated, "explicit"), else_=r.basis).label("basis"),
        r.status,
        r.summary,
    )


def _current_reports() -> Select[Any]:
    return (
        select(*_report_columns())
        .join(t.article, t.article.c.run == t.report.c.run)
        .outerjoin(t.decided, t.decided.c.id == t.report.c.id)
        .where(~t.article.c.withdrawn)
    )


_CONCERNED = """SELECT e.run, e.report, e.entity FROM json_each(?) w CROSS JOIN report_entity e
ON e.run = json_extract(w.value, '$[0]') AND e.report = json_extract(w.value, '$[1]') ORDER BY e.run, e.report, e.position"""


def _local_reports(tx: Transaction, query: Select[Any]) -> list[LocalReport]:
    rows = tx.execute(query).all()
    # Many reports share an article, a day, a word: a million of them fit into memory only where these are kept once.
    keys = {number: sort_key(number) for number in {row.article for row in rows}}
    named: dict[tuple[int, str], list[str]] = {}
    for start in range(0, len(rows), 5000):
        wanted = json.dumps([(row.run, row.id) for row in rows[start : start + 5000]])
        for run, report, entity in tx.exec_driver_sql(_CONCERNED, (wanted,)):
            named.setdefault((run, report), []).append(intern(entity))
    return [
        LocalReport(
            row.id,
            keys[row.article],
            intern(row.trigger),
            row.earliest and intern(row.earliest),
            row.latest and intern(row.latest),
            intern(row.basis),
            intern(row.status),
            tuple(named.get((row.run, row.id), ())),
            row.summary,
        )
        for row in rows
    ]


def report_triggers(tx: Transaction) -> Iterator[tuple[int, str]]:
    """Row and trigger of every report of the current runs of all articles that are not withdrawn."""
    query = (
        select(literal_column("report.rowid"), t.report.c.trigger)
        .select_from(t.report)
        .join(t.article, t.article.c.run == t.report.c.run)
        .where(~t.article.c.withdrawn)
        .execution_options(yield_per=5000)
    )
    for row in tx.execute(query):
        yield row[0], row[1]


def reports_in_rows(tx: Transaction, rows: Sequence[int]) -> list[LocalReport]:
    """The reports of these rows."""
    found: list[LocalReport] = []
    for start in range(0, len(rows), 5000):
        some = _each(rows[start : start + 5000])
        found += _local_reports(tx, _current_reports().where(literal_column("report.rowid").in_(some)))
    return found


def reports_in(tx: Transaction, articles: Iterable[int]) -> list[LocalReport]:
    """The reports of these articles."""
    return _local_reports(tx, _current_reports().where(t.article.c.number.in_(_each(sorted(articles)))))


def former_reports(tx: Transaction, articles: Iterable[int]) -> list[LocalReport]:
    """The reports of these articles as they were read before, or stood before the article was withdrawn."""
    query = (
        select(*_report_columns())
        .join(t.run, t.run.c.id == t.report.c.run)
        .join(t.article, t.article.c.number == t.run.c.article)
        .outerjoin(t.decided, t.decided.c.id == t.report.c.id)
        .where(t.article.c.number.in_(_each(sorted(articles))), or_(t.article.c.withdrawn, t.article.c.run != t.run.c.id))
    )
    return _local_reports(tx, query)


def reports_named(tx: Transaction, ids: Iterable[str]) -> list[LocalReport]:
    """The reports of these ids."""
    return _local_reports(tx, _current_reports().where(t.report.c.id.in_(_each(sorted(ids)))))


def reports_naming(tx: Transaction, locals_: Iterable[str]) -> set[str]:
    """Ids of current reports that name one of these local entities."""
    e = t.report_entity.c
    query = (
        select(e.report)
        .join(t.article, t.article.c.run == e.run)
        .where(e.entity.in_(_each(sorted(locals_))), ~t.article.c.withdrawn)
    )
    return set(tx.execute(query).scalars())


def reports_about(
    tx: Transaction, entities: Iterable[str], triggers: Iterable[str], windows: Iterable[tuple[str, str]], most: int
) -> list[str] | None:
    """Ids of dated reports with one of these triggers that name one of these entities and may have happened within one of
    these intervals (ISO days, inclusive); None for more than `most`."""
    each = func.json_each(json.dumps(list(windows))).table_valued("value").c.value
    corrected = select(t.decided.c.id).where(t.decided.c.dated)
    first, last = func.json_extract(each, "$[0]"), func.json_extract(each, "$[1]")
    m, e, r = t.entity_member.c, t.report_entity.c, t.report.c
    query = (
        select(r.id)
        .select_from(t.entity_member)
        .join(t.report_entity, e.entity == m.local)
        .join(t.article, t.article.c.run == e.run)
        .join(t.report, (r.run == e.run) & (r.id == e.report))
        .where(m.entity.in_(_each(sorted(entities))), ~t.article.c.withdrawn)
        .where(func.lower(r.trigger).in_(_each(sorted(triggers))))
        # What was corrected may have happened whenever the investigator says.
        .where(or_(select(each).where(r.earliest <= last, r.latest >= first).exists(), r.id.in_(corrected)))
        .distinct()
        .limit(most + 1)
    )
    found = list(tx.execute(query).scalars())
    return None if len(found) > most else found


def reports_then(tx: Transaction, trigger: str, first: str | None, last: str | None) -> list[tuple[str, str]]:
    """Id and words of the current reports with this trigger that begin on these days; without days, of those that are not
    dated on both sides."""
    r = t.report.c
    undated = r.earliest.is_(None) | r.latest.is_(None)
    when = undated if first is None or last is None else r.earliest.between(first, last)
    query = select(r.id, r.summary).join(t.article, t.article.c.run == r.run).where(r.trigger == trigger, when)
    return [(row.id, row.summary) for row in tx.execute(query.where(~t.article.c.withdrawn))]


def stale_reports(tx: Transaction, articles: Iterable[int]) -> set[str]:
    """Members of events that stood in these articles before they were read anew or withdrawn, and stand there no more."""
    m = t.event_member.c
    return set(tx.execute(select(m.report).where(m.report.in_(_former(t.report, articles)))).scalars())


def events_holding(tx: Transaction, reports: Iterable[str]) -> dict[str, list[tuple[str, str]]]:
    """The events that these reports are in now, each with all its reports: (article as `sort_key`, id), in order."""
    m, r = t.event_member.c, t.report.c
    concerned = select(m.event).where(m.report.in_(_each(sorted(reports))))
    # A mark that was taken away has left its event nothing but the id.
    query = select(m.event, m.report, func.coalesce(r.article, 0).label("article")).distinct()
    query = query.select_from(t.event_member).outerjoin(t.report, r.id == m.report).where(m.event.in_(concerned))
    found: dict[str, list[tuple[str, str]]] = {}
    for row in tx.execute(query):
        found.setdefault(row.event, []).append((sort_key(row.article), row.report))
    return {event: sorted(members) for event, members in found.items()}


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
