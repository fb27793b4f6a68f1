"""How likely two sentences of different articles speak of one matter: by their words, names, numbers and days.

What two sentences share counts by how rare it is in the case (inverse document frequency, Spärck Jones 1972), against how
much they say at all. The weights are a logistic regression on our own annotated clusters, rounded; the threshold rises with
the number of sentences, since with it rises the number of pairs that are alike by chance.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from casefile import assets
from casefile.domain.claims import Passage
from casefile.resolve.claims.reading import stem, stop_words
from casefile.resolve.keys import words_of

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_SPEAKING = re.compile(r"\b(?:I|me|my|we|us|our)\b")
_ENDINGS = (
    *("ation", "ition", "ution", "tion", "sion", "ment", "ance", "ence", "ure", "ist", "ity", "ness"),
    *("ly", "al", "er", "or", "ion", "at", "y"),
)
_LEAST_ROOT = 4
_LIGHT = 0.35
_CLAUSE = 15
"""Code points of a reported clause that is compared by itself, without who said it."""
_WORDS, _FAMILIES, _ENTITIES, _NAMES, _NUMBERS, _KINDS, _DAYS, _PART, _WHOLE, _BIAS = (
    *(1.2, 1.25, 0.9, 0.45, 1.7),
    *(0.3, 0.8, 3.5, 1.3, -3.6),
)
_OWN, _LESS, _MORE, _FLAT = 0.8, 0.4, 0.3, -0.75
"""What counts of a pair's own likeness, and of how much it is ahead of what else either could stand beside."""
_AHEAD = 3.0
_LONE = 1.2
"""What speaks against two sentences that have one word and no name or number in common."""
_STRANGERS = 1.4
"""What speaks against two sentences that name others each."""
_SMALL = 8
"""Sentences of a case that the weights were made for."""
_GROWTH = 1.4
_RARE = 40
"""A word that stands in more sentences than this brings no pair up, though it counts."""
_SCARCE = 0.6
"""How rare what two sentences have in common has to be, if it is only one thing."""
_MOST = 16
"""Sentences that one is compared with at most."""
_TELLING = 3
"""Numbers from here on."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a sentence tells, without who says so."""

    words: frozenset[str]
    """Roots of its words of content."""
    families: frozenset[str]
    entities: frozenset[str]
    names: frozenset[str]
    """Words of its names: articles do not always agree on who is one entity."""
    numbers: frozenset[tuple[str, float]]
    kinds: frozenset[str]
    """Of its figures."""
    days: tuple[tuple[str, str], ...]
    """Earliest and latest of its dates that are no longer than a month."""


@cache
def _lines(name: str) -> tuple[tuple[str, ...], ...]:
    with assets.resource("rules", "en", "kindred.toml").open("rb") as stream:
        return tuple(
            tuple((stem if name == "saying" else root)(word) for word in line.split()) for line in tomllib.load(stream)[name]
        )


@cache
def _kindred() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for number, line in enumerate(_lines("kindred")):
        for word in line:
            found.setdefault(word, set()).add(f"~{number}")
    return {word: frozenset(families) for word, families in found.items()}


@cache
def _light() -> frozenset[str]:
    return frozenset(word for line in _lines("light") for word in line)


@cache
def _phrasal() -> dict[tuple[str, str], str]:
    return {(line[0], line[1]): "-".join(line) for line in _lines("phrasal")}


@lru_cache(maxsize=1 << 15)
def root(word: str) -> str:
    """A word without inflection and derivation: "derailment" is of one root with "derailed"."""
    if "-" in word:
        return "-".join(root(part) for part in word.split("-"))
    own = stem(word)
    for ending in _ENDINGS:
        if own.endswith(ending) and len(own) - len(ending) >= _LEAST_ROOT:
            return own[: -len(ending)].rstrip("e")
    return own


def families_of(word: str) -> frozenset[str]:
    """The families that a root belongs to."""
    return _kindred().get(word, frozenset())


def named(passages: Iterable[Passage]) -> frozenset[str]:
    """Words of names anywhere, casefolded: a name that is overlooked in one sentence is known from another."""
    words = (word for p in passages for m in p.mentions for word in words_of(m.place.text))
    return frozenset(word for word in words if len(word) > 2 and word not in stop_words())


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
    dated = [(r.earliest, r.latest) for r in passage.reports if r.basis == "explicit" and r.earliest and r.latest]
    return Told(
        words,
        frozenset(family for word in words for family in families_of(word)),
        frozenset(entities),
        frozenset(names),
        frozenset((figure.kind, figure.value) for figure in passage.figures if figure.value >= _TELLING),
        frozenset(figure.kind for figure in passage.figures),
        tuple(dict.fromkeys((a, b) for a, b in dated if a[:7] == b[:7])),
    )


@cache
def _saying() -> frozenset[str]:
    """Verbs that only say: of "admitted", "dismissed" or "accused" one cannot tell whether something was said or done."""
    return frozenset(word for line in _lines("saying") for word in line)


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


class Likeness:
    """Sentences of a case, compared by what they tell."""

    def __init__(self, every: Sequence[Told]) -> None:
        self._every = every
        self._often = Counter(key for one in every for key in (*one.words, *one.families, *one.entities, *one.names))
        self._size = len(every) + 2
        small = math.log((_SMALL + 2) / 2)
        whole = math.log(self._size / 2)
        self._rare = {key: math.log(self._size / count) / whole for key, count in self._often.items()}
        # Rare words tell more in a large case; not by as much as if words came independently of each other.
        self._scale = math.sqrt(max(1.0, math.log(self._size / 2) / small))
        self._bias = _BIAS - _GROWTH * math.log(max(1.0, len(every) / _SMALL))

    def rare(self, key: str) -> float:
        """How much a key tells: 1 where two sentences have it, 0 where all have."""
        return self._rare[key]

    def scores(self, articles: Sequence[int]) -> dict[tuple[int, int], float]:
        """Pairs of different articles (lesser first) with the log odds that they speak of one matter rather than not. What
        is said in an article is rarely said twice there, so that a pair has rivals: what else either might stand beside."""
        alone = {pair: self._score(*pair) for pair in self._pairs(articles)}
        best: dict[tuple[int, int], list[float]] = {}
        for (one, other), score in alone.items():
            for key in ((one, articles[other]), (other, articles[one])):
                # The best two: one of them is no rival of its own.
                best[key] = sorted((*best.get(key, ()), score), reverse=True)[:2]
        found = {}
        for (one, other), score in alone.items():
            ahead = sorted(
                max(-_AHEAD, min(_AHEAD, score - self._rival(best[key], score)))
                for key in ((one, articles[other]), (other, articles[one]))
            )
            found[one, other] = _OWN * score + _LESS * ahead[0] + _MORE * ahead[1] + _FLAT
        return found

    def _rival(self, best: Sequence[float], score: float) -> float:
        if len(best) < 2:
            return self._bias
        return best[1] if best[0] == score else best[0]

    def _pairs(self, articles: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Pairs of different articles that have enough in common, of which one thing is rare: of each sentence those before
        it that share most, so that their number grows with the sentences and not with their square."""
        standing: dict[str, list[int]] = {}
        for index, one in enumerate(self._every):
            near: Counter[int] = Counter()
            keys = (*one.words, *one.families, *one.entities, *one.names, *(f"{kind}{value}" for kind, value in one.numbers))
            for key in keys:
                if self._often[key] <= _RARE:
                    holders = standing.setdefault(key, [])
                    near.update(other for other in holders[-_RARE:] if articles[other] != articles[index])
                    holders.append(index)
            for other, _ in sorted(near.items(), key=lambda met: (-met[1], met[0]))[:_MOST]:
                if self._shares(other, index):
                    yield other, index

    def _shares(self, left: int, right: int) -> bool:
        one, other = self._every[left], self._every[right]
        if not (one.words & other.words or one.names & other.names or one.numbers & other.numbers):
            # Families alone are too wide.
            return False
        if any(self.rare(key) > _SCARCE for key in (*(one.words & other.words), *(one.names & other.names))):
            return True
        shared = (
            len(one.words & other.words)
            + len((one.entities | one.names) & (other.entities | other.names))
            + len(one.numbers & other.numbers)
        )
        return shared + len(one.families & other.families) > 1

    def _score(self, left: int, right: int) -> float:
        """Above 0 where two sentences rather speak of one matter than not (log odds)."""
        one, other = self._every[left], self._every[right]
        words = self._words(one, other)
        entities = sum(map(self.rare, sorted(one.entities & other.entities)))
        names = sum(map(self.rare, sorted(one.names & other.names)))
        numbers = len(one.numbers & other.numbers)
        kinds = bool(one.kinds & other.kinds) and not numbers
        weights = _weight(one.words), _weight(other.words)
        same = words[0] + words[1]
        return (
            self._scale * (_WORDS * words[0] + _FAMILIES * words[1] + _ENTITIES * entities + _NAMES * names)
            + self._scale * _NUMBERS * numbers
            + _KINDS * kinds
            + _DAYS * any(a <= d and c <= b for a, b in one.days for c, d in other.days)
            + _PART * min(1.0, same / max(1.0, min(weights)))
            + _WHOLE * min(1.0, same / max(1.0, max(weights)))
            - _LONE * (len(one.words & other.words) < 2 and not (names or entities or numbers))
            - _STRANGERS * bool(one.names and other.names and not one.names & other.names)
            + self._bias
        )

    def _words(self, one: Told, other: Told) -> tuple[float, float]:
        """What the words they share weigh, and those that are of one family."""
        shared = one.words & other.words
        own = sum(self.rare(word) * (_LIGHT if word in _light() else 1.0) for word in sorted(shared))
        akin, taken = 0.0, set[str]()
        for word in sorted(one.words - shared):
            for match in sorted(other.words - shared - taken):
                families = families_of(word) & families_of(match)
                if families:
                    taken.add(match)
                    both = _LIGHT if word in _light() or match in _light() else 1.0
                    akin += both * max(self.rare(family) for family in sorted(families))
                    break
        return own, akin


def _weight(words: frozenset[str]) -> float:
    return sum(_LIGHT if word in _light() else 1.0 for word in sorted(words))
