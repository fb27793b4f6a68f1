"""The case for Aleph and OpenAleph: FollowTheMoney entities, one JSON object a line.

Articles become Article, persons Person, organisations Organization, events Event (with the article as proof and the
entities as involved), mentions Mention. Places, systems and programmes have no schema there that says no more than we know.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from casefile.domain import edtf
from casefile.domain.edtf import Precision
from casefile.domain.findings import EntityType
from casefile.domain.material import Material

_SCHEMAS = {EntityType.PERSON: "Person", EntityType.ORGANISATION: "Organization"}
_LANGUAGES = {
    "ar": "ara", "de": "deu", "en": "eng", "es": "spa", "fr": "fra", "he": "heb", "it": "ita", "ja": "jpn", "ko": "kor",
    "nl": "nld", "pl": "pol", "pt": "por", "ru": "rus", "sv": "swe", "tr": "tur", "uk": "ukr", "zh": "zho",
}  # fmt: skip
_WEB = ("http://", "https://")


def ftm(material: Material) -> str:
    """Entities in an order in which what is referred to comes first. Ids are the case's, with the case before them."""
    return "".join(json.dumps(entity, ensure_ascii=False, sort_keys=True) + "\n" for entity in _entities(material))


def _entities(material: Material) -> Iterator[dict[str, Any]]:
    prefix = f"casefile-{material.overview.case_id}-"
    for row in material.articles:
        yield _entity(
            prefix + row.id,
            "Article",
            title=[row.title],
            author=row.authors,
            publisher=[row.outlet],
            publishedAt=[_date(row.published.edtf)],
            sourceUrl=[row.url] if row.url.casefold().startswith(_WEB) else [],
            language=[_LANGUAGES.get(row.language, "")],
            bodyText=[material.texts[row.number].strip()],
        )
    known = {}
    for entity in material.entities:
        schema = _SCHEMAS.get(entity.type)
        if schema and entity.decision != "rejected" and not entity.frame:
            known[entity.id] = schema
            roles = tuple(dict.fromkeys(role.role for role in entity.roles))
            position = {"position": roles} if schema == "Person" else {}
            yield _entity(prefix + entity.id, schema, name=[entity.name], alias=entity.aliases, **position)
    for mention in material.mentions:
        if mention.decision != "rejected" and mention.entity in known:
            yield _entity(
                prefix + mention.id,
                "Mention",
                document=[prefix + mention.place.article],
                resolved=[prefix + mention.entity],
                name=[mention.place.text],
                detectedSchema=[known[mention.entity]],
            )
    for event in material.events:
        reports = [report for report in event.reports if report.decision != "rejected"]
        if event.decision != "rejected" and reports:
            yield _entity(
                prefix + event.id,
                "Event",
                name=[event.summary],
                date=[_date(event.edtf)],
                startDate=[event.earliest or ""],
                endDate=[event.latest or ""],
                proof=[prefix + report.place.article for report in reports],
                involved=[prefix + identifier for identifier in event.entities if identifier in known],
                description=[report.place.sentence for report in reports],
            )


def _entity(identifier: str, schema: str, **properties: Any) -> dict[str, Any]:
    """Values once each, in order; empty ones and properties without value are left out."""
    filled = {
        name: values
        for name, given in properties.items()
        if (values := list(dict.fromkeys(value for value in given if value)))
    }
    return {"id": identifier, "schema": schema, "properties": filled}


def _date(text: str | None) -> str:
    """As much of a date as FollowTheMoney writes: a day, a month or a year; "" for what it cannot."""
    try:
        date = edtf.parse(text or "")
    except ValueError:
        return ""
    length = {Precision.DAY: 10, Precision.TIME: 10, Precision.MONTH: 7, Precision.YEAR: 4}.get(date.precision)
    return date.earliest.isoformat()[:length] if length and date.earliest else ""
