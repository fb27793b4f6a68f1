"""What is read, in a worker, to look at a stored original."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casefile.domain.rows import ArticleRow
from casefile.gui.rendering import readable, safe

if TYPE_CHECKING:
    from casefile.case.service import Case
    from casefile.ingest.pages import PdfPages


@dataclass(frozen=True, slots=True)
class Original:
    """A stored original as it is looked at: as pages, or as words."""

    row: ArticleRow
    media_type: str
    size: int
    words: str
    source: str
    pages: PdfPages | None
    passage: str
    """The words to be shown in it, "" for none."""
    near: float
    """Which share of the text lies before them."""


def look_at_original(case: Case, number: int, start: int | None, end: int | None) -> Original:
    """The original of an article, at this passage of its text."""
    from casefile.bootstrap import originals

    content, media_type = case.ask.original(number)
    article = case.ask.article(number)
    text = article.text
    passage, near = "", 0.0
    if start is not None and end is not None:
        passage, near = text[start:end], start / max(len(text), 1)
    if media_type == "application/pdf":
        return Original(article.row, media_type, len(content), "", "", originals.pages_of(content), passage, near)
    words, source = readable(content, media_type)
    rendered = originals.words_of(content, media_type)
    if rendered is not None:
        words = safe(rendered)
    return Original(article.row, media_type, len(content), words, source, None, passage, near)
