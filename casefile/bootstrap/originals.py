"""A stored original as it looked: the pages of a PDF, the words of a foreign format."""

from __future__ import annotations

from casefile.ingest.pages import PdfPages
from casefile.ingest.rendering import words_of as rendered


def pages_of(content: bytes) -> PdfPages:
    """The pages of a stored PDF, drawn in a killable child; close it when it is not needed any more."""
    return PdfPages(content)


def words_of(content: bytes, media_type: str) -> str | None:
    """The plain words of a stored original whose format is no text itself; None for all others."""
    return rendered(content, media_type)
