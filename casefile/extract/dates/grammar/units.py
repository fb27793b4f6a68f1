"""Units seen from another date: last year, the following day, two weeks ago, durations, sets, vague words."""

from __future__ import annotations

from casefile.extract.dates import meaning as m
from casefile.extract.dates import periods
from casefile.extract.dates.grammar.rules import COUNTED, count_of, iso, relative, rule
from casefile.extract.dates.meaning import DOCUMENT, PUBLISHED, Meaning
from casefile.extract.dates.patterns import Parts
from casefile.extract.dates.periods import Extent, Unit


@rule(
    "unit.modified",
    "r:MOD u:ONE",
    "PART r:MOD u:ONE",
    "THE? EDGE OF r:MOD u:ONE",
    "EARLY IN < r:MOD u:ONE >",
    "ADVERB IN THE? u:ONE",
)
def modified_unit(parts: Parts) -> Meaning | None:
    if parts.r is None:
        # "later in the day": the day that is told of.
        return m.on_last(parts.u, 0, 0.6) if parts.u is Unit.DAY else m.on_publication(parts.u, 0)
    if parts.r == "same":
        return None
    return relative(parts.u, parts.r, definite=False)


@rule("unit.plural", "r:LAST u:UNITS", "THE r:LAST u:UNITS", "r:NEXT u:UNITS", "THE r:NEXT u:UNITS")
def plural_units(parts: Parts) -> Meaning | None:
    """ "in the coming weeks": how many is left open."""
    return m.duration(iso(None, parts.u), 0.6)


@rule("unit.vague", "u:UNITS a:AGO", "u:UNITS a:ADVERB", "u:CLOCKUNIT a:ADVERB")
def vague_distance(parts: Parts) -> Meaning | None:
    """ "years ago", "days later"."""
    return m.vague("future" if parts.a == "later" else "past")


@rule("unit.definite", "THE r:MOD u:ONE", "ADVERB THE r:MOD u:ONE", "THAT r:THAT u:ONE", "EARLY THE r:MOD u:ONE")
def definite_unit(parts: Parts) -> Meaning | None:
    if parts.r == "past":
        return m.duration(iso(1, parts.u))
    return relative(parts.u, parts.r, definite=True)


@rule("unit.edge", "THE? EDGE OF THE u:ONE", "EARLY IN THE u:ONE", "ADVERB IN THE u:ONE")
def edge_of_unit(parts: Parts) -> Meaning | None:
    if parts.u is Unit.DAY:
        return m.on_last(Unit.DAY, 0, 0.5)
    return m.on_publication(parts.u, 0, 0.7)


@rule("unit.year-end", "THE? u:ONE DASH e:EDGE", "THE? u:ONE POSSESSIVE e:EDGE")
def year_end(parts: Parts) -> Meaning | None:
    """ "by year-end", "at month's end"."""
    return m.on_publication(parts.u, 0, 0.75) if parts.u in (Unit.YEAR, Unit.MONTH) and parts.e == "end" else None


@rule("unit.second", "THE u:ONE BEFORE r:LAST", "THE u:ONE AFTER r:NEXT")
def before_last(parts: Parts) -> Meaning | None:
    """ "the year before last", "the week after next"."""
    if parts.r not in ("last", "next"):
        return None
    return m.on_publication(parts.u, -2 if parts.r == "last" else 2)


@rule("unit.day", "ENDED < THE u:ONE >", "EDGE < THE u:ONE >", "FOR < THE u:ONE >")
def end_the_day(parts: Parts) -> Meaning | None:
    """ "ended the day higher": the day that is told of."""
    return m.on_last(Unit.DAY, 0, 0.6) if parts.u is Unit.DAY else None


@rule("unit.weekend", "ON? < THE u:ONE >", "IN < THE u:ONE >")
def the_weekend(parts: Parts) -> Meaning | None:
    if parts.u is not Unit.WEEKEND:
        return None

    def resolve(context: m.Context) -> Extent | None:
        if context.today is None:
            return None
        found = periods.containing(context.today, Unit.WEEKEND)
        return found if context.direction == 1 or found.first <= context.today else found.shift(-1)

    return Meaning(resolve=resolve, anchor=PUBLISHED, confidence=0.75)


def in_years(unit: Unit, count: float) -> tuple[Unit, float]:
    """Decades and centuries as years: "a decade ago" is a year, not one of the nineties."""
    factor = {Unit.DECADE: 10, Unit.CENTURY: 100}.get(unit, 1)
    return (Unit.YEAR, count * factor) if factor > 1 else (unit, count)


@rule("distance.ago", f"{COUNTED} DASH? u:UNIT AGO", f"{COUNTED} ALL u:UNIT AGO")
def ago(parts: Parts) -> Meaning:
    count = count_of(parts)
    if count is None:
        return m.vague("past")
    unit, count = in_years(parts.u, count)
    return m.distance(unit, count, -1, PUBLISHED)


@rule("distance.in", "IN < n:COUNT u:UNIT >", "IN < A u:UNIT >")
def in_time(parts: Parts) -> Meaning | None:
    """ "will open in two weeks" is a date, "the second in two weeks" a duration: the clause tells."""
    if parts.u in (Unit.WEEKEND, Unit.QUARTER) or parts.u > Unit.YEAR:
        return None
    ahead = m.distance(parts.u, count_of(parts) or 1, 1, PUBLISHED)

    def resolve(context: m.Context) -> Extent | None:
        return ahead.resolve(context) if context.direction == 1 and ahead.resolve else None

    return Meaning(resolve=resolve, anchor=PUBLISHED, duration=iso(count_of(parts), parts.u), confidence=0.7)


@rule("distance.from-now", f"{COUNTED} DASH? u:UNIT FROM REFERENCE", f"{COUNTED} DASH? u:UNIT FROM TODAY")
def from_now(parts: Parts) -> Meaning:
    count = count_of(parts)
    return m.vague("future") if count is None else m.distance(parts.u, count, 1, PUBLISHED)


@rule(
    "distance.later",
    f"{COUNTED} DASH? u:UNIT a2:ADVERB",
    f"{COUNTED} DASH? u:UNIT AFTER THAT",
)
def later(parts: Parts) -> Meaning | None:
    count = count_of(parts)
    word = parts.a2 or "later"
    if count is None:
        return m.vague("past" if word == "earlier" else "future")
    unit, count = in_years(parts.u, count)
    return m.distance(unit, count, -1 if word == "earlier" else 1, DOCUMENT)


@rule("distance.comparison", f"FROM < {COUNTED} u:UNIT a2:ADVERB >", f"THAN < {COUNTED} u:UNIT a2:ADVERB >")
def compared(parts: Parts) -> Meaning | None:
    """ "fell from a year earlier": compared with now, not with a date told before."""
    count = count_of(parts)
    if count is None or parts.a2 != "earlier":
        return None
    unit, count = in_years(parts.u, count)
    return m.distance(unit, count, -1, PUBLISHED)


@rule("distance.clock", f"{COUNTED} DASH? u:CLOCKUNIT AGO")
def clock_ago(parts: Parts) -> Meaning:
    count = count_of(parts)
    if parts.u == "FORTNIGHT" and count is not None:
        return m.distance(Unit.WEEK, 2 * count, -1, PUBLISHED)
    return m.duration(iso(count_of(parts), parts.u))
