"""Extended Date/Time Format, ISO 8601-2 level 1 with level 2 sub-year groupings, as far as dates in articles need it.

Read here: YYYY, YYYY-MM, YYYY-MM-DD, with `T` time and zone; unspecified digits (202X, 2024-XX, 2024-06-XX); seasons 21-24
(and the hemispheres' 25-32), quarters 33-36, quadrimesters 37-39, halves 40-41; qualification `?` uncertain, `~`
approximate, `%` both, at the end or before a component; intervals A/B with `..` or nothing for an open or unknown end;
negative and `Y` years, whose days lie outside the calendar and have no bounds.

A season covers whole months: 21 March-May, 22 June-August, 23 September-November, 24 of year Y December Y to February Y+1.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache


class Precision(StrEnum):
    """How much a date says, finest first."""

    TIME = "time"
    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    INTERVAL = "interval"
    UNKNOWN = "unknown"


# Sub-year groupings: first month and number of months.
_GROUPINGS = {
    21: (3, 3), 22: (6, 3), 23: (9, 3), 24: (12, 3),
    25: (3, 3), 26: (6, 3), 27: (9, 3), 28: (12, 3),
    29: (9, 3), 30: (12, 3), 31: (3, 3), 32: (6, 3),
    33: (1, 3), 34: (4, 3), 35: (7, 3), 36: (10, 3),
    37: (1, 4), 38: (5, 4), 39: (9, 4),
    40: (1, 6), 41: (7, 6),
}  # fmt: skip

_GROUPING_WORDS = {
    21: "spring", 22: "summer", 23: "autumn", 24: "winter",
    25: "spring", 26: "summer", 27: "autumn", 28: "winter",
    29: "spring", 30: "summer", 31: "autumn", 32: "winter",
    33: "first quarter of", 34: "second quarter of", 35: "third quarter of", 36: "fourth quarter of",
    37: "first four months of", 38: "second four months of", 39: "last four months of",
    40: "first half of", 41: "second half of",
}  # fmt: skip

_POINT = re.compile(
    r"(?P<q0>[?~%]?)(?P<year>-?\d{4}|\d{3}X|\d{2}XX|\dXXX|XXXX|Y-?\d{5,18})(?P<q1>[?~%]?)"
    r"(?:-(?P<q2>[?~%]?)(?P<month>\d\d|XX)(?P<q3>[?~%]?)"
    r"(?:-(?P<q4>[?~%]?)(?P<day>\d\d|\dX|XX)(?P<q5>[?~%]?))?)?"
    r"(?:T(?P<time>\d\d(?::\d\d(?::\d\d)?)?)(?P<zone>Z|[+-]\d\d(?::\d\d)?)?)?"
)
_MONTHS = tuple(calendar.month_name)


@dataclass(frozen=True, slots=True)
class Point:
    """One end of an interval, or a date alone."""

    earliest: date | None
    latest: date | None
    precision: Precision
    uncertain: bool
    approximate: bool
    year: str
    month: int | None
    day: int | None
    time: str | None
    zone: str | None = None
    """Of the time: "Z" or "+09:00"; None where the words name none (local time)."""


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date as EDTF says it. `earliest` and `latest` are inclusive days, None where the end is open, unknown or
    outside years 1..9999."""

    text: str
    start: Point | None
    """None where the interval has no (or an unknown) beginning."""
    end: Point | None
    interval: bool

    @property
    def earliest(self) -> date | None:
        return self.start.earliest if self.start else None

    @property
    def latest(self) -> date | None:
        return self.end.latest if self.end else None

    @property
    def precision(self) -> Precision:
        """Precision of a date alone; INTERVAL for intervals."""
        if self.interval:
            return Precision.INTERVAL
        return self.start.precision if self.start else Precision.UNKNOWN

    @property
    def uncertain(self) -> bool:
        return any(p.uncertain for p in (self.start, self.end) if p)

    @property
    def approximate(self) -> bool:
        return any(p.approximate for p in (self.start, self.end) if p)

    @property
    def in_words(self) -> str:
        """English, for people: "21 Jun 2024", "summer 2023", "about 2016", "after Jun 2023"."""
        return self.worded(lambda words: words)

    def worded(self, say: Callable[[str], str]) -> str:
        """The same in another language: `say` gives each month, season and turn of phrase in it, {} standing for a date."""
        if not self.interval:
            return _point_words(self.start, say) if self.start else say("unknown")
        if self.start and self.end:
            return f"{_point_words(self.start, say)} – {_point_words(self.end, say)}"
        if self.start:
            return say("from {}").format(_point_words(self.start, say))
        return say("until {}").format(_point_words(self.end, say)) if self.end else say("unknown")


@lru_cache(maxsize=4096)
def parse(text: str) -> Edtf:
    """The date that `text` says. Raises ValueError, with a sentence, for what is not EDTF as described above."""
    head, slash, tail = text.strip().partition("/")
    if not slash:
        point = _parse_point(head)
        return Edtf(text, point, point, interval=False)
    start = None if head in ("", "..") else _parse_point(head)
    end = None if tail in ("", "..") else _parse_point(tail)
    if start and end and start.earliest and end.latest and end.latest < start.earliest:
        raise ValueError(f"“{text}” ends before it begins")
    return Edtf(text, start, end, interval=True)


def bounds(text: str | None) -> tuple[str | None, str | None]:
    """Inclusive first and last ISO day of an EDTF text; (None, None) for None or for what is not EDTF."""
    if not text:
        return None, None
    try:
        edtf = parse(text)
    except ValueError:
        return None, None
    return (
        edtf.earliest.isoformat() if edtf.earliest else None,
        edtf.latest.isoformat() if edtf.latest else None,
    )


def day_and_time(text: str | None) -> tuple[str | None, str | None]:
    """A date and its time of day with its zone: ("2024-06-21", "01:00+09:00"). The time is None where there is none, and of
    an interval, which is given back as it is."""
    if not text or "T" not in text or "/" in text:
        return text, None
    day, _, time_of_day = text.partition("T")
    return day, time_of_day


def instant(text: str | None) -> str | None:
    """What orders dates with a time of day: "2024-06-20T16:00:00" for "2024-06-21T01:00+09:00", on the clock of Greenwich
    where a zone is named, as it stands where none is. None for what gives no time, or a time outside the calendar. Sorts as
    text together with ISO days, of which a day without a time comes first."""
    if not text or "T" not in text:
        return None
    try:
        point = parse(text).start
        if point is None or point.time is None or point.earliest is None:
            return None
        hour, minute, second = (int(part) for part in f"{point.time}:00:00".split(":")[:3])
        at = datetime.combine(point.earliest, time()) + timedelta(hours=hour, minutes=minute, seconds=second)
        return (at - _offset(point.zone)).isoformat(timespec="seconds")
    except (ValueError, OverflowError):
        return None


def _offset(zone: str | None) -> timedelta:
    """East of Greenwich."""
    if zone is None or zone == "Z":
        return timedelta()
    hours, _, minutes = zone[1:].partition(":")
    return timedelta(hours=int(hours), minutes=int(minutes or 0)) * (-1 if zone[0] == "-" else 1)


def in_words(text: str | None) -> str:
    """`Edtf.in_words`, and the text itself where it is not EDTF; "undated" for None."""
    if not text:
        return "undated"
    try:
        return parse(text).in_words
    except ValueError:
        return text


def open_in_words(text: str | None) -> str | None:
    """ "not before Jun 2023" for a date of which only one bound is known; None for any other."""
    try:
        date = parse(text or "")
    except ValueError:
        return None
    if not date.interval or (date.start and date.end):
        return None
    bound = (text or "").strip("./")
    return f"not {'before' if date.start else 'after'} {in_words(bound)}" if bound else None


def _parse_point(text: str) -> Point:
    match = _POINT.fullmatch(text)
    if match is None:
        raise ValueError(f"“{text}” is not a date as ISO 8601-2 (EDTF) writes it, such as 2024, 2024-06 or 2024-06-21")
    marks = "".join(match[f"q{i}"] or "" for i in range(6))
    year, month_text, day_text = match["year"], match["month"], match["day"]
    month = int(month_text) if month_text and month_text.isdigit() else None
    day = int(day_text) if day_text and day_text.isdigit() else None
    if month is not None and not (1 <= month <= 12 or (month in _GROUPINGS and day_text is None)):
        raise ValueError(f"“{text}” has no such month")
    if match["time"] and day is None:
        raise ValueError(f"“{text}” has a time but no day")
    earliest, latest, precision = _extent(year, month, day_text, text)
    if match["time"]:
        precision = Precision.TIME
        hour, minute, second = (int(p) for p in (match["time"] + ":0:0").split(":")[:3])
        if hour > 24 or minute > 59 or second > 60:
            raise ValueError(f"“{text}” has no such time of day")
    return Point(
        earliest,
        latest,
        precision,
        uncertain="?" in marks or "%" in marks,
        approximate="~" in marks or "%" in marks,
        year=year,
        month=month,
        day=day,
        time=match["time"],
        zone=match["zone"],
    )


def _extent(year: str, month: int | None, day: str | None, text: str) -> tuple[date | None, date | None, Precision]:
    if year.startswith(("-", "Y")) or year in ("0000", "XXXX"):
        precision = Precision.UNKNOWN if year == "XXXX" else Precision.YEAR
        return None, None, precision
    first, last = max(1, int(year.replace("X", "0"))), int(year.replace("X", "9"))
    if month is None:
        precision = {0: Precision.YEAR, 1: Precision.DECADE, 2: Precision.CENTURY}.get(year.count("X"), Precision.UNKNOWN)
        return date(first, 1, 1), date(last, 12, 31), precision
    if month in _GROUPINGS:
        begin, length = _GROUPINGS[month]
        final = begin + length - 1
        final_year, final_month = last + (final - 1) // 12, (final - 1) % 12 + 1
        if final_year > 9999:
            return date(first, begin, 1), None, Precision.SEASON
        return date(first, begin, 1), _month_end(final_year, final_month), Precision.SEASON
    if day is None or day == "XX":
        return date(first, month, 1), _month_end(last, month), Precision.MONTH
    end = _month_end(last, month)
    low, high = max(1, int(day.replace("X", "0"))), min(end.day, int(day.replace("X", "9")))
    if low > end.day or int(day.replace("X", "9")) == 0:
        raise ValueError(f"“{text}” has no such day")
    precision = Precision.DAY if day.isdigit() else Precision.MONTH
    return date(first, month, min(low, _month_end(first, month).day)), date(last, month, high), precision


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _point_words(point: Point, say: Callable[[str], str]) -> str:
    if point.precision is Precision.DECADE:
        words = say("{}0s").format(point.year[:3])
    elif point.precision is Precision.CENTURY:
        words = say("{}00s").format(point.year[:2])
    elif point.month is None:
        words = point.year
    elif point.month in _GROUPING_WORDS:
        words = f"{say(_GROUPING_WORDS[point.month])} {point.year}"
    else:
        words = f"{say(_MONTHS[point.month][:3])} {point.year}"
        if point.day is not None:
            words = f"{point.day} {words}"
    if point.time:
        zone = "" if point.zone is None else " UTC" if point.zone == "Z" else f" UTC{point.zone}"
        # Whole minutes are meant where a page's data say ":00".
        words = f"{words}, {point.time[:5] if point.time.endswith(':00') else point.time}{zone}"
    if point.approximate:
        words = say("about {}").format(words)
    return f"{words}?" if point.uncertain else words
