"""A copy of a brief that protects sources: made before pages and record, so that neither holds what was withheld.

Protected is what bears the tag `protected`: articles (their title, outlet, authors, address, hash sums, day of publication,
sentences and quotations go) and entities (their name, aliases and parts of a person's name go wherever they stand).
"""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar

from casefile.domain import edtf
from casefile.domain.brief import (
    NAME_WITHHELD,
    Actors,
    Brief,
    Change,
    Changes,
    Citation,
    Evidence,
    Matrix,
    Quotations,
    Section,
    Source,
    Sources,
)
from casefile.domain.findings import EntityType
from casefile.domain.material import Material
from casefile.domain.rows import ArticleRow, EntityRow

TAG = "protected"

# What is no text from outside, or proves something when it is whole.
_KEPT = frozenset(
    {"edtf", "sha256", "text_sha256", "case_id", "paper", "profile", "prepared", "kind", "tone", "style", "type"}
)
_SHORTEST_PART = 3
_SHORTEST_OUTLET = 5

_HIDDEN, _MARKS = "\u00ad?", "[\u0300-\u036f]*"
_HYPHENS, _APOSTROPHES = "\\-\u2010\u2011\u2012\u2013", "'’ʼ`"
_BLANK = r"(?:[\s\u200b\u2060]|&nbsp;)+"
_LONG = 5
_POSSESSIVE = r"(?:s|s?['’ʼ](?:s|S)?)?"
_INFLECTED = r"(?:e?s|s?['’ʼ](?:s|S)?|ian|ist|ite|esque|gate|in|ova|a|om|u|ovi|em|en)?"
"""Endings that names get: plural and possessive in English, the commonest cases of languages that inflect names."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Redaction:
    """What of a case must not be said."""

    articles: frozenset[int]
    entities: int
    names: re.Pattern[str] | None

    @classmethod
    def of(cls, material: Material) -> Redaction:
        """What the tags of a case protect."""
        articles = [row for row in material.articles if TAG in row.tags]
        entities = [row for row in material.entities if TAG in row.tags]
        names = _pattern((*_names(entities), *_bylines(articles)), _short_outlets(articles))
        return cls(frozenset(row.number for row in articles), len(entities), names)

    def brief(self, brief: Brief) -> Brief:
        """`brief` without what identifies the protected, and saying so on its cover."""
        bare = replace(
            brief,
            sections=tuple(_section(section, self.articles) for section in brief.sections),
            highlights=_without_sentences(brief.highlights, self.articles),
            judgements=_without_sentences(brief.judgements, self.articles),
        )
        without = _without_empty_rows(_replaced(bare, self.names)) if self.names else bare
        return replace(without, withheld=(*brief.withheld, _sentence(self.entities, len(self.articles))))

    def section(self, section: Section) -> Section:
        """One more section, without the same."""
        bare = _section(section, self.articles)
        return _replaced(bare, self.names) if self.names else bare


def _sentence(entities: int, articles: int) -> str:
    if not entities and not articles:
        return "This copy is made to protect sources; nothing in the case is marked as protected, so nothing is withheld."
    parts = []
    if entities:
        parts.append(f"the names of {entities} protected {'person or body' if entities == 1 else 'persons or bodies'}")
    if articles:
        parts.append(f"what identifies {articles} protected source{'' if articles == 1 else 's'}")
    return f"This copy protects sources. Withheld on these pages and in the attached record: {' and '.join(parts)}."


def _names(entities: Iterable[EntityRow]) -> Iterator[str]:
    for row in entities:
        yield from (row.name, *row.aliases)
        if row.type is EntityType.PERSON:
            for name in (row.name, *row.aliases):
                yield from _parts(name)


def _parts(name: str) -> Iterator[str]:
    """A surname alone gives a person away; a word too many withheld does less harm than one too few."""
    return (part for part in re.split(r"[\s\-·・]+", name) if len(part) >= _SHORTEST_PART)


def _bylines(articles: Iterable[ArticleRow]) -> Iterator[str]:
    for row in articles:
        yield from (name for name in (row.outlet, *row.authors) if name)
        for author in row.authors:
            yield from _parts(author)


def _short_outlets(articles: Iterable[ArticleRow]) -> Iterator[str]:
    """“the Courier”, for The Ellmouth Courier: the last word of an outlet's name, as written."""
    for row in articles:
        words = row.outlet.split()
        if len(words) > 1 and len(words[-1]) >= _SHORTEST_OUTLET:
            yield words[-1]


def _pattern(names: Iterable[str], exact: Iterable[str]) -> re.Pattern[str] | None:
    """Matches any of these names, longest first, as whole words where blanks part words; `exact` only as written."""
    unique = sorted({" ".join(name.split()) for name in names if name.strip()}, key=lambda name: (-len(name), name))
    choices = [_whole(name) for name in unique] + [f"(?-i:{_whole(name)})" for name in sorted(set(exact))]
    return re.compile("|".join(choices), re.IGNORECASE) if choices else None


def _whole(name: str) -> str:
    plain = unicodedata.normalize("NFC", name)
    words = _BLANK.join("".join(map(_letter, word)) for word in plain.split())
    # Scripts without blanks between words have no edge to look for.
    before = r"(?<![^\W_])" if _parted(plain[0]) else ""
    # Short names would swallow others: "Ann" is no "Anna".
    ending = _INFLECTED if len(plain) >= _LONG and plain[-1].isalpha() else _POSSESSIVE
    after = rf"{ending}(?![^\W_])" if _parted(plain[-1]) else ""
    return before + words + after


def _letter(character: str) -> str:
    """A letter with and without its marks, composed or not: "José" is Jose. Soft hyphens may stand behind any."""
    if character in _HYPHENS:
        return f"[{_HYPHENS}]"
    if character in _APOSTROPHES:
        return f"[{_APOSTROPHES}]?"
    base = unicodedata.normalize("NFD", character)[0]
    if not base.isascii() or not base.isalpha():
        return re.escape(character) + _HIDDEN
    return f"[{base}{_marked().get(base.casefold(), '')}]{_MARKS}{_HIDDEN}"


@cache
def _marked() -> dict[str, str]:
    """Latin letters with marks, small and capital, by the letter they come from."""
    found: dict[str, str] = {}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        letter = chr(code)
        base = unicodedata.normalize("NFD", letter)[0].casefold()
        if letter.isalpha() and base.isascii() and base.isalpha():
            found[base] = found.get(base, "") + letter
    return found


def _parted(character: str) -> bool:
    return character.isalnum() and character < "\u2e80"


def _replaced(value: T, names: re.Pattern[str]) -> T:
    """`value` with the names replaced in every text of it that is from outside."""
    changed: Any = value
    if isinstance(value, str):
        changed = names.sub(NAME_WITHHELD, value)
    elif isinstance(value, tuple):
        changed = tuple(_replaced(item, names) for item in value)
    elif is_dataclass(value) and not isinstance(value, type):
        kept = {field.name: getattr(value, field.name) for field in fields(value)}
        changed = dataclasses.replace(
            value, **{name: _replaced(item, names) for name, item in kept.items() if name not in _KEPT}
        )
        if isinstance(value, Source) and changed.url != value.url:
            changed = replace(changed, url="")  # an address with a name in it would lead to a wrong place
    return changed  # type: ignore[no-any-return]


def _section(section: Section, numbers: frozenset[int]) -> Section:
    match section:
        case Quotations(items=quotes):
            section = replace(section, items=tuple(quote for quote in quotes if not _only_from(quote.citations, numbers)))
        case Sources(items=sources):
            section = replace(
                section, items=tuple(_anonymous(source) if source.number in numbers else source for source in sources)
            )
        case Matrix(columns=columns):
            heads = {f"S{number}" for number in numbers}
            section = replace(
                section, columns=tuple(replace(one, under="") if one.head in heads else one for one in columns)
            )
        case Changes(items=changes):
            section = replace(section, items=tuple(change for change in changes if not _is_about(change, numbers)))
    bare = _without_sentences(section, numbers)
    return (
        replace(bare, items=tuple(cited for cited in bare.items if cited.sentence)) if isinstance(bare, Evidence) else bare
    )


def _without_empty_rows(brief: Brief) -> Brief:
    """A line of the cast that names nobody any more says nothing."""
    sections = []
    for section in brief.sections:
        if isinstance(section, Actors):
            kept = (
                replace(group, actors=tuple(actor for actor in group.actors if actor.name != NAME_WITHHELD))
                for group in section.groups
            )
            section = replace(section, groups=tuple(group for group in kept if group.actors))
        sections.append(section)
    return replace(brief, sections=tuple(sections))


def _is_about(change: Change, numbers: frozenset[int]) -> bool:
    """Whether a change tells of protected articles alone: the former brief may have named them."""
    return change.article in numbers or (bool(change.citations) and _only_from(change.citations, numbers))


def _only_from(citations: tuple[Citation, ...], numbers: frozenset[int]) -> bool:
    return all(cited.article in numbers for cited in citations)


def _anonymous(source: Source) -> Source:
    """The bare number, and the month at most."""
    parsed = edtf.parse(source.edtf) if source.edtf else None
    month = source.edtf[:7] if parsed and parsed.earliest and not parsed.interval else ""
    return Source(
        number=source.number,
        title="Source withheld",
        outlet="",
        authors="",
        published=edtf.in_words(month or None),
        edtf=month,
        dating="made less precise" if month else "withheld",
        inferred=False,
        url="",
        grade=source.grade,
        sha256="",
        text_sha256="",
    )


def _without_sentences(value: T, numbers: frozenset[int]) -> T:
    """`value` with the sentences of these articles taken out of its citations: they can be searched for."""
    changed: Any = value
    if isinstance(value, Citation):
        changed = replace(value, sentence="") if value.article in numbers else value
    elif isinstance(value, tuple):
        changed = tuple(_without_sentences(item, numbers) for item in value)
    elif is_dataclass(value) and not isinstance(value, type):
        changed = dataclasses.replace(
            value, **{field.name: _without_sentences(getattr(value, field.name), numbers) for field in fields(value)}
        )
    return changed  # type: ignore[no-any-return]
