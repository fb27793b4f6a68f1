"""The year that a coordination says once, at its end: "in May and June 2023", "from 28 December to 3 January 2020"."""

from __future__ import annotations

from collections.abc import Sequence

from casefile.extract.dates.candidates import Candidate
from casefile.extract.dates.meaning import Context
from casefile.extract.dates.periods import Extent, OutOfCalendarError, Unit
from casefile.extract.document import Document

_LINKS = frozenset(", and or to until till through - – — & from between of in on the early late mid".split())
_LONGEST = 4
"""Tokens between two coordinated dates."""
_WITHOUT_YEAR = ("day.", "month", "range.days", "range.month-days", "range.months", "season", "weekday")


def coordinated(document: Document, candidates: Sequence[Candidate]) -> dict[int, Extent]:
    """By the place of each expression without a year: the one with a year that its coordination ends with."""
    found: dict[int, Extent] = {}
    for place in range(len(candidates) - 2, -1, -1):
        one, other = candidates[place], candidates[place + 1]
        if one.meaning.explicit or not one.rule.startswith(_WITHOUT_YEAR):
            continue
        goal = found.get(place + 1) or _dated(other)
        if goal is None or not _linked(document, one, other, listed=place + 1 in found):
            continue
        found[place] = goal
    return found


def _linked(document: Document, one: Candidate, other: Candidate, *, listed: bool) -> bool:
    """Whether only words of coordination stand between, with one that coordinates; a comma does where the list goes on."""
    first, last = document.token_at(one.end), document.token_at(other.start)
    between = document.lower[first:last]
    if not 0 < len(between) <= _LONGEST or document.sentence_at(one.start) != document.sentence_at(other.start):
        return False
    return _LINKS.issuperset(between) and (not _JOINTS.isdisjoint(between) or (listed and between == [","]))


_JOINTS = frozenset("and or to until till through - – — &".split())


def _dated(other: Candidate) -> Extent | None:
    """The extent of a day or month with its year in the words."""
    said = other.meaning
    if not said.explicit or said.resolve is None:
        return None
    try:
        extent = said.resolve(Context(None, 0))
        return extent if extent is not None and extent.unit <= Unit.SEASON and extent.first else None
    except OutOfCalendarError:
        return None
