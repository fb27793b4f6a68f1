"""Sizes of dialogues: as large as their letters ask for, never larger than the screen."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

_USUAL = 18.0
"""Height of a line, in pixels, for which the sizes below are meant."""
_MOST = 0.92
"""Share of the screen that a dialogue may take."""


def roomy(dialog: QWidget, width: int, height: int) -> None:
    """Give it this size in pixels where letters have their usual size, and as much more as they are larger."""
    share = max(1.0, dialog.fontMetrics().height() / _USUAL)
    area = dialog.screen().availableSize() * _MOST
    dialog.resize(min(round(width * share), area.width()), min(round(height * share), area.height()))


def fit(dialog: QWidget) -> None:
    """At least as large as what is in it: a dialogue does not ask its wrapped lines by itself how high they get."""
    layout = dialog.layout()
    width = max(dialog.width(), dialog.sizeHint().width())
    dialog.resize(width, max(dialog.height(), layout.heightForWidth(width) if layout is not None else 0))
