"""How marks are painted: each kind of uncertainty and each status has a shape of its own beside its colour."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPen, QPixmap, QPolygonF

from casefile.gui.panes.timeline.extent import Extent
from casefile.gui.panes.timeline.marks import DOT, Shape
from casefile.gui.theme import Theme

HEIGHT = 16.0
"""Least height of a bar: words stand in it without touching its lines."""
_FADE = 0.35
"""Share of a bar that an approximate end fades over."""


class Tone(IntEnum):
    """How much a mark stands out."""

    FOCUS = 0
    LINKED = 1
    PLAIN = 2
    OUTSIDE = 3


class Style(NamedTuple):
    """Of a mark. A tuple, like the numbers of Tone, because it is looked up a thousand times a frame."""

    tone: Tone
    status: str
    """reported, planned, denied or alleged."""
    several: bool
    """More than one report."""


def mixed(colour: QColor, ground: QColor, share: float) -> QColor:
    """The colour laid over the ground with this opacity, opaque."""
    return QColor.fromRgbF(
        colour.redF() * share + ground.redF() * (1 - share),
        colour.greenF() * share + ground.greenF() * (1 - share),
        colour.blueF() * share + ground.blueF() * (1 - share),
    )


_SHARE = {Tone.FOCUS: 1.0, Tone.LINKED: 1.0, Tone.PLAIN: 0.62, Tone.OUTSIDE: 0.24}


class Ink:
    """Pens and brushes of one theme, made once; dots are kept as pictures."""

    def __init__(self, theme: Theme, ratio: float, letters: float = HEIGHT) -> None:
        """`letters` is the height of the words that stand in bars."""
        self._theme = theme
        self.ratio = ratio
        self._height = max(HEIGHT, letters - 1)
        self._dots: dict[tuple[Style, bool, bool], QPixmap] = {}
        self._colours = {tone: mixed(theme["accent"], theme["surface"], share) for tone, share in _SHARE.items()}

    def paint(self, painter: QPainter, extent: Extent, mark: Shape, middle: float, offset: float, style: Style) -> None:
        """One mark around the height `middle`, moved left by `offset` world pixels."""
        if mark.dot and not (extent.open_start or extent.open_end):
            picture = self._dot(style, extent.uncertain, extent.soft_start)
            side = picture.width() / self.ratio / 2
            painter.drawPixmap(QPointF((mark.start + mark.end) / 2 - offset - side, middle - side), picture)
            return
        self._bar(painter, extent, mark, middle, offset, style)

    def ghost(self, painter: QPainter, mark: Shape, middle: float, offset: float) -> None:
        """Another date that a report gives: hollow, in the colour of difference."""
        rect = QRectF(mark.start - offset, middle - 4, mark.end - mark.start, 8)
        painter.setPen(QPen(self._theme["differs"], 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect, 4, 4)

    def tie(self, painter: QPainter, start: float, end: float, height: float) -> None:
        """Joins the differing dates of one event."""
        painter.setPen(QPen(self._theme["differs"], 1.0, Qt.PenStyle.DotLine))
        painter.drawLine(QLineF(start, height, end, height))

    def _dot(self, style: Style, uncertain: bool, soft: bool) -> QPixmap:
        key = (style, uncertain, soft)
        if key not in self._dots:
            side = DOT + 14
            picture = QPixmap(round(side * self.ratio), round(side * self.ratio))
            picture.setDevicePixelRatio(self.ratio)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_dot(painter, QPointF(side / 2, side / 2), style, uncertain, soft)
            painter.end()
            self._dots[key] = picture
        return self._dots[key]

    def _paint_dot(self, painter: QPainter, centre: QPointF, style: Style, uncertain: bool, soft: bool) -> None:
        radius = DOT / 2
        colour = self._colours[style.tone]
        if style.several:
            # A second disc peeps out behind: more than one report stands here.
            painter.setPen(QPen(colour, 1.2))
            painter.setBrush(self._theme["surface"])
            painter.drawEllipse(centre + QPointF(2.5, -2.5), radius, radius)
        if style.tone is Tone.FOCUS:
            painter.setPen(QPen(self._theme["text"], 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(centre, radius + 3.5, radius + 3.5)
        pen, brush = self._outline(colour, style.status, uncertain)
        if soft:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(mixed(colour, self._theme["surface"], 0.35))
            painter.drawEllipse(centre, radius + 2, radius + 2)
        painter.setPen(pen)
        painter.setBrush(brush)
        inset = pen.widthF() / 2 if pen.style() != Qt.PenStyle.NoPen else 0.0
        painter.drawEllipse(centre, radius - inset, radius - inset)
        if style.status == "denied":
            self._cross(painter, centre, radius + 1, style.tone)

    def _bar(self, painter: QPainter, extent: Extent, mark: Shape, middle: float, offset: float, style: Style) -> None:
        rect = QRectF(mark.start - offset, middle - self._height / 2, mark.end - mark.start, self._height)
        clip = painter.clipBoundingRect() if painter.hasClipping() else QRectF(painter.viewport())
        shown = rect.intersected(clip.adjusted(-40, -40, 40, 40)) if rect.width() > 4000 else rect
        colour = self._colours[style.tone]
        radius = min(self._height / 2, rect.width() / 2)
        if style.several:
            painter.setPen(QPen(colour, 1.2))
            painter.setBrush(self._theme["surface"])
            painter.drawRoundedRect(shown.translated(2.5, -2.5), radius, radius)
        if style.tone is Tone.FOCUS:
            painter.setPen(QPen(self._theme["text"], 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(shown.adjusted(-2.2, -2.2, 2.2, 2.2), radius + 2.2, radius + 2.2)
        if extent.open_start:
            self._arrow(painter, rect.left() + radius, mark.left - offset, middle, colour)
        if extent.open_end:
            self._arrow(painter, rect.right() - radius, mark.right - offset, middle, colour)
        pen, brush = self._outline(colour, style.status, extent.uncertain)
        if extent.soft_start or extent.soft_end:
            brush = self._faded(rect, brush.color(), extent)
            pen = pen if style.status != "reported" or extent.uncertain else QPen(Qt.PenStyle.NoPen)
        painter.setPen(pen)
        painter.setBrush(brush)
        inset = pen.widthF() / 2 if pen.style() != Qt.PenStyle.NoPen else 0.0
        painter.drawRoundedRect(shown.adjusted(inset, inset, -inset, -inset), radius, radius)
        if style.status == "denied":
            self._cross(painter, shown.center(), self._height / 2 - 1, style.tone)

    def _outline(self, colour: QColor, status: str, uncertain: bool) -> tuple[QPen, QBrush]:
        """Filled: reported; hollow: planned; hollow and crossed: denied; dotted: alleged; dashed: the date is in doubt."""
        ground = self._theme["surface"]
        if status == "alleged":
            return QPen(colour, 1.6, Qt.PenStyle.DotLine), QBrush(mixed(colour, ground, 0.18))
        if status in ("planned", "denied"):
            line = Qt.PenStyle.DashLine if uncertain else Qt.PenStyle.SolidLine
            return QPen(colour, 1.6, line), QBrush(ground)
        if uncertain:
            return QPen(colour, 1.6, Qt.PenStyle.DashLine), QBrush(mixed(colour, ground, 0.35))
        return QPen(Qt.PenStyle.NoPen), QBrush(colour)

    def _faded(self, rect: QRectF, colour: QColor, extent: Extent) -> QBrush:
        gradient = QLinearGradient(rect.topLeft(), rect.topRight())
        clear = QColor(colour)
        clear.setAlphaF(0.06)
        gradient.setColorAt(0.0, clear if extent.soft_start else colour)
        gradient.setColorAt(_FADE, colour)
        gradient.setColorAt(1 - _FADE, colour)
        gradient.setColorAt(1.0, clear if extent.soft_end else colour)
        return QBrush(gradient)

    def _arrow(self, painter: QPainter, root: float, tip: float, middle: float, colour: QColor) -> None:
        """A band that fades towards the open side, and the head of an arrow at its tip."""
        gradient = QLinearGradient(QPointF(root, middle), QPointF(tip, middle))
        clear = QColor(colour)
        clear.setAlphaF(0.0)
        gradient.setColorAt(0.0, colour)
        gradient.setColorAt(1.0, clear)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(gradient))
        painter.drawRect(QRectF(QPointF(root, middle - 5), QPointF(tip, middle + 5)).normalized())
        back = 5.0 if tip < root else -5.0
        painter.setPen(QPen(colour, 1.6))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(
            QPolygonF([QPointF(tip + back, middle - 4), QPointF(tip, middle), QPointF(tip + back, middle + 4)])
        )

    def _cross(self, painter: QPainter, centre: QPointF, radius: float, tone: Tone) -> None:
        colour = mixed(self._theme["differs"], self._theme["surface"], 0.4 if tone is Tone.OUTSIDE else 1.0)
        painter.setPen(QPen(colour, 2.0))
        for way in (1, -1):
            reach = QPointF(radius, way * radius)
            painter.drawLine(QLineF(centre - reach, centre + reach))
