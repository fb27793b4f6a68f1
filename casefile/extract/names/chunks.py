"""Runs of capitalised words: where a name may stand, and which small words inside it belong to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from casefile.extract.document import Document
from casefile.extract.names import detections
from casefile.extract.names.joints import Joints
from casefile.extract.names.rules import Rules
from casefile.extract.names.shapes import APOSTROPHES, CAPS, DIGITS, LETTER, LOWER, NAME, PUNCT, shape

_OPENING_MARKS = frozenset("\"“”„«»‘:•*–—·|>-;'")
_SENTENCE_ENDS = frozenset(".!?;\"”’'")
_PARTY_TAG = frozenset("D R I".split())


_LONGEST_NUMBERED = 4
"""Tokens of a name that begins with a number."""

# What code, paths, handles and file names are recognised by: BOOT_COMPLETE, @handle, com.example.app, notes.xml.
_MARK = re.compile(
    r"https?://\S++|www\.\S++"
    r"|(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{30,}+=*+"  # keys and digests
    r"|\bT\d{4}(?:\.\d{3})?\b"  # techniques of MITRE ATT&CK
    r"|[_@#\\]|(?<=[^\W_])\.(?=[^\W_])"
)
_ENDING = re.compile(r"[a-z0-9]{2,}")
_SITE = re.compile(r"[A-Z][^\W_]*\.(?:com|org|net|io|co)\b")


def _code(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of text that are no prose."""
    done, size = 0, len(text)
    for mark in _MARK.finditer(text):
        start, end = mark.span()
        if start < done:
            continue
        if end - start > 1:
            done = end
            yield start, end
            continue
        while start > done and (text[start - 1].isalnum() or text[start - 1] in "._"):
            start -= 1
        while end < size and (text[end].isalnum() or text[end] in "._"):
            end += 1
        done = end
        stretch = text[start:end].rstrip(".")
        if mark[0] != "." or "_" in stretch or _is_dotted_code(stretch):
            yield start, end


def _is_dotted_code(stretch: str) -> bool:
    parts = stretch.split(".")
    if stretch[0].isdigit() or _SITE.match(stretch) or all(len(part) == 1 for part in parts):
        return False
    if len(parts) == 2:
        return _ENDING.fullmatch(parts[1]) is not None
    return not (stretch.isupper() and len(stretch) < 8)


@dataclass(frozen=True, slots=True)
class Chunk:
    """Tokens [first, last) of one sentence."""

    first: int
    last: int
    opening: bool
    """Its first word stands where any word would be capitalised."""
    sentence: int
    headline: bool
    """The sentence is written in title case or capitals, so that capitals say nothing."""


class Scanner:
    """Finds the chunks of one document."""

    def __init__(self, document: Document, rules: Rules, blocked: bytearray) -> None:
        self.document = document
        self.rules = rules
        self.blocked = blocked
        shapes = {word: shape(word) for word in set(document.words)}
        self.shapes = [shapes[word] for word in document.words]
        self.joints = Joints(document, rules, self.shapes, blocked)
        for start, end in [*_code(document.text), *detections.find(document)]:
            for token in range(document.token_at(start), document.token_at(end)):
                blocked[token] = 1

    def chunks(self) -> list[Chunk]:
        """All of them, by position. `blocked` tokens (dates) are in none."""
        document, shapes, blocked = self.document, self.shapes, self.blocked
        words, lower, small = document.words, document.lower, self.rules.written_small
        found = []
        for index, (begin, end) in enumerate(document.sentences):
            token, stop = document.token_at(begin), document.token_at(end)
            headline = self._is_headline(token, stop)
            opening = True
            while token < stop:
                form = shapes[token]
                if form == LOWER:
                    opening = False
                    if lower[token] in small and (last := self._written_small(token, stop)) > token:
                        found.append(Chunk(token, last, False, index, False))
                        token = last
                        continue
                elif form == PUNCT:
                    if words[token] in _OPENING_MARKS:
                        opening = True
                elif (
                    form in (LETTER, CAPS)
                    and token
                    and self.shapes[token - 1] == DIGITS
                    and document.starts[token] == document.ends[token - 1]
                ):
                    pass  # a unit or part of an ordinal: 30GB, 3G
                elif form == LETTER and words[token] in _PARTY_TAG and token and words[token - 1] == "(":
                    opening = False  # "(D-Ohio)"
                elif form in NAME and not blocked[token] and self._is_alternative(token):
                    opening = False  # "Photo/Drawing": the other word of a pair of common nouns
                elif form in NAME and not blocked[token]:
                    last = self.joints.end(token, stop)
                    if (
                        last - token > 1
                        and last < stop
                        and words[last] == ":"
                        and document.lower[last - 1] in self.rules.common
                    ):
                        last -= 1  # a label follows the name: "X Image: Y"
                    elif last - token > 1 and self._is_negation(last):
                        last -= 1  # "X Won’t"
                    found.append(Chunk(token, last, opening or headline, index, headline))
                    token = last
                    opening = False
                    continue
                elif form == DIGITS and (last := self._known_number(token, stop)) > token:
                    found.append(Chunk(token, last, False, index, False))
                    token = last
                    opening = False
                    continue
                elif form != DIGITS or not opening:
                    opening = False
                token += 1
        return found

    def _written_small(self, token: int, stop: int) -> int:
        """Token after a product's name that is written without capitals and may begin here; the same token if none does."""
        lower = self.document.lower
        if self.blocked[token]:
            return token
        names = self.rules.written_small[lower[token]]
        fitting = (len(name) for name in names if tuple(lower[token : min(stop, token + len(name))]) == name)
        return token + max(fitting, default=0)

    def _known_number(self, token: int, stop: int) -> int:
        """Token after a known name that begins with a number, 7-Zip or 3Com; the same token if none begins here."""
        document = self.document
        if self.blocked[token] or token + 1 >= stop or document.starts[token + 1] != document.ends[token]:
            return token
        for last in range(min(stop, token + _LONGEST_NUMBERED), token + 1, -1):
            name = document.text[document.starts[token] : document.ends[last - 1]]
            if name in self.rules.known.exact and not name.isdigit():
                return last
        return token

    def _is_negation(self, token: int) -> bool:
        document = self.document
        return (
            token + 1 < len(document.words)
            and document.words[token] in APOSTROPHES
            and document.lower[token + 1] == "t"
            and document.starts[token + 1] == document.ends[token] == document.ends[token - 1] + 1
        )

    def _is_alternative(self, token: int) -> bool:
        document = self.document
        return (
            token > 1
            and document.words[token - 1] == "/"
            and document.starts[token] == document.ends[token - 1] == document.ends[token - 2] + 1
            and document.lower[token - 2] in self.rules.common
            and self.rules.known.find(document.words[token]) is None
        )

    def _is_headline(self, token: int, stop: int) -> bool:
        words, shapes = self.document.words, self.shapes
        total = lower = shouted = 0
        for index in range(token, min(stop, token + 25)):
            form = shapes[index]
            if form != PUNCT and form != DIGITS and len(words[index]) > 3:
                total += 1
                if form == LOWER:
                    lower += 1
                    if lower > 4:
                        return False
                elif form == CAPS:
                    shouted += 1
        if shouted == total:
            return total >= 2
        return total >= 4 and lower * 5 <= total and words[stop - 1] not in _SENTENCE_ENDS
