"""Days that have a name. Easter by the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, chapter 8)."""

from __future__ import annotations

from datetime import date, timedelta

from casefile.extract.dates.periods import month_end


def easter(year: int) -> date:
    """Western Easter Sunday."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return date(year, month, day + 1)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth such weekday (0 Monday) of a month; -1 the last."""
    if nth < 0:
        end = month_end(year, month)
        return end - timedelta(days=(end.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def holiday(rule: str, year: int) -> date:
    """The day that a rule of the lexicon means in a year.

    "12-25"; "11 thu 4" the fourth Thursday of November, with a further number so many days after it; "easter-2";
    "11 tue>mon" the Tuesday after the first Monday of November. Raises ValueError for years outside 1..9999.
    """
    if rule.startswith("easter"):
        return easter(year) + timedelta(days=int(rule[6:] or 0))
    parts = rule.split()
    if len(parts) == 1:
        month, day = rule.split("-")
        return date(year, int(month), int(day))
    if ">" in rule:
        return nth_weekday(year, int(parts[0]), _DAYS.index("mon"), 1) + timedelta(days=1)
    found = nth_weekday(year, int(parts[0]), _DAYS.index(parts[1]), int(parts[2]))
    return found + timedelta(days=int(parts[3])) if len(parts) > 3 else found


_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
