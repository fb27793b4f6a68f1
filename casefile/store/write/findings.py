"""Writer of the second truth: what one run found in one text. Runs are never changed; a new one is written beside them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import Table, delete, select

from casefile.domain import edtf
from casefile.domain.entities import LocalEntity
from casefile.domain.findings import DateFinding, Figure, Finding, Findings, Mention, Quote, Report
from casefile.domain.ids import Kind, Occurrences
from casefile.store import tables as t
from casefile.store.engine import Transaction
from casefile.store.write.bulk import insert_one, insert_rows
from casefile.store.write.context import Contexts, byte_offsets

Row = dict[str, Any]

HAND = "hand"
"""The rule of findings that the investigator marked."""

TABLES: dict[Kind, Table] = {
    Kind.DATE: t.date_finding,
    Kind.MENTION: t.mention,
    Kind.QUOTE: t.quote,
    Kind.FIGURE: t.figure,
    Kind.REPORT: t.report,
}

_FIELDS: dict[type, tuple[str, ...]] = {
    kind: tuple(field.name for field in fields(kind) if field.name != "entities")
    for kind in (DateFinding, Mention, Quote, Figure, Report)
}


@dataclass(frozen=True, slots=True)
class Read:
    """A text that was read, as the rows of its findings need it."""

    article: int
    version: int
    text: str
    digest: str
    twin: int


def twin_id(identifier: str, twin: int) -> str:
    """The id of the same finding in the `twin`-th further article with the same text; itself for 0."""
    if twin == 0:
        return identifier
    return identifier[0] + hashlib.sha256(f"{identifier}\0{twin}".encode()).hexdigest()[:13]


def anchored(finding: Finding) -> tuple[int, int]:
    """The stretch a finding's id hangs on: its own, but a report's trigger, since one sentence may report several things."""
    if isinstance(finding, Report) and finding.trigger_end > finding.trigger_start:
        return finding.trigger_start, finding.trigger_end
    return finding.start, finding.end


def finding_ids(text: str, digest: str, twin: int, kind: Kind, findings: Sequence[Finding]) -> list[str]:
    """The ids of these findings, in their order. Two on the very same stretch are told apart by their order."""
    occurrences = Occurrences(text, digest)
    ids = [""] * len(findings)
    seen: dict[str, int] = {}
    for position in sorted(range(len(findings)), key=lambda index: anchored(findings[index])):
        identifier = twin_id(occurrences.id(kind, *anchored(findings[position])), twin)
        seen[identifier] = seen.get(identifier, -1) + 1
        ids[position] = twin_id(identifier, -seen[identifier])
    return ids


def write_run(
    tx: Transaction, read: Read, findings: Findings, locals_: Iterable[LocalEntity], extractor: str, at: str
) -> int:
    """Write a run with all it found. Returns its id."""
    published = findings.published
    run = insert_one(
        tx,
        t.run,
        {
            "article": read.article,
            "version": read.version,
            "cut": _cut(tx, read.version, findings),
            "extractor": extractor,
            "edtf": published.edtf,
            "basis": str(published.basis),
            "confidence": published.confidence,
            "language": findings.language,
            "at": at,
        },
    )
    write_findings(tx, run, read, findings)
    write_local_entities(tx, run, read.article, locals_, findings)
    return run


def write_findings(tx: Transaction, run: int, read: Read, findings: Findings) -> None:
    """The rows of these findings, in a run that is being written or with what was marked by hand."""
    contexts = Contexts(read.text, findings.sentences, findings.paragraphs)
    reports: list[Row] = []
    for kind, found in _kinds(findings):
        ids = finding_ids(read.text, read.digest, read.twin, kind, found)
        rows = [
            _row(run, read.article, identifier, finding, contexts) for identifier, finding in zip(ids, found, strict=True)
        ]
        _place_bytes(rows, read.text)
        insert_rows(tx, TABLES[kind], rows)
        if kind is Kind.REPORT:
            reports = [
                {"run": run, "report": identifier, "position": position, "entity": entity}
                for identifier, report in zip(ids, findings.reports, strict=True)
                for position, entity in enumerate(dict.fromkeys(report.entities))
            ]
    insert_rows(tx, t.report_entity, reports)


def write_local_entities(
    tx: Transaction, run: int, article: int, locals_: Iterable[LocalEntity], findings: Findings
) -> None:
    """The article's entities, in place of those the run had: each as sure as its surest mention."""
    surest: dict[str, tuple[float, str]] = {}
    for mention in findings.mentions:
        surest[mention.entity] = max(surest.get(mention.entity, (0.0, "")), (mention.confidence, mention.rule))
    tx.execute(delete(t.local_entity).where(t.local_entity.c.run == run))
    rows = [
        {
            "run": run,
            "id": local.id,
            "article": article,
            "type": str(local.type),
            "name": local.name,
            "aliases": local.aliases,
            "roles": local.roles,
            "mentions": local.mentions,
            "frame": local.frame,
            "acronym": local.acronym,
            "confidence": surest.get(local.id, (0.0, ""))[0],
            "rule": surest.get(local.id, (0.0, ""))[1],
        }
        for local in locals_
    ]
    insert_rows(tx, t.local_entity, rows)


def _kinds(findings: Findings) -> Iterable[tuple[Kind, Sequence[Finding]]]:
    return (
        (Kind.DATE, findings.dates),
        (Kind.MENTION, findings.mentions),
        (Kind.QUOTE, findings.quotes),
        (Kind.FIGURE, findings.figures),
        (Kind.REPORT, findings.reports),
    )


def _cut(tx: Transaction, version: int, findings: Findings) -> int:
    """The text's sentences and paragraphs; shared by runs that cut it alike."""
    digest = hashlib.sha256(repr((findings.sentences, findings.paragraphs)).encode()).hexdigest()
    known = tx.execute(select(t.cut.c.id).where(t.cut.c.version == version, t.cut.c.digest == digest)).scalar()
    if known is not None:
        return int(known)
    cut = insert_one(tx, t.cut, {"version": version, "digest": digest})
    paragraphs = [{"cut": cut, "number": n, "start": s, "end": e} for n, (s, e) in enumerate(findings.paragraphs, start=1)]
    sentences = [{"cut": cut, "position": n, "start": s, "end": e} for n, (s, e) in enumerate(findings.sentences)]
    insert_rows(tx, t.paragraph, paragraphs)
    insert_rows(tx, t.sentence, sentences)
    return cut


def _row(run: int, article: int, identifier: str, finding: Finding, contexts: Contexts) -> Row:
    context = contexts.of(finding.start, finding.end)
    row: Row = {name: getattr(finding, name) for name in _FIELDS[type(finding)]}
    row.update(
        run=run,
        id=identifier,
        article=article,
        paragraph=context.paragraph,
        sentence=context.sentence,
        context=context.start,
        context_at=context.start,
        context_size=context.end,
    )
    if isinstance(finding, Quote):
        row["earliest"], row["latest"] = edtf.bounds(finding.edtf)
        row["speaker_key"] = speaker_key(finding.speaker)
    return row


def speaker_key(words: str | None) -> str | None:
    """How a speaker's words are compared."""
    return words.casefold() if words else None


def _place_bytes(rows: list[Row], text: str) -> None:
    # The contexts' ends came as code points; listings read bytes.
    offsets = byte_offsets(text, {row["context_at"] for row in rows} | {row["context_size"] for row in rows})
    for row in rows:
        at = offsets[row["context_at"]]
        row["context_size"] = offsets[row["context_size"]] - at
        row["context_at"] = at


def remove_findings(tx: Transaction, run: int, ids: Iterable[str]) -> None:
    """Take marks made by hand out of a run again."""
    for identifier in ids:
        kind = Kind(identifier[0])
        if kind is Kind.REPORT:
            e = t.report_entity
            tx.execute(delete(e).where(e.c.run == run, e.c.report == identifier))
        table = TABLES[kind]
        tx.execute(delete(table).where(table.c.run == run, table.c.id == identifier))
