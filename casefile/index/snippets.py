"""The stretch of a text that shows best why it was found."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from casefile.index.schema import analyst
from casefile.index.words import CJK_RUN, SURFACE, TAIL, fold

WIDTH = 240
"""Code points of a snippet, ellipses apart."""
_BEFORE = 40
_WHITE = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a query looks for in a text."""

    stems: frozenset[str] = frozenset()
    exacts: frozenset[str] = frozenset()
    patterns: tuple[Callable[[str], bool], ...] = ()
    """Say of an exact word whether it is meant."""

    def __bool__(self) -> bool:
        return bool(self.stems or self.exacts or self.patterns)


@dataclass(frozen=True, slots=True)
class Snippet:
    text: str
    hits: tuple[tuple[int, int], ...]
    """Stretches of the snippet."""
    start: int | None
    """Where its first hit stands in the whole text."""


def found_in(text: str, wanted: Wanted, language: str) -> list[tuple[int, int, str]]:
    """(start, end, word) of everything wanted, in order."""
    spans: list[tuple[int, int, str]] = []
    known: dict[str, tuple[tuple[int, int, str], ...]] = {}
    for match in SURFACE.finditer(text):
        raw = match[0]
        inside = known.get(raw)
        if inside is None:
            inside = known[raw] = tuple(_inside(raw, wanted, language))
        for start, end, word in inside:
            spans.append((match.start() + start, match.start() + end, word))
    return spans


def snippet(text: str, wanted: Wanted, language: str, width: int = WIDTH) -> Snippet:
    """The window with most different wanted words, then most of them; the beginning where there are none."""
    spans = found_in(text, wanted, language) if wanted else []
    if not spans:
        end = _word_end(text, width)
        return Snippet(_WHITE.sub(" ", text[:end]) + ("…" if end < len(text) else ""), (), None)
    first = _best(spans, width)
    start = _word_start(text, max(0, spans[first][0] - _BEFORE))
    end = _word_end(text, max(start + width, spans[first][1]))
    lead = "…" if start else ""
    hits: list[tuple[int, int]] = []
    for low, high, _ in spans:
        if low < start or high > end:
            continue
        low, high = low - start + len(lead), high - start + len(lead)
        if hits and low <= hits[-1][1]:
            hits[-1] = (hits[-1][0], max(high, hits[-1][1]))
        else:
            hits.append((low, high))
    shown = _WHITE.sub(" ", text[start:end])
    return Snippet(f"{lead}{shown}{'…' if end < len(text) else ''}", tuple(hits), hits[0][0] - len(lead) + start)


def _best(spans: list[tuple[int, int, str]], width: int) -> int:
    """Index of the span with which the best window begins. Two pointers: linear in the number of spans."""
    best, best_value, after = 0, -1, 0
    inside: dict[str, int] = {}
    for index, (start, _, word) in enumerate(spans):
        while after < len(spans) and spans[after][1] - start <= width - _BEFORE:
            inside[spans[after][2]] = inside.get(spans[after][2], 0) + 1
            after += 1
        value = 16 * len(inside) + min(15, after - index)
        if value > best_value:
            best, best_value = index, value
        if after > index:
            inside[word] -= 1
            if not inside[word]:
                del inside[word]
        else:
            after = index + 1
    return best


def _inside(raw: str, wanted: Wanted, language: str) -> Iterator[tuple[int, int, str]]:
    """What is wanted in one surface: the characters of a CJK run, otherwise the surface as a whole."""
    surface = analyst(language).surface(raw)
    in_place = CJK_RUN.search(raw) is not None and len(fold(raw)) == len(raw) == surface.advance
    for form in surface.forms:
        if form.stem in wanted.stems or form.exact in wanted.exacts or any(meant(form.exact) for meant in wanted.patterns):
            if in_place:
                yield form.offset, form.offset + (1 if form.role == TAIL else len(form.exact)), form.stem
            else:
                yield 0, len(raw), form.stem
                return


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
