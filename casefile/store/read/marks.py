"""What was marked by hand in an article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select

from casefile.store import tables as t
from casefile.store.engine import Transaction
from casefile.store.write.findings import TABLES


@dataclass(frozen=True, slots=True)
class HandMark:
    """One mark. `kind` is the first letter of its id."""

    id: str
    kind: str
    start: int
    end: int
    text_sha256: str
    fields: Mapping[str, str]


def hand_marks(tx: Transaction, article: int) -> tuple[HandMark, ...]:
    """The marks in an article, in order of the text."""
    h = t.hand.c
    query = select(h.id, h.kind, h.start, h.end, h.text_sha256, h.fields).where(h.article == article)
    return tuple(HandMark(*row) for row in tx.execute(query.order_by(h.start, h.end, h.id)))


def ids_in_run(tx: Transaction, run: int, rule: str) -> dict[str, bool]:
    """Ids of all findings of a run, and whether this rule made them."""
    found: dict[str, bool] = {}
    for table in TABLES.values():
        rows = tx.execute(select(table.c.id, table.c.rule).where(table.c.run == run))
        found.update({row.id: row.rule == rule for row in rows})
    return found


def ends_of(tx: Transaction, identifier: str) -> tuple[int, int, int] | None:
    """Start and end of a finding of a current run, as read or as corrected since, and the length of its text."""
    for table in TABLES.values():
        query = (
            select(table.c.start, table.c.end, t.decided.c.fields, func.length(t.article_version.c.text))
            .join(t.article, t.article.c.run == table.c.run)
            .join(t.article_version, t.article_version.c.id == t.article.c.version)
            .outerjoin(t.decided, t.decided.c.id == table.c.id)
            .where(table.c.id == identifier)
        )
        row = tx.execute(query.limit(1)).first()
        if row is not None:
            fields = row[2] or {}
            return int(fields.get("start") or row[0]), int(fields.get("end") or row[1]), int(row[3])
    return None


def reports_dated_by(tx: Transaction, date: str) -> tuple[str, ...]:
    """The reports of the current run whose date stands in the very words of this date."""
    d, r = t.date_finding.c, t.report.c
    query = (
        select(r.id)
        .join(t.date_finding, (d.run == r.run) & (d.start == r.date_start) & (d.end == r.date_end))
        .join(t.article, t.article.c.run == r.run)
        .where(d.id == date, ~t.article.c.withdrawn)
    )
    return tuple(tx.execute(query.order_by(r.id)).scalars())
