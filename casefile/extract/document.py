"""A text as the stages see it: tokens, sentences and paragraphs, all with offsets in code points.

Tokens are cut so that every character that is not white space belongs to exactly one, and none crosses a line end.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from casefile.domain.articles import Publication
from casefile.domain.ids import Occurrences

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S., a.m.
    r"|\d+(?:[.,\u00a0\u202f]\d+)*"  # 10,000 and 1.5
    r"|['’]s\b"
    r"|[^\W_]+"  # words, also iPhone14
    r"|\S"
)
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s+[\"'“‘«(\[]*[^\W_a-z]|\s*$)|[。！？]+[」』）]*|\n+")
_ABBREVIATIONS = frozenset(
    """mr mrs ms dr prof gen col lt sgt capt maj adm cmdr rev hon sen rep gov pres st jr sr vs etc no fig vol approx dept
    est inc ltd corp co bros jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun""".split()
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
        self.starts, self.ends, self.words = [], [], []
        for match in _TOKEN.finditer(self.text):
            start, end = match.span()
            self.starts.append(start)
            self.ends.append(end)
            self.words.append(match[0])
        self.lower = [word.casefold() for word in self.words]
        self.paragraphs = tuple(_paragraphs(self.text))
        self.sentences = tuple(_sentences(self.text, self.paragraphs))

    @cached_property
    def occurrences(self) -> Occurrences:
        """Gives findings their anchor ids."""
        return Occurrences(self.text)

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [start for start, _ in self.sentences]

    def sentence_at(self, position: int) -> int:
        """Index of the sentence in which this code point stands (the one before it, if between two)."""
        return max(0, bisect_right(self._sentence_starts, position) - 1)

    def token_at(self, position: int) -> int:
        """Index of the first token that starts at or after this code point; len(starts) at the end."""
        return bisect_left(self.starts, position)


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Blocks between blank lines; lines where there is no blank line. Trimmed of white space, empty ones dropped."""
    separator = _BLANK_LINE if _BLANK_LINE.search(text.strip()) else re.compile(r"\n")
    found, start = [], 0
    for match in [*separator.finditer(text), None]:
        end = match.start() if match else len(text)
        block = text[start:end]
        body = block.strip()
        if body:
            first = start + block.index(body)
            found.append((first, first + len(body)))
        start = match.end() if match else end
    return found


def _sentences(text: str, paragraphs: tuple[tuple[int, int], ...]) -> list[tuple[int, int]]:
    found = []
    for first, last in paragraphs:
        start = first
        for match in _SENTENCE_END.finditer(text, first, last):
            if match.end() < last and match[0][0] == "." and _is_abbreviation(text, match.start(), start):
                continue
            if text[start : match.end()].strip():
                end = match.end() if match[0][0] != "\n" else match.start()
                found.append((start, end))
            start = match.end()
            while start < last and text[start].isspace():
                start += 1
        if start < last:
            found.append((start, last))
    return found


def _is_abbreviation(text: str, dot: int, floor: int) -> bool:
    start = dot
    while start > floor and (text[start - 1].isalpha() or text[start - 1] == "."):
        start -= 1
    word = text[start:dot]
    return word.casefold() in _ABBREVIATIONS or (len(word) == 1 and word.isupper()) or "." in word
