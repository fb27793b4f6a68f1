"""A scope as SQL. What each listing's rows are about is written here, in the terms of `casefile.domain.scope.About`.

Everywhere: a row bears its own tags and those of its articles; an article also those of what stands in it. Rows that are
not quotes are spoken by whoever speaks the quotes they overlap. Rejected findings make no row be about anything.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Protocol

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    FromClause,
    Integer,
    Select,
    and_,
    exists,
    false,
    func,
    literal,
    literal_column,
    not_,
    or_,
    select,
    true,
    tuple_,
    union,
)

from casefile.domain import scope as s
from casefile.domain.ids import Kind
from casefile.store import tables as t
from casefile.store.read.bearers import Bearers, is_graded, marked, tagged
from casefile.store.read.speech import mentions, named, reports, speech

_REPORT = t.report.alias("reported")
Condition = ColumnElement[bool]
Column = ColumnElement[Any]
Found = Mapping[str, frozenset[int]]


class Subject(Protocol):
    """What rows of one listing are about, as conditions on its query."""

    def among(self, numbers: frozenset[int]) -> Condition: ...
    def outlet(self, outlet: str) -> Condition: ...
    def entity(self, entity: str) -> Condition: ...
    def speaker(self, speaker: str) -> Condition: ...
    def bears(self, ids: Bearers) -> Condition: ...
    def graded(self, grade: str) -> Condition: ...
    def during(self, earliest: str | None, latest: str | None) -> Condition: ...


def compiled(scope: s.Scope, subject: Subject, found: Found) -> Condition:
    """The condition on this subject's rows that the scope is. `found` has the articles of each of its queries."""
    match scope:
        case s.Everything():
            return true()
        case s.And(parts):
            return and_(true(), *(compiled(part, subject, found) for part in parts))
        case s.Or(parts):
            return or_(false(), *(compiled(part, subject, found) for part in parts))
        case s.Not(part):
            # A comparison with what is not known is NULL in SQL, and "not" must make it true.
            return not_(func.coalesce(compiled(part, subject, found), literal(0)))
        case s.OfEntity(entity):
            return subject.entity(entity)
        case s.During(earliest, latest):
            return subject.during(earliest, latest)
        case s.OfOutlet(outlet):
            return subject.outlet(outlet)
        case s.BySpeaker(speaker):
            return subject.speaker(speaker)
        case s.InArticle(number):
            return subject.among(frozenset({number}))
        case s.Tagged(tag):
            return subject.bears(tagged(tag))
        case s.Graded(grade):
            return subject.graded(grade)
        case s.Marked(sign):
            return subject.bears(marked(sign))
        case s.Matching(query):
            return subject.among(found[query])
    raise TypeError(f"not a scope: {scope!r}")


class OfFindings:
    """Mentions, figures, quotes and dates: a `standing` query of this table."""

    def __init__(self, table: FromClause, own: FromClause | None = None) -> None:
        self._f = table.c
        self._beside = (table if own is None else own).alias("beside")

    def _is(self, those: Select[Any]) -> Condition:
        """It is one of those (run, id): found first, and looked up by index then."""
        return tuple_(self._f.run, self._f.id).in_(those)

    def among(self, numbers: frozenset[int]) -> Condition:
        return self._f.run.in_(_runs_of(numbers))

    def outlet(self, outlet: str) -> Condition:
        return self._f.run.in_(_published(t.article_shown.c.outlet == outlet))

    def entity(self, entity: str) -> Condition:
        return self._is(self._around(entity))

    def _around(self, entity: str) -> Select[Any]:
        """The findings in which the entity is named, from its mentions on."""
        m, b = mentions().c, self._beside.c
        inside = and_(m.run == b.run, m.start < b.end, m.end > b.start)
        query = select(b.run, b.id).join(mentions(), inside)
        return query.where(m.entity.in_(_locals(entity)))

    def speaker(self, speaker: str) -> Condition:
        q = speech().c
        inside = select(q.id).where(q.run == self._f.run, q.start < self._f.end, q.end > self._f.start, said_by(q, speaker))
        return and_(self._f.run.in_(_quoting(speaker)), exists(inside))

    def bears(self, ids: Bearers) -> Condition:
        return or_(self._f.id.in_(ids), _of_article(self._f.article).in_(ids))

    def graded(self, grade: str) -> Condition:
        return self._f.run.in_(_published(is_graded(grade)))

    def during(self, earliest: str | None, latest: str | None) -> Condition:
        return self._f.run.in_(_published_during(earliest, latest))


class OfSentences(OfFindings):
    """Figures and dates: about the entities that stand in their sentence."""

    def _around(self, entity: str) -> Select[Any]:
        m, b = mentions().c, self._beside.c
        query = select(b.run, b.id).join(mentions(), and_(m.run == b.run, m.sentence == b.sentence))
        return query.where(m.entity.in_(_locals(entity)))


class OfQuotes(OfFindings):
    """Quotes: also about who speaks, and dated by what the text says, else by publication. `q` are the columns of the
    `speech` that the listing is joined with."""

    def __init__(self, table: FromClause, q: Any) -> None:
        super().__init__(table, t.quote)
        self._q = q

    def entity(self, entity: str) -> Condition:
        said = speech().alias("said").c
        own = select(said.run, said.id).where(said.id.in_(perhaps_said_by(entity)), said.entity == entity)
        those = union(self._around(entity), own).subquery("those")
        return self._is(select(those.c.run, those.c.id))

    def names(self, entity: str) -> Condition:
        """The entity is named in it, whoever says it."""
        return self._is(self._around(entity))

    def speaker(self, speaker: str) -> Condition:
        return said_by(self._q, speaker)

    def during(self, earliest: str | None, latest: str | None) -> Condition:
        own = self._q.edtf.is_not(None)
        return or_(
            and_(own, meets(self._q.earliest, self._q.latest, earliest, latest)),
            and_(not_(own), super().during(earliest, latest)),
        )


class OfArticles:
    """Articles: about everything inside them; dated by publication and by what they report."""

    def __init__(self) -> None:
        self._a, self._s = t.article.c, t.article_shown.c

    def among(self, numbers: frozenset[int]) -> Condition:
        return within(self._a.number, numbers)

    def outlet(self, outlet: str) -> Condition:
        return self._s.outlet == outlet

    def entity(self, entity: str) -> Condition:
        n = named().c
        return self._a.run.in_(select(n.run).where(n.entity == entity))

    def speaker(self, speaker: str) -> Condition:
        q = speech().c
        return self._a.run.in_(select(q.run).where(said_by(q, speaker)))

    def bears(self, ids: Bearers) -> Condition:
        # What bears it is one of few: ask where it stands.
        b, anchor, n, r = t.binding.c, t.anchor.c, named().c, reports().c
        standing = select(anchor.article).join(t.binding, b.target == anchor.target).where(b.bound.in_(ids))
        return or_(
            self._a.number.in_(standing.where(anchor.kind.not_in((Kind.ENTITY, Kind.OUTLET)))),
            self._a.run.in_(select(n.run).where(n.entity.in_(_whole_entities(ids)))),
            self._a.run.in_(select(r.run).where(r.event.in_(_whole_events(ids)))),
        )

    def graded(self, grade: str) -> Condition:
        return is_graded(grade)

    def during(self, earliest: str | None, latest: str | None) -> Condition:
        published = meets(self._s.earliest, self._s.latest, earliest, latest)
        return or_(published, self._a.run.in_(_reporting_during(earliest, latest)))


class OfEvents:
    """Events: about the articles that report them and the entities in the reports."""

    def __init__(self) -> None:
        self._v = t.event.c

    def _reported(self, *conditions: Condition) -> Condition:
        """It is reported, and the report is so. A rejected event is known by the reports that were rejected with it."""
        m, d, gone = t.event_member.c, t.decided.c, t.event.alias("gone")
        stands = or_(
            func.coalesce(d.decision, "") != "rejected", m.event.in_(select(gone.c.id).where(gone.c.decision == "rejected"))
        )
        query = (
            select(m.event)
            .select_from(_REPORT)
            .join(t.article, t.article.c.run == _REPORT.c.run)
            .join(t.event_member, m.report == _REPORT.c.id)
            .outerjoin(t.decided, d.id == _REPORT.c.id)
        )
        return self._v.id.in_(query.where(~t.article.c.withdrawn, stands, *conditions))

    def among(self, numbers: frozenset[int]) -> Condition:
        return self._reported(_REPORT.c.run.in_(_runs_of(numbers)))

    def outlet(self, outlet: str) -> Condition:
        return self._reported(_REPORT.c.run.in_(_published(t.article_shown.c.outlet == outlet)))

    def entity(self, entity: str) -> Condition:
        # From its few reports to their events: looking at each report for the entity would read them all.
        e = t.report_entity.c
        return self._reported(
            tuple_(_REPORT.c.run, _REPORT.c.id).in_(select(e.run, e.report).where(e.entity.in_(_locals(entity))))
        )

    def speaker(self, speaker: str) -> Condition:
        q, r = speech().c, reports(rejected_events=True).c
        among = select(r.event).join(speech(), and_(q.run == r.run, q.start < r.end, q.end > r.start))
        return self._v.id.in_(among.where(r.run.in_(_quoting(speaker)), said_by(q, speaker)))

    def bears(self, ids: Bearers) -> Condition:
        of_articles = self._reported(_of_article(t.article.c.number).in_(ids))
        return or_(self._v.id.in_(_whole_events(ids)), of_articles)

    def graded(self, grade: str) -> Condition:
        return self._reported(_REPORT.c.run.in_(_published(is_graded(grade))))

    def during(self, earliest: str | None, latest: str | None) -> Condition:
        return meets(self._v.earliest, self._v.latest, earliest, latest)


class OfEntities:
    """Entities: about the articles that name them, what is said around them, the events they stand in."""

    def __init__(self) -> None:
        self._e = t.entity.c

    def _named(self, condition: Condition) -> Condition:
        return self._e.id.in_(select(named().c.entity).where(condition))

    def _mentioned(self, condition: Condition) -> Condition:
        m = mentions().c
        query = select(t.entity_member.c.entity).join(mentions(), m.entity == t.entity_member.c.local)
        return self._e.id.in_(query.where(condition))

    def among(self, numbers: frozenset[int]) -> Condition:
        return self._named(named().c.run.in_(_runs_of(numbers)))

    def outlet(self, outlet: str) -> Condition:
        return self._named(named().c.run.in_(_published(t.article_shown.c.outlet == outlet)))

    def entity(self, entity: str) -> Condition:
        return self._e.id == entity

    def speaker(self, speaker: str) -> Condition:
        q, m = speech().c, mentions().c
        inside = select(q.id).where(q.run == m.run, q.start < m.end, q.end > m.start, said_by(q, speaker))
        named = m.run.in_(_quoting(speaker)) & exists(inside)
        return or_(
            self._e.id.in_(select(q.entity).where(q.entity.is_not(None), said_by(q, speaker))),
            self._mentioned(named),
        )

    def bears(self, ids: Bearers) -> Condition:
        of_articles = self._named(_of_article(named().c.article).in_(ids))
        return or_(self._e.id.in_(_whole_entities(ids)), self._mentioned(mentions().c.id.in_(ids)), of_articles)

    def graded(self, grade: str) -> Condition:
        return self._named(named().c.run.in_(_published(is_graded(grade))))

    def during(self, earliest: str | None, latest: str | None) -> Condition:
        e, own, v, m = t.report_entity.c, t.entity_member.c, t.event.c, t.event_member.c
        published = self._named(named().c.run.in_(_published_during(earliest, latest)))
        events = select(v.id).where(meets(v.earliest, v.latest, earliest, latest))
        r, d = _REPORT.c, t.decided.c
        told = (
            select(r.run, r.id)
            .join(t.article, t.article.c.run == r.run)
            .where(r.id.in_(select(m.report).where(m.event.in_(events))), ~t.article.c.withdrawn)
            .where(r.id.not_in(select(d.id).where(d.decision == "rejected")))
        )
        dated = select(own.entity).join(t.report_entity, e.entity == own.local).where(tuple_(e.run, e.report).in_(told))
        return or_(published, self._e.id.in_(dated))


def within(number: Column, numbers: frozenset[int]) -> Condition:
    """Article number is one of these, however many."""
    if len(numbers) == 1:
        return number == next(iter(numbers))
    each = func.json_each(json.dumps(sorted(numbers))).table_valued("value")
    return number.in_(select(each.c.value))


def meets(first: Column, last: Column, earliest: str | None, latest: str | None) -> Condition:
    """The row's days and these have one in common. Open ends are open; a row without any day meets nothing."""
    conditions: list[Condition] = [or_(first.is_not(None), last.is_not(None))]
    if earliest is not None:
        conditions.append(or_(last.is_(None), last >= earliest))
    if latest is not None:
        conditions.append(or_(first.is_(None), first <= latest))
    return and_(*conditions)


def said_by(q: Any, speaker: str) -> Condition:
    """Speech by this entity, or by these words, casefolded."""
    stands: Condition = q.said != "rejected"
    return and_(
        q.id.in_(perhaps_said_by(speaker)),
        stands,
        or_(func.coalesce(q.entity == speaker, literal(0)), func.coalesce(q.key == speaker, literal(0))),
    )


def perhaps_said_by(speaker: str) -> CompoundSelect[tuple[str]]:
    """Quotes that may be by this speaker, found by index: by entity, by words, by a decision."""
    q, e, m, d = t.quote.c, t.entity.c, t.entity_member.c, t.decided.c
    members = select(m.local).join(t.entity, e.id == m.entity).where(or_(e.id == speaker, e.key == speaker))
    return union(
        select(q.id).where(q.speaker_entity.in_(members)),
        select(q.id).where(q.speaker_key == speaker),
        select(d.id).where(d.spoken),
    )


def _runs_of(numbers: frozenset[int]) -> Select[tuple[int]]:
    """The current runs of these articles: findings are found by run."""
    return select(t.article.c.run).where(within(t.article.c.number, numbers))


def _published(condition: Condition) -> Select[tuple[int]]:
    """The current runs of the articles of which this holds, as they are shown."""
    return select(t.article.c.run).join(t.article_shown, t.article_shown.c.article == t.article.c.number).where(condition)


def _published_during(earliest: str | None, latest: str | None) -> Select[tuple[int]]:
    shown = t.article_shown.c
    return _published(meets(shown.earliest, shown.latest, earliest, latest))


def _reporting_during(earliest: str | None, latest: str | None) -> CompoundSelect[tuple[int]]:
    """Runs with a report, not rejected, of these days: as they were read, by index, and the few that were dated anew."""
    r, d = _REPORT.c, t.decided.c
    row: ColumnElement[int] = literal_column(f"{_REPORT.name}.rowid", Integer)
    decided = select(row).where(r.id.in_(select(d.id).where(or_(d.decision == "rejected", d.dated))))
    anew = (
        select(r.run)
        .join(t.decided, d.id == r.id)
        .where(d.dated, d.decision != "rejected", meets(d.earliest, d.latest, earliest, latest))
    )
    return union(select(r.run).where(meets(r.earliest, r.latest, earliest, latest), row.not_in(decided)), anew)


def _naming(entity: str) -> Select[tuple[int]]:
    """Runs that name the entity, by index: what may be about it stands in these articles alone."""
    return select(t.mention.c.run).where(t.mention.c.entity.in_(_locals(entity)))


def _quoting(speaker: str) -> Select[tuple[int]]:
    """Runs with quotes that may be by this speaker."""
    return select(t.quote.c.run).where(t.quote.c.id.in_(perhaps_said_by(speaker)))


def _locals(entity: str) -> Select[tuple[str]]:
    return select(t.entity_member.c.local).where(t.entity_member.c.entity == entity)


def _of_article(number: Column) -> Column:
    return literal(str(Kind.ARTICLE)).op("||")(number)


def _whole_entities(ids: Bearers) -> Select[tuple[str]]:
    return select(t.entity_member.c.entity).where(t.entity_member.c.local.in_(ids))


def _whole_events(ids: Bearers) -> Select[tuple[str]]:
    m = t.event_member.c
    whole = literal(str(Kind.EVENT)).op("||")(func.substr(m.report, 2))
    return select(m.event).where(or_(m.report.in_(ids), whole.in_(ids)))
