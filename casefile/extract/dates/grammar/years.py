"""Years, fiscal years, decades, centuries."""

from __future__ import annotations

from casefile.extract.dates import meaning as m
from casefile.extract.dates import periods
from casefile.extract.dates.grammar.rules import relative, rule
from casefile.extract.dates.meaning import Meaning
from casefile.extract.dates.patterns import Parts
from casefile.extract.dates.periods import Interval, Unit


@rule("year", "y:YEAR", "EARLY DASH? y:YEAR", "THE? EDGE OF y:YEAR", "THE? UNIT OF < y:YEAR >")
def bare_year(parts: Parts) -> Meaning:
    return m.absolute(periods.year(parts.y), 0.92)


@rule("range.years", "y:YEAR DASH z:YEAR")
def years(parts: Parts) -> Meaning | None:
    extent = m.between(periods.year(parts.y), periods.year(parts.z))
    return m.absolute(extent) if extent and parts.z > parts.y else None


@rule("range.year-span", "y:YEARSPAN")
def year_span(parts: Parts) -> Meaning:
    return m.absolute(Interval(periods.year(parts.y[0]), periods.year(parts.y[1])), 0.85)


@rule("fiscal-year", "y:FISCALYEAR", "FISCAL UNIT? y:YEAR", "THE? y:YEAR FISCAL UNIT", "FISCAL y:YEARSPAN")
def fiscal_year(parts: Parts) -> Meaning:
    value = parts.y[0] if isinstance(parts.y, tuple) else parts.y
    return Meaning(resolve=lambda context: periods.fiscal_year(value, context.fiscal), explicit=True, confidence=0.75)


@rule("unit.calendar", "r:MOD ACADEMIC u:UNIT", "THE r:MOD ACADEMIC u:UNIT")
def calendar_year(parts: Parts) -> Meaning | None:
    return relative(parts.u, parts.r, definite=False)


@rule("fiscal-year.relative", "r:MOD FISCAL u:UNIT", "THE r:MOD FISCAL u:UNIT", "PART r:MOD FISCAL u:UNIT")
def fiscal_relative(parts: Parts) -> Meaning | None:
    return relative(Unit.FISCAL_YEAR, parts.r, definite=False) if parts.u is Unit.YEAR else None


@rule(
    "decade",
    "d:DECADE",
    "EARLY DASH? d:DECADE",
    "EDGE OF THE d:DECADE",
    "THE < EARLY DASH? d:DECADEWORD >",
    "THE < d:DECADEWORD >",
)
def decade(parts: Parts) -> Meaning | None:
    value = parts.d
    if value < 100:
        value += 1900
    if value % 100 == 0 and 1000 <= value < 1900:
        # The 1800s are a century; the 2000s are a decade, so far.
        return m.absolute(periods.Period(Unit.CENTURY, value // 100))
    return m.absolute(periods.Period(Unit.DECADE, value // 10))


@rule("century", "THE? EARLY? DASH? c:ORDINAL DASH? u:UNIT AD?")
def century(parts: Parts) -> Meaning | None:
    if parts.u is not Unit.CENTURY or not 2 <= parts.c <= 30:
        return None
    # The nineteenth century as people use it: the years 18XX.
    return m.absolute(periods.Period(Unit.CENTURY, int(parts.c) - 1))
