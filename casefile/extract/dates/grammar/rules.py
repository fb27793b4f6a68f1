"""What all parts of the grammar share: how a rule is written, how modifiers shift, where the year is.

A rule is a function from what its patterns matched to a meaning; None says that the words match but date nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from casefile.extract.dates import meaning as m
from casefile.extract.dates import periods
from casefile.extract.dates.meaning import DOCUMENT, PUBLISHED, Meaning
from casefile.extract.dates.patterns import Parts
from casefile.extract.dates.periods import Extent, Unit

MACROS = {
    "M": ("MONTH", "SHORTMONTH", "MAYMONTH", "LOWMONTH"),
    "DAY": ("DAYNUM", "ORDWORD", "ORDDIGIT"),
    "ORDINAL": ("ORDWORD", "ORDDIGIT"),
    "W": ("WEEKDAY", "SHORTDAY"),
    "SEAS": ("SEASON", "FALL"),
    "UNIT": ("UNIT", "UNITS"),
    "ONE": ("UNIT",),
    "COUNT": ("DAYNUM", "NUMBER", "YEAR"),
    "LASTING": ("FOR", "IN", "THAN", "AFTER", "OVER", "BEFORE", "SINCE"),
    "MOD": ("LAST", "NEXT", "THIS", "THAT"),
    "PREP": ("IN", "BY", "SINCE", "FROM", "BETWEEN", "BEFORE", "AFTER", "OF", "ON", "TO", "AND", "EARLY"),
    "WHEN": ("IN", "BY", "SINCE", "BEFORE", "AFTER", "EARLY"),
    "RANGE": ("DASH", "TO"),
    "PARTOFDAY": ("PARTDAY", "NOON"),
    "PART": ("EARLY", "ADVERB"),
}
"""Unions of categories that patterns may name."""

YEAR = "( COMMA? OF? y:YEAR | OF? THE? r:MOD u:UNIT )?"
"""The year an expression may end with: ", 2023", "of last year", "this year", "of that year"."""
WITH_YEAR = "( OF? y:YEAR | OF? THE? r:MOD u:UNIT )"
"""The same, where there must be one."""
COUNTED = "( n:COUNT | A v:VAGUE OF? | v:VAGUE | a:A )"
"""How many of a unit: a number, a vague word, or an article."""

Builder = Callable[[Parts], Meaning | None]
SOURCES: list[tuple[str, str, Builder]] = []
"""All rules as written: name, pattern, meaning."""


def rule(name: str, *patterns: str) -> Callable[[Builder], Builder]:
    """Register a meaning under one or more patterns."""

    def register(builder: Builder) -> Builder:
        SOURCES.extend((name, pattern, builder) for pattern in patterns)
        return builder

    return register


def shift_of(word: str, definite: bool) -> tuple[int, str]:
    """How many units a modifier shifts, and from where: "last" from publication, "following" from the last date."""
    match word:
        case "last" | "past":
            return -1, PUBLISHED
        case "previous" | "preceding" | "prior":
            return -1, DOCUMENT
        case "next":
            return 1, DOCUMENT if definite else PUBLISHED
        case "coming" | "upcoming":
            return 1, PUBLISHED
        case "following" | "subsequent":
            return 1, DOCUMENT
        case "that" | "same":
            return 0, DOCUMENT
        case _:
            return 0, PUBLISHED


def relative(unit: Unit, word: str, definite: bool) -> Meaning:
    """A unit with a modifier: last year, the following day, that month."""
    shift, anchor = shift_of(word, definite)
    return m.on_publication(unit, shift) if anchor == PUBLISHED else m.on_last(unit, shift)


def year_meaning(parts: Parts) -> Meaning | None:
    """The year part of a pattern: `y` a number, or `r` a modifier with unit `u`; None if there is no year."""
    if parts.y is not None:
        return m.absolute(periods.year(parts.y))
    if parts.r is not None and parts.u is Unit.YEAR:
        return relative(Unit.YEAR, parts.r, definite=False)
    return None


def part_of_year(parts: Parts, build: Callable[[int], Extent | None]) -> Meaning | None:
    """Something that recurs every year, with the year the pattern gives, if it gives one."""
    if parts.y is not None:
        extent = build(parts.y)
        return m.absolute(extent) if extent is not None else None
    if parts.r is not None:
        base = year_meaning(parts)
        return m.within(base, build) if base is not None else None
    return m.yearly(build)


def first_of(found: Sequence[Extent]) -> Extent | None:
    """The first, if there is one."""
    return found[0] if found else None


def last_of(found: Sequence[Extent]) -> Extent | None:
    """The last, if there is one."""
    return found[-1] if found else None


def recurring_modified(word: str, build: Callable[[int], Extent | None]) -> Meaning:
    """Last June, next summer: the nearest before or after publication, not the running one; this summer: of this year."""
    shift, anchor = shift_of(word, definite=False)

    def resolve(context: m.Context) -> Extent | None:
        last = m.last_as_precise(context, Unit.YEAR) if anchor == DOCUMENT else None
        day = last.first if last is not None else context.today
        if day is None:
            return None
        found = [extent for extent in map(build, range(day.year - 1, day.year + 2)) if extent is not None]
        if shift < 0:
            return last_of([extent for extent in found if extent.last < day])
        if shift > 0:
            return first_of([extent for extent in found if extent.first > day])
        running = [extent for extent in found if extent.first <= day <= extent.last]
        return running[0] if running else build(day.year)

    return Meaning(resolve=resolve, anchor=anchor, confidence=0.88)


_ISO_UNITS = {
    Unit.DAY: ("D", 1),
    Unit.WEEK: ("W", 1),
    Unit.WEEKEND: ("WE", 1),
    Unit.MONTH: ("M", 1),
    Unit.QUARTER: ("M", 3),
    Unit.YEAR: ("Y", 1),
    Unit.DECADE: ("Y", 10),
    Unit.CENTURY: ("Y", 100),
}


def iso(count: float | None, unit: Any) -> str:
    if unit == "FORTNIGHT":
        return periods.iso_duration(None if count is None else 2 * count, "W")
    if isinstance(unit, str):
        return periods.iso_duration(count, unit)
    letter, factor = _ISO_UNITS[unit]
    return periods.iso_duration(None if count is None else count * factor, letter)


def count_of(parts: Parts) -> float | None:
    """The number of a pattern: `n`; `v` a vague one; an article counts one."""
    if parts.n is not None:
        return float(parts.n)
    return None if parts.v is not None else 1.0
