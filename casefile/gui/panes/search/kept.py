"""The menu of searches that are kept in the case."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from casefile.domain.hits import SavedSearch
from casefile.gui.text import caption, isolate, one_line, tr

_LONGEST = 40


class Kept(QToolButton):
    """Saved searches: search for one, keep the present one, forget one."""

    query_wanted = Signal(str)
    """Search for this."""
    keep_wanted = Signal()
    """Keep the present search."""
    forget_wanted = Signal(str)
    """Forget the search of this name."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("tone", "plain")
        self.setText(tr("Saved ▾"))
        self.setToolTip(tr("Searches kept in this case"))
        self.setAccessibleName(tr("Saved searches"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setMenu(QMenu(self))

    def show_searches(self, searches: Sequence[SavedSearch], query: str) -> None:
        """What is kept; `query` is the present one."""
        menu = self.menu()
        menu.clear()
        for search in searches:
            name = caption(isolate(one_line(search.name, _LONGEST)))
            action = menu.addAction(f"{name}\t{caption(isolate(one_line(search.query, _LONGEST)))}")
            action.triggered.connect(partial(self._ask_for, search.query))
        if searches:
            menu.addSeparator()
        keep = menu.addAction(tr("Keep this search…"))
        keep.setEnabled(bool(query))
        keep.triggered.connect(self.keep_wanted)
        if searches:
            forget = menu.addMenu(tr("Forget"))
            for search in searches:
                action = forget.addAction(caption(isolate(one_line(search.name, _LONGEST))))
                action.triggered.connect(partial(self._forget, search.name))

    def _ask_for(self, query: str, _checked: bool = False) -> None:
        self.query_wanted.emit(query)

    def _forget(self, name: str, _checked: bool = False) -> None:
        self.forget_wanted.emit(name)
