"""Where the articles tell of one event or name one entity, and what stands at a place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import case, func, select

from casefile.store import tables as t
from casefile.store.engine import Transaction
from casefile.store.write.findings import TABLES


class Told(NamedTuple):
    """One place."""

    article: int
    start: int
    end: int
    outlet: str
    edtf: str | None
    words: str


def reports_of(tx: Transaction, event: str) -> tuple[Told, ...]:
    """The reports of an event that are not rejected, by article and place."""
    r, d = t.report.c, t.decided.c
    query = (
        select(
            r.article,
            r.start,
            r.end,
            t.article_shown.c.outlet,
            case((d.dated, d.edtf), else_=r.edtf).label("edtf"),
            r.summary,
        )
        .join(t.article, t.article.c.run == r.run)
        .join(t.article_shown, t.article_shown.c.article == r.article)
        .join(t.event_member, t.event_member.c.report == r.id)
        .outerjoin(t.decided, d.id == r.id)
        .where(t.event_member.c.event == event, ~t.article.c.withdrawn, func.coalesce(d.decision, "") != "rejected")
        .order_by(r.article, r.start)
    )
    return tuple(Told(*row) for row in tx.execute(query))


def reports_at(tx: Transaction, article: int, start: int, end: int) -> str | None:
    """The event whose report shares words with this stretch of an article; the first where there are several."""
    r = t.report.c
    query = (
        select(t.event_member.c.event)
        .join(t.report, r.id == t.event_member.c.report)
        .join(t.article, t.article.c.run == r.run)
        .where(r.article == article, r.start < max(end, start + 1), r.end > start, ~t.article.c.withdrawn)
        .order_by(r.start)
        .limit(1)
    )
    return tx.execute(query).scalar()


def first_mentions(tx: Transaction, entity: str) -> tuple[Told, ...]:
    """Where each article names this entity first."""
    m = t.mention.c
    first = (
        select(m.run, func.min(m.start).label("start"))
        .join(t.entity_member, t.entity_member.c.local == m.entity)
        .where(t.entity_member.c.entity == entity)
        .group_by(m.run)
        .subquery()
    )
    query = (
        select(m.article, m.start, func.max(m.end), t.article_shown.c.outlet, m.name)
        .join(first, (first.c.run == m.run) & (first.c.start == m.start))
        .join(t.article, t.article.c.run == m.run)
        .join(t.article_shown, t.article_shown.c.article == m.article)
        .where(~t.article.c.withdrawn)
        .group_by(m.article)
        .order_by(m.article)
    )
    return tuple(Told(row[0], row[1], row[2], row[3], None, row[4]) for row in tx.execute(query))


def place_of(tx: Transaction, finding: str) -> tuple[int, int, int] | None:
    """(article, start, end) of a finding of a current run; None where there is none of this id."""
    for table in TABLES.values():
        query = select(table.c.article, table.c.start, table.c.end).join(t.article, t.article.c.run == table.c.run)
        row = tx.execute(query.where(table.c.id == finding, ~t.article.c.withdrawn).limit(1)).first()
        if row is not None:
            return row[0], row[1], row[2]
    return None


def outlets_of(tx: Transaction, numbers: Sequence[int]) -> dict[int, str]:
    """Outlets of these articles (some hundreds at most)."""
    s = t.article_shown.c
    return {row[0]: row[1] for row in tx.execute(select(s.article, s.outlet).where(s.article.in_(numbers)))}
