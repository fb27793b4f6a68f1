"""Months, seasons, quarters, halves."""

from __future__ import annotations

from casefile.extract.dates import meaning as m
from casefile.extract.dates import periods
from casefile.extract.dates.grammar.rules import WITH_YEAR, YEAR, part_of_year, recurring_modified, rule
from casefile.extract.dates.meaning import Meaning
from casefile.extract.dates.patterns import Parts
from casefile.extract.dates.periods import Extent, Unit


@rule(
    "month",
    "m:MONTH",
    "WHEN < m:SHORTMONTH DOT? >",
    "PREP < m:MAYMONTH >",
    "THE < m:MAYMONTH >",
    "EARLY DASH? m:M",
    "EDGE OF m:M",
    "THE EDGE OF m:M",
)
def bare_month(parts: Parts) -> Meaning:
    return m.yearly(lambda year: periods.month(year, parts.m))


@rule(
    "month.year",
    "m:M DOT? COMMA? OF? y:YEAR",
    "m:M DOT? OF? THE? r:MOD u:UNIT",
    "EARLY DASH? m:M DOT? COMMA? OF? y:YEAR",
    "EARLY DASH? m:M OF? THE? r:MOD u:UNIT",
    "THE? EDGE OF m:M COMMA? OF? y:YEAR",
    "THE? EDGE OF m:M OF? THE? r:MOD u:UNIT",
    "m:M SLASH y:YEAR",
    "m:M IN y:YEAR",
)
def month_of_year(parts: Parts) -> Meaning | None:
    return part_of_year(parts, lambda year: periods.month(year, parts.m))


@rule("month.modified", "r:LAST m:M", "r:NEXT m:M", "r:THIS m:M", "r:THIS LAST m:M", "THE r:NEXT m:M", "THE r:LAST m:M")
def modified_month(parts: Parts) -> Meaning:
    return recurring_modified(parts.r, lambda year: periods.month(year, parts.m))


@rule("range.months", f"m:M DOT? DASH n:M DOT? {YEAR}")
def months(parts: Parts) -> Meaning | None:
    def build(year: int) -> Extent | None:
        return m.between(periods.month(year if parts.m <= parts.n else year - 1, parts.m), periods.month(year, parts.n))

    return part_of_year(parts, build)


@rule("range.month-years", "m:M DOT? y:YEAR DASH n:M DOT? z:YEAR")
def month_years(parts: Parts) -> Meaning | None:
    extent = m.between(periods.month(parts.y, parts.m), periods.month(parts.z, parts.n))
    return m.absolute(extent) if extent else None


@rule(
    "season.year",
    f"s:SEAS COMMA? {WITH_YEAR}",
    f"EARLY DASH? s:SEAS COMMA? {WITH_YEAR}",
    f"THE s:SEAS COMMA? OF {WITH_YEAR}",
    "y:YEAR s:SEASON",
    f"THE? EDGE OF s:SEAS COMMA? {WITH_YEAR}",
)
def season_year(parts: Parts) -> Meaning | None:
    return part_of_year(parts, lambda year: periods.season(year, parts.s))


@rule("season.modified", "r:MOD s:SEAS", "EARLY r:MOD s:SEAS", "ADVERB r:MOD s:SEAS")
def modified_season(parts: Parts) -> Meaning | None:
    return recurring_modified(parts.r, lambda year: periods.season(year, parts.s))


@rule("season", "PREP < s:SEASON >", "PREP < THE s:SEAS >", "EARLY DASH? s:SEAS", "THE? EDGE OF THE? s:SEAS")
def bare_season(parts: Parts) -> Meaning:
    return m.yearly(lambda year: periods.season(year, parts.s), 0.75)


@rule(
    "months-of-year",
    f"THE? q:ORDINAL n:COUNT u0:UNIT {WITH_YEAR}",
    f"THE? l:LAST n:COUNT u0:UNIT {WITH_YEAR}",
    "THE? q:ORDINAL n:COUNT u0:UNIT OF THE u:UNIT",
)
def months_of_year(parts: Parts) -> Meaning | None:
    """The first nine months of 2023, the last six months of last year."""
    months = {Unit.MONTH: 1, Unit.QUARTER: 3}.get(parts.u0, 0) * int(parts.n)
    if not 1 <= months <= 11 or parts.q not in (None, 1) or parts.l not in (None, "last"):
        return None
    if parts.y is None and parts.r is None and parts.u is not Unit.YEAR:
        return None
    first = 1 if parts.q else 13 - months
    return part_of_year(parts, lambda year: m.between(periods.month(year, first), periods.month(year, first + months - 1)))


@rule("quarter", f"THE? q:ORDINAL DASH? u0:UNIT {YEAR}", "q:ORDINAL DASH? u0:UNIT OF FISCAL y:YEAR")
def quarter(parts: Parts) -> Meaning | None:
    if parts.u0 is not Unit.QUARTER or not 1 <= parts.q <= 4:
        return None
    return part_of_year(parts, lambda year: periods.Period(Unit.QUARTER, year * 4 + int(parts.q) - 1))


@rule(
    "quarter.code", f"q:QCODE DASH? {YEAR}", "y:YEAR DASH? q:QCODE", "y:YEAR COMMA? q:QCODE", "q:QCODE FISCAL? UNIT? y:YEAR"
)
def quarter_code(parts: Parts) -> Meaning | None:
    return part_of_year(parts, lambda year: periods.Period(Unit.QUARTER, year * 4 + parts.q))


@rule("half", f"THE? q:ORDINAL HALFWORD {WITH_YEAR}", "THE? q:ORDINAL HALFWORD OF THE u:UNIT", "h:HCODE y:YEAR")
@rule("half.last", "r:LAST HALFWORD OF y:YEAR")
def half(parts: Parts) -> Meaning | None:
    if parts.h is not None:
        number = parts.h
    elif parts.q is None:
        number = 1
    elif parts.q in (1, 2):
        number = int(parts.q) - 1
    else:
        return None
    if parts.y is None and parts.r is None and parts.u is not Unit.YEAR:
        return None
    return part_of_year(parts, lambda year: periods.Period(Unit.HALF, year * 2 + number))
