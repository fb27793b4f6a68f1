"""Numbers that are counted or measured: money, percentages, measures, counts, with qualifier and unit."""

from __future__ import annotations

from casefile.domain.findings import DateFinding, Figure
from casefile.extract.document import Document
from casefile.extract.figures import japanese
from casefile.extract.figures.finder import find_figures


def find(document: Document, dates: tuple[DateFinding, ...]) -> tuple[Figure, ...]:
    """Figures by start; none inside a date."""
    if document.language in ("ja", "zh"):
        return japanese.find_figures(document, dates)
    return find_figures(document, dates)
