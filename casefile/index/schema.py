"""The Whoosh schema: what is indexed of each document, and how.

Three kinds of field. `Words` are analysed, have positions and lengths, and are ranked. `Exacts` hold the same words
unstemmed, document numbers only: for `=word`, wildcards, fuzzy words and did-you-mean. `Keys` are values as they are,
document numbers only: for filters and facets. Only `id`, `title` and (where nobody else keeps it) `text` are stored.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from whoosh import fields, formats

from casefile.domain.documents import IndexDocument
from casefile.index.words import DEFAULT_LANGUAGE, Analyst, fold, stem_language

SCHEMA_VERSION = 1
"""Raised whenever an index made before would be read wrongly: such an index is rebuilt."""

OPEN_PAST, OPEN_FUTURE = 0, 4_000_000
"""Ordinals of a day before and of a day after all that can be written."""

Posting = tuple[bytes, int, float, bytes]


class Written(NamedTuple):
    """Text and the language to analyse it by."""

    text: str
    language: str = DEFAULT_LANGUAGE


_ANALYSTS: dict[str, Analyst] = {}


def analyst(language: str) -> Analyst:
    """The shared analyst of a language; languages without a stemmer share the English one."""
    code = stem_language(language)
    if code not in _ANALYSTS:
        _ANALYSTS[code] = Analyst(code)
    return _ANALYSTS[code]


class Words(fields.FieldType):  # type: ignore[misc]  # Whoosh has no types
    """Analysed text with positions. Takes `Written`."""

    def __init__(self, stored: bool = False) -> None:
        super().__init__(formats.Positions(), None, scorable=True, stored=stored)

    def index(self, value: Written, **_: object) -> Iterator[Posting]:
        positions: defaultdict[str, list[int]] = defaultdict(list)
        for position, form in analyst(value.language).words(value.text):
            positions[form.stem].append(position)
        for stem, places in positions.items():
            places.sort()
            yield stem.encode(), len(places), float(len(places)), self.format.encode(places)


class Exacts(fields.FieldType):  # type: ignore[misc]  # Whoosh has no types
    """The folded, unstemmed words of a text. Takes `Written`."""

    def __init__(self) -> None:
        super().__init__(formats.Existence(), None)

    def index(self, value: Written, **_: object) -> Iterator[Posting]:
        for exact in {form.exact for _, form in analyst(value.language).words(value.text)}:
            yield exact.encode(), 1, 1.0, b""


class Keys(fields.FieldType):  # type: ignore[misc]  # Whoosh has no types
    """Values as they are. Takes a sequence of strings."""

    def __init__(self, unique: bool = False, stored: bool = False) -> None:
        super().__init__(formats.Existence(), None, unique=unique, stored=stored)

    def index(self, value: Sequence[str], **_: object) -> Iterator[Posting]:
        for key in sorted(set(value)):
            if key:
                yield key.encode("utf-8", "replace"), 1, 1.0, b""


WORD_FIELDS = ("text", "title", "quotes", "notes", "entities", "speaker", "outlet", "author")
KEY_FIELDS = (
    "id", "kind", "article", "type", "has", "lang", "tag", "outlet_key", "entity_key", "speaker_key", "entity_id",
    "published", "when",
)  # fmt: skip
EXACT_FIELD = "exact"


def schema() -> fields.Schema:
    """The schema of every index of this version."""
    made = fields.Schema()
    for name in WORD_FIELDS:
        made.add(name, Words())
    made.add(EXACT_FIELD, Exacts())
    for name in KEY_FIELDS:
        made.add(name, Keys(unique=name == "id"))
    made.add("stored", fields.STORED())
    return made


def ordinal(day: str | None, default: int) -> int:
    """Proleptic ordinal of an ISO day, `default` for none."""
    return date.fromisoformat(day).toordinal() if day else default


def interval_key(interval: tuple[str | None, str | None]) -> str:
    """An inclusive interval as a key: two ordinals. Empty where both ends are unknown."""
    first, last = interval
    if first is None and last is None:
        return ""
    return f"{ordinal(first, OPEN_PAST):07d}-{ordinal(last, OPEN_FUTURE):07d}"


def values(document: IndexDocument) -> dict[str, object]:
    """The document as Whoosh's fields."""
    language = stem_language(document.language)

    def written(text: str) -> Written | None:
        return Written(text, language) if text else None

    body = written(f"{document.title}\n{document.text}")
    found: dict[str, object] = {
        "text": body,
        EXACT_FIELD: body,
        "title": written(document.title),
        "quotes": written(document.quotes),
        "notes": written(document.notes),
        "entities": written("\n".join(document.entities)),
        "speaker": written("\n".join(document.speakers)),
        "outlet": written(document.outlet),
        "author": written("\n".join(document.authors)),
        "id": (document.id,),
        "kind": (document.kind,),
        "article": () if document.article is None else (str(document.article),),
        "type": (document.type,),
        "has": document.has,
        "lang": (fold(document.language),),
        "tag": document.tags,
        "outlet_key": (document.outlet,),
        # The first is the name, what follows are aliases: facets count names.
        "entity_key": document.entities,
        "speaker_key": document.speakers,
        "entity_id": document.entity_ids,
        "published": (interval_key(document.published),),
        "when": tuple(interval_key(interval) for interval in (document.published, *document.dates)),
    }
    return {name: value for name, value in found.items() if value}
