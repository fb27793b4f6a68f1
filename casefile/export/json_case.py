"""The whole case as one JSON document: what `casefile extract` prints of each article, and what stands above articles."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from typing import Any

from casefile.domain.ids import Kind, text_digest
from casefile.domain.material import Material
from casefile.domain.plain import article_row, claim_row, entity_row, event_row
from casefile.domain.rows import ArticleRow

SCHEMA_VERSION = 1

Data = dict[str, Any]


def json_case(material: Material) -> bytes:
    """UTF-8 with a final line end; the same case gives the same bytes. `articles` holds the records of the extraction, with
    the text they count in; `material.records` must have been gathered."""
    return (json.dumps(case_data(material), ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")


def case_data(material: Material) -> Data:
    """The document as plain data."""
    overview = material.overview
    return {
        "schema_version": SCHEMA_VERSION,
        "case": {
            "id": overview.case_id,
            "title": overview.title,
            "summary": overview.summary,
            "classification": overview.classification,
            "revision": overview.revision,
            "extractor": material.extractor,
            "counts": dataclasses.asdict(overview.counts),
        },
        "articles": [_article(row, material) for row in material.articles],
        "entities": [entity_row(row) for row in material.entities],
        "events": [event_row(row) for row in material.events],
        "claims": [claim_row(claim) for claim in material.claims],
        "judgements": [dataclasses.asdict(judgement) for judgement in material.judgements],
        "hypotheses": dataclasses.asdict(material.competition),
        "gaps": [dataclasses.asdict(gap) for gap in material.gaps],
        "grades": [dataclasses.asdict(graded) for graded in material.grades],
        "origins": dataclasses.asdict(material.origins),
        "decisions": list(_decisions(material)),
        "notes": [dataclasses.asdict(note) for note in material.notes],
        "sources": [article_row(row) for row in material.articles],
        "log": [dataclasses.asdict(entry) for entry in material.log],
    }


def _article(row: ArticleRow, material: Material) -> Data:
    text = material.texts[row.number]
    record = dict((material.records or {})[row.number])
    return record | {"id": row.id, "number": row.number, "title": row.title, "text": text, "text_sha256": text_digest(text)}


def _decisions(material: Material) -> Iterator[Data]:
    """What the investigator decided, one entry a target, with what the target shows now."""
    kinds = (
        (Kind.EVENT, material.events),
        (Kind.ENTITY, material.entities),
        (Kind.MENTION, material.mentions),
        (Kind.QUOTE, material.quotes),
        (Kind.FIGURE, material.figures),
    )
    for kind, rows in kinds:
        for row in rows:
            tags, starred = getattr(row, "tags", ()), getattr(row, "starred", False)
            if row.decision or tags or starred:
                yield {
                    "target": row.id,
                    "kind": kind.name.casefold(),
                    "decision": row.decision,
                    "tags": tags,
                    "starred": starred,
                }
