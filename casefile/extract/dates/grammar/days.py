"""Days: dates in full, weekdays, today and tomorrow, holidays, clock times."""

from __future__ import annotations

from casefile.extract.dates import meaning as m
from casefile.extract.dates import periods
from casefile.extract.dates.grammar.rules import (
    WITH_YEAR,
    YEAR,
    first_of,
    last_of,
    part_of_year,
    recurring_modified,
    relative,
    rule,
    year_meaning,
)
from casefile.extract.dates.holidays import nth_weekday
from casefile.extract.dates.meaning import PUBLISHED, Meaning
from casefile.extract.dates.patterns import Parts
from casefile.extract.dates.periods import Extent, Interval, Unit


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
    "day.listed",
    "< d:DAY > AND DAY OF? m:M DOT? COMMA? y:YEAR",
    "< d:DAY > AND DAY OF? m:M",
    "< m:M DOT? d:DAY > AND DAY COMMA y:YEAR",
)
@rule("day.continued", "m:M DOT? DAY AND < d:DAY COMMA y:YEAR >", "m:M DOT? DAY AND < d:DAY >")
def listed_day(parts: Parts) -> Meaning | None:
    """ "on 3 and 5 May", "April 24 and 25": each day for itself, the month once."""
    if not 1 <= parts.d <= 31:
        return None
    return part_of_year(parts, lambda year: m.safe_day(year, parts.m, int(parts.d)))


@rule(
    "day.month-first",
    f"m:M DOT? THE? d:DAY {YEAR}",
    f"w:W DOT? COMMA? m:M DOT? d:DAY {YEAR}",
    f"w:W DOT? COMMA? m:M DOT? d:DAY {YEAR} COMMA? PARTOFDAY",
    "LAST < m:M DOT? d:DAY >",
    f"EARLY PARTOFDAY OF? m:M DOT? d:DAY {YEAR}",
    f"m:M DOT? THE? d:DAY {YEAR} COMMA? PARTOFDAY",
)
@rule(
    "day.day-first",
    f"d:DAY DASH? OF? m:M DOT? {YEAR}",
    f"w:W DOT? COMMA? THE? d:DAY OF? m:M DOT? {YEAR}",
    "d:DAY DASH m:M DASH y:YEAR",
    "m:M DASH d:DAY DASH y:YEAR",
    "d:DAY SLASH m:M SLASH y:YEAR",
)
def month_day(parts: Parts) -> Meaning | None:
    if parts.m is None or parts.d is None or not 1 <= parts.d <= 31:
        return None
    weekday = parts.w

    def build(year: int) -> Extent | None:
        found = m.safe_day(year, parts.m, int(parts.d))
        # "Monday, Oct. 26" tells its year: the one in which it is a Monday.
        return found if weekday is None or found is None or found.first.weekday() == weekday else None

    said = part_of_year(parts, build)
    if weekday is not None and said is None:
        weekday = None
        said = part_of_year(parts, build)
    return said


@rule(
    "range.days",
    f"m:M DOT? d:DAY RANGE e:DAY {YEAR}",
    f"d:DAY RANGE e:DAY OF? m:M DOT? {YEAR}",
    f"BETWEEN < d:DAY AND e:DAY OF? m:M > {YEAR}",
)
def days(parts: Parts) -> Meaning | None:
    def build(year: int) -> Extent | None:
        start, end = m.safe_day(year, parts.m, int(parts.d)), m.safe_day(year, parts.m, int(parts.e))
        return m.between(start, end) if start and end and start.index < end.index else None

    if not (1 <= parts.d < parts.e <= 31):
        return None
    return part_of_year(parts, build)


@rule("range.month-days", f"m:M DOT? d:DAY DASH n:M DOT? e:DAY {YEAR}", f"d:DAY m:M DOT? DASH e:DAY n:M DOT? {YEAR}")
def month_days(parts: Parts) -> Meaning | None:
    def build(year: int) -> Extent | None:
        start = m.safe_day(year if parts.m <= parts.n else year - 1, parts.m, int(parts.d))
        end = m.safe_day(year, parts.n, int(parts.e))
        return m.between(start, end) if start and end else None

    return part_of_year(parts, build)


@rule("weekday", "w:WEEKDAY", "w:WEEKDAY PARTOFDAY")
def plain_weekday(parts: Parts) -> Meaning:
    return m.weekday(parts.w)


@rule(
    "weekday.modified",
    "r:MOD w:WEEKDAY PARTOFDAY?",
    "THE r:MOD w:WEEKDAY PARTOFDAY?",
    "THIS r:NEXT w:WEEKDAY PARTOFDAY?",
    "THIS r:LAST w:WEEKDAY PARTOFDAY?",
    "w:WEEKDAY r:LAST",
    "w:WEEKDAY r:NEXT",
)
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


@rule(
    "day.of-month",
    "ON THE < d:ORDINAL >",
    "ON < d:ORDINAL >",
    "w:WEEKDAY COMMA? THE d:ORDINAL",
    "w:W DOT? COMMA? d:ORDDIGIT",
)
def day_of_month(parts: Parts) -> Meaning | None:
    """ "on the 18th": of the running month, or of the one the clause points to."""
    number, weekday = int(parts.d), parts.w
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
            return last_of([one for one in found if one.first <= base])
        if context.direction == 1:
            return first_of([one for one in found if one.first >= base])
        return min(found, key=lambda one: abs((one.first - base).days), default=None)

    return Meaning(resolve=resolve, anchor=PUBLISHED, confidence=0.7)


@rule("week-of-day", f"THE? u0:UNIT OF m:M DOT? d:DAY {YEAR}", f"THE? u0:UNIT OF d:DAY m:M {YEAR}")
def week_of_day(parts: Parts) -> Meaning | None:
    """The week of June 3: the one in which it lies."""
    if parts.u0 not in (Unit.WEEK, Unit.WEEKEND) or not 1 <= parts.d <= 31:
        return None

    def build(year: int) -> Extent | None:
        found = m.safe_day(year, parts.m, int(parts.d))
        return periods.containing(found.first, parts.u0) if found else None

    return part_of_year(parts, build)


@rule("week-of-month", f"THE? q:ORDINAL u0:UNIT (OF|IN) m:M {YEAR}", f"THE? q:LAST u0:UNIT (OF|IN) m:M {YEAR}")
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
            saturday = nth_weekday(year, parts.m, 5, -1 if isinstance(parts.q, str) else int(parts.q))
            return periods.containing(saturday, Unit.WEEKEND)
        end = min(first + length - 1, month.last.toordinal())
        return start if length == 1 else Interval(start, periods.Period(Unit.DAY, end))

    return part_of_year(parts, build)


@rule(
    "weekday.of-month",
    f"THE? q:ORDINAL w:WEEKDAY OF m:M {YEAR}",
    f"THE? q:ORDINAL w:WEEKDAY IN m:M {YEAR}",
    f"THE? q:LAST w:WEEKDAY OF m:M {YEAR}",
)
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


@rule(
    "part-of-day.last",
    "r:LAST p:PARTOFDAY",
    "r:LAST DAY p:PARTOFDAY",
    "ADVERB r:LAST p:PARTOFDAY",
    "EARLY r:LAST p:PARTOFDAY",
)
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


@rule("holiday.weekend", f"h:HOLIDAY u0:UNIT {YEAR}")
def holiday_weekend(parts: Parts) -> Meaning | None:
    """Easter weekend, Labor Day weekend: the weekend next to the day, with the day itself."""
    if parts.u0 is not Unit.WEEKEND:
        return None

    def build(year: int) -> Extent | None:
        day = m.holiday_period(parts.h, year)
        if day is None:
            return None
        to_saturday = (5 - day.first.weekday()) % 7
        saturday = day.shift(to_saturday if to_saturday <= 3 else to_saturday - 7)
        sunday = saturday.shift(1)
        return Interval(min(day, saturday, key=_index), max(day, sunday, key=_index))

    return part_of_year(parts, build)


def _index(day: periods.Period) -> int:
    return day.index


@rule("holiday.year", f"h:HOLIDAY COMMA? {WITH_YEAR}", "r:MOD h:HOLIDAY")
def holiday_year(parts: Parts) -> Meaning | None:
    if parts.y is not None:
        return m.holiday_in(parts.h, parts.y)
    if parts.u is None:
        return recurring_modified(parts.r, lambda year: m.holiday_period(parts.h, year))
    base = year_meaning(parts)
    return m.within(base, lambda year: m.holiday_period(parts.h, year)) if base else None


@rule("clock.named", "AT < p:NOON >", "BY < p:NOON >", "SINCE < p:NOON >", "FROM < p:NOON >")
def named_clock(parts: Parts) -> Meaning:
    return Meaning("time", clock=parts.p, confidence=0.7)


@rule("clock", "c:CLOCK")
def clock(parts: Parts) -> Meaning:
    return Meaning("time", clock=parts.c, confidence=0.85)


@rule("clock.weekday", "c:CLOCK ON? COMMA? w:WEEKDAY", "w:WEEKDAY BY? c:CLOCK", "c:CLOCK d:TODAY", "d:TODAY BY c:CLOCK")
def clock_weekday(parts: Parts) -> Meaning:
    day = m.weekday(parts.w) if parts.w is not None else m.on_publication(Unit.DAY, parts.d)
    return Meaning("time", day.resolve, PUBLISHED, clock=parts.c)
