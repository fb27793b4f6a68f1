"""CSV that a spreadsheet opens without running anything in it.

A cell that a spreadsheet would take for a formula (leading = + - @, tab or carriage return, and the fullwidth forms that
some of them fold) gets an apostrophe before it, as OWASP's note on CSV injection advises; a plain number stays a number.
"""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from casefile.domain.claims import Claim, Relation
from casefile.domain.material import Material
from casefile.domain.rows import ArticleRow, EntityRow, EventRow, FigureRow, MentionRow, Place, QuoteRow, ReportRow

Row = Mapping[str, Any]

_DANGEROUS = frozenset("=+-@\t\r\n＝＋－＠")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)*(?:[eE][+-]?\d+)?")
_BYTE_ORDER_MARK = "\ufeff"


def safe_cell(text: str) -> str:
    """`text` as a cell that no spreadsheet takes for a formula; numbers as they are."""
    # Spreadsheets skip leading blanks before they look for the sign; lone surrogates cannot be written as UTF-8.
    clean = text.encode("utf-8", "replace").decode("utf-8").replace("\0", "")
    start = clean.lstrip(" \u00a0\u3000\u200b\ufeff")
    if (clean[:1] in _DANGEROUS or start[:1] in _DANGEROUS) and clean and not _NUMBER.fullmatch(clean):
        return "'" + clean
    return clean


def table(rows: Iterable[Row], columns: Sequence[str]) -> str:
    """CSV (RFC 4180, CRLF) of these columns with a header. Lists are joined with "; ", nested values are JSON."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([safe_cell(cell(row.get(column))) for column in columns])
    return out.getvalue()


def cell(value: object) -> str:
    """A value as the text of one cell."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else ""
        case str():
            return str(value)
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case int() | float():
            return str(value)
        case list() | tuple() if all(isinstance(part, str) for part in value):
            return "; ".join(value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=_as_data)


def articles_csv(rows: Iterable[ArticleRow]) -> str:
    """The source list."""
    return table(
        (
            {
                "id": row.id,
                "title": row.title,
                "outlet": row.outlet,
                "authors": row.authors,
                "published": row.published.edtf,
                "published_basis": str(row.published.basis),
                "published_confidence": row.published.confidence,
                "language": row.language,
                "url": row.url,
                "grade": row.grade,
                "origin": row.origin,
                "duplicate_of": row.duplicate_of,
                "sha256": row.sha256,
                "tags": row.tags,
            }
            for row in rows
        ),
        ARTICLE_COLUMNS,
    )


def timeline_csv(rows: Iterable[EventRow]) -> str:
    """One line for each report of an event; the event's id, date and summary repeat."""
    return table(
        (
            {
                "event": row.id,
                "edtf": row.edtf,
                "earliest": row.earliest,
                "latest": row.latest,
                "summary": row.summary,
                "status": report.status,
                "basis": report.basis,
                "differing": row.differing,
                "reported_edtf": report.edtf,
                "date_text": report.date_text,
                "outlet": report.outlet,
                "decision": report.decision or row.decision,
                "confidence": report.confidence,
                "rule": report.rule,
            }
            | place_cells(report.place)
            for row in rows
            for report in row.reports
        ),
        EVENT_COLUMNS,
    )


def entities_csv(rows: Iterable[EntityRow]) -> str:
    """One line an entity."""
    return table(
        (
            {
                "id": row.id,
                "name": row.name,
                "type": str(row.type),
                "aliases": row.aliases,
                "roles": tuple(dict.fromkeys(role.role for role in row.roles)),
                "mentions": row.mentions,
                "articles": row.articles,
                "first": row.first,
                "last": row.last,
                "decision": row.decision,
                "tags": row.tags,
            }
            for row in rows
        ),
        ENTITY_COLUMNS,
    )


def quotes_csv(rows: Iterable[QuoteRow]) -> str:
    """One line a quote."""
    return table(
        (
            {
                "id": row.id,
                "kind": row.kind,
                "speaker": row.speaker,
                "speaker_type": row.speaker_type,
                "speaker_entity": row.speaker_entity,
                "affiliation": row.affiliation,
                "cue": row.cue,
                "edtf": row.edtf,
                "outlet": row.outlet,
                "decision": row.decision,
                "confidence": row.confidence,
                "rule": row.rule,
                "tags": row.tags,
            }
            | place_cells(row.place)
            for row in rows
        ),
        QUOTE_COLUMNS,
    )


def figures_csv(rows: Iterable[FigureRow]) -> str:
    """One line a figure."""
    return table(
        (
            {
                "id": row.id,
                "value": row.value,
                "value_max": row.value_max,
                "unit": row.unit,
                "qualifier": row.qualifier,
                "kind": row.kind,
                "decision": row.decision,
                "confidence": row.confidence,
                "rule": row.rule,
            }
            | place_cells(row.place)
            for row in rows
        ),
        FIGURE_COLUMNS,
    )


def encoded(text: str) -> bytes:
    """A CSV as bytes: UTF-8 with a byte order mark, without which spreadsheets guess the encoding."""
    return (_BYTE_ORDER_MARK + text).encode("utf-8")


def place_cells(place: Place) -> dict[str, Any]:
    """The columns that say where a row stands."""
    return {
        "article": place.article,
        "paragraph": place.paragraph,
        "start": place.start,
        "end": place.end,
        "text": place.text,
        "sentence": place.sentence,
    }


_PLACE = ("article", "paragraph", "start", "end", "text", "sentence")
_HOW = ("decision", "confidence", "rule")
ARTICLE_COLUMNS = (
    *(
        "id",
        "title",
        "outlet",
        "authors",
        "published",
        "published_basis",
        "published_confidence",
        "language",
        "url",
        "grade",
    ),
    *("origin", "duplicate_of", "sha256", "tags"),
)
EVENT_COLUMNS = (
    *("event", "edtf", "earliest", "latest", "summary", "status", "basis", "differing", "reported_edtf", "date_text"),
    *("outlet", *_PLACE, *_HOW),
)
ENTITY_COLUMNS = ("id", "name", "type", "aliases", "roles", "mentions", "articles", "first", "last", "decision", "tags")
QUOTE_COLUMNS = (
    *("id", "kind", "speaker", "speaker_type", "speaker_entity", "affiliation", "cue", "edtf", "outlet"),
    *(*_PLACE, *_HOW, "tags"),
)
EVERYTHING_COLUMNS = (*("kind", "id", *_PLACE, "what", "edtf", "value", "status", "entity", "outlet", "published", *_HOW),)
FIGURE_COLUMNS = ("id", "value", "value_max", "unit", "qualifier", "kind", *_PLACE, *_HOW)

CLAIM_COLUMNS = (
    *("id", "summary", "kind", "standing", "origins", "status", "grade", "as_of", "relation", "value", "speaker"),
    *("article", "paragraph", "start", "end", "sentence", "decision"),
)


def claims_csv(claims: Iterable[Claim]) -> str:
    """One line for what each article says to a claim; the claim's id, summary and standing repeat."""
    return table(
        (
            {
                "id": claim.id,
                "summary": claim.summary,
                "kind": str(claim.kind),
                "standing": str(claim.standing),
                "origins": claim.origins,
                "status": claim.status,
                "grade": claim.grade.value,
                "as_of": claim.as_of,
                "relation": str(cell.relation),
                "decision": claim.decision,
            }
            | {
                name: getattr(cell, name)
                for name in ("value", "speaker", "article", "paragraph", "start", "end", "sentence")
            }
            for claim in claims
            for cell in claim.cells
            if cell.relation is not Relation.SILENT
        ),
        CLAIM_COLUMNS,
    )


LISTINGS: Mapping[str, Callable[[Material], str]] = {
    "articles": lambda material: articles_csv(material.articles),
    "timeline": lambda material: timeline_csv(material.events),
    "entities": lambda material: entities_csv(material.entities),
    "quotes": lambda material: quotes_csv(material.quotes),
    "figures": lambda material: figures_csv(material.figures),
    "claims": lambda material: claims_csv(material.claims),
}
"""Listing -> its table."""


def everything_csv(material: Material) -> str:
    """All findings of a case in one table, in order of the texts: what a sheet can sort, filter and count."""
    rows: list[dict[str, Any]] = []
    extra: dict[str, Any]
    for event in material.events:
        for report in event.reports:
            extra = {"kind": "event", "id": event.id, "what": event.summary, "edtf": report.edtf, "status": report.status}
            rows.append(extra | _how(report) | place_cells(report.place))
    for mention in material.mentions:
        extra = {"kind": str(mention.type), "id": mention.id, "what": mention.name, "entity": mention.entity}
        rows.append(extra | _how(mention) | place_cells(mention.place))
    for quote in material.quotes:
        extra = {"kind": f"{quote.kind} quote", "id": quote.id, "what": quote.speaker, "edtf": quote.edtf}
        rows.append(
            extra | {"entity": quote.speaker_entity, "status": quote.speaker_type} | _how(quote) | place_cells(quote.place)
        )
    for figure in material.figures:
        extra = {"kind": "figure", "id": figure.id, "what": figure.unit, "value": figure.value, "status": figure.qualifier}
        rows.append(extra | _how(figure) | place_cells(figure.place))
    sources = {row.id: row for row in material.articles}
    for row in rows:
        source = sources.get(row["article"])
        row |= {"outlet": source.outlet, "published": source.published.edtf} if source else {}
    rows.sort(key=lambda row: (int(row["article"][1:]), row["start"], row["end"], row["kind"], row["id"]))
    return table(rows, EVERYTHING_COLUMNS)


def _how(row: ReportRow | MentionRow | QuoteRow | FigureRow) -> dict[str, Any]:
    return {"decision": row.decision, "confidence": row.confidence, "rule": row.rule}


def _as_data(value: object) -> object:
    return dataclasses.asdict(value) if dataclasses.is_dataclass(value) and not isinstance(value, type) else str(value)
