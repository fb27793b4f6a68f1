"""The table of a case with more events than are loaded: it asks for its order and its rows itself, once it is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from casefile.domain.listed import Listed, Wish
from casefile.domain.rows import EventRow
from casefile.gui.panes.timeline.loading import Background
from casefile.gui.panes.timeline.table import EVENT_COLUMNS

if TYPE_CHECKING:
    from casefile.gui.panes.timeline.pane import TimelinePane

_TYPED_MS = 150
"""Without another letter after this time the table is filtered."""


class LongTable(QObject):
    """Keeps the model of the pane's table filled."""

    shown = Signal()
    """Other rows are listed."""

    def __init__(self, pane: TimelinePane) -> None:
        super().__init__(pane)
        self._pane = pane
        self._of: Background | None = None
        """What the table shows the events of."""
        self._typed = QTimer(self, singleShot=True, interval=_TYPED_MS)
        self._typed.timeout.connect(self._ask)
        pane.model.wanted.connect(self._fetch)
        pane.model.ordered.connect(lambda *_: self._ask())

    def filtered(self) -> None:
        """The words of the filter changed."""
        if self._pane.model.long:
            self._typed.start()

    def follow(self, background: Background | None) -> None:
        """These are the events of the case now; asked for where the table is looked at."""
        wanted = background.wanted if background is not None else None
        if background is None or (
            self._of is not None and self._of.density is background.density and self._of.wanted == wanted
        ):
            return
        self._of = None
        if self._pane.table_button.isChecked():
            self._ask()

    def _ask(self) -> None:
        background, pane = self._pane.background, self._pane
        if background is None or not pane.table_button.isChecked():
            return
        header = pane.table.horizontalHeader()
        descending = header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
        wish = Wish(EVENT_COLUMNS[header.sortIndicatorSection()], tuple(pane.filter.text().casefold().split()))
        wanted = background.wanted

        def show(listed: Listed[EventRow]) -> None:
            self._of = background
            pane.model.show_long(listed.total, listed.keys)
            self.shown.emit()

        pane.read(lambda ask: ask.events_listed(wanted.scope, wanted.everything, wish, descending), show, "table")

    def _fetch(self, keys: tuple[int, ...]) -> None:
        self._pane.read(lambda ask: ask.events_at(keys), self._pane.model.fill, f"rows.{keys[0]}")
