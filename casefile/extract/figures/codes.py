"""Numbers written as codes: CVE-2023-1234, 555-0134, 3-0, item 2."""

from __future__ import annotations

from casefile.extract.document import Document
from casefile.extract.figures.quantities import glued
from casefile.extract.numbers import Number

_JOINTS = ("-", "–", "−")


def is_score(document: Document, number: Number) -> bool:
    """ "3-0", "50-50": two numbers joined that do not rise are no range."""
    lower, first, last = document.lower, number.first, number.last
    if not number.plain:
        return False
    if last + 2 < len(lower) and lower[last + 1] in _JOINTS and glued(document, last) and glued(document, last + 1):
        other = lower[last + 2]
        return other.isdigit() and len(other) < 10 and number.value >= int(other)
    if first > 1 and lower[first - 1] in _JOINTS and glued(document, first - 1) and glued(document, first - 2):
        other = lower[first - 2]
        return other.isdigit() and len(other) < 10 and int(other) >= number.value
    return False


def is_telephone(document: Document, i: int) -> bool:
    """225-8452, with nothing behind that is counted."""
    words = document.words
    if i < 0 or i + 2 >= len(words) or words[i + 1] != "-" or not (glued(document, i) and glued(document, i + 1)):
        return False
    if not (words[i].isdigit() and words[i + 2].isdigit() and (len(words[i]), len(words[i + 2])) == (3, 4)):
        return False
    following = document.lower[i + 3] if i + 3 < len(words) else ""
    return not following.isalpha() or following in ("or", "and", "now", "for", "to")


def is_list_mark(document: Document, number: Number) -> bool:
    """ "2. The second item": a number that begins a line, with a dot or bracket."""
    last = number.last
    if (
        not number.plain
        or number.value >= 100
        or last + 2 >= len(document.lower)
        or document.lower[last + 1] not in (".", ")")
    ):
        return False
    start = document.starts[number.first]
    return glued(document, last) and (start == 0 or "\n" in document.text[max(0, start - 3) : start])


def in_code(document: Document, first: int) -> bool:
    """Whether digits joined by hyphens lead back to letters (CVE-2023-1234) or to more digits (555-123-4567)."""
    lower, i, joints = document.lower, first, 0
    while i > 1 and joints < 5 and lower[i - 1] in _JOINTS and glued(document, i - 1) and glued(document, i - 2):
        i -= 2
        joints += 1
        if not lower[i][0].isdigit():
            return joints > 1 and lower[i][-1].isalnum()
    return joints > 1 or (joints == 1 and dashes(document, first) > 0)


def is_code_part(word: str, mark: str) -> bool:
    if mark in ":/.":
        return word[-1].isalnum()
    # H-3, F-16, COVID-19, MH-370; but "sub-10" and ranges 5-10 count.
    if not word.isalpha():
        return word[0].isalpha() and word.isalnum()
    return word[0].isupper() or len(word) <= 2


def dashes(document: Document, at: int) -> int:
    """How many hyphens join the digits from this token on: 2 and more make a telephone or account number."""
    found = 0
    while (
        at + 2 < len(document.lower)
        and document.lower[at + 1] in "-–"
        and document.lower[at + 2][0].isdigit()
        and glued(document, at)
        and found < 5
    ):
        found += 1
        at += 2
    return found
