"""The grammar of English dating expressions: patterns over categories (lexemes.py) and what they mean (meaning.py).

At each place the longest match wins, then the rule written first. A rule whose meaning is None does not apply.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from casefile.extract.dates import meaning as m
from casefile.extract.dates import periods
from casefile.extract.dates.holidays import nth_weekday
from casefile.extract.dates.lexemes import CODE
from casefile.extract.dates.meaning import DOCUMENT, PUBLISHED, Meaning
from casefile.extract.dates.patterns import Parts, Rule, compile_rule
from casefile.extract.dates.periods import Extent, Interval, Unit

_MACROS = {
    "M": ("MONTH", "SHORTMONTH", "MAYMONTH", "LOWMONTH"),
    "DAY": ("DAYNUM", "ORDINAL"),
    "W": ("WEEKDAY", "SHORTDAY"),
    "SEAS": ("SEASON", "FALL"),
    "COUNT": ("DAYNUM", "NUMBER", "YEAR"),
    "FOR": ("FOR", "IN", "THAN", "AFTER", "OVER", "BEFORE", "SINCE"),
    "MOD": ("LAST", "NEXT", "THIS", "THAT"),
    "PREP": ("IN", "BY", "SINCE", "FROM", "BETWEEN", "BEFORE", "AFTER", "OF", "ON", "TO", "AND", "EARLY"),
    "WHEN": ("IN", "BY", "SINCE", "BEFORE", "AFTER", "EARLY"),
    "RANGE": ("DASH", "TO"),
    "PARTOFDAY": ("PARTDAY", "NOON"),
    "PART": ("EARLY", "ADVERB"),
}

Builder = Callable[[Parts], Meaning | None]
_SOURCES: list[tuple[str, str, Builder]] = []


def rule(name: str, *patterns: str) -> Callable[[Builder], Builder]:
    """Register a meaning under one or more patterns."""

    def register(builder: Builder) -> Builder:
        _SOURCES.extend((name, pattern, builder) for pattern in patterns)
        return builder

    return register


@lru_cache(maxsize=1)
def rules() -> dict[str, tuple[Rule, ...]]:
    """The rules by the category a match may begin with."""
    compiled = [compile_rule(name, pattern, builder, _MACROS) for name, pattern, builder in _SOURCES]
    return {code: tuple(one for one in compiled if code in one.first) for code in CODE.values()}


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
    if getattr(parts, "y", None) is not None:
        return m.absolute(periods.year(parts.y))
    if getattr(parts, "r", None) is not None and parts.u is Unit.YEAR:
        return relative(Unit.YEAR, parts.r, definite=False)
    return None


def part_of_year(parts: Parts, build: Callable[[int], Extent | None]) -> Meaning | None:
    """Something that recurs every year, with the year the pattern gives, if it gives one."""
    if getattr(parts, "y", None) is not None:
        extent = build(parts.y)
        return m.absolute(extent) if extent is not None else None
    if getattr(parts, "r", None) is not None:
        base = year_meaning(parts)
        return m.within(base, build) if base is not None else None
    return m.yearly(build)


# Years as the tail of an expression: ", 2023", "of last year", "this year", "of that year".
_YEAR = "( COMMA? OF? y:YEAR | OF? THE? r:MOD u:UNIT )?"
_MUST_YEAR = "( OF? y:YEAR | OF? THE? r:MOD u:UNIT )"


# --- Days -----------------------------------------------------------------------------------------------------------

@rule("numeric", "n:NUMERIC", "W COMMA? n:NUMERIC")
def numeric(parts: Parts) -> Meaning | None:
    value, clock = parts.n
    if isinstance(value[0], int):
        return m.absolute(periods.month(*value))
    readings = value
    if len(readings) == 1:
        found = m.absolute(periods.day(readings[0]))
        return found if clock is None else Meaning("time", found.resolve, clock=clock, explicit=True, confidence=0.97)
    # 3/4/2019: month first unless that lies after publication and day first does not.
    month_first, day_first = readings

    def resolve(context: m.Context) -> Extent:
        if context.today is not None and month_first > context.today >= day_first:
            return periods.day(day_first)
        return periods.day(month_first)

    return Meaning(resolve=resolve, explicit=True, confidence=0.6)


@rule(
    "day.month-first",
    f"m:M DOT? THE? d:DAY {_YEAR}",
    f"w:W DOT? COMMA? m:M DOT? d:DAY {_YEAR}",
    f"w:W DOT? COMMA? m:M DOT? d:DAY {_YEAR} COMMA? PARTOFDAY",
    "LAST < m:M DOT? d:DAY >",
    f"EARLY PARTOFDAY OF? m:M DOT? d:DAY {_YEAR}",
    f"m:M DOT? THE? d:DAY {_YEAR} COMMA? PARTOFDAY",
)
@rule("day.day-first", f"d:DAY DASH? OF? m:M DOT? {_YEAR}", f"w:W DOT? COMMA? THE? d:DAY OF? m:M DOT? {_YEAR}", "d:DAY DASH m:M DASH y:YEAR", "m:M DASH d:DAY DASH y:YEAR", "d:DAY SLASH m:M SLASH y:YEAR")
def month_day(parts: Parts) -> Meaning | None:
    if parts.m is None or parts.d is None or not 1 <= parts.d <= 31:
        return None
    weekday = getattr(parts, "w", None)

    def build(year: int) -> Extent | None:
        found = m.safe_day(year, parts.m, int(parts.d))
        # "Monday, Oct. 26" tells its year: the one in which it is a Monday.
        return found if weekday is None or found is None or found.first.weekday() == weekday else None

    said = part_of_year(parts, build)
    if weekday is not None and said is None:
        weekday = None
        said = part_of_year(parts, build)
    return said


@rule("range.days", f"m:M DOT? d:DAY RANGE e:DAY {_YEAR}", f"d:DAY RANGE e:DAY OF? m:M DOT? {_YEAR}", f"BETWEEN < d:DAY AND e:DAY OF? m:M > {_YEAR}")
def days(parts: Parts) -> Meaning | None:
    def build(year: int) -> Extent | None:
        start, end = m.safe_day(year, parts.m, int(parts.d)), m.safe_day(year, parts.m, int(parts.e))
        return m.between(start, end) if start and end and start.index < end.index else None

    if not (1 <= parts.d < parts.e <= 31):
        return None
    return part_of_year(parts, build)


@rule("range.month-days", f"m:M DOT? d:DAY DASH n:M DOT? e:DAY {_YEAR}", f"d:DAY m:M DOT? DASH e:DAY n:M DOT? {_YEAR}")
def month_days(parts: Parts) -> Meaning | None:
    def build(year: int) -> Extent | None:
        start = m.safe_day(year if parts.m <= parts.n else year - 1, parts.m, int(parts.d))
        end = m.safe_day(year, parts.n, int(parts.e))
        return m.between(start, end) if start and end else None

    return part_of_year(parts, build)


@rule("weekday", "w:WEEKDAY", "w:WEEKDAY PARTOFDAY")
def plain_weekday(parts: Parts) -> Meaning:
    return m.weekday(parts.w)


@rule("weekday.modified", "r:MOD w:WEEKDAY PARTOFDAY?", "THE r:MOD w:WEEKDAY PARTOFDAY?", "w:WEEKDAY r:LAST", "w:WEEKDAY r:NEXT")
def modified_weekday(parts: Parts) -> Meaning | None:
    if parts.r in ("last", "past", "previous", "preceding"):
        return m.weekday(parts.w, -1)
    if parts.r in ("next", "coming", "upcoming", "following"):
        return m.weekday(parts.w, 1)
    if parts.r in ("this",):
        return m.weekday(parts.w, 0)
    return None


@rule("weekday.of-week", "w:WEEKDAY OF? r:MOD u:UNIT", "w:WEEKDAY OF THE r:MOD u:UNIT", "r:MOD u:UNIT ON? w:W")
def weekday_of_week(parts: Parts) -> Meaning | None:
    if parts.u is not Unit.WEEK:
        return None
    week = relative(Unit.WEEK, parts.r, definite=False)

    def resolve(context: m.Context) -> Extent | None:
        base = week.resolve(context) if week.resolve else None
        return periods.Period(Unit.DAY, base.first.toordinal() + parts.w) if base else None

    return Meaning(resolve=resolve, anchor=week.anchor)


@rule("day.of-month", "ON THE < d:ORDINAL >", "ON < d:ORDINAL >", "w:WEEKDAY COMMA? THE d:ORDINAL")
def day_of_month(parts: Parts) -> Meaning | None:
    """ "on the 18th": of the running month, or of the one the clause points to."""
    number, weekday = int(parts.d), getattr(parts, "w", None)
    if not 1 <= number <= 31:
        return None

    def resolve(context: m.Context) -> Extent | None:
        last = m.last_as_precise(context, Unit.MONTH)
        base = context.today or (last.first if last else None)
        if base is None:
            return None
        months = [periods.containing(base, Unit.MONTH).shift(shift).first for shift in (-1, 0, 1)]
        days = [m.safe_day(month.year, month.month, number) for month in months]
        found = [one for one in days if one is not None and (weekday is None or one.first.weekday() == weekday)]
        if context.direction < 0:
            return ([one for one in found if one.first <= base] or [None])[-1]
        if context.direction > 0:
            return ([one for one in found if one.first >= base] or [None])[0]
        return min(found, key=lambda one: abs((one.first - base).days), default=None)

    return Meaning(resolve=resolve, anchor=PUBLISHED, confidence=0.7)


@rule("week-of-month", f"THE? q:ORDINAL u0:UNIT OF m:M {_YEAR}", f"THE? q:LAST u0:UNIT OF m:M {_YEAR}")
def week_of_month(parts: Parts) -> Meaning | None:
    """The first week of May: its first seven days; the last day of May."""
    if parts.u0 not in (Unit.WEEK, Unit.DAY, Unit.WEEKEND):
        return None

    def build(year: int) -> Extent | None:
        month = periods.month(year, parts.m)
        length = 7 if parts.u0 is not Unit.DAY else 1
        if isinstance(parts.q, str):
            if parts.q != "last":
                return None
            first = month.last.toordinal() - length + 1
        else:
            first = month.first.toordinal() + (int(parts.q) - 1) * length
        if first + length - 1 > month.last.toordinal() + 6 or first > month.last.toordinal():
            return None
        start = periods.Period(Unit.DAY, first)
        if parts.u0 is Unit.WEEKEND:
            return periods.containing(periods.Period(Unit.DAY, first + 6).first, Unit.WEEKEND)
        end = min(first + length - 1, month.last.toordinal())
        return start if length == 1 else Interval(start, periods.Period(Unit.DAY, end))

    return part_of_year(parts, build)


@rule("weekday.of-month", f"THE? q:ORDINAL w:WEEKDAY OF m:M {_YEAR}", f"THE? q:ORDINAL w:WEEKDAY IN m:M {_YEAR}", f"THE? q:LAST w:WEEKDAY OF m:M {_YEAR}")
def weekday_of_month(parts: Parts) -> Meaning | None:
    nth = -1 if isinstance(parts.q, str) else int(parts.q)
    if nth > 5 or (isinstance(parts.q, str) and parts.q != "last"):
        return None
    return part_of_year(parts, lambda year: periods.day(nth_weekday(year, parts.m, parts.w, nth)))


@rule("deictic", "d:TODAY", "d:TODAY PARTOFDAY", "ADVERB d:TODAY", "EARLY d:TODAY", "EARLY d:TODAY PARTOFDAY")
def deictic(parts: Parts) -> Meaning:
    return m.on_publication(Unit.DAY, parts.d, 0.95)


@rule("deictic.second", "THE? u:UNIT BEFORE d:TODAY", "THE? u:UNIT AFTER d:TODAY")
def deictic_second(parts: Parts) -> Meaning | None:
    if parts.u is not Unit.DAY or parts.d == 0:
        return None
    return m.on_publication(Unit.DAY, 2 * parts.d)


@rule("part-of-day", "THIS p:PARTOFDAY", "EARLY THIS p:PARTOFDAY", "ADVERB THIS p:PARTOFDAY")
def this_part(_: Parts) -> Meaning:
    return m.on_publication(Unit.DAY, 0)


@rule("part-of-day.last", "r:LAST p:PARTOFDAY", "r:LAST DAY p:PARTOFDAY", "ADVERB r:LAST p:PARTOFDAY", "EARLY r:LAST p:PARTOFDAY")
def last_night(parts: Parts) -> Meaning | None:
    if parts.r in ("past", "last"):
        return m.on_publication(Unit.DAY, -1)
    return m.on_last(Unit.DAY, -1)


@rule("part-of-day.same", "THAT p:PARTOFDAY", "ADVERB THAT p:PARTOFDAY")
def that_night(_: Parts) -> Meaning:
    return m.on_last(Unit.DAY, 0, 0.7)


@rule("part-of-day.next", "THE r:NEXT p:PARTOFDAY")
def next_morning(_: Parts) -> Meaning:
    return m.on_last(Unit.DAY, 1, 0.7)


@rule("holiday", "h:HOLIDAY")
def bare_holiday(parts: Parts) -> Meaning:
    return m.named_day(parts.h)


@rule("holiday.year", f"h:HOLIDAY COMMA? {_MUST_YEAR}", "r:MOD h:HOLIDAY")
def holiday_year(parts: Parts) -> Meaning | None:
    if getattr(parts, "y", None) is not None:
        return m.holiday_in(parts.h, parts.y)
    if getattr(parts, "u", None) is None:
        return recurring_modified(parts.r, lambda year: m.holiday_period(parts.h, year))
    base = year_meaning(parts)
    return m.within(base, lambda year: m.holiday_period(parts.h, year)) if base else None


# --- Months, seasons, quarters, halves ---------------------------------------------------------------------------------

@rule("month", "m:MONTH", "WHEN < m:SHORTMONTH DOT? >", "PREP < m:MAYMONTH >", "THE < m:MAYMONTH >", "EARLY DASH? m:M", "EDGE OF m:M", "THE EDGE OF m:M")
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
)
def month_of_year(parts: Parts) -> Meaning | None:
    return part_of_year(parts, lambda year: periods.month(year, parts.m))


@rule("month.modified", "r:LAST m:M", "r:NEXT m:M", "r:THIS m:M", "r:THIS LAST m:M", "THE r:NEXT m:M", "THE r:LAST m:M")
def modified_month(parts: Parts) -> Meaning:
    return recurring_modified(parts.r, lambda year: periods.month(year, parts.m))


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
            return ([extent for extent in found if extent.last < day] or [None])[-1]
        if shift > 0:
            return ([extent for extent in found if extent.first > day] or [None])[0]
        running = [extent for extent in found if extent.first <= day <= extent.last]
        return running[0] if running else build(day.year)

    return Meaning(resolve=resolve, anchor=anchor, confidence=0.88)


@rule("range.months", f"m:M DOT? DASH n:M DOT? {_YEAR}")
def months(parts: Parts) -> Meaning | None:
    def build(year: int) -> Extent | None:
        return m.between(periods.month(year if parts.m <= parts.n else year - 1, parts.m), periods.month(year, parts.n))

    return part_of_year(parts, build)


@rule("range.month-years", "m:M DOT? y:YEAR DASH n:M DOT? z:YEAR")
def month_years(parts: Parts) -> Meaning | None:
    extent = m.between(periods.month(parts.y, parts.m), periods.month(parts.z, parts.n))
    return m.absolute(extent) if extent else None


@rule("season.year", f"s:SEAS COMMA? {_MUST_YEAR}", f"EARLY DASH? s:SEAS COMMA? {_MUST_YEAR}", f"THE s:SEAS COMMA? OF {_MUST_YEAR}", "y:YEAR s:SEASON",
      f"THE? EDGE OF s:SEAS COMMA? {_MUST_YEAR}")
def season_year(parts: Parts) -> Meaning | None:
    return part_of_year(parts, lambda year: periods.season(year, parts.s))


@rule("season.modified", "r:MOD s:SEAS", "EARLY r:MOD s:SEAS", "ADVERB r:MOD s:SEAS")
def modified_season(parts: Parts) -> Meaning | None:
    return recurring_modified(parts.r, lambda year: periods.season(year, parts.s))


@rule("season", "PREP < s:SEASON >", "PREP < THE s:SEAS >", "EARLY DASH? s:SEAS", "THE? EDGE OF THE? s:SEAS")
def bare_season(parts: Parts) -> Meaning:
    return m.yearly(lambda year: periods.season(year, parts.s), 0.75)


@rule("quarter", f"THE? q:ORDINAL DASH? u0:UNIT {_YEAR}", f"q:ORDINAL DASH? u0:UNIT OF FISCAL y:YEAR")
def quarter(parts: Parts) -> Meaning | None:
    if parts.u0 is not Unit.QUARTER or not 1 <= parts.q <= 4:
        return None
    return part_of_year(parts, lambda year: periods.Period(Unit.QUARTER, year * 4 + int(parts.q) - 1))


@rule("quarter.code", f"q:QCODE DASH? {_YEAR}", "y:YEAR DASH? q:QCODE", "y:YEAR COMMA? q:QCODE", "q:QCODE FISCAL? UNIT? y:YEAR")
def quarter_code(parts: Parts) -> Meaning | None:
    return part_of_year(parts, lambda year: periods.Period(Unit.QUARTER, year * 4 + parts.q))


@rule("half", f"THE? q:ORDINAL HALFWORD {_MUST_YEAR}", "THE? q:ORDINAL HALFWORD OF THE u:UNIT", "h:HCODE y:YEAR")
@rule("half.last", "r:LAST HALFWORD OF y:YEAR")
def half(parts: Parts) -> Meaning | None:
    if getattr(parts, "h", None) is not None:
        number = parts.h
    elif getattr(parts, "q", None) is None:
        number = 1
    elif parts.q in (1, 2):
        number = int(parts.q) - 1
    else:
        return None
    if getattr(parts, "y", None) is None and getattr(parts, "r", None) is None and parts.u is not Unit.YEAR:
        return None
    return part_of_year(parts, lambda year: periods.Period(Unit.HALF, year * 2 + number))


# --- Years, decades, centuries -----------------------------------------------------------------------------------------

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


@rule("fiscal-year", "FISCAL UNIT? y:YEAR", "THE? y:YEAR FISCAL UNIT", "FISCAL y:YEARSPAN")
def fiscal_year(parts: Parts) -> Meaning:
    value = parts.y[0] if isinstance(parts.y, tuple) else parts.y
    return Meaning(resolve=lambda context: periods.fiscal_year(value, context.fiscal), explicit=True, confidence=0.75)


@rule("unit.calendar", "r:MOD ACADEMIC u:UNIT", "THE r:MOD ACADEMIC u:UNIT")
def calendar_year(parts: Parts) -> Meaning | None:
    return relative(parts.u, parts.r, definite=False)


@rule("fiscal-year.relative", "r:MOD FISCAL u:UNIT", "THE r:MOD FISCAL u:UNIT", "PART r:MOD FISCAL u:UNIT")
def fiscal_relative(parts: Parts) -> Meaning | None:
    return relative(Unit.FISCAL_YEAR, parts.r, definite=False) if parts.u is Unit.YEAR else None


@rule("decade", "d:DECADE", "EARLY DASH? d:DECADE", "EDGE OF THE d:DECADE", "THE < EARLY DASH? d:DECADEWORD >", "THE < d:DECADEWORD >")
def decade(parts: Parts) -> Meaning | None:
    value = parts.d
    if value < 100:
        value += 1900
    return m.absolute(periods.Period(Unit.DECADE, value // 10))


@rule("century", "THE? EARLY? DASH? c:ORDINAL DASH? u:UNIT AD?")
def century(parts: Parts) -> Meaning | None:
    if parts.u is not Unit.CENTURY or not 2 <= parts.c <= 30:
        return None
    # The nineteenth century as people use it: the years 18XX.
    return m.absolute(periods.Period(Unit.CENTURY, int(parts.c) - 1))


# --- Units that are shifted ------------------------------------------------------------------------------------------

@rule("unit.modified", "r:MOD u:UNIT", "PART r:MOD u:UNIT", "THE? EDGE OF r:MOD u:UNIT", "EARLY IN < r:MOD u:UNIT >", "ADVERB IN THE? u:UNIT")
def modified_unit(parts: Parts) -> Meaning | None:
    if getattr(parts, "r", None) is None:
        return m.on_publication(parts.u, 0)
    if parts.r == "same":
        return None
    return relative(parts.u, parts.r, definite=False)


@rule("unit.definite", "THE r:MOD u:UNIT", "ADVERB THE r:MOD u:UNIT", "THAT r:THAT u:UNIT", "EARLY THE r:MOD u:UNIT")
def definite_unit(parts: Parts) -> Meaning | None:
    if parts.r == "past":
        return m.duration(_iso(1, parts.u))
    return relative(parts.u, parts.r, definite=True)


@rule("unit.edge", "THE? EDGE OF THE u:UNIT", "EARLY IN THE u:UNIT", "ADVERB IN THE u:UNIT")
def edge_of_unit(parts: Parts) -> Meaning | None:
    if parts.u is Unit.DAY:
        return m.on_publication(Unit.DAY, 0, 0.5)
    return m.on_publication(parts.u, 0, 0.7)


@rule("unit.day", "ENDED < THE u:UNIT >")
def end_the_day(parts: Parts) -> Meaning | None:
    """ "ended the day higher": the day that is told of."""
    return m.on_last(Unit.DAY, 0, 0.6) if parts.u is Unit.DAY else None


@rule("unit.weekend", "ON? < THE u:UNIT >", "IN < THE u:UNIT >")
def the_weekend(parts: Parts) -> Meaning | None:
    if parts.u is not Unit.WEEKEND:
        return None

    def resolve(context: m.Context) -> Extent | None:
        if context.today is None:
            return None
        found = periods.containing(context.today, Unit.WEEKEND)
        return found if context.direction > 0 or found.first <= context.today else found.shift(-1)

    return Meaning(resolve=resolve, anchor=PUBLISHED, confidence=0.75)


_ISO_UNITS = {
    Unit.DAY: ("D", 1), Unit.WEEK: ("W", 1), Unit.WEEKEND: ("WE", 1), Unit.MONTH: ("M", 1), Unit.QUARTER: ("M", 3), Unit.YEAR: ("Y", 1),
    Unit.DECADE: ("Y", 10), Unit.CENTURY: ("Y", 100),
}  # fmt: skip


def _iso(count: float | None, unit: Any) -> str:
    if unit == "FORTNIGHT":
        return periods.iso_duration(None if count is None else 2 * count, "W")
    if isinstance(unit, str):
        return periods.iso_duration(count, unit)
    letter, factor = _ISO_UNITS[unit]
    return periods.iso_duration(None if count is None else count * factor, letter)


def _count(parts: Parts) -> float | None:
    """The number of a pattern: `n`; `v` a vague one; an article counts one."""
    if getattr(parts, "n", None) is not None:
        return float(parts.n)
    return None if getattr(parts, "v", None) is not None else 1.0


_COUNTED = "( n:COUNT | A v:VAGUE OF? | v:VAGUE | a:A )"


@rule("distance.ago", f"{_COUNTED} DASH? u:UNIT AGO", f"{_COUNTED} ALL u:UNIT AGO")
def ago(parts: Parts) -> Meaning:
    count = _count(parts)
    if count is None:
        return m.vague("past")
    scale = 10 if parts.u is Unit.DECADE else 100 if parts.u is Unit.CENTURY else 1
    unit = Unit.YEAR if scale > 1 else parts.u
    return m.distance(unit, count * scale, -1, PUBLISHED)


@rule("distance.in", "IN < n:COUNT u:UNIT >", "IN < A u:UNIT >")
def in_time(parts: Parts) -> Meaning | None:
    """ "will open in two weeks" is a date, "the second in two weeks" a duration: the clause tells."""
    if parts.u in (Unit.WEEKEND, Unit.QUARTER) or parts.u > Unit.YEAR:
        return None
    ahead = m.distance(parts.u, _count(parts) or 1, 1, PUBLISHED)

    def resolve(context: m.Context) -> Extent | None:
        return ahead.resolve(context) if context.direction > 0 and ahead.resolve else None

    return Meaning(resolve=resolve, anchor=PUBLISHED, duration=_iso(_count(parts), parts.u), confidence=0.7)


@rule("distance.from-now", f"{_COUNTED} DASH? u:UNIT FROM REFERENCE", f"{_COUNTED} DASH? u:UNIT FROM TODAY")
def from_now(parts: Parts) -> Meaning:
    count = _count(parts)
    return m.vague("future") if count is None else m.distance(parts.u, count, 1, PUBLISHED)


@rule("distance.later", f"{_COUNTED} DASH? u:UNIT a2:ADVERB", f"{_COUNTED} DASH? u:UNIT a2:BEFORE", f"{_COUNTED} DASH? u:UNIT AFTER THAT")
def later(parts: Parts) -> Meaning | None:
    count = _count(parts)
    word = getattr(parts, "a2", None) or "later"
    if word == "before":
        return m.duration(_iso(count, parts.u))
    if count is None:
        return m.vague("past" if word == "earlier" else "future")
    return m.distance(parts.u, count, -1 if word == "earlier" else 1, DOCUMENT)


@rule("distance.clock", f"{_COUNTED} DASH? u:CLOCKUNIT AGO")
def clock_ago(parts: Parts) -> Meaning:
    return m.duration(_iso(_count(parts), parts.u))


# --- Durations, sets, vague words --------------------------------------------------------------------------------------

@rule(
    "duration",
    "n:COUNT DASH? u:UNIT", "n:COUNT DASH? u:CLOCKUNIT", "n:COUNT ALL u:UNIT", "n:COUNT LESS u:UNIT", "n:COUNT ALL u:CLOCKUNIT",
    "A v:VAGUE OF? u:UNIT", "v:VAGUE LESS? u:UNIT", "A v:VAGUE OF? u:CLOCKUNIT", "v:VAGUE u:CLOCKUNIT",
    "u:UNIT DASH LONG", "ALL u:UNIT", "SINGLE DASH u:UNIT", "ALL DASH u:UNIT",
    "HALFWORD A u:UNIT", "HALFWORD A u:CLOCKUNIT",
)  # fmt: skip
def counted_duration(parts: Parts) -> Meaning | None:
    return m.duration(_iso(_count(parts), parts.u))


@rule(
    "duration.modified",
    "THE? r:LAST n:COUNT u:UNIT", "THE? r:LAST v:VAGUE u:UNIT", "THE? r:NEXT n:COUNT u:UNIT", "THE? r:NEXT v:VAGUE u:UNIT",
    "THE? r:LAST A? v:VAGUE u:CLOCKUNIT", "THE? r:LAST n:COUNT u:CLOCKUNIT", "THE? r:NEXT n:COUNT u:CLOCKUNIT", "r:THIS LAST n:COUNT u:UNIT",
    "THE n:COUNT u:UNIT",
)  # fmt: skip
def modified_duration(parts: Parts) -> Meaning:
    return m.duration(_iso(_count(parts), parts.u))


@rule("duration.article", "FOR < a:A u:UNIT >", "< a:A u:UNIT > AFTER", "< a:A u:UNIT > BEFORE")
def article_duration(parts: Parts) -> Meaning | None:
    return m.duration(_iso(1, parts.u), 0.7) if parts.u is not Unit.WEEKEND else None


@rule("duration.bare", "FOR < u:UNIT >", "THE? < u:UNIT > BEFORE", "THE? < u:UNIT > AFTER", "FOR < u:CLOCKUNIT >")
def bare_duration(parts: Parts) -> Meaning:
    """For weeks, in the days before: how many is left open. Plurals only; filters see to it."""
    return m.duration(_iso(None, parts.u), 0.6)


@rule("unit.day-after", "THE < u:UNIT > AFTER", "THE < u:UNIT > BEFORE")
def day_after(parts: Parts) -> Meaning | None:
    """ "the day after his death": a day, but which one the words do not say."""
    return Meaning(confidence=0.6) if parts.u is Unit.DAY else None


@rule("duration.rest", "REST OF < THE u:UNIT >", "REST OF < r:MOD u:UNIT >")
def rest(parts: Parts) -> Meaning:
    return m.duration(_iso(1, parts.u), 0.6)


@rule("set.times", "TIMES < A u:UNIT >", "n:COUNT TIMES < A u:UNIT >", "TIMES < EACH u:UNIT >")
def times(parts: Parts) -> Meaning:
    return m.repeated(_iso(1, parts.u))


@rule("duration.recent", "r:RECENT u:UNIT", "VAGUE RECENT u:UNIT")
def recent(parts: Parts) -> Meaning:
    return m.vague("past")


@rule("set", "s:SET")
def adjective_set(parts: Parts) -> Meaning:
    return m.repeated(parts.s)


@rule("set.every", "EACH u:UNIT", "EACH n:COUNT u:UNIT", "EACH OTHER u:UNIT", "EACH ORDINAL u:UNIT", "EACH OF THE? LAST n:COUNT u:UNIT")
def every(parts: Parts) -> Meaning:
    return m.repeated(_iso(_count(parts), parts.u))


@rule("set.weekday", "EACH w:WEEKDAY PARTOFDAY?", "EACH OTHER w:WEEKDAY")
def every_weekday(_: Parts) -> Meaning:
    return m.repeated("P1W")


@rule("set.weekdays", "WEEKDAYS", "WEEKDAYS PARTOFDAY")
def weekdays(_: Parts) -> Meaning:
    """On Mondays."""
    return m.repeated("P1W")


@rule("named-day", "n:NAMEDDAY")
def named_date(parts: Parts) -> Meaning:
    """9/11: a day that is known by its digits."""
    return m.absolute(periods.day(parts.n), 0.9)


@rule("set.yearly", "EACH m:M", "EACH s:SEAS", "EACH h:HOLIDAY")
def every_year(_: Parts) -> Meaning:
    return m.repeated("P1Y")


@rule("set.part-of-day", "EACH PARTOFDAY")
def every_night(_: Parts) -> Meaning:
    return m.repeated("P1D")


@rule("vague", "r:REFERENCE")
def reference(parts: Parts) -> Meaning:
    return m.vague(parts.r)


# --- Clock times -------------------------------------------------------------------------------------------------------

@rule("clock.named", "AT < p:NOON >", "BY < p:NOON >", "SINCE < p:NOON >", "FROM < p:NOON >")
def named_clock(parts: Parts) -> Meaning:
    return Meaning("time", clock=parts.p, confidence=0.7)


@rule("clock", "c:CLOCK")
def clock(parts: Parts) -> Meaning:
    return Meaning("time", clock=parts.c, confidence=0.85)


@rule("clock.weekday", "c:CLOCK ON? COMMA? w:WEEKDAY", "w:WEEKDAY BY? c:CLOCK", "c:CLOCK d:TODAY", "d:TODAY BY c:CLOCK")
def clock_weekday(parts: Parts) -> Meaning:
    day = m.weekday(parts.w) if getattr(parts, "w", None) is not None else m.on_publication(Unit.DAY, parts.d)
    return Meaning("time", day.resolve, PUBLISHED, clock=parts.c)
