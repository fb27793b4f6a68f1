"""The key judgements: in order, to be added, changed and moved."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QToolButton, QVBoxLayout, QWidget

from casefile.domain.commands import ChangeJudgement, DeleteJudgement
from casefile.domain.judgements import LIKELIHOODS, Judgement
from casefile.gui.text import isolate, one_line
from casefile.gui.widgets.labels import plain_label

_KEY = Qt.ItemDataRole.UserRole
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_LINES = 5


class Conclusions(QWidget):
    """Shows judgements and says what is to be done with them."""

    command_requested = Signal(object)
    verb_requested = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = QListWidget(self)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("Key judgements, in their order"))
        self.list.setToolTip(self.tr("Enter changes a judgement, Delete takes it away, Alt+Up and Alt+Down move it"))
        self.list.setFixedHeight(_LINES * (2 * self.fontMetrics().height() + 8))
        self.list.installEventFilter(self)
        self.list.itemActivated.connect(self._change)
        self.add_button = QToolButton(self)
        self.add_button.setText("+")
        self.add_button.setProperty("tone", "plain")
        self.add_button.setToolTip(self.tr("A judgement: what you conclude, how likely, how sure"))
        self.add_button.setAccessibleName(self.tr("New judgement"))
        self.add_button.clicked.connect(lambda: self.verb_requested.emit("judge", ()))
        head = QHBoxLayout()
        head.addWidget(plain_label(self.tr("Key judgements"), "strong", self), 1)
        head.addWidget(self.add_button)
        self.hint = plain_label(
            self.tr("None yet. Press +, or choose “Judge…” on a claim, event, quote or figure."), "muted", self
        )
        self.hint.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(head)
        layout.addWidget(self.list)
        layout.addWidget(self.hint)
        self.show_judgements(())

    def show_judgements(self, judgements: Sequence[Judgement]) -> None:
        """Show these; the same one stays chosen."""
        chosen = self.chosen
        self.list.clear()
        for number, judgement in enumerate(judgements, start=1):
            item = QListWidgetItem(
                f"{number}  {isolate(one_line(judgement.text, 120))}\n{self._aside(judgement)}", self.list
            )
            item.setData(_KEY, judgement.id)
            item.setToolTip(isolate(judgement.basis or judgement.text))
            if judgement.id == chosen:
                self.list.setCurrentItem(item)
        self.list.setVisible(bool(judgements))
        self.hint.setVisible(not judgements)

    @property
    def chosen(self) -> str:
        """Id of the current judgement, or ""."""
        item = self.list.currentItem()
        return str(item.data(_KEY)) if item is not None else ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Delete takes the current judgement away, Alt+Up and Alt+Down move it."""
        if watched is self.list and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self.chosen:
            key = Qt.Key(event.key())
            if key == Qt.Key.Key_Delete:
                self.command_requested.emit(DeleteJudgement(self.chosen))
                return True
            if key in _STEPS and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self._move(_STEPS[key])
                return True
        return super().eventFilter(watched, event)

    def _move(self, step: int) -> None:
        position = self.list.currentRow() + step + 1
        if 1 <= position <= self.list.count():
            self.command_requested.emit(ChangeJudgement(self.chosen, (("position", str(position)),)))

    def _change(self, item: QListWidgetItem) -> None:
        self.verb_requested.emit("change-judgement", (str(item.data(_KEY)),))

    def _aside(self, judgement: Judgement) -> str:
        parts = []
        if judgement.likelihood:
            low, high = LIKELIHOODS[judgement.likelihood]
            parts.append(f"{self.tr(judgement.likelihood)} ({low}–{high} %)")
        if judgement.confidence:
            parts.append(self.tr("{} confidence").format(self.tr(judgement.confidence)))
        cited = len(judgement.evidence)
        parts.append(self.tr("%n thing(s) cited", "", cited) if cited else self.tr("cites no evidence"))
        return " · ".join(parts)
