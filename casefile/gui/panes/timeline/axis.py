"""The linear axis: where a day stands in pixels, and the ticks that fit there, from centuries down to minutes."""

from __future__ import annotations

import math
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from casefile.gui.panes.timeline.labels import BESIDE, CLEAR, LONGEST
from casefile.gui.text import tr

FIRST_DAY = float(date.min.toordinal())
LAST_DAY = float(date.max.toordinal() + 1)
MAX_SCALE = 24 * 240.0
"""Pixels a day at the closest zoom: an hour is 240 pixels wide."""

_AFTER = BESIDE + LONGEST + 2 * CLEAR
"""Pixels that the label of the last mark can need."""
_MOST_AFTER = 0.16
"""But never more than this share of the view: a label is cut rather than years shown in which nothing is known."""

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class View:
    """The visible stretch of the axis. Linear: one pixel is the same time everywhere. `left` is the day at pixel 0."""

    left: float
    scale: float
    """Pixels a day."""
    width: float
    """Pixels."""

    @property
    def right(self) -> float:
        return self.left + self.width / self.scale

    def x(self, day: float) -> float:
        return (day - self.left) * self.scale

    def day(self, x: float) -> float:
        return self.left + x / self.scale

    def zoomed(self, factor: float, at: float) -> View:
        """Closer by `factor`; the day under pixel `at` stays there, as far as the calendar allows."""
        scale = _clamp(self.scale * factor, self.width / (LAST_DAY - FIRST_DAY), MAX_SCALE)
        return _held(View(self.day(at) - at / scale, scale, self.width))

    def panned(self, pixels: float) -> View:
        """What lies `pixels` further right comes into view."""
        return _held(View(self.left + pixels / self.scale, self.scale, self.width))

    def resized(self, width: float) -> View:
        """The same days in another width, from the same first day."""
        width = max(1.0, width)
        return _held(View(self.left, max(self.scale, width / (LAST_DAY - FIRST_DAY)), width))

    def centred(self, day: float) -> View:
        return _held(View(day - self.width / self.scale / 2, self.scale, self.width))


def fitted(start: float, end: float, width: float, before: float = 24.0, after: float = _AFTER) -> View:
    """The view that shows [start, end) with room in pixels before, and after for the last label where the view is wide."""
    width = max(1.0, width)
    after = min(after, width * _MOST_AFTER)
    room = max(width - before - after, width / 4)
    scale = _clamp(room / max(end - start, 1 / 24), width / (LAST_DAY - FIRST_DAY), MAX_SCALE)
    spare = width - (end - start) * scale
    return _held(View(start - min(before, spare / 2) / scale, scale, width))


def _held(view: View) -> View:
    """Keeps the view inside the calendar."""
    left = _clamp(view.left, FIRST_DAY, LAST_DAY - view.width / view.scale)
    return View(max(left, FIRST_DAY), view.scale, view.width)


def _clamp(value: float, low: float, high: float) -> float:
    return min(max(value, low), high)


@dataclass(frozen=True, slots=True)
class Tick:
    day: float
    label: str
    major: bool
    """Begins a longer unit (a year among months, a day among hours)."""


@dataclass(frozen=True, slots=True)
class Step:
    """A regular division of the calendar: `unit` is year, month, day or minute; `days` its mean length."""

    unit: str
    count: int
    days: float


_STEPS = (
    *(Step("minute", n, n / 1440) for n in (1, 5, 15, 30, 60, 180, 360, 720)),
    *(Step("day", n, float(n)) for n in (1, 2, 7)),
    Step("day", 14, 14.0),
    *(Step("month", n, n * 30.436875) for n in (1, 3, 6)),
    *(Step("year", n, n * 365.2425) for n in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000)),
)


def step_for(scale: float, gap: float) -> Step:
    """The finest step whose divisions are at least `gap` pixels apart on average."""
    return next((step for step in _STEPS if step.days * scale >= gap), _STEPS[-1])


def edges(view: View, gap: float) -> list[float]:
    """Calendar-aligned division of the whole view, with an edge before its left and one after its right where they exist."""
    step = step_for(view.scale, gap)
    return [day for day, _ in _positions(step, view.left - step.days * 2, view.right + step.days * 2)]


def ticks(view: View, gap: float = 72.0) -> list[Tick]:
    """Labelled ticks of the view. The first label says what the others leave out (year or day)."""
    step = step_for(view.scale, gap)
    found = list(_positions(step, view.left, view.right))
    return [Tick(day, _label(step, day, at, i == 0), _major(step, day, at)) for i, (day, at) in enumerate(found)]


def _positions(step: Step, first: float, last: float) -> Iterator[tuple[float, date]]:
    first, last = max(first, FIRST_DAY), min(last, LAST_DAY - 1)
    if first > last:
        return
    if step.unit == "minute":
        number = math.ceil(round(first / step.days, 6))
        while (day := number * step.days) <= last:
            day = round(day * 1440) / 1440
            yield day, date.fromordinal(int(day))
            number += 1
    elif step.unit == "day":
        yield from _days(step.count, first, last)
    else:
        yield from _months(step.count * (12 if step.unit == "year" else 1), first, last)


def _days(count: int, first: float, last: float) -> Iterator[tuple[float, date]]:
    if count >= 7:
        # Weeks begin on Mondays: ordinal 1 (1 January of year 1) is one.
        number = math.ceil((first - 1) / count) * count + 1
        while number <= last:
            yield float(number), date.fromordinal(number)
            number += count
        return
    for number in range(math.ceil(first), math.floor(last) + 1):
        at = date.fromordinal(number)
        # Every other day restarts with the month, and leaves its last day out so that no gap is one day short.
        if count == 1 or (at.day % count == 1 and at.day < monthrange(at.year, at.month)[1]):
            yield float(number), at


def _months(count: int, first: float, last: float) -> Iterator[tuple[float, date]]:
    begin = date.fromordinal(int(first))
    number = (begin.year * 12 + begin.month - 1) // count * count
    while number // 12 <= date.max.year:
        if number >= 12:
            at = date(number // 12, number % 12 + 1, 1)
            day = float(at.toordinal())
            if day > last:
                return
            if day >= first:
                yield day, at
        number += count


def _major(step: Step, day: float, at: date) -> bool:
    match step.unit:
        case "minute":
            return day == int(day)
        case "day":
            return at.day <= step.count
        case "month":
            return at.month == 1
        case _:
            return at.year % (step.count * 10) == 0 and step.count > 1


def _label(step: Step, day: float, at: date, first: bool) -> str:
    month = tr(_MONTHS[at.month - 1])
    match step.unit:
        case "minute":
            if day == int(day):
                return f"{at.day} {month} {at.year}" if first or (at.month == 1 and at.day == 1) else f"{at.day} {month}"
            minutes = round((day - int(day)) * 1440)
            clock = f"{minutes // 60:02}:{minutes % 60:02}"
            return f"{at.day} {month}, {clock}" if first else clock
        case "day":
            turn = at.month == 1 and at.day <= step.count
            return f"{at.day} {month} {at.year}" if first or turn else f"{at.day} {month}"
        case "month":
            return f"{month} {at.year}" if first or at.month == 1 else month
        case _:
            return str(at.year)


def day_words(day: float) -> str:
    """ "21 Jun 2024", and with the clock where the day is not whole."""
    number = int(_clamp(day, FIRST_DAY, LAST_DAY - 1))
    at = date.fromordinal(number)
    words = f"{at.day} {tr(_MONTHS[at.month - 1])} {at.year}"
    minutes = round((day - number) * 1440)
    return f"{words}, {minutes // 60:02}:{minutes % 60:02}" if 0 < minutes < 1440 else words


def iso_day(day: float) -> str:
    """The ISO day in which this position lies."""
    return date.fromordinal(int(_clamp(day, FIRST_DAY, LAST_DAY - 1))).isoformat()
