"""Writer of the second truth: what one run found in one text. Runs are never changed; a new one is written beside them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any

from sqlalchemy import Table, delete

from casefile.domain import edtf
from casefile.domain.entities import LocalEntity
from casefile.domain.findings import DateFinding, Figure, Finding, Findings, Mention, Quote, Report
from casefile.domain.ids import Kind, Occurrences
from casefile.store import tables as t
from casefile.store.engine import Transaction
from casefile.store.write.bulk import carry_out, insert_one, insert_tuples
from casefile.store.write.context import Contexts, byte_offsets

HAND = "hand"
"""The rule of findings that the investigator marked."""

TABLES: dict[Kind, Table] = {
    Kind.DATE: t.date_finding,
    Kind.MENTION: t.mention,
    Kind.QUOTE: t.quote,
    Kind.FIGURE: t.figure,
    Kind.REPORT: t.report,
}

_FIELDS: dict[Kind, tuple[str, ...]] = {
    of: tuple(field.name for field in fields(kind) if field.name != "entities")
    for of, kind in (
        (Kind.DATE, DateFinding),
        (Kind.MENTION, Mention),
        (Kind.QUOTE, Quote),
        (Kind.FIGURE, Figure),
        (Kind.REPORT, Report),
    )
}
_VALUES = {kind: attrgetter(*names) for kind, names in _FIELDS.items()}
_PLACED = ("run", "id", "article", "paragraph", "sentence", "context", "context_at", "context_size")
_LOCAL = ("id", "type", "name", "aliases", "roles", "mentions", "frame", "acronym")
_LOCAL_VALUES = attrgetter(*_LOCAL)
_LOCAL_COLUMNS = ("run", "article", *_LOCAL, "confidence", "rule")
_FURTHER = {Kind.QUOTE: ("earliest", "latest", "speaker_key")}
_COLUMNS = {kind: (*_PLACED, *_FIELDS[kind], *_FURTHER.get(kind, ())) for kind in _FIELDS}


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
    for (start, end), position in sorted((anchored(finding), at) for at, finding in enumerate(findings)):
        identifier = twin_id(occurrences.id(kind, start, end), twin)
        times = seen[identifier] = seen.get(identifier, -1) + 1
        ids[position] = twin_id(identifier, -times)
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
    for kind, found in _kinds(findings):
        if not found:
            continue
        ids = finding_ids(read.text, read.digest, read.twin, kind, found)
        stands = [contexts.of(finding.start, finding.end) for finding in found]
        # Listings read bytes.
        offsets = byte_offsets(read.text, {place for context in stands for place in (context.start, context.end)})
        values = _VALUES[kind]
        rows: list[tuple[Any, ...]] = []
        for identifier, finding, context in zip(ids, found, stands, strict=True):
            at = offsets[context.start]
            place = (context.paragraph, context.sentence, context.start, at, offsets[context.end] - at)
            rows.append((run, identifier, read.article, *place, *values(finding), *_further(finding)))
        insert_tuples(tx, TABLES[kind], _COLUMNS[kind], rows)
        if kind is Kind.REPORT:
            _write_concerned(tx, run, ids, findings.reports)


def _write_concerned(tx: Transaction, run: int, ids: Sequence[str], reports: Sequence[Report]) -> None:
    """Whom these reports are about."""
    rows = [
        (run, identifier, position, entity)
        for identifier, report in zip(ids, reports, strict=True)
        for position, entity in enumerate(dict.fromkeys(report.entities))
    ]
    insert_tuples(tx, t.report_entity, ("run", "report", "position", "entity"), rows)


def write_local_entities(
    tx: Transaction, run: int, article: int, locals_: Iterable[LocalEntity], findings: Findings
) -> None:
    """The article's entities, in place of those the run had: each as sure as its surest mention."""
    surest: dict[str, tuple[float, str]] = {}
    for mention in findings.mentions:
        surest[mention.entity] = max(surest.get(mention.entity, (0.0, "")), (mention.confidence, mention.rule))
    carry_out(tx, "DELETE FROM local_entity WHERE run = ?", (run,))
    rows = [(run, article, *_LOCAL_VALUES(local), *surest.get(local.id, (0.0, ""))) for local in locals_]
    insert_tuples(tx, t.local_entity, _LOCAL_COLUMNS, rows)


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
    known = carry_out(tx, "SELECT id FROM cut WHERE version = ? AND digest = ?", (version, digest)).fetchone()
    if known is not None:
        return int(known[0])
    cut = insert_one(tx, t.cut, {"version": version, "digest": digest})
    paragraphs = [(cut, number, *span) for number, span in enumerate(findings.paragraphs, start=1)]
    sentences = [(cut, position, *span) for position, span in enumerate(findings.sentences)]
    insert_tuples(tx, t.paragraph, ("cut", "number", "start", "end"), paragraphs)
    insert_tuples(tx, t.sentence, ("cut", "position", "start", "end"), sentences)
    return cut


def _further(finding: Finding) -> tuple[str | None, ...]:
    """What quotes are listed by, besides what is in them."""
    return (*edtf.bounds(finding.edtf), speaker_key(finding.speaker)) if isinstance(finding, Quote) else ()


def speaker_key(words: str | None) -> str | None:
    """How a speaker's words are compared."""
    return words.casefold() if words else None


def remove_findings(tx: Transaction, run: int, ids: Iterable[str]) -> None:
    """Take marks made by hand out of a run again."""
    for identifier in ids:
        kind = Kind(identifier[0])
        if kind is Kind.REPORT:
            e = t.report_entity
            tx.execute(delete(e).where(e.c.run == run, e.c.report == identifier))
        table = TABLES[kind]
        tx.execute(delete(table).where(table.c.run == run, table.c.id == identifier))
