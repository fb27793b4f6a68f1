"""A number with its currency, percent sign or unit of measure."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from casefile.extract.document import Document
from casefile.extract.figures.lexis import lexis
from casefile.extract.numbers import Number
from casefile.extract.numbers import words as numeral_words


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit: tokens first..last (inclusive)."""

    first: int
    last: int
    kind: str
    value: float
    unit: str | None = None
    value_max: float | None = None
    qualifier: str = "exactly"


def glued(document: Document, left: int) -> bool:
    """Whether nothing stands between this token and the next."""
    return document.ends[left] == document.starts[left + 1]


def money(document: Document, number: Number) -> Quantity | None:
    """$75 million, US$ 180 billion, 30 cents, 500 yen, EUR 20."""
    lower = document.lower
    first, last = number.first, number.last
    code: str | None = None
    start = first
    if first:
        start, code = _currency_before(document, first)
    end, tail = _currency_after(document, number)
    if code is None and tail is None:
        return None
    value = number.value
    scales = numeral_words().scales
    if tail is not None and not number.scaled and end + 1 < len(lower) and lower[end + 1] in scales:
        # "75 USD million"
        end += 1
        value *= scales[lower[end]]
    if code is None:
        end, value = _with_cents(document, end, value)
        return Quantity(first, end, "money", value, tail)
    last = end if tail is not None else last
    if (
        first
        and start
        and lower[start - 1] in ("-", "−")
        and glued(document, start - 1)
        and not _joined(document, start - 1)
    ):
        start, value = start - 1, -value
    return Quantity(start, last, "money", value, code)


def _with_cents(document: Document, last: int, value: float) -> tuple[int, float]:
    """ "thirteen dollars and forty-five cents", "two pounds 50 pence"."""
    if document.lower[last] in ("cent", "cents", "pence", "penny"):
        return last, value
    begin = last + 2 if document.lower[last + 1 : last + 2] == ["and"] else last + 1
    for number in document.numbers[bisect_left(document.numbers, begin, key=lambda one: one.first) :][:1]:
        if number.first != begin or number.value >= 100:
            break
        after = number.last + 1
        if document.lower[after : after + 1] in (["cents"], ["cent"], ["pence"]):
            return after, value + number.value / 100
        if begin == last + 1 and not number.digits and document.lower[after : after + 1] != ["-"]:
            # "thirteen dollars forty-five"
            return number.last, value + number.value / 100
    return last, value


def _joined(document: Document, i: int) -> bool:
    return i > 0 and glued(document, i - 1)


def _currency_before(document: Document, first: int) -> tuple[int, str | None]:
    """Token where a currency before the number begins, and its code."""
    lower, words = document.lower, document.words
    lexicon = lexis()
    i = first - 1
    symbol = lower[i]
    if symbol in lexicon.symbols:
        # Letters glued to the sign: US$, C$, HK$.
        if i and glued(document, i - 1) and lower[i - 1] + symbol in lexicon.symbols:
            return i - 1, lexicon.symbols[lower[i - 1] + symbol]
        if i and lower[i - 1] in ("us", "u.s.", "usd", "c", "a", "hk", "nz", "nt") and not words[i - 1].islower():
            return i - 1, lexicon.symbols.get(lower[i - 1] + symbol, lexicon.symbols[symbol])
        return i, lexicon.symbols[symbol]
    if words[i] in lexicon.codes and len(words[i]) >= 2:
        return i, _code(words[i])
    return first, None


def _code(word: str) -> str:
    return {"RMB": "CNY", "DM": "DEM", "FF": "FRF", "Rs": "INR", "Rs.": "INR", "Tk": "BDT"}.get(word, word)


def _currency_after(document: Document, number: Number) -> tuple[int, str | None]:
    """Token where a currency behind the number ends, and its code."""
    lower, words = document.lower, document.words
    lexicon = lexis()
    count = len(lower)
    last = number.last
    i = last + 1
    if i < count and lower[i] == "-" and glued(document, last) and i + 1 < count and glued(document, i):
        i += 1
    # "(USD" behind a dollar sign belongs to it, other brackets do not.
    steps = 0
    while i < count and steps < 2 and lower[i] in lexicon.countries:
        i += 1
        steps += 1
    if i >= count:
        return last, None
    word = lower[i]
    if words[i] in lexicon.codes or word in ("usd", "eur", "gbp", "rmb"):
        return i, _code(words[i].upper() if words[i].islower() else words[i])
    if word in lexicon.currencies:
        if word in lexicon.doubtful and not _is_currency_use(document, i):
            return last, None
        return i, lexicon.currencies[word]
    if word in lexicon.pounds and (number.scaled or _speaks_of_money(document, number)):
        return i, "GBP"
    if word in lexicon.pounds and (steps or (i + 1 < count and lower[i + 1] in ("sterling", "a", "per"))):
        return i + (1 if i + 1 < count and lower[i + 1] == "sterling" else 0), "GBP"
    if steps == 0 and word in lexicon.symbols and len(word) == 1 and word != "$":
        return i, lexicon.symbols[word]
    if steps == 0 and word == "$" and not (i + 1 < count and lower[i + 1][0].isdigit()):
        return i, "USD"
    return last, None


def _speaks_of_money(document: Document, number: Number) -> bool:
    """Whether pounds are money: something is paid, costs, is earned near by."""
    if document.lower[number.last + 2 : number.last + 3] == ["of"]:
        return False
    window = document.lower[max(0, number.first - 6) : number.last + 6]
    return not lexis().paying.isdisjoint(window)


def _is_currency_use(document: Document, i: int) -> bool:
    """Words that are more often something else: "won" after "billion" is money, "3 won" is a verb."""
    return document.lower[i - 1] in ("million", "billion", "trillion", "thousand") or "," in document.words[i - 1]


def percent(document: Document, number: Number) -> Quantity | None:
    """7%, seven per cent, 2 percentage points, 50 basis points."""
    lower = document.lower
    lexicon = lexis()
    count = len(lower)
    i = number.last + 1
    if i >= count:
        return None
    if lower[i] == "-" and glued(document, number.last) and i + 1 < count:
        i += 1
    if lower[i] in lexicon.percent:
        last = i
        if lower[i] == "percentage":
            if i + 1 >= count or lower[i + 1] not in ("point", "points"):
                return None
            last = i + 1
        first, value = signed(document, number)
        return Quantity(first, last, "percent", value, "%" if last == i else "percentage point")
    if lower[i] == "per" and i + 1 < count and lower[i + 1] == "cent":
        first, value = signed(document, number)
        return Quantity(first, i + 1, "percent", value, "%")
    if lower[i] == "basis" and i + 1 < count and lower[i + 1] in ("point", "points"):
        return Quantity(number.first, i + 1, "percent", number.value, "basis point")
    return None


def signed(document: Document, number: Number) -> tuple[int, float]:
    """A minus or plus sign written against the number belongs to it."""
    first = number.first
    if (
        first
        and document.lower[first - 1] in ("-", "−", "+")
        and glued(document, first - 1)
        and not _joined(document, first - 1)
    ):
        return first - 1, number.value if document.lower[first - 1] == "+" else -number.value
    return first, number.value
