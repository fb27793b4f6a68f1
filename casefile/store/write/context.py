"""Where a finding stands: its paragraph, its sentence, and the bytes of the sentences that cover it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Context:
    """`paragraph` counts from 1, `sentence` from 0; `start` and `end` are code points."""

    paragraph: int
    sentence: int
    start: int
    end: int


class Contexts:
    """Finds the context of stretches of one text."""

    def __init__(self, text: str, sentences: Spans, paragraphs: Spans) -> None:
        self._length = len(text)
        self._sentences = sentences
        self._sentence_starts = [start for start, _ in sentences]
        self._paragraph_starts = [start for start, _ in paragraphs]

    def of(self, start: int, end: int) -> Context:
        """The context of `text[start:end]`: the sentences it touches, widened to hold it where they do not."""
        number = max(1, bisect_right(self._paragraph_starts, start))
        if not self._sentences:
            return Context(number, 0, start, end)
        first = max(0, bisect_right(self._sentence_starts, start) - 1)
        last = max(first, bisect_left(self._sentence_starts, end) - 1)
        left, right = self._sentences[first][0], self._sentences[last][1]
        return Context(number, first, min(left, start), max(right, end))


def byte_offsets(text: str, positions: set[int]) -> dict[int, int]:
    """For each of these code point positions, how many bytes of UTF-8 stand before it."""
    if text.isascii():
        return {position: position for position in positions}
    offsets: dict[int, int] = {}
    before, size = 0, 0
    for position in sorted(positions):
        size += len(text[before:position].encode("utf-8", "surrogatepass"))
        offsets[position] = size
        before = position
    return offsets
