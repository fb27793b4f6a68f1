"""Findings as the records that `casefile extract` and `casefile export --format json` print: dicts with every key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from casefile.domain.articles import Publication
from casefile.domain.edtf import day_and_time
from casefile.domain.findings import DateFinding, Figure, Findings, Mention, Quote, Report

Record = dict[str, Any]


def publication_record(published: Publication) -> Record:
    """`{"edtf", "basis", "confidence"}`."""
    return {"edtf": published.edtf, "basis": str(published.basis), "confidence": published.confidence}


def findings_record(
    identifier: str,
    text: str,
    findings: Findings,
    entity_of: Mapping[str, str] | None = None,
    name_of: Mapping[str, str] | None = None,
) -> Record:
    """One article's record. `entity_of` maps local entity ids to case-wide ones, `name_of` those to the entity's name."""
    ids: Mapping[str, str] = entity_of or {}
    names: Mapping[str, str] = name_of or {}
    return {
        "id": identifier,
        "language": findings.language,
        "published": publication_record(findings.published),
        "sentences": findings.sentences,
        "paragraphs": findings.paragraphs,
        "dates": [_date(found, text) for found in findings.dates],
        "entities": [_mention(found, text, ids, names) for found in findings.mentions],
        "quotes": [_quote(found, text, ids, names) for found in findings.quotes],
        "figures": [_figure(found, text) for found in findings.figures],
        "events": [_report(found, ids) for found in findings.reports],
    }


def _date(found: DateFinding, text: str) -> Record:
    return {
        "start": found.start,
        "end": found.end,
        "text": text[found.start : found.end],
        "kind": found.kind,
        "edtf": found.edtf,
        "earliest": found.earliest,
        "latest": found.latest,
        "duration": found.duration,
        "reference": found.reference,
        "anchor": found.anchor,
        "confidence": found.confidence,
        "rule": found.rule,
    }


def _mention(found: Mention, text: str, ids: Mapping[str, str], names: Mapping[str, str]) -> Record:
    entity = ids.get(found.entity, found.entity)
    return {
        "start": found.start,
        "end": found.end,
        "text": text[found.start : found.end],
        "type": str(found.type),
        "name": names.get(entity, found.name),
        "entity": entity,
        "role": found.role,
        "frame": found.frame,
        "confidence": found.confidence,
        "rule": found.rule,
    }


def _quote(found: Quote, text: str, ids: Mapping[str, str], names: Mapping[str, str]) -> Record:
    entity = ids.get(found.speaker_entity, found.speaker_entity) if found.speaker_entity else None
    body = ids.get(found.affiliation_entity, found.affiliation_entity) if found.affiliation_entity else None
    return {
        "start": found.start,
        "end": found.end,
        "spans": found.spans,
        "quoted": found.quoted,
        "text": text[found.start : found.end],
        "kind": found.kind,
        "cue": found.cue,
        "cue_start": found.cue_start,
        "cue_end": found.cue_end,
        "speaker": names.get(entity, found.speaker) if entity and found.speaker_type == "named" else found.speaker,
        "speaker_type": found.speaker_type,
        "speaker_start": found.speaker_start,
        "speaker_end": found.speaker_end,
        "speaker_entity": entity,
        "affiliation": names.get(body, found.affiliation) if body else found.affiliation,
        "affiliation_entity": body,
        "edtf": found.edtf,
        "confidence": found.confidence,
        "rule": found.rule,
    }


def _figure(found: Figure, text: str) -> Record:
    return {
        "start": found.start,
        "end": found.end,
        "text": text[found.start : found.end],
        "kind": found.kind,
        "value": _number(found.value),
        "value_max": _number(found.value_max),
        "unit": found.unit,
        "qualifier": found.qualifier,
        "confidence": found.confidence,
        "rule": found.rule,
    }


def _report(found: Report, ids: Mapping[str, str]) -> Record:
    day, time = day_and_time(found.edtf)
    return {
        "start": found.start,
        "end": found.end,
        "summary": found.summary,
        "trigger_start": found.trigger_start,
        "trigger_end": found.trigger_end,
        "edtf": day,
        "time": time,
        "earliest": found.earliest,
        "latest": found.latest,
        "basis": found.basis,
        "date_start": found.date_start,
        "date_end": found.date_end,
        "status": found.status,
        "entities": list(dict.fromkeys(ids.get(entity, entity) for entity in found.entities)),
        "sentence": found.sentence,
        "confidence": found.confidence,
        "rule": found.rule,
    }


def _number(value: float | None) -> float | int | None:
    # 10000, not 10000.0: figures are mostly whole and are read by people.
    return int(value) if value is not None and value.is_integer() and abs(value) < 1e15 else value
