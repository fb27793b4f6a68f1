"""When the article came out, as far as anything says."""

from __future__ import annotations

from casefile.domain.articles import Publication
from casefile.extract.document import Document, Frame


def infer(document: Document, frames: tuple[Frame, ...]) -> Publication:
    """The given date if there is one, else the best the text says, with basis and confidence."""
    return document.published
