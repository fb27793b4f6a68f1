"""The article as a text for paper: numbered paragraphs, marks as lines under words, speakers above quotes, notes last."""

from __future__ import annotations

from PySide6.QtGui import (
    QColor,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from casefile.domain.rows import ArticleText, Mark
from casefile.gui.panes.reader.layers import Layers
from casefile.gui.panes.reader.page import Page, Piece, header, speaker_line
from casefile.gui.text import isolate, one_line, opening, shown, tr
from casefile.gui.theme import interface_font, reading_font, theme

_LINES = {
    "date": QTextCharFormat.UnderlineStyle.DotLine,
    "event": QTextCharFormat.UnderlineStyle.DashUnderline,
}
_INDENT = 26.0


def on_paper(page: Page, layers: Layers) -> QTextDocument:
    """The whole article, with the kinds of marks that are switched on."""
    article, ink = page.article, theme("light")
    document = QTextDocument()
    document.setDefaultFont(reading_font(0.9))
    cursor = QTextCursor(document)
    heading = QFont(reading_font(1.25))
    heading.setBold(True)
    pieces = list(page.pieces)
    title = isolate(one_line(article.row.title)) or opening(article.row)
    cursor.insertText(title, _form(heading, ink["text"]))
    if pieces and pieces[0].heading:
        pieces.pop(0)
    small = interface_font(0.9)
    cursor.insertBlock(_block(bottom=10), _form(small, ink["muted"]))
    cursor.insertText(f"{article.row.id} · {header(article)}", _form(small, ink["muted"]))
    for piece in pieces:
        _paragraph(cursor, article, piece, layers)
    if article.notes:
        cursor.insertBlock(_block(top=14), _form(interface_font(1.0, bold=True), ink["text"]))
        cursor.insertText(tr("Notes"), _form(interface_font(1.0, bold=True), ink["text"]))
    for note in article.notes:
        where = f"¶{page.paragraph_at(note.start)}  " if note.start is not None else ""
        cursor.insertBlock(_block(top=3, left=_INDENT), _form(small, ink["text"]))
        cursor.insertText(where + isolate(note.text), _form(small, ink["text"]))
    return document


def _paragraph(cursor: QTextCursor, article: ArticleText, piece: Piece, layers: Layers) -> None:
    ink, small = theme("light"), interface_font(0.85)
    said = piece.quotes and "quote" not in layers.hidden
    if said:
        words = "   |   ".join(dict.fromkeys(speaker_line(quote) for quote in piece.quotes))
        cursor.insertBlock(_block(top=7, left=_INDENT * 2), _form(small, ink["quote"]))
        cursor.insertText(words, _form(small, ink["quote"]))
    block = _block(top=2 if said else 7, left=_INDENT * (2 if said else 1))
    block.setTextIndent(-_INDENT if piece.number is not None and not said else 0)
    plain = _form(reading_font(0.9), ink["text"])
    cursor.insertBlock(block, plain)
    if piece.number is not None:
        cursor.insertText(f"{piece.number}\u2002", _form(small, ink["muted"]))
    at = piece.start
    for start, end, mark in _shallow(layers.shown(piece.start, piece.end), piece):
        cursor.insertText(shown(article.text[at:start]), plain)
        cursor.insertText(shown(article.text[start:end]), _marked(plain, mark))
        at = end
    cursor.insertText(shown(article.text[at : piece.end]), plain)


def _shallow(marks: tuple[Mark, ...], piece: Piece) -> list[tuple[int, int, Mark]]:
    """The marks of a piece, the outermost where one stands in another; quotes and notes are shown otherwise."""
    found: list[tuple[int, int, Mark]] = []
    for mark in marks:
        start, end = max(mark.start, piece.start), min(mark.end, piece.end)
        if mark.kind not in ("quote", "note") and start < end and (not found or start >= found[-1][1]):
            found.append((start, end, mark))
    return found


def _marked(plain: QTextCharFormat, mark: Mark) -> QTextCharFormat:
    form, ink = QTextCharFormat(plain), theme("light")
    if mark.kind == "figure":
        form.setBackground(ink["figure_tint"])
    else:
        form.setUnderlineStyle(_LINES.get(mark.kind, QTextCharFormat.UnderlineStyle.SingleUnderline))
        form.setUnderlineColor(ink.of_kind(mark.kind))
    return form


def _form(font: QFont, colour: QColor) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setFont(font)
    form.setForeground(colour)
    return form


def _block(top: float = 0.0, bottom: float = 0.0, left: float = 0.0) -> QTextBlockFormat:
    block = QTextBlockFormat()
    block.setTopMargin(top)
    block.setBottomMargin(bottom)
    block.setLeftMargin(left)
    block.setLineHeight(125, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    return block
