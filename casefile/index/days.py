"""Dates as people write them in a query: EDTF, "June 2023", "21 Jun 2023", "summer 2023", "Q2 2023", "2023/06/21"."""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import lru_cache

from casefile.domain import edtf
from casefile.errors import QueryError
from casefile.index.schema import OPEN_FUTURE, OPEN_PAST, ordinal

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_GROUPINGS = {
    "spring": "21", "summer": "22", "autumn": "23", "fall": "23", "winter": "24",
    "q1": "33", "q2": "34", "q3": "35", "q4": "36", "h1": "40", "h2": "41",
    "first quarter": "33", "second quarter": "34", "third quarter": "35", "fourth quarter": "36",
    "first half": "40", "second half": "41",
}  # fmt: skip
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})(?:[/.](\d{1,2}))?")
_DAY_FIRST = re.compile(rf"(?:(\d{{1,2}})(?:st|nd|rd|th)?\s+)?({_MONTH})\.?,?\s+(\d{{4}})")
_MONTH_FIRST = re.compile(rf"({_MONTH})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})")
_PLAIN = re.compile(r"((?!0000)\d{4})(?:-(0[1-9]|1[0-2]))?", re.ASCII)
"""A year or a month, as in EDTF."""
_GROUPED = re.compile(rf"(?:the\s+)?({'|'.join(_GROUPINGS)})(?:\s+of)?\s+(\d{{4}})")
_DECADE = re.compile(r"(?:the\s+)?(\d{3})0s")


def days(text: str) -> tuple[int, int]:
    """First and last day, as inclusive ordinals, of a date or an interval (`A/B`, `A..B`). Raises QueryError."""
    if plain := _PLAIN.fullmatch(text):
        year, month = int(plain[1]), int(plain[2] or 0)
        end = calendar.monthrange(year, month or 12)[1]
        return date(year, month or 1, 1).toordinal(), date(year, month or 12, end).toordinal()
    text = " ".join(text.split()).strip()
    for mark in ("..", "/"):
        first, found, last = text.partition(mark)
        if found and not _YEAR_FIRST.fullmatch(text):
            return (days(first)[0] if first.strip(" .") else OPEN_PAST), (days(last)[1] if last.strip(" .") else OPEN_FUTURE)
    try:
        first_day, last_day = edtf.bounds(_edtf(text))
    except ValueError:
        first_day = last_day = None
    if first_day is None and last_day is None:
        raise QueryError(f'“{text}” is not a date; write it as 2023, 2023-06, 2023-06-21 or "summer 2023".')
    return ordinal(first_day, OPEN_PAST), ordinal(last_day, OPEN_FUTURE)


def between(start: str | None, end: str | None, after_start: bool, before_end: bool) -> tuple[int, int]:
    """The interval of a range. An excluded start or end is excluded as a whole: `>2024` begins with 2025."""
    first, last = OPEN_PAST, OPEN_FUTURE
    if start:
        low, high = days(start)
        first = high + 1 if after_start else low
    if end:
        low, high = days(end)
        last = low - 1 if before_end else high
    return first, last


def in_words(first: int, last: int) -> str:
    """The interval, for people."""
    if first <= OPEN_PAST:
        return f"until {_day(last)}"
    if last >= OPEN_FUTURE:
        return f"from {_day(first)}"
    return f"on {_day(first)}" if first == last else f"between {_day(first)} and {_day(last)}"


@lru_cache(maxsize=1 << 12)
def _day(number: int) -> str:
    return edtf.in_words(date.fromordinal(max(1, min(number, date.max.toordinal()))).isoformat())


def _edtf(text: str) -> str:
    """The text as EDTF, or as it is."""
    lowered = text.lower()
    if match := _YEAR_FIRST.fullmatch(lowered):
        return "-".join(part.zfill(2) for part in match.groups() if part)
    if match := _MONTH_FIRST.fullmatch(lowered):
        return f"{match[3]}-{_MONTHS[match[1]]:02d}-{int(match[2]):02d}"
    if match := _DAY_FIRST.fullmatch(lowered):
        day = f"-{int(match[1]):02d}" if match[1] else ""
        return f"{match[3]}-{_MONTHS[match[2]]:02d}{day}"
    if match := _GROUPED.fullmatch(lowered):
        return f"{match[2]}-{_GROUPINGS[match[1]]}"
    if match := _DECADE.fullmatch(lowered):
        return f"{match[1]}X"
    return text.upper().replace("*", "X")
