"""Where two versions of a text differ, word by word: how a story drifted.

Paragraphs are compared first and then the words of those that changed, both by longest matching runs (J. W. Ratcliff and
D. E. Metzener, Pattern matching: the Gestalt approach, 1988, as in difflib).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORD = re.compile(r"\s*\S+|\s+")
_DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|\s+|[^\s\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
_PARAGRAPH = re.compile(r".+\n*|\n+")
_LONGEST = 20_000
"""Words of a changed stretch that are compared one by one; a longer one is another text."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch in which two texts are the same, or differ: `kind` is same, added, removed or changed. Code points."""

    kind: str
    old: tuple[int, int]
    new: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Drift:
    """What became of a text."""

    differences: tuple[Difference, ...]
    added: int
    """Words."""
    removed: int


def drift(old: str, new: str) -> Drift:
    """The way from one text to the other, in order and without gaps: the old stretches joined are the old text.

    Time grows with the number of changed words times that of the words around them, not with the texts.
    """
    found: list[Difference] = []
    for difference in _differences(old, new):
        last = found[-1] if found else None
        if last and last.kind == difference.kind:
            found[-1] = Difference(last.kind, (last.old[0], difference.old[1]), (last.new[0], difference.new[1]))
        else:
            found.append(difference)
    differing = [one for one in found if one.kind != "same"]
    return Drift(
        tuple(found),
        sum(len(_words(new[one.new[0] : one.new[1]])) for one in differing),
        sum(len(_words(old[one.old[0] : one.old[1]])) for one in differing),
    )


def _differences(old: str, new: str) -> Iterator[Difference]:
    blocks, others = _PARAGRAPH.findall(old), _PARAGRAPH.findall(new)
    at, to = 0, 0
    for kind, a0, a1, b0, b1 in SequenceMatcher(None, blocks, others, autojunk=False).get_opcodes():
        left, right = "".join(blocks[a0:a1]), "".join(others[b0:b1])
        if kind == "replace":
            yield from _by_word(left, right, at, to)
        else:
            yield _difference(kind, (at, at + len(left)), (to, to + len(right)))
        at, to = at + len(left), to + len(right)


def _by_word(old: str, new: str, at: int, to: int) -> Iterator[Difference]:
    words, others = _words(old), _words(new)
    if max(len(words), len(others)) > _LONGEST:
        yield _difference("replace", (at, at + len(old)), (to, to + len(new)))
        return
    for kind, a0, a1, b0, b1 in SequenceMatcher(None, words, others, autojunk=False).get_opcodes():
        left, right = sum(map(len, words[a0:a1])), sum(map(len, others[b0:b1]))
        yield _difference(kind, (at, at + left), (to, to + right))
        at, to = at + left, to + right


def _words(text: str) -> list[str]:
    """The text in pieces: words with the space before them; of scripts without spaces, letters."""
    return (_DENSE if len(_DENSE.findall(text[:2000])) > len(text[:2000]) // 2 else _WORD).findall(text)


def _difference(kind: str, old: tuple[int, int], new: tuple[int, int]) -> Difference:
    names = {"equal": "same", "insert": "added", "delete": "removed", "replace": "changed"}
    return Difference(names[kind], old, new)
