"""The Whoosh schema: what is indexed of each document, and how.

Three kinds of field. `Words` are analysed, have positions and lengths, and are ranked. `Keys` are values as they are,
document numbers only: for filters and facets. The field `exact` holds the words of `text` as keys, folded but not
stemmed: for `=word`, wildcards, fuzzy words and did-you-mean; `pair` what `pairs` finds, for phrases.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import numpy as np
from whoosh import fields, formats

from casefile.domain.documents import IndexDocument
from casefile.index.words import Analyst, stem_language

SCHEMA_VERSION = 7
"""Raised whenever an index made before would be read wrongly: such an index is rebuilt."""

OPEN_PAST, OPEN_FUTURE = 0, 4_000_000
"""Ordinals of a day before and of a day after all that can be written."""

WORD_FIELDS = ("author", "entities", "notes", "outlet", "quotes", "speaker", "text", "title")
EXACT_FIELD = "exact"
PAIR_FIELD, PAIRED_FIELD = "pair", "text"
"""Pairs of frequent words that follow each other in a document, and the field that they are of."""
KEY_FIELDS = (
    "article", "entity_id", "entity_key", EXACT_FIELD, "has", "id", "kind", "lang", "outlet_key", PAIR_FIELD, "published",
    "speaker_key", "tag", "type", "when",
)  # fmt: skip
STORED_FIELDS = ("id", "title", "body")

_ANALYSTS: dict[str, Analyst] = {}


def analyst(language: str) -> Analyst:
    """The shared analyst of a language; languages without a stemmer share the English one."""
    code = stem_language(language)
    if code not in _ANALYSTS:
        _ANALYSTS[code] = Analyst(code)
    return _ANALYSTS[code]


class Places(formats.Positions):  # type: ignore[misc]  # Whoosh has no types
    """Positions as Whoosh's matchers are handed them by our codec: 4 bytes each."""

    def encode(self, value: list[int]) -> bytes:
        return np.array(value, "<u4").tobytes()

    def decode_positions(self, valuestring: bytes) -> list[int]:
        found: list[int] = np.frombuffer(valuestring, "<u4").tolist()
        return found

    def decode_frequency(self, valuestring: bytes) -> int:
        return len(valuestring) // 4


class Words(fields.FieldType):  # type: ignore[misc]  # Whoosh has no types
    """Analysed text with positions."""

    def __init__(self) -> None:
        super().__init__(Places(), None, scorable=True)


class Keys(fields.FieldType):  # type: ignore[misc]  # Whoosh has no types
    """Values as they are."""

    def __init__(self) -> None:
        super().__init__(formats.Existence(), None, scorable=False)


def schema() -> fields.Schema:
    """The schema of every index of this version."""
    made = fields.Schema()
    for name in WORD_FIELDS:
        made.add(name, Words())
    for name in KEY_FIELDS:
        made.add(name, Keys())
    made.add("body", fields.STORED())
    return made


@lru_cache(maxsize=1 << 14)
def ordinal(day: str | None, default: int) -> int:
    """Proleptic ordinal of an ISO day, `default` for none."""
    return date.fromisoformat(day).toordinal() if day else default


@lru_cache(maxsize=1 << 14)
def interval_key(interval: tuple[str | None, str | None]) -> str:
    """An inclusive interval as a key: two ordinals. Empty where both ends are unknown."""
    first, last = interval
    if first is None and last is None:
        return ""
    return f"{ordinal(first, OPEN_PAST):07d}-{ordinal(last, OPEN_FUTURE):07d}"


def words_of(document: IndexDocument) -> tuple[str, ...]:
    """The texts of `WORD_FIELDS`, in their order. The title's words come before those of the text; both are in `exact`."""
    return (
        "\n".join(document.authors),
        "\n".join(document.entities),
        document.notes,
        document.outlet,
        document.quotes,
        "\n".join(document.speakers),
        f"{document.title}\n{document.text}",
        document.title,
    )


def keys_of(document: IndexDocument) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """(field, values) of the key fields, `exact` apart."""
    published = interval_key(document.published)
    return (
        ("id", (document.id,)),
        ("kind", (document.kind,)),
        ("article", () if document.article is None else (str(document.article),)),
        ("type", (document.type,)),
        ("has", document.has),
        ("lang", (document.language.lower(),)),
        ("tag", document.tags),
        ("outlet_key", (document.outlet,)),
        ("entity_key", document.entities),
        ("speaker_key", document.speakers),
        ("entity_id", document.entity_ids),
        ("published", (published,)),
        ("when", (published, *map(interval_key, document.dates))),
    )
