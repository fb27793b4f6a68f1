"""Printing what a pane shows: pages with a running head and numbers, and the preview they are looked at in first.

Paper is white: everything is printed in the light theme.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QAbstractItemModel, QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QFontMetricsF,
    QPagedPaintDevice,
    QPageLayout,
    QPainter,
    QPalette,
    QPen,
    QTextDocument,
    QTextOption,
)
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QWidget

from casefile.gui.text import date_words, tr
from casefile.gui.theme import in_pixels, interface_font, theme

DPI = 96.0
"""What panes count in: logical pixels."""
_HEAD = 34.0
_FOOT = 26.0
_PAD = 4.0
_NARROWEST, _WIDEST = 56.0, 300.0
"""Of a column of a table; what does not fit beside stands on further pages."""
_MEASURED = 200
_LONG = 80
"""Rows and letters that tell how wide a column is."""
_LINES = 6
"""At most in one cell."""


def _font(*, bold: bool = False) -> QFont:
    return in_pixels(interface_font(0.9, bold=bold))


class Sheets:
    """Pages of a device, in logical pixels: a painter that turns the page, with head and foot."""

    def __init__(self, device: QPagedPaintDevice, heading: str) -> None:
        self._device = device
        self._heading = heading
        self.number = 1
        self.painter = QPainter(device)
        scale = self.painter.device().logicalDpiX() / DPI
        self.painter.scale(scale, scale)
        whole = device.pageLayout().paintRectPixels(self.painter.device().logicalDpiX())
        self.size = QSizeF(whole.width() / scale, whole.height() / scale)
        self._furnish()

    @property
    def body(self) -> QRectF:
        """Where the page's own contents go."""
        return QRectF(0, _HEAD, self.size.width(), self.size.height() - _HEAD - _FOOT)

    def turn(self) -> None:
        """The next page."""
        self._device.newPage()
        self.number += 1
        self._furnish()

    def end(self) -> None:
        self.painter.end()

    def _furnish(self) -> None:
        painter, ink = self.painter, theme("light")
        painter.save()
        painter.setFont(_font())
        painter.setPen(ink["muted"])
        right = int(Qt.AlignmentFlag.AlignRight)
        head, foot = QRectF(0, 0, self.size.width(), 20), QRectF(0, self.size.height() - 18, self.size.width(), 18)
        day = date_words(date.today().isoformat())
        room = head.width() - QFontMetricsF(painter.font()).horizontalAdvance(day) - 20
        shown = QFontMetricsF(painter.font()).elidedText(self._heading, Qt.TextElideMode.ElideRight, room)
        painter.drawText(head, int(Qt.AlignmentFlag.AlignLeft), shown)
        painter.drawText(head, right, day)
        painter.setPen(QPen(ink["border"], 1))
        painter.drawLine(QPointF(0, 24), QPointF(self.size.width(), 24))
        painter.setPen(ink["muted"])
        painter.drawText(foot, right, str(self.number))
        painter.restore()


def printer(landscape: bool = False) -> QPrinter:
    """The usual printer, with margins of 15 mm."""
    made = QPrinter(QPrinter.PrinterMode.HighResolution)
    made.setPageMargins(QMarginsF(15, 15, 15, 15), QPageLayout.Unit.Millimeter)
    made.setPageOrientation(QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait)
    return made


def preview(
    parent: QWidget, title: str, paint: Callable[[QPagedPaintDevice], None], landscape: bool = False
) -> QPrintPreviewDialog:
    """Shows the pages before they are printed; not modal."""
    device = printer(landscape)
    dialog = QPrintPreviewDialog(device, parent)
    dialog.setWindowTitle(tr("Print {}").format(title))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    # The dialogue does not own its printer: it lives as long as what is called with it.
    dialog.paintRequested.connect(lambda asked, _own=device: paint(asked))
    dialog.resize(900, 760)
    dialog.show()
    return dialog


def print_document(device: QPagedPaintDevice, heading: str, document: QTextDocument) -> None:
    """A text on as many pages as it takes; no line is cut in two."""
    sheets = Sheets(device, heading)
    body = sheets.body
    document.setPageSize(body.size())
    for page in range(document.pageCount()):
        if page:
            sheets.turn()
        painter = sheets.painter
        painter.save()
        painter.translate(body.left(), body.top() - page * body.height())
        view = QRectF(0, page * body.height(), body.width(), body.height())
        painter.setClipRect(view)
        context = QAbstractTextDocumentLayout.PaintContext()
        palette: QPalette = context.palette
        palette.setColor(QPalette.ColorRole.Text, theme("light")["text"])
        context.clip = view
        document.documentLayout().draw(painter, context)
        painter.restore()
    sheets.end()


def print_table(device: QPagedPaintDevice, heading: str, model: QAbstractItemModel) -> None:
    """A table as its model shows it. The first column stands on every page; where the others do not fit beside it, they
    follow on further pages."""
    sheets = Sheets(device, heading)
    wide = sheets.body.width()
    wanted = [_wanted(model, column) for column in range(model.columnCount())]
    bands: list[list[int]] = []
    for column in range(1, len(wanted)):
        if not bands or wanted[0] + sum(wanted[one] for one in bands[-1]) + wanted[column] > wide:
            bands.append([])
        bands[-1].append(column)
    for place, band in enumerate(bands or [[]]):
        if place:
            sheets.turn()
        columns = (0, *band)
        # What is left over goes to each by what it wanted.
        stretch = wide / sum(wanted[column] for column in columns)
        _print_band(sheets, model, columns, tuple(wanted[column] * stretch for column in columns))
    sheets.end()


def _wanted(model: QAbstractItemModel, column: int) -> float:
    """The width that the words of a column ask for, within bounds."""
    metrics = QFontMetricsF(_font(bold=True))
    words = [str(model.headerData(column, Qt.Orientation.Horizontal) or "")]
    words += [str(model.index(row, column).data() or "") for row in range(min(model.rowCount(), _MEASURED))]
    longest = max(metrics.horizontalAdvance(text[:_LONG]) for text in words) + 3 * _PAD
    return min(max(longest, _NARROWEST), _WIDEST)


def _print_band(sheets: Sheets, model: QAbstractItemModel, columns: tuple[int, ...], widths: tuple[float, ...]) -> None:
    def headings() -> float:
        words = [str(model.headerData(column, Qt.Orientation.Horizontal) or "") for column in columns]
        return _print_row(sheets.painter, words, widths, sheets.body.top(), bold=True)

    top = headings()
    for row in range(model.rowCount()):
        words = [str(model.index(row, column).data() or "") for column in columns]
        height = _row_height(words, widths, bold=False)
        if top + height > sheets.body.bottom() and top > sheets.body.top() + height:
            sheets.turn()
            top = headings()
        top = _print_row(sheets.painter, words, widths, top, bold=False)


def _row_height(words: list[str], widths: tuple[float, ...], *, bold: bool) -> float:
    metrics = QFontMetricsF(_font(bold=bold))
    flags = Qt.TextFlag.TextWordWrap.value
    wanted = max(
        metrics.boundingRect(QRectF(0, 0, width - 2 * _PAD, 10_000), flags, text or " ").height()
        for text, width in zip(words, widths, strict=True)
    )
    return min(wanted, _LINES * metrics.lineSpacing()) + 2 * _PAD


def _print_row(painter: QPainter, words: list[str], widths: tuple[float, ...], top: float, *, bold: bool) -> float:
    """One row; where the next begins."""
    ink, height = theme("light"), _row_height(words, widths, bold=bold)
    painter.save()
    painter.setFont(_font(bold=bold))
    option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    left = 0.0
    for text, width in zip(words, widths, strict=True):
        cell = QRectF(left, top, width, height).adjusted(_PAD, _PAD, -_PAD, -_PAD)
        painter.save()
        painter.setClipRect(cell)
        painter.setPen(ink["text"])
        painter.drawText(cell, text, option)
        painter.restore()
        left += width
    painter.setPen(QPen(ink["strong_border" if bold else "border"], 1))
    painter.drawLine(QPointF(0, top + height), QPointF(left, top + height))
    painter.restore()
    return top + height
