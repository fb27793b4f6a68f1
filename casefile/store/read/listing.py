"""Small questions: numbers, outlets, tags, lenses, the log."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import case, func, select

from casefile.domain.ids import Kind
from casefile.domain.rows import JournalRow
from casefile.store import tables as t
from casefile.store.engine import Transaction


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """What the case says about itself."""

    case_id: str
    created: str
    title: str
    summary: str
    classification: str
    revision: int
    unresolved: int
    """The first of the articles that came since the case was resolved; 0: none did."""


def case_record(tx: Transaction) -> CaseRecord:
    """The case's own row."""
    c = t.case_record.c
    return CaseRecord(
        *tx.execute(select(c.case_id, c.created, c.title, c.summary, c.classification, c.revision, c.unresolved)).one()
    )


def numbers(tx: Transaction) -> tuple[int, ...]:
    """Numbers of the articles that are not withdrawn."""
    a = t.article.c
    return tuple(tx.execute(select(a.number).where(~a.withdrawn).order_by(a.number)).scalars())


def outlets(tx: Transaction) -> tuple[tuple[str, int], ...]:
    """Outlets with the number of their articles, most first."""
    s, count = t.article_shown.c, func.count().label("count")
    query = (
        select(s.outlet, count)
        .join(t.article, t.article.c.number == s.article)
        .where(~t.article.c.withdrawn, s.outlet != "")
        .group_by(s.outlet)
        .order_by(count.desc(), s.outlet)
    )
    return tuple((row.outlet, row[1]) for row in tx.execute(query))


def tags(tx: Transaction) -> tuple[tuple[str, int], ...]:
    """Tags with the number of things that bear them, by name."""
    query = (
        select(t.tag.c.tag, func.count())
        .join(t.binding, t.binding.c.target == t.tag.c.target)
        .where(t.binding.c.bound.is_not(None))
        .group_by(t.tag.c.tag)
        .order_by(t.tag.c.tag)
    )
    return tuple((row[0], row[1]) for row in tx.execute(query))


def tag_colours(tx: Transaction) -> dict[str, str]:
    """The colours that were chosen for tags."""
    d, a = t.decision.c, t.anchor.c
    chosen = select(d.target, d.value).join(t.anchor, a.target == d.target)
    rows = tx.execute(chosen.where(a.kind == str(Kind.TAG), d.aspect == "colour"))
    return {row.target.removeprefix(Kind.TAG): row.value for row in rows}


def lenses(tx: Transaction) -> tuple[tuple[str, str], ...]:
    """Saved scopes, in their written form."""
    return tuple((row.name, row.scope) for row in tx.execute(select(t.lens).order_by(t.lens.c.name)))


def log(tx: Transaction) -> tuple[JournalRow, ...]:
    """The journal, newest first."""
    j = t.journal.c
    rows = tx.execute(select(j.sequence, j.at, j.who, j.label, j.state).order_by(j.sequence.desc()))
    return tuple(JournalRow(row.sequence, row.at, row.who, row.label, row.state != "done") for row in rows)


def steps(tx: Transaction) -> tuple[JournalRow, ...]:
    """All that was done, undone and redone, newest first, as the audit trail has it: `sequence` is its number there.

    An entry that is no JSON any more is left out; it is for verify to say so.
    """
    a, j = t.audit.c, t.journal.c
    payload = case((func.json_valid(a.payload) == 1, a.payload), else_="{}")
    verb = func.json_extract(payload, "$.verb")
    rows = tx.execute(
        select(a.sequence, a.at, func.json_extract(payload, "$.who").label("who"), verb.label("verb"), j.label, j.state)
        .outerjoin(t.journal, j.sequence == func.json_extract(payload, "$.entry"))
        .where((j.sequence.is_not(None)) | (verb == "repair"))
        .order_by(a.sequence.desc())
    )
    said = {"do": "", "undo": "Undone: ", "redo": "Redone: "}
    return tuple(
        JournalRow(
            row.sequence,
            row.at,
            row.who,
            f"{said.get(row.verb, '')}{row.label or 'Saved from a damaged file'}",
            row.verb == "do" and row.state != "done",
        )
        for row in rows
    )


def next_labels(tx: Transaction) -> tuple[str | None, str | None]:
    """What undo would take back and what redo would bring back."""
    j = t.journal.c
    done = tx.execute(select(j.label).where(j.state == "done").order_by(j.sequence.desc()).limit(1)).scalar()
    undone = tx.execute(select(j.label).where(j.state == "undone").order_by(j.sequence).limit(1)).scalar()
    return done, undone
