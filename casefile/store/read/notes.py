"""The investigator's notes."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, func, literal, or_, select

from casefile.domain.ids import Kind
from casefile.domain.rows import NoteRow
from casefile.domain.scope import EVERYTHING, Scope
from casefile.store import tables as t
from casefile.store.engine import AnyRow, Transaction
from casefile.store.read.articles import numbers_in
from casefile.store.read.scope import Condition, Found, within


def notes(tx: Transaction, scope: Scope, found: Found, where: Condition | None = None) -> tuple[NoteRow, ...]:
    """Notes on the case and on articles in scope or things in them, oldest first."""
    query = _rows()
    if scope != EVERYTHING:
        query = query.where(within(t.anchor.c.article, numbers_in(tx, scope, found)))
    if where is not None:
        query = query.where(where)
    return tuple(_note(row) for row in tx.execute(query.order_by(t.note.c.created, t.note.c.id)))


def notes_in(tx: Transaction, article: int) -> tuple[NoteRow, ...]:
    """Notes on an article and on what stands in it, in order of the text."""
    found = notes(tx, EVERYTHING, {}, t.anchor.c.article == article)
    return tuple(sorted(found, key=lambda note: (note.start is not None, note.start or 0)))


def note_text(tx: Transaction, note: str) -> str | None:
    """The words of a note; None where there is none of this id."""
    return tx.execute(select(t.note.c.text).where(t.note.c.id == note)).scalar()


def _rows() -> Select[Any]:
    n, a, b = t.note.c, t.anchor.c, t.binding.c
    # An entity's or event's note hangs on one of its members; the row names the whole.
    named = func.coalesce(t.entity_member.c.entity, t.event_member.c.event, b.bound, n.target, "")
    return (
        select(
            n.id,
            named.label("named"),
            n.text,
            a.article,
            n.start,
            n.end,
            n.created,
            a.kind,
            a.start.label("anchor_start"),
            a.end.label("anchor_end"),
        )
        .outerjoin(t.anchor, a.target == n.target)
        .outerjoin(t.binding, b.target == n.target)
        .outerjoin(t.article, t.article.c.number == a.article)
        .outerjoin(t.entity_member, t.entity_member.c.local == b.bound)
        .outerjoin(
            t.event_member,
            (func.substr(b.bound, 1, 1) == str(Kind.EVENT))
            & (t.event_member.c.report == literal(str(Kind.REPORT)).op("||")(func.substr(b.bound, 2))),
        )
        .where(or_(t.article.c.number.is_(None), ~t.article.c.withdrawn))
    )


def _note(row: AnyRow) -> NoteRow:
    # A note on a finding stands where that stands; one on an entity stands nowhere in particular.
    inside = row.kind not in (None, Kind.ARTICLE, Kind.ENTITY, Kind.OUTLET)
    start, end = (row.anchor_start, row.anchor_end) if inside and row.start is None else (row.start, row.end)
    article = None if row.kind in (None, Kind.ENTITY, Kind.OUTLET) else row.article
    return NoteRow(row.id, row.named, row.text, article, start, end, row.created)
