"""The timeline on paper: the stretch of time in view, every lane with all its rows, on as many pages as that takes."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPagedPaintDevice

from casefile.gui.panes.timeline.axis import fitted
from casefile.gui.panes.timeline.canvas import Canvas
from casefile.gui.panes.timeline.layout import Layout
from casefile.gui.panes.timeline.scene import Scene
from casefile.gui.printing import Sheets
from casefile.gui.theme import theme

_SHARP = 4.0
"""Pixels of a printed picture for each of the screen's."""


def print_chart(canvas: Canvas, device: QPagedPaintDevice, heading: str) -> None:
    """What the canvas shows, in the light theme."""
    sheets = Sheets(device, heading)
    body, shown, scene = sheets.body, canvas.scene, Scene(theme("light"), canvas, ratio=_SHARP)
    scene.inside, scene.during, scene.within = shown.inside, shown.during, shown.within
    view = fitted(canvas.view.left, canvas.view.right, body.width() - scene.gutter, 0.0, 0.0)
    layout = Layout(canvas.arrangement, view.scale, canvas.widths, pitch=scene.pitch)
    room = body.height() - scene.axis - scene.strip - scene.shelf_height(canvas.arrangement)
    area = QRectF(0, 0, body.width(), body.height())
    done = 0.0
    while True:
        sheets.painter.save()
        sheets.painter.translate(0, body.top())
        scene.paint(sheets.painter, area, view, layout, canvas.density, done, keyed=False)
        sheets.painter.restore()
        done += room
        if done >= layout.height:
            break
        sheets.turn()
    sheets.end()
