"""A number with its unit of measure: 2.5 miles, a 10-gallon drum, 38 degrees Celsius."""

from __future__ import annotations

from casefile.extract.document import Document
from casefile.extract.figures.lexis import lexis
from casefile.extract.figures.quantities import Quantity, glued, signed
from casefile.extract.numbers import Number


def measure(document: Document, number: Number) -> Quantity | None:
    """2.5 miles, a 10-gallon cooler, 660 square metres, 5 feet 2 inches."""
    lower = document.lower
    lexicon = lexis()
    count = len(lower)
    i = number.last + 1
    if lower[number.last] == "m" and number.scaled and lower[i : i + 1] and lower[i] in lexicon.dimensions:
        return Quantity(number.first, number.last, "measure", number.value / 1e6, "m")
    if i >= count:
        return None
    close = glued(document, number.last)
    if lower[i] == "-" and close and i + 1 < count and glued(document, i):
        i, close = i + 1, False
    if i < count and lower[i] == "of" and lower[number.last] in lexicon.open and i + 1 < count:
        i += 1
    prefix = ""
    if lower[i] in lexicon.prefixes and i + 1 < count:
        prefix = lower[i] + " "
        i += 1
    word = lower[i]
    if word in lexicon.pounds:
        return Quantity(number.first, i, "measure", number.value, "pound")
    unit = lexicon.measures.get(word)
    if word in ("″", '"') and close and number.digits and not _in_quotes(document, i):
        return Quantity(number.first, i, "measure", number.value, "inch")
    if unit is None:
        if word in ("c", "f") and document.words[i].isupper() and (lower[i - 1] == "°" or _is_of_heat(document, number)):
            first, value = signed(document, number)
            return Quantity(first, i, "measure", value, f"°{document.words[i]}")
        if word == "°":
            last = i + 1 if i + 1 < count and document.words[i + 1] in ("C", "F") and glued(document, i) else i
            return Quantity(number.first, last, "measure", number.value, "degree")
        return None
    if word in lexicon.short and not (document.words[i].islower() or word == "l"):
        return None
    if word in lexicon.short and not (number.digits and (close or _ends_clause(document, i))):
        return None
    first, value = signed(document, number) if number.digits else (number.first, number.value)
    last = i
    if (i + 1 < count and lower[i + 1] in ("squared", "cubed")) or (i + 1 < count and lower[i + 1] in ("²", "³")):
        last = i + 1
    value, last = _feet_and_inches(document, unit, value, last)
    if unit == "degree" and last + 1 < count and lower[last + 1] in _SCALES:
        unit, last = f"°{lower[last + 1][0].upper()}", last + 1
    if last + 2 < count and lower[last + 1] == "/" and lower[last + 2] in ("s", "h", "hr", "hour", "sec", "second"):
        unit, last = f"{unit}/{lower[last + 2][0]}", last + 2
    return Quantity(first, last, "measure", value, prefix + unit)


def _in_quotes(document: Document, i: int) -> bool:
    """Whether a straight double mark closes a quotation of its sentence rather than stands for inches."""
    if document.words[i] != '"':
        return False
    begin, _ = document.sentences[document.sentence_at(document.starts[i])]
    return document.text.count('"', max(begin, document.starts[i] - _QUOTATION), document.starts[i]) % 2 == 1


_QUOTATION = 1000
"""Code points that are looked back over for the mark that opens."""


_SCALES = frozenset(["celsius", "centigrade", "fahrenheit", "c", "f"])


def _is_of_heat(document: Document, number: Number) -> bool:
    """ "temperatures of 40C": the letter is a scale where heat or cold is spoken of."""
    window = document.lower[max(0, number.first - 10) : number.last + 8]
    return number.digits and not number.scaled and not lexis().heat.isdisjoint(window)


def _feet_and_inches(document: Document, unit: str, value: float, last: int) -> tuple[float, int]:
    lower = document.lower
    if unit != "foot":
        return value, last
    j = last + 2 if lower[last + 1 : last + 2] == ["and"] else last + 1
    tail = lower[j : j + 2]
    if len(tail) == 2 and tail[0].isdigit() and tail[1] in ("inch", "inches", "in") and float(tail[0]) < 12:
        return value + float(tail[0]) / 12, j + 1
    return value, last


def _ends_clause(document: Document, i: int) -> bool:
    return (
        i + 1 >= len(document.lower)
        or not document.lower[i + 1].isalpha()
        or document.lower[i + 1] in ("tall", "long", "wide", "deep", "high")
    )
