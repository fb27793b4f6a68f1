"""Findings as they stand after decisions, for other queries to join: who says each quote, which mentions and reports
count."""

from __future__ import annotations

from functools import lru_cache, partial

from sqlalchemy import Integer, Subquery, case, func, literal_column, select, tuple_

from casefile.store import tables as t

_REJECTED = "rejected"


@lru_cache(maxsize=1)
def speech() -> Subquery:
    """Quotes, with `said` (the decision on them): `run id article start end`, `entity` (case-wide), `entity_name`,
    `words` and `key` of the speaker as decided or as read, `speaker_type`, `roles`, and when: `edtf earliest latest`; `row`
    is its number in the table, `kind` as decided or as read."""
    q, d, b, m, e = t.quote.c, t.decided.c, t.binding.c, t.entity_member.c, t.entity.c
    spoken = func.coalesce(d.spoken, 0) == 1
    dated = func.coalesce(d.dated, 0) == 1
    kind = case((spoken, d.speaker_type), else_=q.speaker_type)
    return (
        select(
            q.run,
            q.id,
            q.article,
            q.start,
            q.end,
            m.entity,
            case((kind == "anonymous", None), else_=e.name).label("entity_name"),
            case((spoken, d.speaker), else_=q.speaker).label("words"),
            func.coalesce(
                case((kind == "anonymous", None), else_=e.key), case((spoken, d.speaker_key), else_=q.speaker_key)
            ).label("key"),
            kind.label("speaker_type"),
            t.local_entity.c.roles,
            case((dated, d.edtf), else_=q.edtf).label("edtf"),
            case((dated, d.earliest), else_=q.earliest).label("earliest"),
            case((dated, d.latest), else_=q.latest).label("latest"),
            func.coalesce(d.decision, "").label("said"),
            literal_column("quote.rowid", Integer).label("row"),
            func.coalesce(func.nullif(func.json_extract(d.fields, "$.kind"), ""), q.kind).label("kind"),
        )
        .join(t.article, t.article.c.run == q.run)
        .outerjoin(t.decided, d.id == q.id)
        .outerjoin(t.binding, (b.target == d.speaker_entity) & spoken)
        .outerjoin(t.entity_member, m.local == case((spoken, b.bound), else_=q.speaker_entity))
        .outerjoin(t.entity, e.id == m.entity)
        .outerjoin(t.local_entity, (t.local_entity.c.run == q.run) & (t.local_entity.c.id == q.speaker_entity))
        .where(~t.article.c.withdrawn)
        .subquery("speech")
    )


@lru_cache(maxsize=1)
def mentions() -> Subquery:
    """Mentions that are not rejected: `run id article start end sentence`, `entity` (local)."""
    m, d = t.mention.c, t.decided.c
    return (
        select(m.run, m.id, m.article, m.start, m.end, m.sentence, m.entity)
        .join(t.article, t.article.c.run == m.run)
        .outerjoin(t.decided, d.id == m.id)
        .where(~t.article.c.withdrawn, func.coalesce(d.decision, "") != _REJECTED)
        .subquery("standing_mention")
    )


@lru_cache(maxsize=2)
def reports(rejected_events: bool = False) -> Subquery:
    """Reports that are not rejected, with the event they are of, as decided or as read: `run id article event start end
    earliest latest`. With `rejected_events`, also those of events that are rejected as a whole."""
    r, d, m = t.report.c, t.decided.c, t.event_member.c
    dated = func.coalesce(d.dated, 0) == 1
    counts = func.coalesce(d.decision, "") != _REJECTED
    if rejected_events:
        counts = counts | (t.event.c.decision == _REJECTED)
    return (
        select(
            r.run,
            r.id,
            r.article,
            m.event,
            r.start,
            r.end,
            case((dated, d.earliest), else_=r.earliest).label("earliest"),
            case((dated, d.latest), else_=r.latest).label("latest"),
        )
        .join(t.article, t.article.c.run == r.run)
        .join(t.event_member, m.report == r.id)
        .join(t.event, t.event.c.id == m.event)
        .outerjoin(t.decided, d.id == r.id)
        .where(~t.article.c.withdrawn, counts)
        .subquery("standing_report")
    )


@lru_cache(maxsize=1)
def named() -> Subquery:
    """Entities by article: `run article`, `local`, `entity` (case-wide). Not where all its mentions there are rejected."""
    own, m, d, e = t.local_entity.c, t.mention.c, t.decided.c, t.entity_member.c
    # Few mentions are ever rejected one by one: those are looked up and counted, instead of looking at all.
    rejected = (
        select(m.run, m.entity)
        .join(t.local_entity, (own.run == m.run) & (own.id == m.entity))
        .where(m.id.in_(select(d.id).where(d.decision == _REJECTED)))
        .group_by(m.run, m.entity)
        .having(func.count() >= func.max(own.mentions))
    )
    return (
        select(own.run, own.article, own.id.label("local"), e.entity)
        .join(t.article, t.article.c.run == own.run)
        .join(t.entity_member, e.local == own.id)
        .where(~t.article.c.withdrawn, tuple_(own.run, own.id).not_in(rejected))
        .subquery("named")
    )


# Each is made while this module loads, once: of two threads that ask first together, each would make its own, and a query
# that meets both multiplies its rows.
for _make in (speech, mentions, reports, partial(reports, rejected_events=True), named):
    _make()
