"""The rules of the text's language, and what they find put on the calendar."""

from __future__ import annotations

from casefile.domain.findings import DateFinding
from casefile.extract.dates import english, japanese, numeric
from casefile.extract.dates.candidates import Candidate
from casefile.extract.dates.resolution import Resolution
from casefile.extract.document import Document, Frame


def _japanese(document: Document) -> list[Candidate]:
    """The language's own expressions, and between them the dates in digits that every language may have."""
    found = [(one.start, 0, one) for one in japanese.recognise(document)]
    found += [(one.start, 1, one) for one in numeric.recognise(document)]
    kept: list[Candidate] = []
    for _, rank, one in sorted(found, key=lambda entry: entry[:2]):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
        elif rank == 0:
            kept[-1] = one
    return kept


_LANGUAGES = {"en": english.recognise, "ja": _japanese}


def find_dates(document: Document, frames: tuple[Frame, ...]) -> tuple[DateFinding, ...]:
    """Dates, times, durations and sets of the text, by start."""
    del frames  # captions and datelines tell when, too
    return tuple(Resolution(document).findings(recognise(document)))


def recognise(document: Document) -> list[Candidate]:
    """Expressions by start, not overlapping; in languages without rules the dates in digits. Done once a document."""
    if "dates" not in document.kept:
        read = _LANGUAGES.get(document.language, numeric.recognise)
        document.kept["dates"] = read(document)
    found: list[Candidate] = document.kept["dates"]
    return found
