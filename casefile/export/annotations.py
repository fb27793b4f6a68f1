"""Findings as W3C Web Annotations (JSON-LD): each marks its place by position and by its words with what stands around."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from casefile.domain.ids import text_digest
from casefile.domain.material import Material
from casefile.domain.rows import Place

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32
"""Code points of prefix and suffix: enough to find the words again in a text that moved a little."""

Annotation = dict[str, Any]


def web_annotations(material: Material) -> str:
    """One AnnotationPage. Texts are named by their SHA-256 (`urn:sha256:`), entities and events by their ids in the case."""
    case = material.overview.case_id
    items = list(_items(material, f"urn:casefile:{case}:"))
    page = {
        "@context": CONTEXT,
        "id": f"urn:casefile:{case}:annotations",
        "type": "AnnotationPage",
        "items": items,
    }
    return json.dumps(page, ensure_ascii=False, indent=1) + "\n"


def _items(material: Material, prefix: str) -> Iterator[Annotation]:
    digests = {number: text_digest(text) for number, text in material.texts.items()}

    def one(identifier: str, place: Place, purpose: str, words: str, refers: str | None = None) -> Annotation:
        number = int(place.article[1:])
        body: list[Annotation] = [{"type": "TextualBody", "purpose": purpose, "value": words, "format": "text/plain"}]
        if refers:
            body.append({"id": prefix + refers, "type": "SpecificResource", "purpose": "identifying"})
        return {
            "id": prefix + identifier,
            "type": "Annotation",
            "motivation": purpose,
            "body": body,
            "target": {"source": f"urn:sha256:{digests[number]}", "selector": _selectors(place, material.texts[number])},
        }

    for mention in material.mentions:
        if mention.decision != "rejected":
            words = f"{mention.type}: {mention.name}"
            yield one(mention.id, mention.place, "identifying", words, mention.entity)
    for quote in material.quotes:
        if quote.decision != "rejected":
            said = f"{quote.kind} quote, {quote.speaker_type} speaker: {quote.speaker or 'not identified'}"
            yield one(quote.id, quote.place, "describing", said, quote.speaker_entity)
    for figure in material.figures:
        if figure.decision != "rejected":
            upper = f"–{figure.value_max:g}" if figure.value_max is not None else ""
            yield one(
                figure.id,
                figure.place,
                "describing",
                f"{figure.qualifier} {figure.value:g}{upper} {figure.unit or ''}".strip(),
            )
    for event in material.events:
        for report in event.reports:
            if event.decision != "rejected" and report.decision != "rejected":
                words = f"{report.edtf or 'undated'} ({report.status}): {event.summary}"
                yield one(report.id, report.place, "describing", words, event.id)


def _selectors(place: Place, text: str) -> list[Annotation]:
    return [
        {"type": "TextPositionSelector", "start": place.start, "end": place.end},
        {
            "type": "TextQuoteSelector",
            "exact": text[place.start : place.end],
            "prefix": text[max(0, place.start - _AROUND) : place.start],
            "suffix": text[place.end : place.end + _AROUND],
        },
    ]
