"""Languages without rules of syntax: Japanese by how its sentences end, any other by its dates alone."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from casefile.domain.findings import DateFinding, Mention, Report
from casefile.extract import lexicon
from casefile.extract.document import Document, Frame
from casefile.extract.reports import dating, status, summary

_STEM = r"(?P<stem>[一-鿿々ァ-ヶー]{1,8})?"


@lru_cache(maxsize=1)
def _predicate() -> re.Pattern[str]:
    """A sentence's last verb."""
    endings = lexicon.load("ja", "events")["endings"]
    words = sorted((word for group in endings.values() for word in group), key=len, reverse=True)
    return re.compile(rf"{_STEM}(?P<ending>{'|'.join(map(re.escape, words))})[。」）\s]*$")


def find(
    document: Document, frames: tuple[Frame, ...], dates: tuple[DateFinding, ...], mentions: tuple[Mention, ...]
) -> list[Report]:
    """One report a sentence that has a date, and in Japanese one a sentence that ends as a telling one does."""
    usable = [date for date in dates if dating.usable(date)]
    starts = [date.start for date in usable]
    actors = [mention for mention in mentions if not mention.frame]
    actor_starts = [mention.start for mention in actors]
    blocked = [frame for frame in frames if frame.kind != "headline"]
    frame = 0
    found = []
    for index, (start, end) in enumerate(document.sentences):
        while frame < len(blocked) and blocked[frame].end <= start:
            frame += 1
        if frame < len(blocked) and blocked[frame].start <= start:
            continue
        own = usable[bisect_left(starts, start) : bisect_left(starts, end)]
        trigger = _trigger(document, start, end)
        if trigger is None and not own:
            continue
        dated = dating.explicit(own[0]) if own else dating.published(document.told_from)
        first, last, lemma = trigger or (own[0].start, own[0].end, document.text[own[0].start : own[0].end])
        inside = actors[bisect_left(actor_starts, start) : bisect_left(actor_starts, end)]
        found.append(
            Report(
                start,
                end,
                0.5 if own else 0.4,
                f"reports.sentence-{dated.basis}",
                summary.of(document.text, start, end, last),
                first,
                last,
                lemma,
                dated.edtf,
                dated.earliest,
                dated.latest,
                dated.basis,
                dated.start,
                dated.end,
                _status(document, start, end),
                tuple(dict.fromkeys(mention.entity for mention in inside)),
                index,
            )
        )
    return found


def _trigger(document: Document, start: int, end: int) -> tuple[int, int, str] | None:
    """Span and stem of a Japanese sentence's last verb."""
    if document.language != "ja":
        return None
    floor = max(start, end - 40)
    match = _predicate().search(document.text[floor:end])
    if match is None:
        return None
    stem = match["stem"] or match["ending"]
    return floor + match.start(), floor + match.end("ending"), stem


def _status(document: Document, start: int, end: int) -> str:
    if document.language != "ja":
        return status.REPORTED
    words = document.text[start:end]
    marks = lexicon.load("ja", "events")["status"]
    for state in (status.DENIED, status.ALLEGED, status.PLANNED):
        if any(mark in words for mark in marks[state]):
            return state
    return status.REPORTED
