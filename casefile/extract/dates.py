"""Dating expressions in EDTF."""

from __future__ import annotations

from casefile.domain.findings import DateFinding
from casefile.extract.document import Document, Frame


def find(document: Document, frames: tuple[Frame, ...]) -> tuple[DateFinding, ...]:
    """Dates, times, durations and sets by start."""
    return ()
