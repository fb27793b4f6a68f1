"""Choose one or several of a list by typing: entities to merge, mentions to split off, a speaker, an action."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from casefile.gui.dialogs.form import primary
from casefile.gui.text import tr
from casefile.gui.widgets.labels import plain_label
from casefile.gui.widgets.roomy import roomy

_KEY = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True, slots=True)
class Option:
    """One line: what comes back, what it says, what else is searched."""

    key: str
    words: str
    also: str = ""
    enabled: bool = True
    aside: str = ""
    """Shown at the right end: a key, a count."""
    ticked: bool = False
    """Whether it is chosen from the beginning, where several can be."""


class _Lines(QStyledItemDelegate):
    """A line as the style draws it, with the words aside at its right end."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().paint(painter, option, index)
        if aside := index.data(_KEY)[2]:
            painter.save()
            painter.setPen(option.palette.color(QPalette.ColorRole.PlaceholderText))
            area = option.rect.adjusted(0, 0, -10, 0)
            painter.drawText(area, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), aside)
            painter.restore()


class Choose(QDialog):
    """A filter over a list. `several`: lines have ticks. `free`: what is typed may be taken as it is."""

    chosen = Signal(object)
    """Tuple of keys; with `free`, ("", typed words) when no line was taken."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        why: str,
        options: Sequence[Option],
        done: str,
        *,
        several: bool = False,
        free: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        roomy(self, 520, 460)
        self._several, self._free = several, free
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(8)
        if why:
            words = plain_label(why, "muted", self)
            words.setWordWrap(True)
            layout.addWidget(words)
        self.filter = QLineEdit(self)
        self.filter.setPlaceholderText(tr("Type to find"))
        self.filter.setAccessibleName(tr("{}: type to find").format(title))
        self.filter.textChanged.connect(self._narrow)
        self.filter.installEventFilter(self)
        layout.addWidget(self.filter)
        self.list = QListWidget(self)
        self.list.setAccessibleName(title)
        self.list.setUniformItemSizes(not several)
        self.list.setWordWrap(several)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(_Lines(self.list))
        for option in options:
            item = QListWidgetItem(option.words)
            item.setData(_KEY, (option.key, f"{option.words} {option.also}".casefold(), option.aside))
            if several:
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Checked if option.ticked else Qt.CheckState.Unchecked)
            if not option.enabled:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
            self.list.addItem(item)
        self.list.itemActivated.connect(lambda _: None if several else self._take())
        layout.addWidget(self.list, 1)
        self._nothing = plain_label(tr("Nothing fits what is typed."), "muted", self)
        layout.addWidget(self._nothing)
        if done:
            self.buttons = QDialogButtonBox(self)
            self.buttons.addButton(primary(done), QDialogButtonBox.ButtonRole.AcceptRole)
            self.buttons.addButton(tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
            self.buttons.accepted.connect(self._take)
            self.buttons.rejected.connect(self.close)
            layout.addWidget(self.buttons)
        self._narrow("")
        self.filter.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.filter and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self._step(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take()
                return True
        return super().eventFilter(watched, event)

    def _narrow(self, typed: str) -> None:
        words = typed.casefold().split()
        first: QListWidgetItem | None = None
        for row in range(self.list.count()):
            item = self.list.item(row)
            fits = all(word in item.data(_KEY)[1] for word in words)
            item.setHidden(not fits)
            if fits and first is None and item.flags() & Qt.ItemFlag.ItemIsEnabled:
                first = item
        if self._free and words:
            # What is typed stands, unless the person goes down into the list.
            self.list.setCurrentRow(-1)
        else:
            self.list.setCurrentItem(first) if first else self.list.setCurrentRow(-1)
        self._nothing.setVisible(first is None and not self._free)

    def _step(self, by: int) -> None:
        rows = [row for row in range(self.list.count()) if not self.list.item(row).isHidden()]
        if rows:
            here = self.list.currentRow()
            place = rows.index(here) + by if here in rows else 0
            self.list.setCurrentRow(rows[max(0, min(place, len(rows) - 1))])

    def _take(self) -> None:
        keys: tuple[str, ...] = ()
        if self._several:
            items = (self.list.item(row) for row in range(self.list.count()))
            keys = tuple(item.data(_KEY)[0] for item in items if item.checkState() == Qt.CheckState.Checked)
        else:
            item = self.list.currentItem()
            if item is not None and not item.isHidden() and item.flags() & Qt.ItemFlag.ItemIsEnabled:
                keys = (item.data(_KEY)[0],)
            elif self._free and self.filter.text().strip():
                keys = ("", self.filter.text().strip())
        if keys:
            self.close()
            self.chosen.emit(keys)
