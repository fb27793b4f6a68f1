"""PDF: text in reading order with paragraphs; running heads dropped, hyphenation joined, pages told apart."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from casefile.domain.articles import PROTECTED, WRONG_PASSWORD, Basis, Metadata, Publication
from casefile.ingest.found import Found, Item, Unread
from casefile.ingest.plain import date_in_name, headline

_MOST_PAGES = 3_000
_DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)")
_DIGITS = re.compile(r"\d+")
_MARKERS = "\x02\u00ad\ufffe"
"""What pdfium puts where a word was divided, and soft hyphens."""
_HYPHENS = (*_MARKERS, "-", "\u2010")
_EDGE = 2
"""Lines at the top and the foot of a page that may be a running head."""


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    left: float
    right: float
    top: float
    bottom: float

    @property
    def height(self) -> float:
        return self.top - self.bottom


def read(content: bytes, name: str, password: str | None) -> Iterator[Item]:
    """The text of a PDF. Encrypted, damaged and scanned ones say so."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content, password=password)
    except pypdfium2.PdfiumError as error:
        yield Unread(_why(str(error), password))
        return
    count = min(len(document), _MOST_PAGES)
    pages = [_page(document, number) for number in range(count)]
    texts = [(number, text) for number, text in enumerate(_joined(pages), start=1) if text]
    if not texts:
        pages_are = f"its {count:,} pages are pictures" if count > 1 else "its page is a picture"
        yield Unread(f"{pages_are} without text; run text recognition (OCR) over it first")
        return
    warnings = []
    if len(document) > _MOST_PAGES:
        warnings.append(f"only the first {_MOST_PAGES:,} of its {len(document):,} pages were read")
    empty = sum(not page for page in pages)
    if empty:
        have = "has" if empty == 1 else "have"
        warnings.append(f"{empty:,} of its {count:,} pages {have} no text and may be pictures")
    text = "\n\n".join(words for _, words in texts)
    yield Found(text, _metadata(document, text, name), warnings=tuple(warnings), pages=_starts(texts))


def _starts(texts: list[tuple[int, str]]) -> tuple[tuple[int, int], ...]:
    """Where each page that has text begins in all of it."""
    starts, at = [], 0
    for number, words in texts:
        starts.append((number, at))
        at += len(words) + 2
    return tuple(starts)


def _why(error: str, password: str | None) -> str:
    if "assword" in error:
        return WRONG_PASSWORD if password else PROTECTED
    return "it is damaged, or no PDF"


def _metadata(document: Any, text: str, name: str) -> Metadata:
    try:
        said = document.get_metadata_dict()
    except (RuntimeError, ValueError, UnicodeError):
        said = {}
    made = _DATE.match(said.get("CreationDate", ""))
    published = date_in_name(name)
    if not published.edtf and made and 1 <= int(made[2]) <= 12 and 1 <= int(made[3]) <= 31:
        # When the file was made is near, but not, when the article came out.
        published = Publication("-".join(made.groups()), Basis.METADATA, 0.4)
    author = said.get("Author", "").strip()
    return Metadata(
        title=said.get("Title", "").strip() or headline(text), authors=(author,) if author else (), published=published
    )


def _page(document: Any, number: int) -> list[_Line]:
    try:
        page = document[number]
        words = page.get_textpage()
        lines = [
            _Line(text, left, right, top, bottom)
            for index in range(words.count_rects())
            for left, bottom, right, top in [words.get_rect(index)]
            if (text := " ".join(words.get_text_bounded(left, bottom, right, top).split()))
        ]
    except (RuntimeError, ValueError, IndexError):
        return []
    return _merged(lines)


def _merged(pieces: list[_Line]) -> list[_Line]:
    """Pieces on one line, side by side, joined."""
    lines: list[_Line] = []
    for piece in pieces:
        last = lines[-1] if lines else None
        if (
            last
            and abs(last.bottom - piece.bottom) < 0.5 * max(last.height, piece.height, 1)
            and -1 <= piece.left - last.right < 2 * max(last.height, 1)
        ):
            joint = "" if piece.left - last.right < 0.15 * max(last.height, 1) else " "
            lines[-1] = _Line(
                f"{last.text}{joint}{piece.text}",
                last.left,
                piece.right,
                max(last.top, piece.top),
                min(last.bottom, piece.bottom),
            )
        else:
            lines.append(piece)
    return lines


def _joined(pages: list[list[_Line]]) -> Iterator[str]:
    running = _running(pages)
    for lines in pages:
        kept = [line for line in lines if _DIGITS.sub("#", line.text) not in running or not _at_edge(line, lines)]
        yield "\n\n".join(_paragraphs(kept))


def _running(pages: list[list[_Line]]) -> set[str]:
    """Lines that stand at the edge of at least a third of the pages, whatever number is in them."""
    seen: Counter[str] = Counter()
    for lines in pages:
        seen.update({_DIGITS.sub("#", line.text) for line in lines if _at_edge(line, lines)})
    return {text for text, count in seen.items() if count >= max(2, len(pages) / 3) or text in ("#", "Page #", "- # -")}


def _at_edge(line: _Line, lines: list[_Line]) -> bool:
    by_height = sorted(lines, key=lambda one: -one.top)
    return line in by_height[:_EDGE] or line in by_height[-_EDGE:]


def _paragraphs(lines: list[_Line]) -> Iterator[str]:
    if not lines:
        return
    gaps = [above.bottom - below.top for above, below in pairwise(lines) if above.bottom > below.bottom]
    usual = statistics.median(gaps) if gaps else 0.0
    paragraph = lines[0].text
    for above, below in pairwise(lines):
        height = max(above.height, below.height, 1.0)
        gap = above.bottom - below.top
        new_column = below.bottom > above.bottom
        starts_new = gap > usual + 0.45 * height or (
            below.left - above.left > 0.8 * height and above.text.endswith((".", "”", '"'))
        )
        if starts_new and not new_column:
            yield paragraph
            paragraph = below.text
        else:
            paragraph = _hyphen_joined(paragraph, below.text)
    yield paragraph


def _hyphen_joined(head: str, tail: str) -> str:
    if head.endswith(_HYPHENS) and len(head) > 1 and head[-2].isalpha() and tail[:1].islower():
        return head[:-1] + tail
    return f"{head.rstrip(_MARKERS)} {tail}"
