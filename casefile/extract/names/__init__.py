"""Names of people, organisations, places, systems and programmes, and which of them are one within the article."""

from __future__ import annotations

from casefile.domain.findings import DateFinding, Mention
from casefile.extract.document import Document, Frame
from casefile.extract.evidence import Evidence
from casefile.extract.names.english import Reader


def find(
    document: Document, frames: tuple[Frame, ...], dates: tuple[DateFinding, ...], evidence: Evidence
) -> tuple[Mention, ...]:
    """Mentions by start, not overlapping."""
    return Reader(document, frames, dates, evidence).mentions()
