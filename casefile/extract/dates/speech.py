"""Deictic words inside a quotation are seen from the day it was said: “We lost it yesterday,” she said on 3 June."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from casefile.extract.dates.candidates import Candidate
from casefile.extract.document import Document

# Closed within so many code points and in one paragraph; bounded, so that marks without end cost little.
_QUOTATION = re.compile(r"“[^”\n]{1,1500}”|\"[^\"\n]{1,1500}\"|``(?:[^'\n]|'(?!')){1,1500}''")
_REACH = 120
"""Code points between a quotation and the words that date it."""
_DEICTIC = (
    "deictic",
    "unit.modified",
    "distance.ago",
    "part-of-day",
    "weekday.modified",
    "month.modified",
    "season.modified",
)
_DAY = ("weekday", "day.", "numeric")


def dated_by(document: Document, candidates: Sequence[Candidate]) -> dict[int, int]:
    """For each deictic expression inside a quotation whose speech is dated in the same sentence: which expression dates it,
    both by their place among the candidates."""
    deictic = [place for place, one in enumerate(candidates) if one.rule in _DEICTIC]
    if not deictic or len(candidates) == len(deictic):
        return {}
    quotations = [match.span() for match in _QUOTATION.finditer(document.text)]
    starts = [start for start, _ in quotations]
    found: dict[int, int] = {}
    for place in deictic:
        one = candidates[place]
        index = bisect_right(starts, one.start) - 1
        if index < 0 or quotations[index][1] < one.end:
            continue
        speech = _speech(document, candidates, place, quotations[index])
        if speech is not None:
            found[place] = speech
    return found


def _speech(document: Document, candidates: Sequence[Candidate], place: int, quotation: tuple[int, int]) -> int | None:
    """The first day behind the quotation, in the sentence in which it ends."""
    end = quotation[1]
    sentence = document.sentence_at(end - 1)
    for other in range(place + 1, min(len(candidates), place + 6)):
        one = candidates[other]
        if one.start < end:
            continue
        if one.start - end > _REACH or document.sentence_at(one.start) != sentence:
            return None
        if one.rule.startswith(_DAY):
            return other
    return None
