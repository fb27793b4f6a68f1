"""Dates and clock times written in digits: 2021-05-04, 4/5/2021, 2019-20, 9/11, 10:35 a.m."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from casefile.extract import lexicon
from casefile.extract.document import Document

# Letters of other scripts may be glued on: 本日2024-05-03発表.
_ISO = re.compile(
    r"(?<![0-9A-Za-z_.-])(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?(?![0-9A-Za-z_-])"
)
_YEAR_FIRST = re.compile(r"(?<![0-9A-Za-z_./-])(\d{4})([/.])(\d\d?)\2(\d\d?)(?![0-9A-Za-z_/]|\.\d)")
_YEAR_LAST = re.compile(r"(?<![0-9A-Za-z_./-])(\d\d?)([/.-])(\d\d?)\2(\d{4}|\d\d)(?![0-9A-Za-z_/-]|\.\d)")
_ISO_MONTH = re.compile(r"(?<![0-9A-Za-z_./-])((?:19|20)\d\d)-(0[1-9]|1[0-2])(?![0-9A-Za-z_-]|[.,]\d)")
_YEAR_SPAN = re.compile(r"(?<![0-9A-Za-z_./-])((?:1[5-9]|20)\d\d)[-–/](\d\d)(?![0-9A-Za-z_/%-]|[.,]\d)")
_CLOCK = re.compile(
    r"(?<![\w.:$€£¥,-])(\d{1,2})(?:[:.](\d\d)(?::(\d\d))?)?\s?([aApP])\.?\s?[mM]\b\.?(?!\w)"
    r"|(?<![\w.:-])([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?(?:\s?(?:hrs|hours|h)\b)?(?![\w:]|\.\d)"
    r"|(?<![\w.:-])(\d{1,2})\s(o['’]clock)\b"
    r"|(?<![\w.:-])([01]\d|2[0-3])([0-5]\d)\s(?:GMT|UTC|hrs|hours)\b"
)
PIVOT = 40
"""Years of two digits below this are of the 2000s."""
_MONTH_YEAR = re.compile(r"(?<![0-9A-Za-z_./-])(0?[1-9]|1[0-2])/((?:19|20)\d\d)(?![0-9A-Za-z_/-]|[.,]\d)")
_YEAR_MONTH = re.compile(r"(?<![0-9A-Za-z_./-])((?:19|20)\d\d)/(0?[1-9]|1[0-2])(?![0-9A-Za-z_/-]|[.,]\d)")
_NAMED = re.compile(r"(?<![\w./-])(?:9/11)(?![\w/])")
_ZONE = re.compile(
    r"\s?\(?(?:(?:UTC|GMT)\s?[+\-−–]\s?\d{1,2}(?::?\d\d)?\b|[+\-−]\d\d:\d\d\b|Z\b|(?:local|Eastern|Central|Mountain|Pacific)"
    r"(?:\s(?:Standard|Daylight))?\s[Tt]ime\b|[A-Z]{2,4}\b)\)?"
)
_OFFSET = re.compile(r"([+\-−–])\s?(\d{1,2})(?::?(\d\d))?\)?$")

Reading = tuple[int, tuple[int, ...], str, Any]
"""Start, ends to try (the longest first), category and value."""


def find(document: Document) -> Iterator[Reading]:
    """What begins at a token of digits. Tried only where something is glued on that such writing has."""
    text, starts = document.text, document.starts
    covered = 0
    for i in [i for i, word in enumerate(document.lower) if "0" <= word[0] <= "9"]:
        word, start, end = document.lower[i], starts[i], document.ends[i]
        if start < covered:
            continue
        following = text[end : end + 1]
        if ((following and following in "-/–") or "." in word) and (found := _day(text, start)):
            yield found
        if (following and (following in ":.aApP" or following.isspace())) or "." in word:
            match = _CLOCK.match(text, start)
            if match and (clock := _clock(text, match)):
                covered = clock[1][0]
                yield clock


_BEGINS = re.compile(r"(?<![0-9A-Za-z_./-])[0-9]{1,4}(?=[-/.–][0-9])")


def between_letters(text: str) -> Iterator[Reading]:
    """Days, months and spans in digits wherever they stand: for scripts that set no spaces between words, whose tokens
    may hold letters and digits."""
    end = 0
    for begin in _BEGINS.finditer(text):
        if begin.start() >= end and (found := _day(text, begin.start())):
            end = found[1][0]
            yield found


def _day(text: str, start: int) -> Reading | None:
    """A date, month or span of years in digits that begins here, if one does."""
    if named := _NAMED.match(text, start):
        known: dict[str, str] = lexicon.load("en", "dates")["named_days"]
        return start, (named.end(),), "NAMEDDAY", date.fromisoformat(known[named[0]])
    if (match := _ISO.match(text, start)) and (day := _date(int(match[1]), int(match[2]), int(match[3]))):
        return start, (match.end(),), "NUMERIC", ((day,), match[4] and match[4] + _iso_offset(match[5] or ""))
    if (match := _YEAR_FIRST.match(text, start)) and (day := _date(int(match[1]), int(match[3]), int(match[4]))):
        return start, (match.end(),), "NUMERIC", ((day,), None)
    if (match := _YEAR_LAST.match(text, start)) and (days := _readings(int(match[1]), int(match[3]), match[4], match[2])):
        return start, (match.end(),), "NUMERIC", (days, None)
    if match := _ISO_MONTH.match(text, start):
        return start, (match.end(),), "NUMERIC", ((int(match[1]), int(match[2])), None)
    if match := _YEAR_SPAN.match(text, start):
        begin = int(match[1])
        end = begin // 100 * 100 + int(match[2])
        if begin < end <= begin + 50:
            return start, (match.end(),), "YEARSPAN", (begin, end)
    if match := _MONTH_YEAR.match(text, start):
        return start, (match.end(),), "NUMERIC", ((int(match[2]), int(match[1])), None)
    if match := _YEAR_MONTH.match(text, start):
        return start, (match.end(),), "NUMERIC", ((int(match[1]), int(match[2])), None)
    return None


def _iso_offset(zone: str) -> str:
    """+0900 as +09:00."""
    return f"{zone[:3]}:{zone[3:]}" if len(zone) == 5 else zone


def _zone(words: str) -> str | None:
    """A zone as it stands behind a time, in the form that a clock carries it: "Z", "+09:00", "@eastern" where summer time
    decides, "" for "local time"; None for what is no zone."""
    words = words.strip().strip("()").strip()
    if words in ("Z", "UTC", "GMT"):
        return "Z"
    if match := _OFFSET.search(words):
        hours, minutes = int(match[2]), int(match[3] or 0)
        if hours > 14 or minutes > 59:
            return None
        return f"{'+' if match[1] == '+' else '-'}{hours:02d}:{minutes:02d}" if hours or minutes else "Z"
    zones: dict[str, str] = lexicon.load("en", "dates")["zones"]
    return zones.get(words.lower() if words.lower().endswith("time") else words)


def _clock(text: str, match: re.Match[str]) -> Reading | None:
    """A clock time as HH:MM, with its zone where one stands behind."""
    zone = _ZONE.match(text, match.end())
    named = _zone(zone[0]) if zone else None
    if named is None:
        zone = None
    if match[4]:
        hour, minute = int(match[1]), int(match[2] or 0)
        if not 1 <= hour <= 12 or minute > 59:
            return None
        hour = hour % 12 + (12 if match[4] in "pP" else 0)
    elif match[5]:
        hour, minute = int(match[5]), int(match[6])
    elif match[7]:
        hour, minute = int(match[7]), 0
    else:
        hour, minute = int(match[9]), int(match[10])
    if hour > 24:
        return None
    if match[0].endswith(("UTC", "GMT")):
        named = "Z"
    ends = [zone.end()] if zone else []
    ends.append(match.end())
    if match[0].endswith("."):
        # The dot of "p.m." may be the sentence's.
        ends.append(match.end() - 1)
    return match.start(), tuple(ends), "CLOCK", f"{hour:02d}:{minute:02d}{named or ''}"


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _readings(first: int, second: int, year_text: str, separator: str) -> tuple[date, ...]:
    """What 3/4/2019 may mean: month first (American), day first; one reading where only one exists. With dots the day
    comes first. A year of two digits needs a separator that only dates have."""
    year = int(year_text)
    if len(year_text) == 2:
        if separator != "/":
            return ()
        year = 2000 + year if year < PIVOT else 1900 + year
    month_first, day_first = _date(year, first, second), _date(year, second, first)
    if separator == ".":
        month_first = None
    return tuple(dict.fromkeys(reading for reading in (month_first, day_first) if reading))
