"""Dates in digits, which need no language: 2021-05-04, 4/5/2021, 04.05.2021."""

from __future__ import annotations

from casefile.extract.dates.candidates import Candidate
from casefile.extract.dates.grammar.days import numeric
from casefile.extract.dates.lexemes import CODE, MORE, Lexemes
from casefile.extract.dates.patterns import Parts
from casefile.extract.document import Document


def recognise(document: Document) -> list[Candidate]:
    """Dates in digits by start."""
    lexemes = Lexemes(document)
    found: list[Candidate] = []
    first = lexemes.codes.find(CODE["NUMERIC"])
    while first >= 0:
        end = first + 1
        while lexemes.codes[end : end + 1] == MORE:
            end += 1
        said = numeric(Parts({"n": lexemes.value(first)}, first, end))
        if said is not None:
            found.append(Candidate(document.starts[first], document.ends[end - 1], "numeric", said, _unknown))
        first = lexemes.codes.find(CODE["NUMERIC"], end)
    return found


def _unknown() -> int:
    return 0
