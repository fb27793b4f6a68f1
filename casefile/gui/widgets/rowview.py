"""What every list understands: click, Ctrl and Shift click, Enter, Ctrl+Enter, Ctrl+C, menu key, double click."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView

from casefile.gui.widgets.rowtable import ROW


class RowActions(QObject):
    """Turns a view's clicks and keys into what was asked of its rows. An index whose ROW is None is no row."""

    focused = Signal(object)
    """Row that became the current one by mouse or keyboard."""
    opened = Signal(object)
    """Row, by Enter."""
    narrowed = Signal(object)
    """List of rows, by Ctrl+Enter or double click."""
    menu_wanted = Signal(object, QPoint)
    """(list of rows, global position)."""
    copied = Signal(object)
    """List of rows, by Ctrl+C."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self._silent = False
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setMouseTracking(True)
        view.customContextMenuRequested.connect(self._menu)
        view.selectionModel().currentChanged.connect(lambda now, _: self._moved(now))
        view.clicked.connect(self._focus)
        view.doubleClicked.connect(self._double)
        view.installEventFilter(self)

    def rows(self) -> list[Any]:
        """The selected rows from top to bottom; the current one where none is selected."""
        found = self.selected()
        current = self._view.currentIndex()
        if not found and current.isValid() and current.data(ROW) is not None:
            return [current.data(ROW)]
        return found

    def selected(self) -> list[Any]:
        """The selected rows from top to bottom."""
        indexes = sorted({index.row(): index for index in self._view.selectionModel().selectedIndexes()}.items())
        return [row for _, index in indexes if (row := index.data(ROW)) is not None]

    def select(self, places: list[int]) -> None:
        """Select these rows and no others, without asking for anything; the first becomes the current one."""
        model, flags = self._view.selectionModel(), QItemSelectionModel.SelectionFlag
        self._silent = True
        try:
            for number, place in enumerate(places):
                index = self._view.model().index(place, 0)
                if number == 0:
                    model.setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
                else:
                    model.select(index, flags.Select | flags.Rows)
        finally:
            self._silent = False

    def show_current(self, place: int | None) -> None:
        """Make this row the current one and bring it into sight, without asking for anything. Several selected rows stay."""
        if place is None:
            return
        index = self._view.model().index(place, 0)
        model = self._view.selectionModel()
        self._silent = True
        try:
            if len({chosen.row() for chosen in model.selectedIndexes()}) <= 1 and model.currentIndex().row() != place:
                flags = QItemSelectionModel.SelectionFlag
                model.setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        finally:
            self._silent = False
        self._view.scrollTo(index)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._key(event):
            return True
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        rows = self.rows()
        if not rows:
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.narrowed.emit(rows)
            else:
                self.opened.emit(self._view.currentIndex().data(ROW) or rows[0])
            return True
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit(rows)
            return True
        return False

    def _moved(self, index: QModelIndex) -> None:
        # A view that gets the keyboard makes its first row current without selecting it: nobody asked for that row.
        if self._view.selectionModel().isSelected(index):
            self._focus(index)

    def _focus(self, index: QModelIndex) -> None:
        if not self._silent and index.isValid() and index.data(ROW) is not None:
            self.focused.emit(index.data(ROW))

    def _double(self, index: QModelIndex) -> None:
        if index.data(ROW) is not None:
            self.narrowed.emit([index.data(ROW)])

    def _menu(self, at: QPoint) -> None:
        rows = self.rows()
        if rows:
            self.menu_wanted.emit(rows, self._view.viewport().mapToGlobal(at))


def put_on_clipboard(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
