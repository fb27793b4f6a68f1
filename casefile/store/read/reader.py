"""One article as the reader shows it: text, marks, quotes, notes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import Select, case, func, select

from casefile.domain import edtf
from casefile.domain.rows import ArticleText, FigureRow, Mark, MentionRow, NoteRow, QuoteRow
from casefile.domain.scope import EVERYTHING
from casefile.store import tables as t
from casefile.store.engine import Transaction
from casefile.store.read.articles import article
from casefile.store.read.current import current_text
from casefile.store.read.findings import figures, mentions, quotes
from casefile.store.read.notes import notes_in
from casefile.store.read.places import members_by_whole, starred, tags_by_id, united
from casefile.store.write.findings import HAND


def article_text(tx: Transaction, number: int) -> ArticleText | None:
    """All the reader needs of one article; None where there is none of this number. Rejected findings are marked as such."""
    row, text = article(tx, number), current_text(tx, number)
    if row is None or text is None:
        return None
    said = quotes(tx, EVERYTHING, {}, rejected=True, where=t.quote.c.run == text.run)
    notes = notes_in(tx, number)
    marks = [
        *map(_mention, mentions(tx, EVERYTHING, {}, rejected=True, where=t.mention.c.run == text.run)),
        *map(_figure, figures(tx, EVERYTHING, {}, rejected=True, where=t.figure.c.run == text.run)),
        *map(_quote, said),
        *_dates(tx, text.run),
        *_triggers(tx, text.run),
        *(_note(note) for note in notes if note.start is not None and note.end is not None),
    ]
    return ArticleText(
        row,
        text.text,
        _spans(tx, t.paragraph.c.start, t.paragraph, text.run),
        _spans(tx, t.sentence.c.start, t.sentence, text.run),
        tuple(sorted(_tagged(tx, marks), key=lambda mark: (mark.start, -mark.end, mark.kind, mark.id))),
        tuple(quote for quote in said if quote.decision != "rejected"),
        notes,
    )


def _tagged(tx: Transaction, marks: list[Mark]) -> list[Mark]:
    """The marks, those with tags or a star bearing them: of the finding, or of the entity or event it belongs to."""
    wholes = tuple({mark.refers_to for mark in marks if mark.refers_to})
    tags, stars = tags_by_id(tx), starred(tx)
    if not tags and not stars:
        return marks
    members = members_by_whole(tx, wholes)

    def said(mark: Mark) -> Mark:
        ids = (mark.id, *members.get(mark.refers_to or "", ()))
        own, star = united(tags, ids), any(one in stars for one in ids)
        return replace(mark, tags=own, starred=star) if own or star else mark

    return [said(mark) for mark in marks]


def _spans(tx: Transaction, start: Any, table: Any, run: int) -> tuple[tuple[int, int], ...]:
    query = select(table.c.start, table.c.end).join(t.run, t.run.c.cut == table.c.cut).where(t.run.c.id == run)
    return tuple((row.start, row.end) for row in tx.execute(query.order_by(start)))


def _mention(row: MentionRow) -> Mark:
    at = row.place
    label = f"{row.name}, {row.role}" if row.role else row.name
    return Mark(
        at.start, at.end, str(row.type), row.id, row.entity, label, row.decision, row.confidence, row.rule, row.frame
    )


def _figure(row: FigureRow) -> Mark:
    at = row.place
    value = f"{row.value:,.10g}" if row.value_max is None else f"{row.value:,.10g}–{row.value_max:,.10g}"
    label = " ".join(part for part in ("" if row.qualifier == "exactly" else row.qualifier, value, row.unit) if part)
    return Mark(at.start, at.end, "figure", row.id, None, label, row.decision, row.confidence, row.rule)


def _quote(row: QuoteRow) -> Mark:
    at = row.place
    label = row.speaker or "speaker unknown"
    return Mark(at.start, at.end, "quote", row.id, row.speaker_entity, label, row.decision, row.confidence, row.rule)


def _note(row: NoteRow) -> Mark:
    return Mark(row.start or 0, row.end or 0, "note", row.id, row.target, " ".join(row.text.split())[:120], "", 1.0, HAND)


def _decided(table: Any, run: int) -> Select[Any]:
    d = t.decided.c
    return (
        select(
            table,
            func.coalesce(d.decision, "").label("said"),
            case((d.dated, d.edtf), else_=table.c.edtf).label("edtf_now"),
            d.fields,
        )
        .outerjoin(t.decided, d.id == table.c.id)
        .where(table.c.run == run)
    )


def _dates(tx: Transaction, run: int) -> list[Mark]:
    found = []
    for row in tx.execute(_decided(t.date_finding, run)):
        fields = row.fields or {}
        label = edtf.in_words(row.edtf_now) if row.edtf_now else row.duration or row.reference or row.kind
        start, end = int(fields.get("start") or row.start), int(fields.get("end") or row.end)
        found.append(Mark(start, end, "date", row.id, None, label, row.said, row.confidence, row.rule))
    return found


def _triggers(tx: Transaction, run: int) -> list[Mark]:
    query = _decided(t.report, run).join(t.event_member, t.event_member.c.report == t.report.c.id)
    found = []
    for row in tx.execute(query.add_columns(t.event_member.c.event)):
        label = f"{row.summary} ({edtf.in_words(row.edtf_now)})"
        found.append(
            Mark(row.trigger_start, row.trigger_end, "event", row.id, row.event, label, row.said, row.confidence, row.rule)
        )
    return found
