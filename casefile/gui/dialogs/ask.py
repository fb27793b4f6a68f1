"""A question with a few answers as buttons; the sentence says what happened, each button what it does."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from casefile.gui.dialogs.form import primary
from casefile.gui.text import tr
from casefile.gui.widgets.labels import plain_label


class Ask(QDialog):
    """The first answer is the one offered."""

    answered = Signal(str)
    """The name of the answer; nothing when it was cancelled."""

    def __init__(
        self, parent: QWidget | None, title: str, sentence: str, answers: Sequence[tuple[str, str]], cancel: str = ""
    ) -> None:
        """`answers` are (name, words on the button)."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(480)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(14)
        words = plain_label(sentence, parent=self)
        words.setWordWrap(True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout.addWidget(words)
        self.buttons = QDialogButtonBox(self)
        for place, (name, said) in enumerate(answers):
            button = primary(said) if place == 0 else QPushButton(said)
            button.clicked.connect(partial(self._answer, name))
            role = QDialogButtonBox.ButtonRole
            self.buttons.addButton(button, role.AcceptRole if place == 0 else role.ActionRole)
        self.buttons.addButton(cancel or tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.rejected.connect(self.close)
        layout.addWidget(self.buttons)

    def _answer(self, name: str) -> None:
        self.close()
        self.answered.emit(name)
