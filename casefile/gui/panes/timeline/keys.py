"""Keyboard and wheel on the drawn timeline: travel from event to event, zoom, open lanes, set the ends of the interval."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent

from casefile.domain.scope import During
from casefile.gui.panes.timeline.axis import iso_day

if TYPE_CHECKING:
    from casefile.gui.panes.timeline.canvas import Canvas

_ZOOM_KEY = 1.25


def travel(canvas: Canvas, event: QKeyEvent) -> bool:
    """Do what a key asks for; whether it asks for anything."""
    keys = Qt.Key
    shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    narrow = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    match event.key():
        case keys.Key_Left | keys.Key_Right:
            way = 1 if event.key() == keys.Key_Right else -1
            if shift:
                canvas.pan(way * canvas.view.width / 8)
            else:
                _step(canvas, way)
        case keys.Key_Home | keys.Key_End:
            _go(canvas, 0 if event.key() == keys.Key_Home else -1)
        case keys.Key_Plus | keys.Key_Equal:
            canvas.zoom(_ZOOM_KEY)
        case keys.Key_Minus:
            canvas.zoom(1 / _ZOOM_KEY)
        case keys.Key_0:
            canvas.fit()
        case keys.Key_Space:
            _toggle_lane(canvas)
        case keys.Key_BracketLeft | keys.Key_BracketRight:
            _end_interval(canvas, start=event.key() == keys.Key_BracketLeft)
        case keys.Key_Return | keys.Key_Enter if canvas.scene.focus is not None:
            (canvas.event_narrowed if narrow else canvas.event_opened).emit(canvas.scene.focus)
        case keys.Key_Up | keys.Key_Down if canvas.scene.focus is not None:
            other = canvas.current_layout().beside(canvas.scene.focus, 1 if event.key() == keys.Key_Down else -1)
            if other is not None:
                canvas.event_clicked.emit(other)
        case _:
            return False
    event.accept()
    return True


def wheel(canvas: Canvas, event: QWheelEvent) -> None:
    """Zoom around the pointer; sideways and with Shift pan; with Alt, or over the titles, scroll."""
    pixels, angle, bar = event.pixelDelta(), event.angleDelta(), canvas.verticalScrollBar()
    across, along = pixels.x() or angle.x() * 0.5, angle.y()
    at = event.position().x() - canvas.scene.gutter
    if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
        canvas.pan(-(across or along * 0.5))
    elif event.modifiers() & Qt.KeyboardModifier.AltModifier or at < 0:
        bar.setValue(bar.value() - round((along or angle.x()) * 0.4))
    elif abs(across) > abs(along) * 0.5:
        canvas.pan(-across)
    elif along:
        canvas.zoom(1.2 ** (along / 120), at)
    event.accept()


def _way(canvas: Canvas) -> list[int]:
    """The events that the arrow keys visit: those in scope, the undated last."""
    inside = canvas.scene.inside
    every = (*canvas.arrangement.order, *canvas.arrangement.undated)
    return [event for event in every if inside is None or event in inside]


def _step(canvas: Canvas, way: int) -> None:
    """To the next event in time; without a focus, to the first one in view."""
    events = _way(canvas)
    if canvas.scene.focus in events:
        at = events.index(canvas.scene.focus) + way
        if 0 <= at < len(events):
            canvas.event_clicked.emit(events[at])
    elif events:
        seen = [event for event in events if canvas.view.left <= canvas.start(event) < canvas.view.right]
        canvas.event_clicked.emit((seen or events)[0 if way > 0 else -1])


def _toggle_lane(canvas: Canvas) -> None:
    """The lane of the focused event, or the first one, opens or folds."""
    focus, layout = canvas.scene.focus, canvas.current_layout()
    boxes = [box for box, _, _ in layout.places(focus)] if focus is not None else layout.boxes
    box = next((box for box in boxes if box.full > 1), None)
    if box is not None:
        canvas.toggle(box)


def _end_interval(canvas: Canvas, *, start: bool) -> None:
    """The interval of the scope begins (or ends) with the focused event, or with the view."""
    found = canvas.arrangement.extents[canvas.scene.focus] if canvas.scene.focus is not None else None
    first, last = canvas.scene.ends() or (canvas.view.left, canvas.view.right)
    if start:
        first = found.start if found else canvas.view.left
    else:
        last = found.end if found else canvas.view.right
    first, last = min(first, last - 1e-6), max(last, first + 1e-6)
    canvas.brushed.emit(During(iso_day(first), iso_day(last - 1e-6)))


def _go(canvas: Canvas, place: int) -> None:
    events = _way(canvas)
    if events:
        canvas.event_clicked.emit(events[place])
