"""The middle of the window: reader, search and the like as tabs under one header."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from casefile.gui.docks import Header
from casefile.gui.pane import Pane
from casefile.gui.shelf import Slot
from casefile.gui.theme import Theme

_LEAST = (240, 80)


class Centre(QWidget):
    """One pane at a time."""

    def __init__(self, slots: Sequence[Slot], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.slots = tuple(slots)
        self._theme = theme
        self._counts = [""] * len(self.slots)
        self.header = Header(self)
        self.header.hide_button.hide()
        self.header.lock.toggled.connect(self._lock)
        self.header.chosen.connect(self._choose)
        self._stack = QStackedWidget(self)
        for place, slot in enumerate(self.slots):
            self._stack.addWidget(QWidget(self._stack))
            slot.made.connect(partial(self._furnish, place))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self._stack, 1)
        self.header.show_tabs([slot.title for slot in self.slots], 0)
        self.restyle(theme)

    @property
    def current(self) -> Pane:
        return self.slots[self._stack.currentIndex()].pane

    def holds(self, pane: Pane) -> bool:
        return any(slot.there is pane for slot in self.slots)

    def bring(self, pane: Pane) -> None:
        """Show this pane."""
        self._choose(next(place for place, slot in enumerate(self.slots) if slot.there is pane))

    def restyle(self, theme: Theme) -> None:
        self._theme = theme
        self.header.restyle(theme)

    def _furnish(self, place: int, pane: Pane) -> None:
        """Put a pane that was made into its place."""
        pane.setMinimumSize(*_LEAST)
        pane.count_changed.connect(lambda words: self._count(place, words))
        empty, current = self._stack.widget(place), self._stack.currentIndex()
        self._stack.insertWidget(place, pane)
        if empty is not None:
            self._stack.removeWidget(empty)
            empty.deleteLater()
        self._stack.setCurrentIndex(current)

    def _choose(self, place: int) -> None:
        if 0 <= place < len(self.slots):
            pane = self.slots[place].pane
            self._stack.setCurrentIndex(place)
            self.header.show_tabs([slot.title for slot in self.slots], place)
            self.header.count.setText(self._counts[place])
            self.header.lock.setChecked(pane.locked)
            self.header.restyle(self._theme)

    def _count(self, place: int, words: str) -> None:
        self._counts[place] = words
        if place == self._stack.currentIndex():
            self.header.count.setText(words)

    def _lock(self, locked: bool) -> None:
        self.current.locked = locked
        self.header.restyle(self._theme)
