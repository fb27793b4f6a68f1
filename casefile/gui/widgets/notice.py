"""A short sentence over the window's foot: what was done, with Undo; or what went wrong. It never takes the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from casefile.gui.icons import icon, pixmap
from casefile.gui.text import one_line, tr
from casefile.gui.theme import Theme
from casefile.gui.widgets.labels import plain_label

_SHOWN_MS = 6000
_LONGEST = 220


class Notice(QWidget):
    """Floats above the bottom of its parent. Errors stay until they are closed."""

    undo = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setObjectName("notice")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 6, 6)
        self._sign = QLabel(self)
        self._words = plain_label(parent=self)
        self._words.setWordWrap(False)
        self._undo = QPushButton(tr("Undo"), self)
        self._undo.setProperty("tone", "plain")
        self._undo.clicked.connect(self._undo_clicked)
        self._close = QToolButton(self)
        self._close.setProperty("tone", "plain")
        self._close.setAccessibleName(tr("Close this message"))
        self._close.clicked.connect(self.hide)
        for widget in (self._sign, self._words, self._undo, self._close):
            layout.addWidget(widget)
        self._gone = QTimer(self, singleShot=True, interval=_SHOWN_MS)
        self._gone.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    @property
    def words(self) -> str:
        return self._words.text() if self.isVisible() else ""

    def say(self, sentence: str, *, undo: bool = False, error: bool = False) -> None:
        """Show a sentence: done (undo can be offered) or gone wrong."""
        self._words.setText(one_line(sentence, _LONGEST))
        self._words.setWordWrap(len(sentence) > 110)
        self._undo.setVisible(undo)
        name, token = ("warning", "differs") if error else ("check", "agrees")
        self._sign.setPixmap(pixmap(name, self._theme.colours[token], 16, self.devicePixelRatioF()))
        self._close.setIcon(icon("close", self._theme.colours["muted"], 14))
        self.setAccessibleName(sentence)
        self.show()
        self.raise_()
        self._place()
        if error:
            self._gone.stop()
        else:
            self._gone.start()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def restyle(self, theme: Theme) -> None:
        self._theme = theme

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _undo_clicked(self) -> None:
        self.hide()
        self.undo.emit()

    def _place(self) -> None:
        parent = self._over
        self.setMaximumWidth(max(200, parent.width() - 80))
        self.adjustSize()
        self.move((parent.width() - self.width()) // 2, parent.height() - self.height() - 44)
