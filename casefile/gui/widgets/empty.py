"""What a list says when there is nothing in it: what that means and what to do next."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from casefile.gui.theme import interface_font


class EmptyState(QWidget):
    """Two lines of plain text in the middle of an empty list."""

    def __init__(self, what: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.addStretch(1)
        self._what = QLabel(self)
        self._what.setFont(interface_font(bold=True))
        self._hint = QLabel(self)
        self._hint.setProperty("tone", "muted")
        for label in (self._what, self._hint):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            label.setSizePolicy(policy)
            layout.addWidget(label)
        layout.addStretch(2)
        self.say(what, hint)

    def say(self, what: str, hint: str = "") -> None:
        """Other words."""
        self._what.setText(what)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self.setAccessibleName(what)
        self.setAccessibleDescription(hint)

    def text(self) -> str:
        """All its words, as they are read aloud."""
        return " ".join(words for words in (self._what.text(), self._hint.text()) if words)
