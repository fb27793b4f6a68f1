"""The rules of the text's language, and what they find put on the calendar."""

from __future__ import annotations

from casefile.domain.findings import DateFinding
from casefile.extract.dates import english, japanese, numeric
from casefile.extract.dates.candidates import Candidate
from casefile.extract.dates.meaning import Context
from casefile.extract.dates.periods import OutOfCalendarError, Period, Unit
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


def latest_told(document: Document) -> str | None:
    """The latest date with its year in the words that the text tells as past: it came out no earlier. EDTF."""
    best: Period | None = None
    for candidate in recognise(document):
        said = candidate.meaning
        if not said.explicit or said.resolve is None:
            continue
        try:
            extent = said.resolve(Context(None, 0))
            if not isinstance(extent, Period) or extent.unit > Unit.YEAR or extent.unit is Unit.FISCAL_YEAR:
                continue
            start = extent.first
            if candidate.direction() == 1:
                continue
            if best is None or (start, -extent.unit) > (best.first, -best.unit):
                best = extent
        except OutOfCalendarError:
            continue
    return best.edtf if best else None
