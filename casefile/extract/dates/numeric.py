"""Dates in digits, which need no language: 2021-05-04, 4/5/2021, 04.05.2021."""

from __future__ import annotations

from typing import Any

from casefile.extract.dates import digits
from casefile.extract.dates.candidates import Candidate
from casefile.extract.dates.grammar.days import numeric
from casefile.extract.dates.lexemes import CODE, MORE, Lexemes
from casefile.extract.dates.meaning import Meaning
from casefile.extract.dates.patterns import Parts
from casefile.extract.document import Document
from casefile.extract.languages import UNSPACED


def recognise(document: Document) -> list[Candidate]:
    """Dates in digits by start."""
    if document.language in UNSPACED:
        readings = digits.between_letters(document.text)
        return [_candidate(start, ends[0], value, "ja") for start, ends, name, value in readings if name == "NUMERIC"]
    lexemes = Lexemes(document)
    found: list[Candidate] = []
    first = lexemes.codes.find(CODE["NUMERIC"])
    while first >= 0:
        end = first + 1
        while lexemes.codes[end : end + 1] == MORE:
            end += 1
        found.append(_candidate(document.starts[first], document.ends[end - 1], lexemes.value(first), document.language))
        first = lexemes.codes.find(CODE["NUMERIC"], end)
    return found


def _candidate(start: int, end: int, value: Any, language: str) -> Candidate:
    days, clock = value
    if language != "en" and len(days) > 1 and not isinstance(days[0], int):
        # Outside English the day comes first: 3/5/2024 is in May.
        value = (days[-1:], clock)
    said = numeric(Parts({"n": value}, start, end)) or Meaning()
    return Candidate(start, end, "numeric", said, _unknown)


def _unknown() -> int:
    return 0
