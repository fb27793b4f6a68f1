"""Passages as claims are compared by: words of content folded to what they mean, and pairs of passages that share them."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from casefile import assets
from casefile.domain.claims import Passage
from casefile.domain.findings import EntityType
from casefile.resolve.keys import trigger_classes

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_CROWDED = 200
"""A word that stands in more passages than this binds nothing."""
_COMMON = 0.2
_NOUNS, _LONG = ("ation", "ction", "ption", "ition", "ution"), 8
_ENOUGH = 60


@cache
def rules() -> dict[str, Any]:
    """Words that claims are recognised by."""
    with assets.resource("rules", "en", "claims.toml").open("rb") as stream:
        return tomllib.load(stream)


@cache
def _irregular() -> dict[str, str]:
    with assets.resource("rules", "en", "verbs.toml").open("rb") as stream:
        table: dict[str, list[str]] = tomllib.load(stream)["irregular"]
    return {form: lemma for lemma, forms in table.items() for entry in forms for form in entry.split("|")}


@cache
def stop_words() -> frozenset[str]:
    """Words without content, casefolded."""
    return frozenset(word for line in rules()["stop"] for word in line.split())


@cache
def _meanings() -> dict[str, str]:
    """Stem -> the stem that stands for all of its meaning."""
    found = {stem(word): stem(root) for word, root in trigger_classes().items()}
    for line in rules()["alike"]:
        words = line.split()
        home = found.get(stem(words[0]), stem(words[0]))
        for word in words:
            own = stem(word)
            former = found.get(own, own)
            for known in [known for known, root in found.items() if root == former]:
                found[known] = home
            found[own] = home
    return found


@lru_cache(maxsize=1 << 15)
def stem(word: str) -> str:
    """A word without its inflection: rough, but the same for the forms of one word."""
    plain = word.casefold().replace("’", "'").removesuffix("'s").replace("-", "").replace("'", "")
    plain = _irregular().get(plain, plain)
    if plain.endswith("ies") and len(plain) > 4:
        plain = plain[:-3] + "y"
    elif plain.endswith("s") and not plain.endswith(("ss", "us", "is")) and len(plain) > 3:
        plain = plain[:-1]
    for ending in ("ing", "ed"):
        if plain.endswith(ending) and len(plain) > len(ending) + 2:
            plain = plain[: -len(ending)]
            if len(plain) > 3 and plain[-1] == plain[-2] and plain[-1] not in "lsz":
                plain = plain[:-1]
            break
    if plain.endswith(_NOUNS) and len(plain) >= _LONG:
        # "abduction" is what those do who abduct, "evacuation" those who evacuate.
        plain = plain[:-3]
    return plain.rstrip("e") or plain


@lru_cache(maxsize=1 << 15)
def meaning(word: str) -> str:
    """What a word is compared by: its stem, or the one that stands for all words of its meaning."""
    own = stem(word)
    return _meanings().get(own, own)


@cache
def happenings() -> frozenset[str]:
    """Meanings of words that name something that happens."""
    return frozenset(meaning(word) for word in trigger_classes())


def contents(text: str) -> frozenset[str]:
    """Meanings of the words of content in a text."""
    return frozenset(
        meaning(match[0]) for match in _WORD.finditer(text) if len(match[0]) > 2 and match[0].casefold() not in stop_words()
    )


@dataclass(frozen=True, slots=True)
class Read:
    """A passage with what it is compared by."""

    at: int
    """Its place among all passages."""
    passage: Passage
    words: frozenset[str]
    """Meanings of its words, without those of names and without the case's own subject."""
    entities: frozenset[str]
    every: frozenset[str]
    """Meanings of all its words of content, names left out."""
    parties: frozenset[str] = frozenset()
    """Its entities but for places: who does what, and to whom."""

    @property
    def article(self) -> int:
        """Number of its article."""
        return self.passage.article


class Reader:
    """All passages, read once; finders look at them in order of publication and place."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        found = [(passage, contents(_bare(passage)), frozenset(m.entity for m in passage.mentions)) for passage in passages]
        often = Counter(word for _, words, entities in found for word in words | entities)
        common = {word for word, count in often.items() if len(found) >= _ENOUGH and count > _COMMON * len(found)}
        self.common = frozenset(common)
        """Words and entities that most passages have: what the case is about, which says nothing of a single claim."""
        self.passages = tuple(
            Read(at, passage, words - self.common, entities, words, _parties(passage))
            for at, (passage, words, entities) in enumerate(found)
        )

    def before(self, read: Read) -> Read | None:
        """The passage before it in its article."""
        former = self.passages[read.at - 1] if read.at else None
        return former if former is not None and former.article == read.article else None

    def telling(self, read: Read) -> frozenset[str]:
        """Entities of a passage but for the case's own subject."""
        return read.entities - self.common


def _parties(passage: Passage) -> frozenset[str]:
    return frozenset(m.entity for m in passage.mentions if m.type is not EntityType.PLACE)


def _bare(passage: Passage) -> str:
    """The text without its names, which are compared as entities."""
    text = passage.text
    for mention in passage.mentions:
        start, end = mention.place.start - passage.start, mention.place.end - passage.start
        if 0 <= start < end <= len(passage.text):
            text = text[:start] + " " * (end - start) + text[end:]
    return text


def meeting(keys: Sequence[Iterable[str]], fewest: int) -> Iterator[tuple[int, int]]:
    """Pairs of places (lesser first, in order) whose keys share at least `fewest`; keys that crowd are passed over."""
    standing: dict[str, list[int]] = {}
    for index, own in enumerate(keys):
        shared: Counter[int] = Counter()
        for key in own:
            holders = standing.setdefault(key, [])
            if len(holders) <= _CROWDED:
                shared.update(holders)
            holders.append(index)
        for other in sorted(shared):
            if shared[other] >= fewest:
                yield other, index


def anchor_of(passage: Passage) -> str:
    """Id of the finding that a whole sentence hangs on as evidence: what it reports, else the first thing found in it."""
    ids = [row.id for rows in (passage.reports, passage.quotes, passage.figures, passage.mentions) for row in rows[:1]]
    return ids[0]


class Groups:
    """Places that belong together (union-find by the least)."""

    def __init__(self, size: int) -> None:
        self._home = list(range(size))

    def root(self, index: int) -> int:
        """The least place of its group."""
        home = self._home
        while home[index] != index:
            home[index] = home[home[index]]
            index = home[index]
        return index

    def join(self, one: int, other: int) -> int:
        """One group of two. Returns its root."""
        left, right = sorted((self.root(one), self.root(other)))
        self._home[right] = left
        return left

    def sets(self) -> list[list[int]]:
        """All groups, by their least place."""
        found: dict[int, list[int]] = {}
        for index in range(len(self._home)):
            found.setdefault(self.root(index), []).append(index)
        return list(found.values())
