"""The two bars of the reader: the legend that switches marks by kind, and finding in the text."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QToolButton, QWidget

from casefile.gui.text import tr
from casefile.gui.theme import Theme, interface_font
from casefile.gui.widgets.labels import plain_label

KINDS = (
    ("person", "Person"), ("organisation", "Organisation"), ("place", "Place"), ("system", "System"),
    ("programme", "Programme"), ("quote", "Quote"), ("date", "Date"), ("figure", "Figure"), ("event", "Event"),
)  # fmt: skip

_SHORT = {"organisation": "Org.", "programme": "Progr.", "person": "Pers.", "system": "Syst."}


class Legend(QWidget):
    """One switch a kind, drawn as the mark is drawn; text size at the right."""

    switched = Signal(str, bool)
    zoomed = Signal(int)
    """-1, 0 (usual size) or 1."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("legend")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(4, 3, 6, 3)
        layout.setSpacing(0)
        self._buttons: dict[str, QToolButton] = {}
        for kind, words in KINDS:
            button = _button(tr(words), tr("Show marks: {}").format(tr(words).casefold()), self)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setIconSize(QSize(12, 12))
            button.setFont(interface_font(0.94))
            button.setCheckable(True)
            button.setChecked(True)
            button.toggled.connect(lambda on, k=kind: self._toggled(k, on))
            self._buttons[kind] = button
            layout.addWidget(button)
        layout.addStretch(1)
        for words, name, by in (
            (tr("Aa"), tr("Usual text size"), 0),
            ("−", tr("Smaller text"), -1),
            ("+", tr("Larger text"), 1),
        ):
            button = _button(words, name, self)
            button.clicked.connect(lambda _=False, step=by: self.zoomed.emit(step))
            layout.addWidget(button)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.theme = theme
        self.restyle(theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Rather a short word than one with its middle cut out; rather the sign alone than half of them out of sight.
        for way in (
            {kind: tr(words) for kind, words in KINDS},
            {kind: tr(_SHORT.get(kind, words)) for kind, words in KINDS},
            {kind: tr(words)[:2] for kind, words in KINDS},
        ):
            for kind, words in way.items():
                self._buttons[kind].setText(words)
            if self._needed() <= event.size().width():
                return
        for button in self._buttons.values():
            button.setText("")

    def _needed(self) -> int:
        """Width in which all buttons have the room they ask for."""
        return 10 + sum(button.sizeHint().width() for button in self.findChildren(QToolButton))

    def set_shown(self, kind: str, shown: bool) -> None:
        self._buttons[kind].setChecked(shown)

    def restyle(self, theme: Theme) -> None:
        self.theme = theme
        for kind, button in self._buttons.items():
            button.setIcon(_sign(theme, kind, button.isChecked()))

    def _toggled(self, kind: str, on: bool) -> None:
        self._buttons[kind].setIcon(_sign(self.theme, kind, on))
        self.switched.emit(kind, on)


class FindBar(QWidget):
    """Find in text: words, how many there are, next and previous."""

    changed = Signal(str)
    stepped = Signal(int)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("find-bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 5, 8, 5)
        self.words = QLineEdit(self)
        self.words.setPlaceholderText(tr("Find in this article"))
        self.words.setAccessibleName(tr("Find in this article"))
        self.words.textChanged.connect(self.changed)
        self.words.installEventFilter(self)
        self._count = plain_label("", "muted", self)
        layout.addWidget(self.words, 1)
        layout.addWidget(self._count)
        for sign, name, by in (("↑", tr("Previous place"), -1), ("↓", tr("Next place"), 1)):
            button = _button(sign, name, self)
            button.clicked.connect(lambda _=False, step=by: self.stepped.emit(step))
            layout.addWidget(button)
        close = _button("✕", tr("Close find in text"), self)
        close.clicked.connect(self.closed)
        layout.addWidget(close)
        self.hide()

    def say(self, current: int | None, of: int) -> None:
        """Which of how many places is shown."""
        if not self.words.text().strip():
            self._count.setText("")
        elif not of:
            self._count.setText(tr("not found"))
        else:
            self._count.setText(tr("{:,} of {:,}").format((current or 0) + 1, of))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.words and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.closed.emit()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.stepped.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
                return True
        return super().eventFilter(watched, event)


def _button(words: str, name: str, parent: QWidget) -> QToolButton:
    button = QToolButton(parent)
    button.setText(words)
    button.setProperty("tone", "plain")
    button.setAccessibleName(name)
    button.setToolTip(name)
    return button


def _sign(theme: Theme, kind: str, on: bool) -> QIcon:
    """A short line in the manner of the mark: solid, dotted for dates, dashed for events; hollow when switched off."""
    picture = QPixmap(24, 24)
    picture.setDevicePixelRatio(2)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    styles = {"date": Qt.PenStyle.DotLine, "event": Qt.PenStyle.DashLine}
    pen = QPen(theme.of_kind(kind) if on else theme["faded"], 2.5 if on else 1, styles.get(kind, Qt.PenStyle.SolidLine))
    painter.setPen(pen)
    painter.drawLine(0, 7, 12, 7)
    painter.end()
    return QIcon(picture)
