"""The way to a far place of a long text: Qt lays out all that stands before it, here a stretch at a time, so that a jump
through a million characters stops nothing for longer than a blink."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QTextEdit

STEP = 120_000
"""Positions of the document that are laid out at once."""


class Approach(QObject):
    """Of one view. Where it is on the way to a place, another place takes that one's stead."""

    def __init__(self, view: QTextEdit) -> None:
        super().__init__(view)
        self._view = view
        self._laid = 0
        self._goal = 0
        self._then: Callable[[], None] = lambda: None
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._step)

    def begin(self) -> None:
        """Another document, or the same in another width: nothing of it is laid out."""
        self._laid = 0
        self._timer.stop()

    def is_far(self, position: int) -> bool:
        """Whether to lay out all before this position is more than one step."""
        return position - self._laid > STEP

    def go(self, position: int, then: Callable[[], None]) -> None:
        """Lay out everything before this position, step by step, then call `then`."""
        self._goal, self._then = position, then
        self._timer.start()

    def stop(self) -> None:
        """On the way nowhere any more."""
        self._timer.stop()

    def _step(self) -> None:
        self._laid = min(self._laid + STEP, self._goal)
        document = self._view.document()
        document.documentLayout().blockBoundingRect(document.findBlock(self._laid))
        if not self.is_far(self._goal):
            self._timer.stop()
            self._then()
