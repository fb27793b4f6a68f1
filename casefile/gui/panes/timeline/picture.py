"""A picture of a large plane that moves with the view: what stays in sight is shifted, only what comes into sight is drawn.

This is what makes panning cheap: a step of some pixels draws a strip of some pixels, however much is in view.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPixmap

Draw = Callable[[QPainter, QRectF, float, float], None]
"""(painter clipped to the part, the part in pixels of the picture, what lies at the picture's left and top)."""


class Picture:
    """Keeps one picture, and knows which stretch of the plane it shows."""

    def __init__(self) -> None:
        self._shown: QPixmap | None = None
        self._key: Hashable = None
        self._left = self._top = 0

    def show(
        self, painter: QPainter, target: QRectF, left: float, top: float, ratio: float, key: Hashable, draw: Draw
    ) -> None:
        """Paint the plane from (left, top) into the target. With another `key` everything is drawn anew.

        Places are rounded to the pixels of the device, so that what is shifted stays sharp.
        """
        wide, high = math.ceil(target.width() * ratio), math.ceil(target.height() * ratio)
        if wide <= 0 or high <= 0:
            return
        at_left, at_top = round(left * ratio), round(top * ratio)
        key = (key, wide, high, ratio)
        if self._shown is None or key != self._key:
            self._shown = self._renewed(wide, high, ratio, 0, 0, at_left, at_top, None, draw)
        elif (at_left, at_top) != (self._left, self._top):
            right, down = self._left - at_left, self._top - at_top
            self._shown = self._renewed(wide, high, ratio, right, down, at_left, at_top, self._shown, draw)
        self._key, self._left, self._top = key, at_left, at_top
        painter.drawPixmap(target.topLeft(), self._shown)

    @staticmethod
    def _renewed(
        wide: int, high: int, ratio: float, right: int, down: int, left: int, top: int, old: QPixmap | None, draw: Draw
    ) -> QPixmap:
        """A picture with the old one shifted by (right, down) device pixels, and the parts drawn that it leaves free."""
        fresh = QPixmap(wide, high)
        fresh.setDevicePixelRatio(ratio)
        painter = QPainter(fresh)
        free = [(0, 0, wide, high)]
        if old is not None and abs(right) < wide and abs(down) < high:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
            painter.drawPixmap(QPointF(right / ratio, down / ratio), old)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
            across = (0, 0, right, high) if right > 0 else (wide + right, 0, -right, high)
            along = (0, 0, wide, down) if down > 0 else (0, high + down, wide, -down)
            free = [part for part in (across, along) if part[2] and part[3]]
        for x, y, width, height in free:
            part = QRectF(x / ratio, y / ratio, width / ratio, height / ratio)
            painter.save()
            painter.setClipRect(part)
            draw(painter, part, left / ratio, top / ratio)
            painter.restore()
        painter.end()
        return fresh
