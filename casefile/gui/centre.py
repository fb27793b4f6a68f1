"""The middle of the window: reader, search and the like as tabs under one header."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from casefile.gui.docks import Header
from casefile.gui.pane import Pane
from casefile.gui.theme import Theme

_LEAST = (240, 80)


class Centre(QWidget):
    """One pane at a time."""

    def __init__(self, panes: Sequence[Pane], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.panes = tuple(panes)
        self._theme = theme
        self._counts = [""] * len(self.panes)
        self.header = Header(self)
        self.header.hide_button.hide()
        self.header.lock.toggled.connect(self._lock)
        self.header.chosen.connect(self._choose)
        self._stack = QStackedWidget(self)
        for place, pane in enumerate(self.panes):
            pane.setMinimumSize(*_LEAST)
            self._stack.addWidget(pane)
            pane.count_changed.connect(lambda words, p=place: self._count(p, words))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self._stack, 1)
        self.header.show_tabs([pane.title for pane in self.panes], 0)
        self.restyle(theme)

    @property
    def current(self) -> Pane:
        return self.panes[self._stack.currentIndex()]

    def bring(self, pane: Pane) -> None:
        """Show this pane."""
        self._choose(self.panes.index(pane))

    def restyle(self, theme: Theme) -> None:
        self._theme = theme
        self.header.restyle(theme)

    def _choose(self, place: int) -> None:
        if 0 <= place < len(self.panes):
            self._stack.setCurrentIndex(place)
            self.header.show_tabs([pane.title for pane in self.panes], place)
            self.header.count.setText(self._counts[place])
            self.header.lock.setChecked(self.panes[place].locked)
            self.header.restyle(self._theme)

    def _count(self, place: int, words: str) -> None:
        self._counts[place] = words
        if place == self._stack.currentIndex():
            self.header.count.setText(words)

    def _lock(self, locked: bool) -> None:
        self.current.locked = locked
        self.header.restyle(self._theme)
