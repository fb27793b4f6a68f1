"""What dating expressions mean, before and after they are put on the calendar.

A `Meaning` is what the words say ("the month before this one"); `Context` is where they stand; resolving gives an extent
of the calendar. Without an anchor a relative expression has no extent: nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from casefile.extract.dates import periods
from casefile.extract.dates.holidays import holiday
from casefile.extract.dates.periods import Extent, Interval, Period, Unit

PUBLISHED, DOCUMENT, NONE = "published", "document", "none"


@dataclass(frozen=True, slots=True)
class Earlier:
    """A dated expression that stands earlier in the text."""

    extent: Extent
    sentence: int
    paragraph: int
    explicit: bool
    """Its year is in the words."""


@dataclass(frozen=True, slots=True)
class Context:
    """Where an expression stands."""

    today: date | None
    """The day of publication, or one end of what is known of it."""
    direction: int
    """-1 the clause tells the past, 1 the future, 0 it does not say, 2 whichever is nearer (tense.py)."""
    history: tuple[Earlier, ...] = ()
    """The last dated expression of each precision, latest first."""
    explicit: Earlier | None = None
    """The last one with its year in the words, near enough to pass it on: same sentence or paragraph."""
    fiscal: int = 1
    """Month in which fiscal years begin here."""
    following: Extent | None = None
    """What a coordination goes on to, with its year: the June 2023 of "in May and June 2023"."""


_FAR = 270
"""Days: a month without a year is hardly ever so far ahead; writers say "next"."""

_NEAR = 100
"""Days: what is no farther ahead is meant rather than the same day most of a year ago."""


def last_as_precise(context: Context, unit: Unit) -> Extent | None:
    """The last dated expression that is at least as precise as this unit."""
    return next((earlier.extent for earlier in context.history if earlier.extent.unit <= unit), None)


Resolver = Callable[[Context], Extent | None]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an expression says. `anchor` is what `resolve` needs: published, document, none."""

    kind: str = "date"
    resolve: Resolver | None = None
    anchor: str = NONE
    duration: str | None = None
    reference: str | None = None
    clock: str | None = None
    approximate: bool = False
    explicit: bool = False
    """The year is in the words."""
    confidence: float = 0.9


def absolute(extent: Extent, confidence: float = 0.97) -> Meaning:
    """A date that is complete in itself."""
    return Meaning(resolve=lambda _: extent, explicit=True, confidence=confidence)


def on_publication(unit: Unit, shift: int, confidence: float = 0.92) -> Meaning:
    """This, last, next unit, seen from the day of publication."""

    def resolve(context: Context) -> Extent | None:
        if context.today is None:
            return None
        return periods.containing(context.today, unit, context.fiscal).shift(shift)

    return Meaning(resolve=resolve, anchor=PUBLISHED, confidence=confidence)


def on_last(unit: Unit, shift: int, confidence: float = 0.8) -> Meaning:
    """The same, previous, following unit, seen from the last date in the text that is precise enough; from publication
    where there is none."""

    def resolve(context: Context) -> Extent | None:
        last = last_as_precise(context, unit)
        anchor = last.first if last is not None else context.today
        return periods.containing(anchor, unit, context.fiscal).shift(shift) if anchor is not None else None

    return Meaning(resolve=resolve, anchor=DOCUMENT, confidence=confidence)


def distance(unit: Unit, count: float, sign: int, anchor: str) -> Meaning:
    """So many units before (sign -1) or after the anchor: as precise as the unit."""

    def resolve(context: Context) -> Extent | None:
        last = last_as_precise(context, unit) if anchor == DOCUMENT else None
        if anchor == DOCUMENT and last is None and sign > 0:
            # "Two years later": than what? "Two years earlier", where nothing was told yet, is earlier than now.
            return None
        base = last.first if last is not None else context.today
        if base is None or count > 10_000:
            return None
        if count != int(count):
            if unit is not Unit.YEAR:
                return None
            return periods.containing(periods.months_before(base, round(-sign * count * 12)), Unit.MONTH)
        return periods.containing(base, unit).shift(sign * int(count))

    return Meaning(resolve=resolve, anchor=anchor, confidence=0.85)


def after(day: Meaning, unit: Unit, count: int) -> Meaning:
    """So many units after (before, if negative) a day that is itself an expression; months and years keep their own
    precision, a week is counted in days."""

    def resolve(context: Context) -> Extent | None:
        base = day.resolve(context) if day.resolve else None
        if not isinstance(base, Period) or base.unit is not Unit.DAY:
            return None
        if unit is Unit.WEEK:
            return base.shift(7 * count)
        return periods.containing(base.first, unit).shift(count)

    return replace(day, resolve=resolve, confidence=0.75)


def of_day(context: Context, build: Callable[[int], Extent | None]) -> Extent | None:
    """The extent that recurs every year (3 May, June, summer) meant here: of the inherited year, else the nearest to
    publication in the direction of the clause."""
    near = context.explicit
    if context.following is not None:
        # One year for both, or the turn of the year between them ("from November to March 2020").
        end = context.following.first
        same = build(end.year)
        return same if same is None or same.first <= end else build(end.year - 1)
    if near is not None:
        base = near.extent
        same = build(base.first.year)
        if same is not None and base.unit <= Unit.MONTH and base.first.month - same.first.month >= 6:
            # In November 2019 ..., in March: the year has turned.
            later = build(base.first.year + 1)
            same = later if context.today is None or (later is not None and later.first <= context.today) else same
        return same
    today = context.today
    if today is None:
        return None
    found = [extent for extent in map(build, (today.year - 1, today.year, today.year + 1)) if extent is not None]
    before = [extent for extent in found if extent.first <= today]
    after = [extent for extent in found if extent.last >= today]
    if context.direction < 0 and before:
        return before[-1]
    if context.direction == 1 and after and ((after[0].first - today).days < _FAR or not before):
        return after[0]
    if before and after:
        if context.direction == 2:
            return after[0] if (after[0].first - today).days < (today - before[-1].last).days else before[-1]
        # The clause does not say: the nearer one, the past preferred.
        ahead, behind = (after[0].first - today).days, (today - before[-1].last).days
        return after[0] if ahead * 4 < behind and ahead < _NEAR else before[-1]
    return before[-1] if before else after[-1] if after else None


def yearly(build: Callable[[int], Extent | None], confidence: float = 0.85) -> Meaning:
    """Something that recurs every year, without a year."""
    return Meaning(resolve=lambda context: of_day(context, build), anchor=PUBLISHED, confidence=confidence)


def safe_day(year: int, month: int, day: int) -> Period | None:
    """The day, or None where the calendar has none (30 February)."""
    try:
        return periods.day(date(year, month, day))
    except ValueError:
        return None


def weekday(number: int, shift: int | None = None) -> Meaning:
    """A weekday: the nearest past one up to and including publication, or the next if the clause tells the future; with
    `shift`, the one of the week so many later (last, this, next)."""

    def resolve(context: Context) -> Extent | None:
        today = context.today
        if today is None:
            return None
        ordinal = today.toordinal()
        back = (today.weekday() - number) % 7
        if shift is None or shift == 0:
            ahead = context.direction == 1 or (shift == 0 and context.direction == 0)
            return Period(Unit.DAY, ordinal - back if not ahead or not back else ordinal - back + 7)
        if shift < 0:
            return Period(Unit.DAY, ordinal - (back or 7))
        return Period(Unit.DAY, ordinal - back + 7)

    return Meaning(resolve=resolve, anchor=PUBLISHED, confidence=0.9)


def named_day(rule: str) -> Meaning:
    """A holiday without a year."""
    return yearly(lambda year: holiday_period(rule, year))


def holiday_period(rule: str, year: int) -> Period | None:
    """The holiday in a year; None outside the calendar."""
    try:
        return periods.day(holiday(rule, year))
    except (ValueError, OverflowError):
        return None


def holiday_in(rule: str, year: int) -> Meaning | None:
    extent = holiday_period(rule, year)
    return absolute(extent) if extent else None


def within(year: Meaning, build: Callable[[int], Extent | None]) -> Meaning:
    """Part of a year that is itself an expression: October of that year, June last year."""

    def resolve(context: Context) -> Extent | None:
        base = year.resolve(context) if year.resolve else None
        return build(base.first.year) if base is not None else None

    return replace(year, resolve=resolve)


def between(start: Extent, end: Extent) -> Interval | None:
    """From one to the other; None if it would run backwards."""
    return (
        Interval(start, end) if isinstance(start, Period) and isinstance(end, Period) and start.first <= end.last else None
    )


def duration(iso: str, confidence: float = 0.85) -> Meaning:
    return Meaning(kind="duration", duration=iso, confidence=confidence)


def repeated(iso: str) -> Meaning:
    return Meaning(kind="set", duration=iso, confidence=0.85)


def vague(reference: str) -> Meaning:
    return Meaning(reference=reference, confidence=0.8)
