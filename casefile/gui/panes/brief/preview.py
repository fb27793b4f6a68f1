"""The pages of the brief, one below the other, as wide as there is room. Only those in view are drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from casefile.gui.theme import Theme

if TYPE_CHECKING:
    from casefile.export.pages import Pages, Picture

_GAP = 14
_WIDEST = 1000
_KEPT = 12
"""Pictures that are kept: what two screens of small pages need."""


class Preview(QAbstractScrollArea):
    """Shows pages; asks for the picture of each page that comes into view."""

    wanted = Signal(int, int)
    """(page from 0, width in device pixels): this picture is missing."""
    turned = Signal(int, int)
    """(page in the middle of the view from 1, of how many)."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sizes: tuple[tuple[float, float], ...] = ()
        self._pictures: dict[int, QImage] = {}
        self._stale: frozenset[int] = frozenset()
        self._asked: set[tuple[int, int]] = set()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Preview of the brief"))
        self.verticalScrollBar().valueChanged.connect(lambda _: self._scrolled())

    @property
    def pages(self) -> int:
        return len(self._sizes)

    @property
    def drawn(self) -> frozenset[int]:
        """The pages whose picture is there."""
        return frozenset(self._pictures)

    def show_pages(self, pages: Pages | None) -> None:
        """Show these from now on; the place in the document stays."""
        self._sizes = pages.sizes if pages is not None else ()
        self._asked.clear()
        # What is there stays until the new picture comes, so that nothing flickers.
        self._pictures = {number: picture for number, picture in self._pictures.items() if number < len(self._sizes)}
        self._stale = frozenset(self._pictures)
        self._lay_out()

    def show_picture(self, number: int, picture: Picture) -> None:
        """Here is the picture of a page."""
        image = QImage(picture.pixels, picture.width, picture.height, picture.width * 4, QImage.Format.Format_RGB32)
        # The image points into the bytes; the copy owns its own.
        self._pictures[number] = image.copy()
        self._stale -= {number}
        while len(self._pictures) > _KEPT:
            middle = self._current()
            del self._pictures[max(self._pictures, key=lambda other: abs(other - middle))]
        self.viewport().update()

    def restyle(self, theme: Theme) -> None:
        self._theme = theme
        self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(560, 720)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), QColor(self._theme["background"]))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for number, place in self._in_view():
            painter.fillRect(place, Qt.GlobalColor.white)
            picture = self._pictures.get(number)
            if picture is not None:
                painter.drawImage(place, picture)
            painter.setPen(QColor(self._theme["border"]))
            painter.drawRect(place.adjusted(-1, -1, 0, 0))
        painter.end()
        self._ask()

    def _width(self) -> int:
        return max(120, min(_WIDEST, self.viewport().width() - 2 * _GAP))

    def _places(self) -> list[QRect]:
        width, top = self._width(), _GAP - self.verticalScrollBar().value()
        left = (self.viewport().width() - width) // 2
        places = []
        for wide, high in self._sizes:
            height = round(width * high / wide)
            places.append(QRect(left, top, width, height))
            top += height + _GAP
        return places

    def _in_view(self) -> list[tuple[int, QRect]]:
        view = self.viewport().rect()
        return [(number, place) for number, place in enumerate(self._places()) if place.intersects(view)]

    def _current(self) -> int:
        middle = self.viewport().height() // 2
        places = self._places()
        return next((number for number, place in enumerate(places) if place.bottom() >= middle), max(0, len(places) - 1))

    def _lay_out(self) -> None:
        bar = self.verticalScrollBar()
        before = bar.value() / max(1, bar.maximum())
        width = self._width()
        whole = sum(round(width * high / wide) + _GAP for wide, high in self._sizes) + _GAP
        bar.setRange(0, max(0, whole - self.viewport().height()))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(40)
        bar.setValue(round(before * bar.maximum()))
        self._asked.clear()
        self._scrolled()

    def _scrolled(self) -> None:
        if self._sizes:
            self.turned.emit(self._current() + 1, len(self._sizes))
        self.viewport().update()

    def _ask(self) -> None:
        width = round(self._width() * self.devicePixelRatioF())
        for number, _ in self._in_view():
            picture = self._pictures.get(number)
            there = picture is not None and picture.width() == width and number not in self._stale
            if not there and (number, width) not in self._asked:
                self._asked.add((number, width))
                self.wanted.emit(number, width)
