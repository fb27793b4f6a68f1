"""Numbers in digits and in words, whatever they mean: dates and figures read on from here.

Digits may be grouped by commas, no-break spaces or (European) dots and followed by a scale ("1.5 million", "2.3bn");
words follow the grammar of English numerals ("two hundred and five", "half a million", "three-quarters").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casefile.extract import lexicon

_GROUPED = re.compile(
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:[\u00a0\u202f]\d{3})+(?:[.,]\d+)?|\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?"
)
_INDIAN = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?")
_PLAIN = re.compile(r"\d{1,30}(?:\.\d{1,30})?")
_COMMA = re.compile(r"\d{1,30},\d{1,2}")
_CONTINENTAL = re.compile(r"(\d{1,3}(?:[.\u00a0\u202f]\d{3})+|\d{1,30})(?:,(\d{1,30}))?")
_GAPS = re.compile(r"[.\u00a0\u202f]")
_ARTICLES = frozenset({"a", "half"})
_DENOMINATORS = frozenset(["2", "3", "4", "5", "8", "10", "16"])
_LONGEST = 12
"""Words of the longest numeral that is read; a guard, not grammar."""


@dataclass(frozen=True, slots=True)
class Number:
    """Tokens `first` to `last` (inclusive) read as one number."""

    first: int
    last: int
    value: float
    digits: bool
    """Begins with digits (not with a word)."""
    plain: bool
    """One token of digits only, without grouping, decimals or scale: may be a day or a year."""
    scaled: bool = False
    """Ends with a scale word: hundred, million, bn."""


class _Words:
    """The numeral words of English."""

    def __init__(self) -> None:
        table = lexicon.load("en", "numbers")
        self.units: dict[str, int] = table["units"]
        self.tens: dict[str, int] = table["tens"]
        self.scales: dict[str, int] = table["scales"]
        self.glued: dict[str, int] = table["glued"]
        self.fractions: dict[str, float] = table["fractions"]
        self.ordinals: dict[str, int] = table["ordinals"]
        self.vulgar: dict[str, float] = table["vulgar"]
        self.starters = frozenset(self.units) | frozenset(self.tens)


_words: _Words | None = None


def words() -> _Words:
    """The numeral words, read at first use."""
    global _words
    if _words is None:
        _words = _Words()
    return _words


def read_digits(token: str, *, comma: bool = False) -> float | None:
    """The number one token of digits says, or None ("1,2,3" is none). With `comma` as on the continent: 1.200,50."""
    if comma and not token.isdigit():
        match = _CONTINENTAL.fullmatch(token)
        return float(_GAPS.sub("", match[1]) + "." + (match[2] or "0")) if match else None
    if _PLAIN.fullmatch(token):
        return float(token) if len(token) <= 40 else None
    if _GROUPED.fullmatch(token):
        bare = token.replace("\u00a0", "").replace("\u202f", "")
        if bare.count(".") > 1:
            bare = bare.replace(".", "").replace(",", ".")
        elif "," in bare and bare != token:
            bare = bare.replace(",", ".")
        else:
            bare = bare.replace(",", "")
        return float(bare)
    if _INDIAN.fullmatch(token):
        return float(token.replace(",", ""))
    if _COMMA.fullmatch(token):
        return float(token.replace(",", "."))
    return None


def read_numbers(
    surfaces: Sequence[str], lower: Sequence[str], starts: Sequence[int], ends: Sequence[int], *, comma: bool = False
) -> Iterator[Number]:
    """Numbers from left to right, not overlapping. With `comma` the comma is the decimal mark and dots and spaces group."""
    lexis = words()
    after = 0
    starters = lexis.starters
    for i in [i for i, word in enumerate(lower) if "0" <= word[0] <= "9" or word in starters or word in _ARTICLES]:
        if i < after:
            continue
        word = lower[i]
        if "0" <= word[0] <= "9":
            number = (_spaced(i, surfaces, starts, ends) if comma else None) or _from_digits(
                lexis, i, surfaces, lower, starts, ends, comma
            )
        elif word in starters:
            number = _from_words(lexis, i, lower, starts, ends)
        elif word == "half" or (word == "a" and i + 1 < len(lower) and lower[i + 1] in lexis.scales):
            number = _from_article(lexis, i, lower)
        else:
            continue
        if number is not None:
            yield number
            after = number.last + 1


def _from_digits(
    lexis: _Words,
    i: int,
    surfaces: Sequence[str],
    lower: Sequence[str],
    starts: Sequence[int],
    ends: Sequence[int],
    comma: bool,
) -> Number | None:
    value = read_digits(surfaces[i], comma=comma)
    if value is None:
        return None
    last, plain, scaled = i, surfaces[i].isdigit(), False
    count = len(lower)
    if i + 3 < count and lower[i + 1] == "/" and starts[i + 2] == ends[i] + 1 and lower[i + 2] in _DENOMINATORS and plain:
        # 1/2, 3/4: a fraction only where nothing is glued on (1/2/2019).
        glued = i + 3 < count and starts[i + 3] == ends[i + 2]
        if value < float(lower[i + 2]) and starts[i + 1] == ends[i] and not (glued and lower[i + 3] == "/"):
            return Number(i, i + 2, value / float(lower[i + 2]), digits=True, plain=False)
    if plain and (part := _part_behind(lexis, i, lower, starts, ends)) is not None:
        last, fraction = part
        value, plain = value + fraction, False
    while last + 1 < count:
        following = lower[last + 1]
        glued = starts[last + 1] == ends[last]
        # "10-million" and "10 million" alike; one hyphen between.
        skip = 1
        if (
            following == "-"
            and glued
            and last + 2 < count
            and starts[last + 2] == ends[last + 1]
            and lower[last + 2] in lexis.scales
        ):
            following, skip, glued = lower[last + 2], 2, False
        scale = lexis.glued.get(following) if glued else lexis.scales.get(following)
        if scale is None or (following in ("dozen", "hundred") and "." in surfaces[i]):
            break
        value *= scale
        last += skip
        plain = False
        scaled = True
    return Number(i, last, value, digits=True, plain=plain, scaled=scaled)


def _spaced(i: int, surfaces: Sequence[str], starts: Sequence[int], ends: Sequence[int]) -> Number | None:
    """ "1 200", "12 000 000": digits grouped by plain spaces."""
    last = i
    if len(surfaces[i]) > 3 or not surfaces[i].isdecimal():
        return None
    while (
        last + 1 < len(surfaces)
        and last - i < _LONGEST
        and len(surfaces[last + 1]) == 3
        and surfaces[last + 1].isdecimal()
        and starts[last + 1] == ends[last] + 1
    ):
        last += 1
    return Number(i, last, float("".join(surfaces[i : last + 1])), digits=True, plain=False) if last > i else None


def _part_behind(
    lexis: _Words, i: int, lower: Sequence[str], starts: Sequence[int], ends: Sequence[int]
) -> tuple[int, float] | None:
    """The fraction of a mixed numeral ("5 1/2", "5-1/2", "5½"): its last token and value; None where none follows."""
    if lower[i + 1 : i + 2] and lower[i + 1] in lexis.vulgar and starts[i + 1] - ends[i] <= 1:
        return i + 1, lexis.vulgar[lower[i + 1]]
    k = i + 2 if lower[i + 1 : i + 2] == ["-"] and starts[i + 1] == ends[i] else i + 1
    if lower[k + 1 : k + 2] != ["/"] or k + 2 >= len(lower) or starts[k + 2] != ends[k] + 1:
        return None
    top, bottom = lower[k], lower[k + 2]
    if not (top.isdecimal() and bottom in _DENOMINATORS and 0 < int(top) < int(bottom)):
        return None
    if lower[k + 3 : k + 4] == ["/"] and starts[k + 3] == ends[k + 2]:
        return None
    return k + 2, int(top) / int(bottom)


def _from_words(lexis: _Words, i: int, lower: Sequence[str], starts: Sequence[int], ends: Sequence[int]) -> Number | None:
    total, current = 0.0, 0.0
    last, j = i, i
    state = "start"
    scaled = False
    limit = min(len(lower), i + _LONGEST)
    while j < limit:
        word = lower[j]
        if word in lexis.tens and state in ("start", "hundred", "scale", "and"):
            current += lexis.tens[word]
            state = "tens"
            last = j
            if (
                j + 2 < limit
                and lower[j + 1] == "-"
                and starts[j + 1] == ends[j]
                and 1 <= lexis.units.get(lower[j + 2], 0) <= 9
            ):
                current += lexis.units[lower[j + 2]]
                state = "unit"
                j += 2
                last = j
        elif word in lexis.units and (
            state in ("start", "hundred", "scale", "and") or (state == "tens" and 1 <= lexis.units[word] <= 9)
        ):
            current += lexis.units[word]
            state = "unit"
            last = j
        elif word in ("hundred", "dozen") and state in ("unit", "tens"):
            current *= lexis.scales[word]
            state, scaled = "hundred", True
            last = j
        elif word in lexis.scales and state in ("unit", "tens", "hundred", "scale"):
            total += current * lexis.scales[word] if current else 0.0
            if not current and total:
                total *= lexis.scales[word]
            current = 0.0
            state, scaled = "scale", True
            last = j
        elif word == "and" and state in ("hundred", "scale") and j + 1 < limit and lower[j + 1] in lexis.starters:
            state = "and"
        elif word == "-" and state in ("unit", "tens", "hundred") and j + 1 < limit and lower[j + 1] in lexis.scales:
            pass
        else:
            break
        j += 1
    value = total + current
    # "three-quarters", "two thirds": a fraction of something.
    j = last + 1
    if j < len(lower) and state == "unit" and value < 10 and not scaled:
        k = j + 1 if lower[j] == "-" and j + 1 < len(lower) else j
        if (
            lower[k] in lexis.fractions
            and (value > 1) == lower[k].endswith("s")
            and (k > j or lower[k + 1 : k + 2] == ["of"])
        ):
            return Number(i, k, value * lexis.fractions[lower[k]], digits=False, plain=False)
    if lower[j : j + 3] == ["and", "a", "half"]:
        value, last = value + 0.5, j + 2
        if last + 1 < len(lower) and lower[last + 1] in lexis.scales:
            value *= lexis.scales[lower[last + 1]]
            last, scaled = last + 1, True
    return Number(i, last, value, digits=False, plain=False, scaled=scaled)


def _from_article(lexis: _Words, i: int, lower: Sequence[str]) -> Number | None:
    """ "a hundred", "half a million", "half of", "half"."""
    if lower[i] == "a":
        value, last = float(lexis.scales[lower[i + 1]]), i + 1
        while last + 1 < len(lower) and lexis.scales.get(lower[last + 1], 0) >= 1000:
            value *= lexis.scales[lower[last + 1]]
            last += 1
        return Number(i, last, value, digits=False, plain=False, scaled=True)
    j = i + 1
    if j < len(lower) and lower[j] in ("a", "-"):
        j += 1
    if j < len(lower) and lower[j] in lexis.scales:
        return Number(i, j, 0.5 * lexis.scales[lower[j]], digits=False, plain=False, scaled=True)
    return None
