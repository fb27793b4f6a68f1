"""The card beside a mark: what it is, how sure, which rule read it, what was decided."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from casefile.domain.rows import Mark
from casefile.gui.icons import pixmap
from casefile.gui.text import count, isolate, one_line, tr
from casefile.gui.theme import Theme, interface_font
from casefile.gui.widgets.labels import plain_label

_WIDEST = 340
_DECIDED = {"": "not reviewed yet", "accepted": "accepted", "rejected": "rejected", "corrected": "corrected by hand"}


class HoverCard(QFrame):
    """Floats above the window without taking the keyboard; all plain text."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.ToolTip | Qt.WindowType.WindowTransparentForInput)
        self.setObjectName("hover-card")
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.theme = theme
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(3)
        head = QHBoxLayout()
        head.setSpacing(6)
        self._sign = plain_label(parent=self)
        self._kind = plain_label(tone="muted", parent=self)
        head.addWidget(self._sign)
        head.addWidget(self._kind)
        head.addStretch(1)
        layout.addLayout(head)
        self._label = plain_label(parent=self)
        self._label.setFont(interface_font(1.05, bold=True))
        self._label.setWordWrap(True)
        self._label.setMaximumWidth(_WIDEST)
        self._sure = plain_label(parent=self)
        self._rule = plain_label(tone="muted", parent=self)
        self._rule.setFont(interface_font(0.92))
        self._more = plain_label(parent=self)
        for label in (self._label, self._sure, self._rule, self._more):
            layout.addWidget(label)

    def show_mark(self, mark: Mark, at: QPoint, conflicts: int = 0) -> None:
        """Beside this point of the screen, inside the screen. `conflicts`: claims in conflict that bear on it."""
        kind, label, sure, rule = words(mark)
        self._kind.setText(kind)
        self._label.setText(label)
        self._sure.setText(sure)
        self._rule.setText(rule)
        more = []
        if mark.tags or mark.starred:
            more.append(
                " ".join((*(["★"] if mark.starred else []), *(f"#{isolate(one_line(tag, 40))}" for tag in mark.tags)))
            )
        if conflicts:
            more.append(tr("✕ {} on which articles differ").format(count(conflicts, "claim")))
        self._more.setText("\n".join(more))
        self._more.setVisible(bool(more))
        name = {"accepted": "check", "rejected": "cross", "corrected": "check"}.get(mark.decision, "dot")
        colour = self.theme.of_kind(mark.kind).name()
        self._sign.setPixmap(pixmap(name, colour, 14, self.devicePixelRatioF()))
        self.setAccessibleName(". ".join((kind, label, sure, rule)))
        self.adjustSize()
        place = at + QPoint(12, 18)
        screen = QGuiApplication.screenAt(at)
        if screen is not None:
            area = screen.availableGeometry()
            place.setX(min(place.x(), area.right() - self.width() - 4))
            if place.y() + self.height() > area.bottom():
                place.setY(at.y() - self.height() - 10)
        self.move(place)
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        # With corners, as menus and tool tips have them: round ones are black where the desktop blends no windows.
        painter = QPainter(self)
        painter.setPen(self.theme["strong_border"])
        painter.setBrush(self.theme["raised"])
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


def words(mark: Mark) -> tuple[str, str, str, str]:
    """(what, label, how sure and what was decided, rule) of a mark."""
    kind = tr("Event") if mark.kind == "event" else mark.kind.capitalize()
    if mark.frame:
        kind += tr(" · mere frame")
    sure = f"{how_sure(mark.confidence)} ({mark.confidence:.0%}) · {_DECIDED.get(mark.decision, mark.decision)}"
    rule = tr("read by rule {}").format(mark.rule) if mark.rule else tr("marked by hand")
    return kind, isolate(one_line(mark.label, 160)), sure, rule


def how_sure(confidence: float) -> str:
    """Sureness in words."""
    if confidence >= 0.9:
        return tr("very sure")
    if confidence >= 0.75:
        return tr("fairly sure")
    return tr("not so sure") if confidence >= 0.5 else tr("a guess")
