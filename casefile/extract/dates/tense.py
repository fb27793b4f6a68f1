"""Past or future: what the verb nearest to a dating expression says of its direction."""

from __future__ import annotations

from functools import cache

from casefile.extract import lexicon
from casefile.extract.document import Document

_REACH = 18
"""Tokens that are looked at on either side."""
_STOPS = frozenset({";", ":", "“", "”", '"'})


@cache
def _words(name: str) -> frozenset[str]:
    return lexicon.words("en", "dates_tense", name)


def direction(document: Document, first: int, last: int, floor: int, ceiling: int) -> int:
    """-1 past, 1 future, 0 unknown, for the expression at tokens first..last (inclusive) of the sentence whose tokens are
    floor..ceiling (half-open)."""
    lower = document.lower
    before = lower[first - 1] if first > floor else ""
    after = lower[last + 1] if last + 1 < ceiling else ""
    if before in ("until", "till") and first - 1 > floor:
        return -1 if any(word in _words("negation") for word in lower[max(floor, first - 4) : first - 1]) else 1
    if (before == "as" and first - 2 > floor and lower[first - 2] in ("early", "soon")) or (
        before == "of" and first - 2 >= floor and lower[first - 2] == "ahead"
    ):
        return 1
    if after in ("'s", "’s"):
        # "Wednesday's ruling": what the clause tells is not when it was.
        return -1 if _weekday(lower[last]) else 0
    if (
        before in ("the", "a", "an", "this")
        and after.isalpha()
        and not _weekday(lower[last])
        and after not in _words("not_nouns")
    ):
        return 0
    for i in range(first - 1, max(floor, first - _REACH) - 1, -1):
        found = _tells(lower, i, floor, ceiling)
        if found:
            return found
    for i in range(last + 1, min(ceiling, last + 1 + _REACH)):
        if lower[i] in _STOPS:
            break
        found = _tells(lower, i, floor, ceiling)
        if found:
            return found
    return 0


def _weekday(word: str) -> bool:
    return word.endswith("day")


def _tells(lower: list[str], i: int, floor: int, ceiling: int) -> int:
    word = lower[i]
    if word in _words("future") and not (
        word == "will" and i > floor and lower[i - 1] in ("the", "a", "his", "her", "their", "free", "last")
    ):
        return 1
    following = lower[i + 1] if i + 1 < ceiling else ""
    if word in _words("scheduled"):
        return 1
    if word in _words("planned") and following in ("to", "for", "on", "by", "in", "at"):
        return 1
    if word == "to" and following == "be":
        return 1
    if word in ("is", "are", "am", "'s", "’s", "'re", "’re") and following == "to":
        return 1
    if word in _words("modal") and i > floor:
        return 1 if word != "could" else 0
    if _is_past(word):
        # "to be released", "will be held": the participle leaves it to what stands before "be".
        if any(lower[j] in _words("be") for j in range(max(floor, i - 3), i)):
            return 0
        # "is heard in May": the present tells neither.
        if i > floor and lower[i - 1] in ("is", "are", "'re", "’re"):
            return 0
        return -1
    if word in _words("auxiliary_past"):
        return -1
    return 0


def _is_past(word: str) -> bool:
    if word in _words("past"):
        return True
    return len(word) > 4 and word.endswith("ed") and word not in _words("not_past")
