"""The stretch of a text that shows best why it was found."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from casefile.index.schema import analyst
from casefile.index.words import CJK_RUN, INNER, LETTERS, SURFACE, TAIL, fold

WIDTH = 240
"""Code points of a snippet, ellipses apart."""
_BEFORE = 40
_MOST_BEGINNINGS = 40
_PREFIXING = frozenset({"ar", "id", "hu", "ne", "ta", "hi", "ga"})
_PLAIN = re.compile("[A-Za-z]+")
_WHITE = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a query looks for in a text."""

    stems: frozenset[str] = frozenset()
    exacts: frozenset[str] = frozenset()
    phrases: tuple[tuple[tuple[str, ...], int], ...] = ()
    """Stems in order, and how far each may stand from the one before: shown only where they meet."""

    def __bool__(self) -> bool:
        return bool(self.stems or self.exacts or self.phrases)


@dataclass(frozen=True, slots=True)
class Snippet:
    text: str
    hits: tuple[tuple[int, int], ...]
    """Stretches of the snippet."""
    start: int | None
    """Where its first hit stands in the whole text."""


class _Mark(NamedTuple):
    start: int
    end: int
    stem: str
    position: int
    alone: bool
    """Wanted by itself, not only within a phrase."""


def _beginnings(words: Iterable[str], language: str) -> frozenset[str]:
    """How words begin that have one of these as their stem. Stemming leaves the first letter alone, but for languages with
    prefixes; the English stemmer the second too, or makes it i (“dying”), wherever it leaves two."""
    if language != "en":
        return frozenset(word[:1] for word in words)
    found = {word[:2] for word in words}
    found |= {f"{word[0]}y" for word in found if word[1:] == "i"}
    return frozenset(found) if len(found) <= _MOST_BEGINNINGS else frozenset(word[:1] for word in found)


@lru_cache(maxsize=64)
def _telling(beginnings: frozenset[str]) -> re.Pattern[str]:
    """Surfaces as the one group, and words of plain letters that begin otherwise, many at once, without it: what is passed
    over so takes the least time of all."""
    wanted = "|".join(re.escape(beginning) for beginning in sorted(beginnings))
    ended = f" |[.,;:] |(?![{LETTERS}]|[{INNER}]\\w)[^\\w]*"
    return re.compile(f"(?:(?!(?i:{wanted}))[A-Za-z]+(?:{ended})){{1,64}}|({SURFACE.pattern})")


_ALL = re.compile(f"({SURFACE.pattern})")


class Marker:
    """Finds what is wanted in the texts of one language. Remembers surfaces from one text to the next."""

    def __init__(self, wanted: Wanted, language: str) -> None:
        self._wanted = wanted
        self._analyst = analyst(language)
        words = (*wanted.stems, *wanted.exacts, *(stem for stems, _ in wanted.phrases for stem in stems))
        self._skips = self._analyst.language not in _PREFIXING
        self._in_phrases = frozenset(stem for stems, _ in wanted.phrases for stem in stems)
        # Of words of plain letters only those that begin as a wanted one does are worth a look.
        self._surface = _telling(_beginnings(words, self._analyst.language)) if self._skips else _ALL
        self._known: dict[str, tuple[tuple[_Mark, ...], int]] = {}

    def marks(self, text: str) -> list[_Mark]:
        """Everything wanted, in order."""
        if not self._wanted:
            return []
        found: list[_Mark] = []
        position = 0
        known = self._known
        for match in self._surface.finditer(text):
            if not match.lastindex:
                if self._in_phrases:
                    position += len(_PLAIN.findall(match[0]))
                continue
            raw = match[1]
            inside = known.get(raw)
            if inside is None:
                inside = known[raw] = (tuple(self._inside(raw)), self._analyst.surface(raw).advance)
            if inside[0]:
                at = match.start()
                for mark in inside[0]:
                    found.append(_Mark(mark.start + at, mark.end + at, mark.stem, mark.position + position, mark.alone))
            position += inside[1]
        return self._in_place(found) if self._in_phrases else found

    def _inside(self, raw: str) -> Iterator[_Mark]:
        """What is wanted in one surface: the characters of a CJK run, otherwise the surface as a whole."""
        surface = self._analyst.surface(raw)
        in_place = CJK_RUN.search(raw) is not None and len(fold(raw)) == len(raw) == surface.advance
        for form in surface.forms:
            alone = form.stem in self._wanted.stems or form.exact in self._wanted.exacts
            if alone or form.stem in self._in_phrases:
                end = form.offset + (1 if form.role == TAIL else len(form.exact))
                span = (form.offset, end) if in_place else (0, len(raw))
                yield _Mark(*span, form.stem, form.offset, alone)

    def _in_place(self, marks: list[_Mark]) -> list[_Mark]:
        """Marks that are wanted by themselves or stand in a phrase."""
        places: defaultdict[str, set[int]] = defaultdict(set)
        for mark in marks:
            places[mark.stem].add(mark.position)
        met: set[tuple[str, int]] = set()
        for stems, slop in self._wanted.phrases:
            for begin in places[stems[0]]:
                chain = [begin]
                for stem in stems[1:]:
                    following = [chain[-1] + step for step in range(1, slop + 1) if chain[-1] + step in places[stem]]
                    if not following:
                        break
                    chain.append(following[0])
                if len(chain) == len(stems):
                    met.update(zip(stems, chain, strict=True))
        return [mark for mark in marks if mark.alone or (mark.stem, mark.position) in met]

    def snippet(self, text: str, width: int = WIDTH) -> Snippet:
        """The window with most different wanted words, then most of them; the beginning where there are none."""
        marks = self.marks(text)
        if not marks:
            end = _word_end(text, width)
            return Snippet(_WHITE.sub(" ", text[:end]) + ("…" if end < len(text) else ""), (), None)
        first = _best(marks, width)
        start = _word_start(text, max(0, first.start - _BEFORE))
        end = _word_end(text, max(start + width, first.end))
        lead = "…" if start else ""
        hits: list[tuple[int, int]] = []
        for mark in marks:
            if mark.start < start or mark.end > end:
                continue
            low, high = mark.start - start + len(lead), mark.end - start + len(lead)
            if hits and low <= hits[-1][1]:
                hits[-1] = (hits[-1][0], max(high, hits[-1][1]))
            else:
                hits.append((low, high))
        shown = f"{lead}{_WHITE.sub(' ', text[start:end])}{'…' if end < len(text) else ''}"
        return Snippet(shown, tuple(hits), hits[0][0] - len(lead) + start if hits else None)


def _best(marks: list[_Mark], width: int) -> _Mark:
    """The mark with which the best window begins. Two pointers: linear in the number of marks."""
    best, best_value, after = marks[0], -1, 0
    inside: dict[str, int] = {}
    for index, mark in enumerate(marks):
        while after < len(marks) and (after <= index or marks[after].end - mark.start <= width - _BEFORE):
            inside[marks[after].stem] = inside.get(marks[after].stem, 0) + 1
            after += 1
        value = 16 * len(inside) + min(15, after - index)
        if value > best_value:
            best, best_value = mark, value
        inside[mark.stem] -= 1
        if not inside[mark.stem]:
            del inside[mark.stem]
    return best


def _word_start(text: str, at: int) -> int:
    """The beginning of a word at or shortly after `at`."""
    if at == 0 or text[at - 1].isspace():
        return at
    blank = _WHITE.search(text, at, at + _BEFORE)
    return blank.end() if blank else at


def _word_end(text: str, at: int) -> int:
    """The end of a word at or shortly before `at`."""
    if at >= len(text):
        return len(text)
    for back in range(at, max(0, at - _BEFORE), -1):
        if text[back].isspace():
            return back
    return at
