"""Numbers that name rather than count: H-3, Windows 11, No. 5, flight 370, page 12, telephone and version numbers."""

from __future__ import annotations

import re

from casefile.extract.document import Document
from casefile.extract.figures.lexis import lexis
from casefile.extract.figures.quantities import glued
from casefile.extract.numbers import Number

_VERSION = re.compile(r"\d+(?:\.\d+){2,}")


def is_name(document: Document, number: Number) -> bool:
    """Whether the number is part of a name, a code or a list mark."""
    lower, words = document.lower, document.words
    first, last = number.first, number.last
    count = len(lower)
    if not number.digits:
        return _is_pronoun(document, number) or _is_title(document, number) or _is_of_time(document, number)
    if _VERSION.fullmatch(words[first]):
        return True
    before = lower[first - 1] if first else ""
    if words[first][0] == "0" and number.plain and len(words[first]) > 1:
        return True
    if first and glued(document, first - 1):
        if before[-1].isalnum() or before in ("#", "@", "_", "&", "=", "\\", "°", "+"):
            return True
        if (
            before in (".", ":", "/", "-", "–", "−")
            and first > 1
            and glued(document, first - 2)
            and _is_code_part(words[first - 2], before)
        ):
            return True
        if _in_code(document, first):
            return True
    if last + 1 < count and glued(document, last):
        after = lower[last + 1]
        if after[0].isalpha() and after not in ("s", "x", "plus"):
            return True
        if after == "." and last + 2 < count and glued(document, last + 1) and words[last + 2][0].isalpha():
            return True
        if after in ("_", "@", "&", "=", ":", "/") and last + 2 < count and glued(document, last + 1):
            return True
        if after in "-–" and last + 2 < count and glued(document, last + 1) and not number.scaled:
            follower = words[last + 2]
            if follower[0].isdigit() and (
                (number.plain and len(words[first]) == len(follower) == 3) or _dashes(document, last) > 1
            ):
                return True
            if follower == "to" and lower[last + 3 : last + 4] == ["-"]:
                return True
            if len(follower) == 1 and follower.isalpha() and follower.isupper():
                return True
    if _is_score(document, number) or _is_telephone(document, first) or _is_telephone(document, first - 2):
        return True
    if last + 1 < count and lower[last + 1] == "index" and number.plain:
        return True
    if _is_list_mark(document, number) or _is_of_time(document, number):
        return True
    if before in lexis().naming and not number.scaled:
        return _names(document, first - 1)
    if (
        before in (".", "-", "#")
        and first > 1
        and lower[first - 2] in ("no", "nos", "fig", "vol", "art", "sec", "ch", "pp", "p", "v")
    ):
        return True
    return _follows_name(document, number)


def _is_score(document: Document, number: Number) -> bool:
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


def _is_telephone(document: Document, i: int) -> bool:
    """225-8452, with nothing behind that is counted."""
    words = document.words
    if i < 0 or i + 2 >= len(words) or words[i + 1] != "-" or not (glued(document, i) and glued(document, i + 1)):
        return False
    if not (words[i].isdigit() and words[i + 2].isdigit() and (len(words[i]), len(words[i + 2])) == (3, 4)):
        return False
    following = document.lower[i + 3] if i + 3 < len(words) else ""
    return not following.isalpha() or following in ("or", "and", "now", "for", "to")


def _is_list_mark(document: Document, number: Number) -> bool:
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


def _is_title(document: Document, number: Number) -> bool:
    """Number words that are capitalised inside a sentence: the Group of Seven, Ninety Mile Beach."""
    first = number.first
    if not document.words[first][0].isupper():
        return False
    begin, _ = document.sentences[document.sentence_at(document.starts[first])]
    return document.starts[first] > begin and document.lower[first - 1].isalpha()


def _is_of_time(document: Document, number: Number) -> bool:
    """ "three or four a.m.", "40 to 60 minutes" whose end is a duration already: no counts."""
    following = document.lower[number.last + 1 : number.last + 5]
    if _is_age(following):
        return False
    if following and following[0] in ("to", "or", "-", "–"):
        following = following[2:]
    if following[:1] == ["o"] and following[2:3] == ["clock"]:
        return True
    return bool(following) and following[0] in _TIME


def _is_age(following: list[str]) -> bool:
    """ "years old", "-year-old"."""
    return (
        following[:2] == ["years", "old"]
        or following[:4] == ["-", "year", "-", "old"]
        or following[:3] == ["years", "of", "age"]
    )


_TIME = frozenset("a.m. p.m. am pm o'clock o hours minutes seconds days weeks months years hour minute".split()) - {"o"}


def _in_code(document: Document, first: int) -> bool:
    """Whether digits joined by hyphens lead back to letters (CVE-2023-1234) or to more digits (555-123-4567)."""
    lower, i, joints = document.lower, first, 0
    while i > 1 and joints < 5 and lower[i - 1] in _JOINTS and glued(document, i - 1) and glued(document, i - 2):
        i -= 2
        joints += 1
        if not lower[i][0].isdigit():
            return joints > 1 and lower[i][-1].isalnum()
    return joints > 1 or (joints == 1 and _dashes(document, first) > 0)


_JOINTS = ("-", "–", "−")


def _is_code_part(word: str, mark: str) -> bool:
    if mark in ":/.":
        return word[-1].isalnum()
    # H-3, F-16, COVID-19, MH-370; but "sub-10" and ranges 5-10 count.
    if not word.isalpha():
        return word[0].isalpha() and word.isalnum()
    return word[0].isupper() or len(word) <= 2


def _dashes(document: Document, at: int) -> int:
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


def _names(document: Document, at: int) -> bool:
    """Whether a naming noun ("section", "group") really numbers: it stands in the singular right before."""
    lower = document.lower
    if lower[at] in ("top",):
        return False
    return not (at and lower[at - 1] in ("of", "every", "a") and lower[at] not in ("page", "section", "no", "number"))


def _follows_name(document: Document, number: Number) -> bool:
    """A plain number right behind a capitalised word inside a sentence: Windows 11, Apollo 13, S&P 500."""
    words = document.words
    first = number.first
    if not first or number.scaled or not (number.plain or "." in words[first]):
        return False
    before = words[first - 1]
    if not (before[0].isupper() and before.isalnum()) or not _same_line(document, first):
        return False
    start = document.sentences[document.sentence_at(document.starts[first])][0]
    if document.starts[first - 1] == start:
        # A sentence that begins "Of 200 people" against "Apollo 13 was".
        return document.lower[first - 1] not in _FUNCTION and not _counts(document, number)
    return document.lower[first - 1] not in _FUNCTION and not (
        _counts(document, number) and number.value >= 100 and len(words[first]) > 3
    )


def _counts(document: Document, number: Number) -> bool:
    """A plural noun follows, or something hyphenated ("40-plus")."""
    i = number.last + 1
    if i + 1 < len(document.words) and document.words[i] == "-" and document.words[i + 1].islower():
        return True
    return i < len(document.words) and document.words[i].islower() and document.words[i].endswith("s")


def _same_line(document: Document, first: int) -> bool:
    return "\n" not in document.text[document.ends[first - 1] : document.starts[first]]


_FUNCTION = frozenset(
    """of in on at by for from to with and or but the a an some all about over more than nearly almost at these those
    their his her its our my as if when while after before since until only just up under between among another other
    most least last next first he she it they we you i who which that this there was were is are had has have not no
    january february march april may june july august september october november december today yesterday""".split()
)


def _is_pronoun(document: Document, number: Number) -> bool:
    """ "one" counts nothing ("one of them", "one day", "one affected company"), nor does "the two" (both of them)."""
    lower = document.lower
    first, last = number.first, number.last
    if first != last:
        return False
    before = lower[first - 1] if first else ""
    return lower[first] == "one" or (lower[first] == "two" and before in ("the", "these", "those", "other", "or"))
