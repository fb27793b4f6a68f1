"""Sentences, one a line, that can be selected and copied: what verify found, what a repair saved and lost."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from casefile.gui.icons import icon
from casefile.gui.text import isolate, tr
from casefile.gui.theme import Theme
from casefile.gui.widgets.labels import plain_label
from casefile.gui.widgets.roomy import roomy

GOOD, BAD = ("check", "agrees"), ("warning", "differs")


class LinesDialog(QDialog):
    """A heading, and lines with a sign: (whether good, words)."""

    def __init__(
        self, parent: QWidget | None, theme: Theme, title: str, heading: str, lines: Sequence[tuple[bool, str]]
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        roomy(self, 640, 360)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        words = plain_label(heading, "strong", self)
        words.setWordWrap(True)
        layout.addWidget(words)
        self.list = QListWidget(self)
        self.list.setAccessibleName(title)
        self.list.setWordWrap(True)
        self.list.setIconSize(QSize(16, 16))
        for good, said in lines:
            sign, token = GOOD if good else BAD
            QListWidgetItem(icon(sign, theme.colours[token], 16), isolate(said), self.list)
        layout.addWidget(self.list, 1)
        buttons = QDialogButtonBox(self)
        buttons.addButton(tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.close)
        layout.addWidget(buttons)
