"""What stands now in an article: its text, its run, and the findings of that run as values."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, TypeVar

from sqlalchemy import Table, select

from casefile.domain.articles import Basis, Metadata, Publication
from casefile.domain.findings import DateFinding, EntityType, Figure, Finding, Findings, Mention, Quote, Report
from casefile.errors import BugError
from casefile.store import tables as t
from casefile.store.engine import Transaction

F = TypeVar("F", bound=Finding)


@dataclass(frozen=True, slots=True)
class CurrentText:
    """The text of an article's current version, and the run that read it."""

    article: int
    version: int
    run: int
    text: str
    digest: str
    twin: int
    withdrawn: bool


def current_text(tx: Transaction, article: int) -> CurrentText | None:
    """None where there is no such article."""
    a, v = t.article.c, t.article_version.c
    row = tx.execute(
        select(a.number, v.id, a.run, v.text, v.text_sha256, v.twin, a.withdrawn)
        .join(t.article_version, v.id == a.version)
        .where(a.number == article)
    ).first()
    return CurrentText(*row) if row else None


def shown_metadata(tx: Transaction, article: int) -> Metadata:
    """Metadata with decisions applied; the manifest's further columns as they were found."""
    s = t.article_shown.c
    row = tx.execute(
        select(t.article_shown, t.article_version.c.extra)
        .join(t.article, t.article.c.number == s.article)
        .join(t.article_version, t.article_version.c.id == t.article.c.version)
        .where(s.article == article)
    ).one()
    published = Publication(row.edtf, Basis(row.basis), row.confidence)
    return Metadata(row.title, row.outlet, row.authors, published, row.language, row.url, row.grade, row.extra)


def metadata_decisions(tx: Transaction, article: int) -> dict[str, str]:
    """What was decided about an article, by field."""
    m = t.metadata_decision.c
    return {row.field: row.value for row in tx.execute(select(m.field, m.value).where(m.article == article))}


def findings_of(tx: Transaction, run: int) -> Findings:
    """Everything that a run found (and what was marked by hand in it), in order of the text."""
    head = tx.execute(select(t.run).where(t.run.c.id == run)).first()
    if head is None:
        raise BugError(f"there is no run {run}")
    sentences = (
        select(t.sentence.c.start, t.sentence.c.end).where(t.sentence.c.cut == head.cut).order_by(t.sentence.c.position)
    )
    paragraphs = select(t.paragraph.c.start, t.paragraph.c.end).where(t.paragraph.c.cut == head.cut)
    e = t.report_entity.c
    entities: dict[str, list[str]] = {}
    for row in tx.execute(select(e.report, e.entity).where(e.run == run).order_by(e.report, e.position)):
        entities.setdefault(row.report, []).append(row.entity)
    return Findings(
        head.language,
        Publication(head.edtf, Basis(head.basis), head.confidence),
        tuple((row.start, row.end) for row in tx.execute(sentences)),
        tuple((row.start, row.end) for row in tx.execute(paragraphs.order_by(t.paragraph.c.number))),
        _findings(tx, run, t.date_finding, DateFinding),
        _findings(tx, run, t.mention, Mention, type=EntityType),
        _findings(tx, run, t.quote, Quote),
        _findings(tx, run, t.figure, Figure),
        _findings(tx, run, t.report, Report, entities=entities),
    )


def findings_and_extractor(tx: Transaction, run: int) -> tuple[str, Findings]:
    """The version of the rules that made a run, and what it found."""
    extractor = tx.execute(select(t.run.c.extractor).where(t.run.c.id == run)).scalar_one()
    return extractor, findings_of(tx, run)


def _findings(tx: Transaction, run: int, table: Table, kind: type[F], **special: Any) -> tuple[F, ...]:
    names = [field.name for field in fields(kind)]
    found = []
    for row in tx.execute(
        select(table).where(table.c.run == run).order_by(table.c.start, table.c.end, table.c.id)
    ).mappings():
        values = {name: row[name] for name in names if name != "entities"}
        if "type" in special:
            values["type"] = special["type"](row["type"])
        if "entities" in special:
            values["entities"] = tuple(special["entities"].get(row["id"], ()))
        found.append(kind(**values))
    return tuple(found)
