"""Names of people, organisations, places, systems and programmes, and which of them are one within the article."""

from __future__ import annotations

from casefile.domain.findings import DateFinding, Mention
from casefile.extract.document import Document, Frame
from casefile.extract.evidence import Evidence
from casefile.extract.names import japanese
from casefile.extract.names.english import Reader


def find(
    document: Document, frames: tuple[Frame, ...], dates: tuple[DateFinding, ...], evidence: Evidence
) -> tuple[Mention, ...]:
    """Mentions by start, not overlapping. Languages without rules of their own are read by capitals alone, and only what
    these show beyond doubt is kept."""
    if document.language == "ja":
        return japanese.find(document, frames, dates)
    return Reader(document, frames, dates, evidence, reduced=document.language != "en").mentions()
