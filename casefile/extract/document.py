"""A text as the stages see it: tokens, sentences and paragraphs, all with offsets in code points.

Tokens are cut so that every character that is not white space belongs to exactly one, and none crosses a line end.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from casefile.domain.articles import Publication
from casefile.domain.ids import Occurrences
from casefile.extract import segmentation
from casefile.extract.languages import DECIMAL_COMMA
from casefile.extract.numbers import Number, read_numbers

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S., a.m.
    r"|\d+(?:(?:[.\u00a0\u202f]|,(?!(?:1[89]|20)\d\d(?!\d)))\d+)*"  # 10,000 and 1.5, but May 12,1997
    r"|['’]s\b"
    r"|[^\W_]+"  # words, also iPhone14
    r"|\S"
)


@dataclass(frozen=True, slots=True)
class Frame:
    """A stretch that is no reporting: caption, byline, dateline, published line, author note, biography, read-more line."""

    start: int
    end: int
    kind: str


@dataclass(eq=False)
class Document:
    """One text with its cuts. Built once an article; stages read it and change nothing in it."""

    text: str
    published: Publication = field(default_factory=Publication)
    title: str = ""
    language: str = "en"
    starts: list[int] = field(init=False)
    """Token i is text[starts[i]:ends[i]]; `words` has its surface, `lower` its casefolded surface."""
    ends: list[int] = field(init=False)
    words: list[str] = field(init=False)
    lower: list[str] = field(init=False)
    paragraphs: tuple[tuple[int, int], ...] = field(init=False)
    sentences: tuple[tuple[int, int], ...] = field(init=False)

    def __post_init__(self) -> None:
        text = self.text
        spans = [match.span() for match in _TOKEN.finditer(text)]
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]
        self.words = [text[start:end] for start, end in spans]
        # All at once: no token has a line end in it, and folding makes none.
        self.lower = "\n".join(self.words).casefold().split("\n") if spans else []
        self.paragraphs = tuple(segmentation.paragraphs(self.text))
        self.sentences = tuple(segmentation.sentences(self.text, self.paragraphs))

    written: Publication | None = field(default=None, init=False)
    """The day its own date line says it was written, where that is not the day it came out."""

    @property
    def told_from(self) -> Publication:
        """The day from which the text looks at time: "yesterday" is the day before."""
        return self.written or self.published

    kept: dict[str, Any] = field(default_factory=dict, init=False, repr=False)
    """What one stage keeps for another: the dates are recognised once, before and after publication is known."""

    @cached_property
    def occurrences(self) -> Occurrences:
        """Gives findings their anchor ids."""
        return Occurrences(self.text)

    @cached_property
    def numbers(self) -> tuple[Number, ...]:
        """Numbers in digits and words, by token."""
        comma = self.language in DECIMAL_COMMA
        return tuple(read_numbers(self.words, self.lower, self.starts, self.ends, comma=comma))

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [start for start, _ in self.sentences]

    @cached_property
    def _paragraph_starts(self) -> list[int]:
        return [start for start, _ in self.paragraphs]

    def sentence_at(self, position: int) -> int:
        """Index of the sentence in which this code point stands (the one before it, if between two)."""
        return max(0, bisect_right(self._sentence_starts, position) - 1)

    def paragraph_at(self, position: int) -> int:
        """Index of the paragraph in which this code point stands (the one before it, if between two)."""
        return max(0, bisect_right(self._paragraph_starts, position) - 1)

    def token_at(self, position: int) -> int:
        """Index of the first token that starts at or after this code point; len(starts) at the end."""
        return bisect_left(self.starts, position)
