"""Which words of two sentences the other has not. No Qt in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from difflib import SequenceMatcher

Span = tuple[int, int]
_WORD = re.compile(r"\w+(?:[.,'’-]\w+)*|[%$€£¥]")
_LONGEST = 4_000
"""Code points beyond which two passages are not compared word by word."""


def differing(one: str, other: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Stretches of the one and of the other whose words the other has not in this order, whatever their case.

    By the longest matching blocks of words (J. W. Ratcliff and D. E. Metzener, Pattern matching: the gestalt approach,
    Dr. Dobb's Journal 13, 1988). Nothing where the two have hardly a word in common: all would differ.
    """
    first, second = _words(one[:_LONGEST]), _words(other[:_LONGEST])
    matcher = SequenceMatcher(None, [word for word, _ in first], [word for word, _ in second], autojunk=False)
    own: list[Span] = []
    theirs: list[Span] = []
    if matcher.ratio() < 0.15:
        return (), ()
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            own += _joined(first[a:b])
            theirs += _joined(second[c:d])
    return tuple(own), tuple(theirs)


def sentence_at(sentences: Sequence[Span], start: int, end: int) -> Span:
    """The sentence (or the sentences) that this stretch stands in; the stretch itself where there is none."""
    place = bisect_right(sentences, (start, 1 << 62)) - 1
    if place < 0 or sentences[place][1] <= start:
        return start, end
    first, last = sentences[place]
    while last < end and place + 1 < len(sentences):
        place += 1
        last = sentences[place][1]
    return first, last


def _words(text: str) -> list[tuple[str, Span]]:
    return [(found[0].casefold(), found.span()) for found in _WORD.finditer(text)]


def _joined(words: Sequence[tuple[str, Span]]) -> list[Span]:
    return [(words[0][1][0], words[-1][1][1])] if words else []
