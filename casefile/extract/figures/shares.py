"""Shares and numbers left open: a third of, one in five, half a mile, hundreds of, several thousand."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from casefile.extract.document import Document
from casefile.extract.figures.lexis import lexis
from casefile.extract.numbers import Number
from casefile.extract.numbers import words as numeral_words

_SMALL = 10
"""Up to here "three out of four" is a share; "12 out of 16" are twelve."""
_LARGEST = 1_000_000
_TIME = frozenset("hour hours minute minutes second seconds day days week weeks month months year years".split())


def open_numbers(document: Document) -> Iterator[Number]:
    """ "hundreds", "tens of thousands", "several hundred": numbers that are left open, as the least they say: two of their
    kind."""
    table, scales, lower = lexis().open, numeral_words().scales, document.lower
    after = 0
    for i, word in enumerate(lower):
        if i < after:
            continue
        if word in table:
            first, last, value = i, i, float(table[word])
            if lower[i + 1 : i + 2] == ["of"] and i + 2 < len(lower) and lower[i + 2] in table:
                last, value = i + 2, value * table[lower[i + 2]] / 2
        elif word in _SEVERAL and i + 1 < len(lower) and lower[i + 1] in scales:
            first = i - 1 if word == "few" and i and lower[i - 1] == "a" else i
            last, value = i + 1, 2.0 * scales[lower[i + 1]]
        else:
            continue
        after = last + 1
        yield Number(first, last, value, digits=False, plain=False, scaled=True)


_SEVERAL = frozenset(["several", "few", "many"])


def shares(document: Document) -> Iterator[Number]:
    """Fractions of something and proportions, by their first token."""
    yield from _fractions(document)
    yield from _halves(document)
    yield from _proportions(document)


def _fractions(document: Document) -> Iterator[Number]:
    """ "a third of the crew", "by a quarter", "a quarter of a million", "a fifth of a mile"."""
    lower, words = document.lower, numeral_words()
    for i in [i for i, word in enumerate(lower) if word in words.fractions]:
        if not i or lower[i - 1] not in ("a", "one") or lower[i] == "half":
            continue
        value, last = words.fractions[lower[i]], i
        tail = lower[i + 1 : i + 4]
        if tail[:2] == ["of", "a"] and len(tail) > 2 and (tail[2] in words.scales or _is_unit(tail[2])):
            scale = words.scales.get(tail[2])
            last, value = (i + 3, value * scale) if scale else (i + 2, value)
        elif tail[:1] == ["of"]:
            if not _TIME.isdisjoint(tail) or (len(tail) > 1 and tail[1][0].isdigit()):
                continue
        elif i < 2 or lower[i - 2] != "by" or (tail and tail[0].isalpha() and tail[0] not in _BEHIND):
            continue
        yield Number(i - 1, last, value, digits=False, plain=False, scaled=True)


_BEHIND = frozenset("in on at to from since after over and but when as this last or while compared within".split())
"""What may follow "by a third" where nothing of that ordinal does ("by a third man")."""


def _halves(document: Document) -> Iterator[Number]:
    """ "half a percent", "half a mile", "fell by half"; half a million is a number already."""
    lower = document.lower
    for i in [i for i, word in enumerate(lower) if word == "half"]:
        if lower[i + 1 : i + 2] in (["a"], ["an"]) and i + 2 < len(lower) and _is_unit(lower[i + 2]):
            yield Number(i, i + 1, 0.5, digits=False, plain=False, scaled=True)
        elif i and lower[i - 1] == "by" and (i + 1 == len(lower) or not lower[i + 1].isalpha() or lower[i + 1] in _BEHIND):
            yield Number(i, i, 0.5, digits=False, plain=False, scaled=True)


def _is_unit(word: str) -> bool:
    words = lexis()
    return word in words.percent or (word in words.measures and word not in words.short)


def _proportions(document: Document) -> Iterator[Number]:
    """ "one in five drivers", "3 in every 10", "three out of four"."""
    lower, numbers = document.lower, document.numbers
    for one, other in pairwise(numbers):
        between = lower[one.last + 1 : other.first] if other.first - one.last <= 3 else []
        whole = between in (["in"], ["in", "every"]) or (between == ["out", "of"] and other.value <= _SMALL)
        if not whole or not 0 < one.value < other.value <= _LARGEST or one.digits != other.digits:
            continue
        if lower[other.last + 1 : other.last + 2] and lower[other.last + 1] in _TIME:
            continue
        if one.scaled or (one.digits and not (one.plain and one.value <= _SMALL)):
            continue
        yield Number(one.first, other.last, one.value / other.value, digits=False, plain=False, scaled=True)
