"""Between which days an undated article came out, as far as the dates it tells of show.

- What it tells as past, it came after: a date with its year gives a first bound, one told as future a last.
- A writer leaves the year away from what is of the writer's own year, and calls that "this year". So where a text does that,
  a year that it writes out is another one: with "in 2023" and "in September" told as past, it came out after September of
  a year later than 2023.

Both are what the words show and no date of publication: an open or closed interval that says so.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, timedelta

from casefile.extract.dates.candidates import Candidate
from casefile.extract.dates.finder import recognise
from casefile.extract.dates.meaning import PUBLISHED, Context, Earlier
from casefile.extract.dates.periods import Extent, OutOfCalendarError, Period, Unit
from casefile.extract.document import Document

_CARRIED = 3
"""Sentences over which a year that was written out is meant along with a month without one."""
_OWN_YEAR = ("month", "season", "day", "weekday.day")
"""Rules of what recurs every year."""
_TOLD, _INFERRED = 0.3, 0.25


Dated = list[tuple[Candidate, Period]]


@dataclass(frozen=True, slots=True)
class Told:
    """Bounds as EDTF ("2024-09/..") and how sure they are."""

    edtf: str
    confidence: float


def bounds_told(document: Document) -> Told | None:
    """The bounds that a text's dates set to its publication; None where it tells of none with a year."""
    dated: Dated = []
    floating: list[Candidate] = []
    for candidate in recognise(document):
        if candidate.meaning.explicit:
            extent = _extent(candidate, Context(None, 0))
            if isinstance(extent, Period) and extent.unit <= Unit.YEAR and extent.unit is not Unit.FISCAL_YEAR:
                dated.append((candidate, extent))
        elif candidate.meaning.anchor == PUBLISHED:
            floating.append(candidate)
    past = [extent for candidate, extent in dated if candidate.direction() != 1]
    if not past:
        return None
    past += [extent for one in floating if isinstance(extent := _lent_extent(document, one, dated), Period)]
    latest = max(past, key=lambda extent: (extent.first, -extent.unit))
    first, sure = latest.edtf, _TOLD
    starts = latest.first
    ahead = [extent for one, extent in dated if one.direction() == 1 and extent.last > latest.last]
    last = min(ahead, key=lambda extent: extent.last, default=None)
    own = _own_year(document, floating, dated, starts.year + 1)
    if own is not None and (last is None or own.first <= last.last):
        first, sure = own.edtf, _INFERRED
    return Told(f"{first}/{last.edtf if last else '..'}", sure)


def _own_year(document: Document, floating: list[Candidate], dated: Dated, year: int) -> Period | None:
    """The latest period that the text tells as past and of its own year, were that `year`; the year itself where it only
    says "this year" or "last year"; None where it says neither."""
    if not floating or year > date.max.year:
        return None
    last_day = date(year, 12, 31)
    best: Period | None = None
    for candidate in floating:
        extent = _extent(candidate, Context(last_day, -1))
        if not isinstance(extent, Period):
            continue
        if extent.unit is Unit.YEAR and extent.first.year in (year - 1, year):
            found = Period(Unit.YEAR, year)
        elif (
            _of_own_year(document, candidate)
            and extent.first.year == year
            and extent.first < last_day - timedelta(days=1)
            and candidate.direction() == -1
            and _lender(document, candidate, dated) is None
        ):
            found = extent
        else:
            continue
        if best is None or (found.first, -found.unit) > (best.first, -best.unit):
            best = found
    return best


def _of_own_year(document: Document, candidate: Candidate) -> bool:
    """Whether an expression names a time of the writer's own year: "in September", "this summer"."""
    if candidate.rule in _OWN_YEAR:
        return True
    return candidate.rule.endswith(".modified") and document.text[candidate.start : candidate.start + 5].lower() == "this "


def _lender(document: Document, candidate: Candidate, dated: Dated) -> Period | None:
    """What lends its year to a month without one: a date of the same or one of the sentences before, "in May 2021 ..., in
    June"."""
    here = document.sentence_at(candidate.start)
    place = bisect_left(dated, candidate.start, key=_begins)
    if place and here - document.sentence_at(dated[place - 1][0].start) < _CARRIED:
        return dated[place - 1][1]
    if place < len(dated) and document.sentence_at(dated[place][0].start) == here:
        return dated[place][1]
    return None


def _begins(one: tuple[Candidate, Period]) -> int:
    return one[0].start


def _lent_extent(document: Document, candidate: Candidate, dated: Dated) -> Extent | None:
    """The month or day that a text tells as past in a year it has just named."""
    if candidate.rule not in _OWN_YEAR or candidate.direction() != -1:
        return None
    lender = _lender(document, candidate, dated)
    return _extent(candidate, Context(None, -1, (), Earlier(lender, 0, 0, explicit=True))) if lender else None


def _extent(candidate: Candidate, context: Context) -> Extent | None:
    said = candidate.meaning
    try:
        return said.resolve(context) if said.resolve is not None else None
    except (OutOfCalendarError, OverflowError, ValueError):
        return None
