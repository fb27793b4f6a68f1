"""Durations, sets and vague words: told from dates, they stay off the timeline."""

from __future__ import annotations

import re

from casefile.extract.dates import meaning as m
from casefile.extract.dates import periods
from casefile.extract.dates.grammar.rules import count_of, iso, rule
from casefile.extract.dates.meaning import Meaning
from casefile.extract.dates.patterns import Parts
from casefile.extract.dates.periods import Unit


@rule(
    "duration",
    "n:COUNT DASH? u:UNIT",
    "n:COUNT DASH? u:CLOCKUNIT",
    "n:COUNT ALL u:UNIT",
    "n:COUNT LESS u:UNIT",
    "n:COUNT ALL u:CLOCKUNIT",
    "A v:VAGUE OF? u:UNIT",
    "v:VAGUE LESS? u:UNIT",
    "A v:VAGUE OF? u:CLOCKUNIT",
    "v:VAGUE u:CLOCKUNIT",
    "u:ONE DASH LONG",
    "ALL u:UNIT",
    "SINGLE DASH u:UNIT",
    "ALL DASH u:UNIT",
    "h:HALFWORD A u:UNIT",
    "h:HALFWORD A u:CLOCKUNIT",
    "COUNT RANGE n:COUNT DASH? u:UNIT",
    "COUNT RANGE n:COUNT DASH? u:CLOCKUNIT",
)
def counted_duration(parts: Parts) -> Meaning | None:
    return m.duration(iso(0.5 if parts.h else count_of(parts), parts.u))


@rule(
    "duration.compound",
    "n:COUNT u:UNIT COMMA? AND? k:COUNT v:UNIT",
    "n:COUNT u:CLOCKUNIT COMMA? AND? k:COUNT v:CLOCKUNIT",
    "n:COUNT u:UNIT AND A h:HALFWORD",
    "A u:UNIT AND A h:HALFWORD",
    "n:COUNT u:CLOCKUNIT AND A h:HALFWORD",
    "A u:CLOCKUNIT AND A h:HALFWORD",
)
def compound_duration(parts: Parts) -> Meaning | None:
    """ "one hour and 20 minutes", "two years and three months", "a year and a half"."""
    if parts.h:
        count = (count_of(parts) or 1) + 0.5
        return m.duration(iso(count, parts.u))
    first, second = iso(count_of(parts), parts.u), iso(parts.k, parts.v)
    for order in _ORDERS:
        long, short = order.fullmatch(first), order.fullmatch(second)
        if long and short and (long.lastindex or 0) < (short.lastindex or 0):
            return m.duration(first + second.lstrip("PT"))
    return None


_ORDERS = tuple(re.compile(rf"{mark}\d+(?:{units})") for mark, units in (("P", "(Y)|(M)|(W)|(D)"), ("PT", "(H)|(M)|(S)")))
"""ISO 8601 durations of one unit; the groups rank the units, the longest first."""


@rule(
    "duration.modified",
    "THE? r:LAST n:COUNT u:UNIT",
    "THE? r:LAST n:COUNT ALL u:UNIT",
    "THE? r:LAST v:VAGUE u:UNIT",
    "THE? r:NEXT n:COUNT u:UNIT",
    "THE? r:NEXT v:VAGUE u:UNIT",
    "THE? r:LAST A? v:VAGUE u:CLOCKUNIT",
    "THE? r:LAST n:COUNT u:CLOCKUNIT",
    "THE? r:NEXT n:COUNT u:CLOCKUNIT",
    "r:THIS LAST n:COUNT u:UNIT",
    "THE n:COUNT u:UNIT",
)
def modified_duration(parts: Parts) -> Meaning:
    return m.duration(iso(count_of(parts), parts.u))


@rule(
    "duration.article",
    "LASTING < a:A u:UNIT >",
    "LASTING < a:A u:CLOCKUNIT >",
    "< a:A u:UNIT > AFTER",
    "< a:A u:UNIT > BEFORE",
)
def article_duration(parts: Parts) -> Meaning | None:
    return m.duration(iso(1, parts.u), 0.7) if parts.u is not Unit.WEEKEND else None


@rule(
    "duration.bare",
    "u:UNITS DASH LONG",
    "LASTING < u:UNITS >",
    "THE? < u:UNITS > BEFORE",
    "THE? < u:UNITS > AFTER",
    "LASTING < u:CLOCKUNIT >",
)
def bare_duration(parts: Parts) -> Meaning:
    """For weeks, in the days before: how many is left open. Plurals only; filters see to it."""
    return m.duration(iso(None, parts.u), 0.6)


@rule("unit.day-after", "THE < u:UNIT > AFTER", "THE < u:UNIT > BEFORE")
def day_after(parts: Parts) -> Meaning | None:
    """ "the day after his death": a day, but which one the words do not say."""
    return Meaning(confidence=0.6) if parts.u is Unit.DAY else None


@rule("duration.rest", "REST OF < THE u:UNIT >", "REST OF < r:MOD u:UNIT >")
def rest(parts: Parts) -> Meaning:
    return m.duration(iso(1, parts.u), 0.6)


@rule("set.times", "TIMES < A u:UNIT >", "n:COUNT TIMES < A u:UNIT >", "TIMES < EACH u:UNIT >")
def times(parts: Parts) -> Meaning:
    return m.repeated(iso(1, parts.u))


@rule("duration.recent", "r:RECENT u:UNIT", "VAGUE RECENT u:UNIT")
def recent(_: Parts) -> Meaning:
    return m.vague("past")


@rule("set", "s:SET")
def adjective_set(parts: Parts) -> Meaning:
    return m.repeated(parts.s)


@rule(
    "set.every",
    "EACH u:UNIT",
    "EACH n:COUNT u:UNIT",
    "EACH o:OTHER u:UNIT",
    "EACH ORDINAL u:UNIT",
    "EACH OF THE? LAST n:COUNT u:UNIT",
)
def every(parts: Parts) -> Meaning:
    return m.repeated(iso(2.0 if parts.o else count_of(parts), parts.u))


@rule("set.weekday", "EACH w:WEEKDAY PARTOFDAY?", "EACH o:OTHER w:WEEKDAY")
def every_weekday(parts: Parts) -> Meaning:
    return m.repeated("P2W" if parts.o else "P1W")


@rule("set.weekdays", "WEEKDAYS", "WEEKDAYS PARTOFDAY", "WEEKDAY PARTDAYS", "WEEKDAYS PARTDAYS")
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


@rule("set.part-of-day", "EACH PARTOFDAY", "IN < THE PARTDAYS >", "IN < PARTDAYS >", "ON < PARTDAYS >", "AT < PARTDAYS >")
def every_night(_: Parts) -> Meaning:
    return m.repeated("P1D")


@rule("vague", "r:REFERENCE")
def reference(parts: Parts) -> Meaning:
    return m.vague(parts.r)
