"""Dating expressions in EDTF: words to categories (lexemes), categories to meanings (grammar), meanings to the calendar."""

from __future__ import annotations

from casefile.domain.findings import DateFinding
from casefile.extract.dates.bounds import bounds_told
from casefile.extract.dates.finder import find_dates
from casefile.extract.document import Document, Frame

__all__ = ["bounds_told", "find"]


def find(document: Document, frames: tuple[Frame, ...]) -> tuple[DateFinding, ...]:
    """Dates, times, durations and sets by start, not overlapping."""
    return find_dates(document, frames)
