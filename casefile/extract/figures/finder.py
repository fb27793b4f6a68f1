"""Each number of the text that is a figure: what it counts, how it is qualified, where its words begin and end."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from casefile.domain.findings import DateFinding, Figure
from casefile.extract.document import Document
from casefile.extract.figures.lexis import lexis
from casefile.extract.figures.measures import measure
from casefile.extract.figures.names import is_name
from casefile.extract.figures.nouns import counted_noun
from casefile.extract.figures.quantities import Quantity, glued, money, percent
from casefile.extract.figures.shares import open_numbers, shares
from casefile.extract.numbers import Number


def find_figures(document: Document, dates: tuple[DateFinding, ...]) -> tuple[Figure, ...]:
    """Figures by start, not overlapping, none inside a date."""
    quantities: list[Quantity] = []
    for quantity in _quantities(document, _Taken(dates)):
        if quantities and quantity.first <= quantities[-1].last:
            continue
        joined = _as_range(document, quantities[-1], quantity) if quantities else None
        if joined:
            quantities[-1] = joined
        else:
            quantities.append(quantity)
    found: list[Figure] = []
    floor = 0
    for quantity in quantities:
        whole = _qualified(document, quantity, floor)
        floor = whole.last + 1
        unit = counted_noun(document, whole.last) if whole.kind == "count" else whole.unit
        found.append(
            Figure(
                document.starts[whole.first], document.ends[whole.last], _confidence(whole, unit), f"figures.{whole.kind}",
                whole.kind, whole.value, whole.value_max, unit, whole.qualifier,
            )
        )  # fmt: skip
    return tuple(found)


def _confidence(quantity: Quantity, unit: str | None) -> float:
    """How often such figures are right, measured on annotated news."""
    return {"percent": 0.98, "money": 0.97, "measure": 0.93}.get(quantity.kind, 0.95 if unit else 0.85)


class _Taken:
    """Stretches that dates have."""

    def __init__(self, dates: tuple[DateFinding, ...]) -> None:
        self._starts = [date.start for date in dates]
        self._ends = [date.end for date in dates]

    def covers(self, start: int, end: int) -> bool:
        i = bisect_left(self._starts, end)
        return i > 0 and self._ends[i - 1] > start


def _quantities(document: Document, taken: _Taken) -> Iterator[Quantity]:
    """Quantities from left to right; they may overlap where one reading began in another."""
    lexis()
    opens = {number.first: number for number in open_numbers(document)}
    parts = [*opens.values(), *shares(document)]
    numbers = sorted([*parts, *document.numbers], key=_from_longest) if parts else document.numbers
    for number in numbers:
        if taken.covers(document.starts[number.first], document.ends[number.last]):
            continue
        found = money(document, number) or percent(document, number) or measure(document, number)
        if found is not None:
            # "one mile" measures, though "one" alone counts nothing.
            single = document.lower[number.first] == "one" or _unit_is_glued(document, number)
            if opens.get(number.first) is number:
                found = replace(found, qualifier="at least")
            if found.kind in ("money", "percent") or single or not is_name(document, number):
                yield found
        elif opens.get(number.first) is number:
            yield Quantity(number.first, number.last, "count", number.value, qualifier="at least")
        elif not is_name(document, number):
            first, value = number.first, number.value
            if first and document.lower[first - 1] in ("-", "−") and number.digits and _is_minus(document, first - 1):
                first, value = first - 1, -value
            yield Quantity(first, number.last, "count", value)


def _from_longest(number: Number) -> tuple[int, int]:
    return number.first, -number.last


def _unit_is_glued(document: Document, number: Number) -> bool:
    """75ml: the letters against the digits are a unit, not a code; A75ml is one."""
    if not (number.digits and number.last + 1 < len(document.lower) and glued(document, number.last)):
        return False
    before = number.first - 1
    return before < 0 or not glued(document, before) or not document.lower[before][-1].isalnum()


def _is_minus(document: Document, sign: int) -> bool:
    """A minus: space before it, none behind."""
    return glued(document, sign) and (sign == 0 or not glued(document, sign - 1))


def _as_range(document: Document, low: Quantity, high: Quantity) -> Quantity | None:
    """ "5 to 10 people", "between 5 and 10", "$5-$10": two numbers that are one figure; None if they are two."""
    lower = document.lower
    if high.first - low.last != 2 or high.value <= low.value or low.value_max is not None or high.value_max is not None:
        return None
    link = lower[low.last + 1]
    before = lower[low.first - 1] if low.first else ""
    same = low.kind == high.kind or low.kind == "count"
    if not same:
        return None
    if link == "and" and before == "between":
        return replace(high, first=low.first - 1, value=low.value, value_max=high.value, qualifier="between")
    dash = link in ("-", "–", "—") and glued(document, low.last) and glued(document, low.last + 1)
    # "rose 5 to 120": from where it was by five to where it is.
    going = before in lexis().motion
    if dash or (link == "to" and before not in ("from", "ratio") and not going and low.kind == "count"):
        return replace(high, first=low.first, value=low.value, value_max=high.value, qualifier="between")
    return None


def _qualified(document: Document, quantity: Quantity, floor: int) -> Quantity:
    """The quantity with the qualifying words around it, which lie after token `floor`."""
    lower = document.lower
    words = lexis()
    first, last, qualifier = quantity.first, quantity.last, quantity.qualifier
    again = True
    while again and first > floor:
        again = False
        for phrase, meaning in words.before.get(lower[first - 1], ()):
            start = first - len(phrase)
            if start >= floor and tuple(lower[start:first]) == phrase and not _is_direction(lower, phrase, start, quantity):
                first = start
                qualifier = meaning if qualifier in ("exactly", "about") else qualifier
                again = True
                break
    following = lower[last + 1] if last + 1 < len(lower) else ""
    for phrase, meaning in words.after.get(following, ()):
        if lower[last + 1 : last + 1 + len(phrase)] == [*phrase] and lower[
            last + 1 + len(phrase) : last + 2 + len(phrase)
        ] != ["than"]:
            last += len(phrase)
            qualifier = meaning
            break
    return replace(quantity, first=first, last=last, qualifier=qualifier)


def _is_direction(lower: list[str], phrase: tuple[str, ...], start: int, quantity: Quantity) -> bool:
    """ "fell below 9,000", "climbed up to 12", "below zero": where something went, not how exact the number is; "fell over
    two percent" is by more than that."""
    if phrase == ("up", "to"):
        return start > 0 and lower[start - 1] in lexis().motion
    if phrase[-1] not in ("below", "above", "under", "over") or (phrase[-1] == "over" and quantity.kind != "count"):
        return False
    return quantity.value == 0 or (start > 0 and lower[start - 1] in lexis().motion)
