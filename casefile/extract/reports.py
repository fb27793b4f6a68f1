"""What each sentence reports as happening, and when."""

from __future__ import annotations

from casefile.domain.findings import DateFinding, Mention, Quote, Report
from casefile.extract.document import Document, Frame


def find(
    document: Document,
    frames: tuple[Frame, ...],
    dates: tuple[DateFinding, ...],
    mentions: tuple[Mention, ...],
    quotes: tuple[Quote, ...],
) -> tuple[Report, ...]:
    """Reports by start."""
    return ()
