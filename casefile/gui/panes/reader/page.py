"""The article as blocks of a QTextDocument, and the way between places in the text and places in the document.

A block is a paragraph, or a piece of one where a paragraph is very long: a line of a million characters would freeze Qt's
layout. The heading above the text belongs to no place in it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument

from casefile.domain.articles import Basis, Publication
from casefile.domain.rows import ArticleText, QuoteRow
from casefile.gui.text import Offsets, date_words, isolate, one_line, opening, published_words, shown
from casefile.gui.theme import Theme, interface_font, reading_font

LONGEST_BLOCK = 20_000
GUTTER = 52
QUOTE_INDENT = 16
_QUOTED_SHARE = 0.35
"""From this share of quoted words on, a paragraph is shown as a quote with its speaker above."""

_PAST = {"say": "said", "tell": "told", "write": "wrote", "hold": "held", "admit": "admitted", "find": "found", "put": "put"}


@dataclass(frozen=True, slots=True)
class Piece:
    """One block: `start:end` of the text, the paragraph's number where it begins one, quotes that make it a quote block."""

    start: int
    end: int
    number: int | None
    paragraph: int
    quotes: tuple[QuoteRow, ...]
    heading: bool = False


class Page:
    """Fills a document with an article, once; knows every place in it afterwards."""

    def __init__(self, article: ArticleText, theme: Theme, zoom: float = 1.0) -> None:
        self.article = article
        self._offsets = Offsets(article.text)
        self.pieces = tuple(_pieces(article))
        self._starts = [piece.start for piece in self.pieces]
        self.document = QTextDocument()
        self.document.setUndoRedoEnabled(False)
        self.document.setDocumentMargin(0)
        self._positions: list[int] = []
        self._block_of: dict[int, int] = {}
        """Block number -> place in `pieces`; the heading's blocks are not in it."""
        self._fill(theme, zoom)

    def to_document(self, point: int) -> int:
        """Place in the document of a place in the text; between blocks, the end of the one before."""
        place = max(0, bisect_right(self._starts, point) - 1)
        if not self.pieces:
            return 0
        piece = self.pieces[place]
        inside = min(max(point, piece.start), piece.end)
        return self._positions[place] + self._offsets.to_qt(inside) - self._offsets.to_qt(piece.start)

    def to_text(self, position: int) -> int | None:
        """Place in the text of a place in the document; None in the heading above it."""
        place = bisect_right(self._positions, position) - 1
        if place < 0:
            return None
        piece = self.pieces[place]
        units = self._offsets.to_qt(piece.start) + position - self._positions[place]
        return min(self._offsets.to_text(units), piece.end)

    def piece_of_block(self, block: int) -> Piece | None:
        """What this block shows; None for the heading."""
        place = self._block_of.get(block)
        return self.pieces[place] if place is not None else None

    def paragraph_at(self, point: int) -> int:
        """Number of the paragraph at a place in the text."""
        place = max(0, bisect_right(self._starts, point) - 1)
        return self.pieces[place].paragraph if self.pieces else 0

    def cited(self, start: int, end: int) -> str:
        """A passage with its citation, for the clipboard: “words” [S2 ¶4]."""
        words = one_line(self.article.text[start:end])
        return f"“{words}” [{self.article.row.id} ¶{self.paragraph_at(start)}]"

    def _fill(self, theme: Theme, zoom: float) -> None:
        cursor = QTextCursor(self.document)
        cursor.beginEditBlock()
        body, small = reading_font(zoom), interface_font(0.98 * zoom)
        heading = QFont(body)
        heading.setPointSizeF(body.pointSizeF() * 1.36)
        heading.setBold(True)
        self.document.setDefaultFont(body)
        gap = body.pointSizeF() * 0.75
        # Serifs differ in how high their lines are: 1.6 means times the size of the type.
        line = 1.6 * QFontInfo(body).pixelSize() / QFontMetricsF(body).lineSpacing()
        row = self.article.row
        first_is_title = bool(self.pieces) and self.pieces[0].heading
        frame = self.document.rootFrame().frameFormat()
        frame.setLeftMargin(GUTTER)
        frame.setTopMargin(18)
        frame.setBottomMargin(40)
        self.document.rootFrame().setFrameFormat(frame)
        blocks = 0

        def block(words: str, font: QFont, layout: QTextBlockFormat, token: str) -> int:
            nonlocal blocks
            form = QTextCharFormat()
            form.setFont(font)
            form.setForeground(theme[token])
            if blocks:
                cursor.insertBlock(layout, form)
            else:
                cursor.setBlockFormat(layout)
                cursor.setBlockCharFormat(form)
            start = cursor.position()
            cursor.insertText(words, form)
            blocks += 1
            return start

        if first_is_title:
            piece = self.pieces[0]
            self._block_of[0] = 0
            self._positions.append(block(shown(self.article.text[piece.start : piece.end]), heading, _spaced(1.05), "text"))
            block(header(self.article), small, _spaced(1.2, top=4, bottom=gap), "muted")
        else:
            title = isolate(one_line(row.title)) or opening(row)
            block(title, heading, _spaced(1.05), "text")
            block(header(self.article), small, _spaced(1.2, top=4, bottom=gap), "muted")
        for piece in self.pieces[1 if first_is_title else 0 :]:
            layout = _spaced(line, top=gap * 0.8)
            if piece.quotes:
                layout = _spaced(line, top=gap * 1.2 + small.pointSizeF() * 2.1, bottom=gap * 0.6)
                layout.setLeftMargin(QUOTE_INDENT)
                layout.setRightMargin(12)
            words = shown(self.article.text[piece.start : piece.end])
            self._block_of[blocks] = len(self._positions)
            self._positions.append(block(words, body, layout, "text"))
        cursor.endEditBlock()


def header(article: ArticleText) -> str:
    """The line under the title: outlet, authors, publication, reliability."""
    row = article.row
    parts = [isolate(one_line(row.outlet)) or "outlet unknown"]
    if row.authors:
        parts.append(", ".join(isolate(one_line(author)) for author in row.authors))
    words = published_words(row.published)
    parts.append(words if words == "undated" else f"published {words}{_dating(row.published)}")
    if row.grade:
        parts.append(f"reliability {row.grade}")
    if row.duplicate_of:
        parts.append(f"same text as {row.duplicate_of}")
    elif row.origin:
        parts.append(f"repeats {row.origin}")
    return " · ".join(parts)


def _dating(published: Publication) -> str:
    """Where a publication date that nobody gave comes from, and how sure it is: " (dateline, 90% sure)"."""
    if published.basis in (Basis.GIVEN, Basis.NONE):
        return ""
    return f" ({published.basis}, {published.confidence:.0%} sure)"


def speaker_line(quote: QuoteRow) -> str:
    """Who speaks: "Minoru Kihara · Defense Minister · said · 21 Jun 2024"."""
    parts = [isolate(one_line(quote.speaker)) if quote.speaker else "speaker unknown"]
    if quote.speaker_role:
        parts.append(isolate(one_line(quote.speaker_role)))
    if quote.speaker_type == "anonymous":
        parts.append("anonymous")
    if quote.cue:
        parts.append(isolate(one_line(past(quote.cue))))
    if quote.kind != "direct":
        parts.append(quote.kind)
    if quote.edtf:
        parts.append(date_words(quote.edtf))
    return " · ".join(parts)


def past(cue: str) -> str:
    """A reporting verb as it is told: "said" for say. Other words (according to) stay."""
    if cue in _PAST:
        return _PAST[cue]
    if not cue.isalpha() or cue.endswith("ing"):
        return cue
    if cue.endswith("e"):
        return cue + "d"
    return cue[:-1] + "ied" if cue.endswith("y") and cue[-2:-1] not in "aeiou" else cue + "ed"


def _pieces(article: ArticleText) -> Iterable[Piece]:
    text = article.text
    shown_quotes = [q for q in article.quotes if q.kind in ("direct", "mixed") and q.decision != "rejected"]
    title = one_line(article.row.title).casefold()
    for number, (start, end) in enumerate(article.paragraphs, 1):
        heading = number == 1 and bool(title) and one_line(text[start:end]).casefold() == title
        inside = tuple(q for q in shown_quotes if any(s < end and e > start for s, e in q.spans))
        covered = sum(max(0, min(e, end) - max(s, start)) for q in inside for s, e in q.spans)
        quotes = inside if not heading and covered >= _QUOTED_SHARE * (end - start) else ()
        place = start
        while True:
            stop = end if end - place <= LONGEST_BLOCK else _break(text, place, place + LONGEST_BLOCK)
            yield Piece(place, stop, number if place == start else None, number, quotes if place == start else (), heading)
            place = stop
            if place >= end:
                break


def _break(text: str, start: int, end: int) -> int:
    """Where to cut a very long paragraph: at the last space before `end`, else there."""
    space = text.rfind(" ", start + LONGEST_BLOCK // 2, end)
    return space + 1 if space > 0 else end


def _spaced(height: float, top: float = 0.0, bottom: float = 0.0) -> QTextBlockFormat:
    layout = QTextBlockFormat()
    layout.setLineHeight(height * 100, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    layout.setTopMargin(top)
    layout.setBottomMargin(bottom)
    return layout
