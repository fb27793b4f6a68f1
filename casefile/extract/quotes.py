"""Direct, mixed and indirect speech with its speakers."""

from __future__ import annotations

from casefile.domain.findings import DateFinding, Mention, Quote
from casefile.extract.document import Document, Frame


def find(
    document: Document, frames: tuple[Frame, ...], mentions: tuple[Mention, ...], dates: tuple[DateFinding, ...]
) -> tuple[Quote, ...]:
    """Quotes by start."""
    return ()
