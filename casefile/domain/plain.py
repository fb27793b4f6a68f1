"""Rows as plain data: the JSON fields of the interface, alike in listings of the command line and in exports."""

from __future__ import annotations

import dataclasses
from typing import Any

from casefile.domain.claims import Claim
from casefile.domain.hits import Hit
from casefile.domain.languages import is_reduced
from casefile.domain.records import publication_record
from casefile.domain.rows import ArticleRow, EntityRow, EventRow, FigureRow, MergeSuggestion, Place, QuoteRow

Row = dict[str, Any]


def article_row(row: ArticleRow) -> Row:
    return {
        "id": row.id,
        "number": row.number,
        "title": row.title,
        "outlet": row.outlet,
        "authors": list(row.authors),
        "published": publication_record(row.published),
        "language": row.language,
        "reduced": is_reduced(row.language),
        "url": row.url,
        "sha256": row.sha256,
        "grade": row.grade,
        "origin": row.origin,
        "duplicate_of": row.duplicate_of,
        "overlap": row.overlap,
        "counts": dataclasses.asdict(row.counts),
        "starred": row.starred,
        "tags": list(row.tags),
    }


def event_row(row: EventRow) -> Row:
    first = row.reports[0]
    return {
        "id": row.id,
        **_place(first.place),
        "summary": row.summary,
        "edtf": row.edtf,
        "earliest": row.earliest,
        "latest": row.latest,
        "basis": row.basis,
        "status": row.status,
        "entities": list(row.entities),
        "differing": row.differing,
        "reports": [
            {"id": report.id, **_place(report.place), "edtf": report.edtf, "status": report.status, "basis": report.basis}
            for report in row.reports
        ],
        **_judged(row),
        "starred": row.starred,
        "tags": list(row.tags),
    }


def entity_row(row: EntityRow) -> Row:
    return {
        "id": row.id,
        "name": row.name,
        "type": str(row.type),
        "aliases": list(row.aliases),
        "roles": [{"role": role.role, "edtf": role.edtf, "article": role.article} for role in row.roles],
        "mentions": row.mentions,
        "articles": list(row.articles),
        "first": row.first,
        "last": row.last,
        "frame": row.frame,
        **_judged(row),
        "starred": row.starred,
        "tags": list(row.tags),
    }


def quote_row(row: QuoteRow) -> Row:
    return {
        "id": row.id,
        **_place(row.place),
        "spans": [list(span) for span in row.spans],
        "kind": row.kind,
        "cue": row.cue,
        "speaker": row.speaker,
        "speaker_type": row.speaker_type,
        "speaker_entity": row.speaker_entity,
        "affiliation": row.affiliation,
        "affiliation_entity": row.affiliation_entity,
        "quoted": [list(span) for span in row.quoted],
        "edtf": row.edtf,
        **_judged(row),
        "starred": row.starred,
        "tags": list(row.tags),
    }


def figure_row(row: FigureRow) -> Row:
    return {
        "id": row.id,
        **_place(row.place),
        "value": row.value,
        "value_max": row.value_max,
        "unit": row.unit,
        "qualifier": row.qualifier,
        "kind": row.kind,
        **_judged(row),
    }


def claim_row(row: Claim) -> Row:
    said = row.said
    first = min(said, key=lambda cell: (not cell.first, cell.start or 0))
    return {
        "id": row.id,
        "article": first.article,
        "paragraph": first.paragraph,
        "start": first.start,
        "end": first.end,
        "text": first.value,
        "sentence": first.sentence,
        "summary": row.summary,
        "kind": str(row.kind),
        "standing": str(row.standing),
        "origins": row.origins,
        "said_by": list(row.said_by),
        "status": row.status,
        "as_of": row.as_of,
        "grade": {**dataclasses.asdict(row.grade), "value": row.grade.value, "words": row.grade.words},
        "merged": list(row.merged),
        "cells": [{**dataclasses.asdict(cell), "relation": str(cell.relation)} for cell in row.cells],
        "decision": row.decision,
        "confidence": row.confidence,
        "rule": row.rule,
    }


def hit_row(row: Hit) -> Row:
    return {
        "id": row.id,
        "kind": row.kind,
        "article": row.article,
        "score": row.score,
        "title": row.title,
        "snippet": row.snippet,
        "hits": [list(hit) for hit in row.hits],
        "start": row.start,
    }


def suggestion_row(row: MergeSuggestion) -> Row:
    """Two entities that may be one."""
    return {
        "id": row.id,
        "first": row.first,
        "second": row.second,
        "names": [row.first_name, row.second_name],
        "type": row.type,
        "reason": row.reason,
        "why": row.why,
        "confidence": row.confidence,
        **_place(row.place),
    }


def _place(place: Place) -> Row:
    return {
        "article": place.article,
        "paragraph": place.paragraph,
        "start": place.start,
        "end": place.end,
        "text": place.text,
        "sentence": place.sentence,
        "page": place.page,
    }


def _judged(row: EventRow | EntityRow | QuoteRow | FigureRow) -> Row:
    return {"decision": row.decision, "confidence": row.confidence, "rule": row.rule}
