"""Numbers that are counted or measured."""

from __future__ import annotations

from casefile.domain.findings import DateFinding, Figure
from casefile.extract.document import Document


def find(document: Document, dates: tuple[DateFinding, ...]) -> tuple[Figure, ...]:
    """Figures by start; none inside a date."""
    return ()
