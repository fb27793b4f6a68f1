"""What a sentence tells, in words that can be compared: roots, families of words, what it says of a matter, names,
numbers, days.

Families and aspects are lists of our own (resources/rules/en/kindred.toml and thesaurus.toml).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from typing import Any

from casefile import assets
from casefile.domain.claims import Passage
from casefile.resolve.claims.reading import stem, stop_words
from casefile.resolve.keys import words_of

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_POINTING = re.compile(r"\A\W*(?:he|she|they|it|his|her|their|its)\b", re.IGNORECASE)
"""Begins with a word for somebody who was named before."""
_SPEAKING = re.compile(r"\b(?:I|me|my|we|us|our)\b")
_ENDINGS = (
    *("ation", "ition", "ution", "tion", "sion", "ment", "ance", "ence", "ure", "ist", "ity", "ness"),
    *("ly", "al", "er", "or", "ion", "at", "y"),
)
_LEAST_ROOT = 4
LIGHT = 0.35
"""What a word counts that stands in sentences on anything."""
_CLAUSE = 15
"""Code points of a reported clause that is compared by itself, without who said it."""
_TELLING = 3
"""Numbers from here on."""


@dataclass(frozen=True)
class Told:
    """What a sentence tells, without who says so."""

    words: frozenset[str]
    """Roots of its words of content."""
    aspects: frozenset[str]
    """What it says of the matter: that somebody died, what caused it, when it will be over."""
    entities: frozenset[str]
    names: frozenset[str]
    """Words of its names: articles do not always agree on who is one entity."""
    numbers: frozenset[str]
    """Its figures, by kind and value."""
    kinds: frozenset[str]
    """Of its figures."""
    units: frozenset[str]
    """Roots of what it counts, and their families."""
    days: tuple[tuple[str, str], ...]
    """Earliest and latest of its dates that are no longer than a month."""
    denies: bool
    """Whether a word in it says that something is not so: what is denied, somebody else has said."""

    @cached_property
    def families(self) -> dict[str, list[str]]:
        """Family -> its words of that family, in order."""
        found: dict[str, list[str]] = {}
        for word in sorted(self.words):
            for family in families_of(word):
                found.setdefault(family, []).append(word)
        return found

    @cached_property
    def shares(self) -> tuple[str, ...]:
        """All that another sentence can have in common with it, in order."""
        return tuple(sorted((*self.words, *self.families, *self.aspects, *self.entities, *self.names, *self.numbers)))

    @cached_property
    def weight(self) -> float:
        """How much it says: its words, those on anything for a part."""
        return sum(LIGHT if word in light_words() else 1.0 for word in sorted(self.words))


@cache
def rules_of(name: str) -> dict[str, Any]:
    """A table of resources/rules/en."""
    with assets.resource("rules", "en", f"{name}.toml").open("rb") as stream:
        return tomllib.load(stream)


@cache
def _lines(table: str, name: str) -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple((stem if name == "saying" else root)(word) for word in line.split()) for line in rules_of(table)[name]
    )


def _numbered(lines: Iterable[Sequence[str]], sign: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for number, line in enumerate(lines):
        for word in dict.fromkeys(line):
            found.setdefault(word, []).append(f"{sign}{number}")
    return {word: tuple(lines) for word, lines in found.items()}


@cache
def _kindred() -> dict[str, tuple[str, ...]]:
    return _numbered((*_lines("kindred", "kindred"), *_lines("thesaurus", "fields")), "~")


@cache
def _aspects() -> dict[str, tuple[str, ...]]:
    return _numbered(_lines("thesaurus", "aspects"), "?")


@cache
def light_words() -> frozenset[str]:
    """Words that stand in sentences on anything."""
    return frozenset(word for line in _lines("kindred", "light") for word in line)


@cache
def _phrasal() -> dict[tuple[str, str], str]:
    """Words of two, by both: those of the list, and all that the families write with a hyphen."""
    pairs = {(line[0], line[1]) for line in _lines("kindred", "phrasal")}
    for line in (*_lines("kindred", "kindred"), *_lines("thesaurus", "fields"), *_lines("thesaurus", "aspects")):
        pairs |= {(first, rest) for word in line for first, _, rest in (word.partition("-"),) if rest and "-" not in rest}
    return {pair: "-".join(pair) for pair in pairs}


@cache
def _denials() -> re.Pattern[str]:
    return re.compile("|".join(rules_of("thesaurus")["denials"]), re.IGNORECASE)


@lru_cache(maxsize=1 << 15)
def root(word: str) -> str:
    """A word without inflection and derivation: "derailment" is of one root with "derailed"."""
    if "-" in word:
        return "-".join(root(part) for part in word.split("-"))
    own = stem(word)
    for ending in _ENDINGS:
        if own.endswith(ending) and len(own) - len(ending) >= _LEAST_ROOT:
            own = own[: -len(ending)].rstrip("e")
            break
    # "expelled" is of "expel".
    return own[:-1] if len(own) > 3 and own[-1] == own[-2] else own


def families_of(word: str) -> tuple[str, ...]:
    """The families that a root belongs to."""
    return _kindred().get(word, ())


def named(passages: Iterable[Passage]) -> frozenset[str]:
    """Words of names anywhere, casefolded: a name that is overlooked in one sentence is known from another."""
    words = (word for p in passages for m in p.mentions for word in words_of(m.place.text))
    return frozenset(word for word in words if len(word) > 2 and word not in stop_words())


def capitals(passages: Iterable[Passage]) -> frozenset[str]:
    """Words that are written like names, casefolded."""
    return frozenset(
        word for p in passages for token in _WORD.findall(p.text) if token[0].isupper() for word in words_of(token)
    )


def _name(word: str) -> str:
    """A word of a name without the ending that makes it that of a people: Peruvian is of Peru."""
    for ending in ("ian", "an", "n"):
        if word.endswith(ending) and len(word) - len(ending) > _LEAST_ROOT - 1:
            word = word[: -len(ending)]
            break
    return "@" + (word.rstrip("aeiou") if len(word) > _LEAST_ROOT else word)


def told(passage: Passage, known: Collection[str] = ()) -> Told:
    """What a sentence tells: of reported speech what is reported. Who says "I" is spoken of. `known` are words of names."""
    text, begin = passage.text, passage.start
    parts = _clause(passage)
    inside = [m for m in passage.mentions if any(a <= m.place.start - begin < b for a, b in parts)]
    entities = {mention.entity for mention in inside}
    if any(_SPEAKING.search(text[a:b]) for a, b in parts):
        entities |= {quote.speaker_entity for quote in passage.quotes if quote.speaker_entity}
    for mention in passage.mentions:
        start, end = mention.place.start - begin, mention.place.end - begin
        if 0 <= start < end <= len(passage.text):
            text = text[:start] + " " * (end - start) + text[end:]
    tokens = [token for a, b in parts for token in _WORD.findall(text[a:b])]
    names = {_name(word) for mention in inside for word in words_of(mention.place.text) if len(word) > 2}
    names |= {_name(word) for token in tokens if token[0].isupper() for word in words_of(token) if word in known}
    words = frozenset(_roots([token for token in tokens if not (token[0].isupper() and token.casefold() in known)]))
    words |= frozenset(f"#{year}" for a, b in parts for year in _YEAR.findall(text[a:b]))
    dated = [(r.earliest, r.latest) for r in passage.reports if r.basis == "explicit" and r.earliest and r.latest]
    units = {root(word) for row in passage.figures for word in (row.unit or "").split() if word not in stop_words()}
    return Told(
        words,
        frozenset(aspect for word in words for aspect in _aspects().get(word, ())),
        frozenset(entities),
        frozenset(names),
        frozenset(f"{figure.kind}{figure.value}" for figure in passage.figures if figure.value >= _TELLING),
        frozenset(figure.kind for figure in passage.figures),
        frozenset((*units, *(family for unit in units for family in families_of(unit)))),
        tuple(dict.fromkeys((a, b) for a, b in dated if a[:7] == b[:7])),
        bool(_denials().search(passage.text)),
    )


def tellings(passages: Sequence[Passage], known: Collection[str]) -> tuple[Told, ...]:
    """What each of these sentences of one article tells, in their order. One that begins with "he" or "they" and names
    nobody speaks of those whom the one before it names. `known` are words of names."""
    found: list[Told] = []
    for passage in passages:
        own = told(passage, known)
        if found and not own.names and _POINTING.search(passage.text):
            own = replace(own, entities=own.entities | found[-1].entities, names=found[-1].names)
        found.append(own)
    return tuple(found)


@cache
def _saying() -> frozenset[str]:
    """Verbs that only say: of "admitted", "dismissed" or "accused" one cannot tell whether something was said or done."""
    return frozenset(word for line in _lines("kindred", "saying") for word in line)


def _roots(words: Sequence[str]) -> Iterator[str]:
    """Roots of the words of content; verbs of two words as one."""
    plain = [(word, root(word)) for word in words]
    for place, (word, own) in enumerate(plain):
        for _, following in plain[place + 1 : place + 4]:
            if (own, following) in _phrasal():
                yield _phrasal()[own, following]
        if len(word) > 2 and word.casefold() not in stop_words():
            yield own


def _clause(passage: Passage) -> list[tuple[int, int]]:
    for quote in passage.quotes:
        if quote.speaker and stem((quote.cue or "").split(" ")[0]) in _saying():
            parts = [
                (max(0, a - passage.start), min(len(passage.text), b - passage.start))
                for a, b in quote.spans
                if a < passage.end and b > passage.start
            ]
            if sum(b - a for a, b in parts) >= _CLAUSE:
                return parts
    return [(0, len(passage.text))]
