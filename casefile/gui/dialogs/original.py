"""The stored original: its words with the passage marked, or the pages of a PDF with the passage outlined."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from casefile.gui.text import isolate, tr
from casefile.gui.theme import Theme, reading_font
from casefile.gui.widgets.labels import plain_label
from casefile.gui.widgets.roomy import roomy


class OriginalDialog(QDialog):
    """Text of the original; of what is no plain text, its words or its source."""

    def __init__(
        self, parent: QWidget | None, theme: Theme, title: str, about: str, words: str, source: str, passage: str = ""
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Original of {}").format(title))
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        roomy(self, 820, 640)
        self._theme, self._passage = theme, passage
        layout = QVBoxLayout(self)
        self.view = QPlainTextEdit(self)
        head = QHBoxLayout()
        label = plain_label(about, "muted", self)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        head.addWidget(label, 1)
        self.source = QCheckBox(tr("Source"), self)
        self.source.setVisible(words != source)
        self.source.toggled.connect(lambda on: self._show(source if on else words))
        head.addWidget(self.source)
        layout.addLayout(head)
        self.view.setReadOnly(True)
        self.view.setAccessibleName(tr("Original"))
        self.view.setFont(reading_font(0.95))
        layout.addWidget(self.view, 1)
        self._show(words)

    def _show(self, words: str) -> None:
        """The words, with the passage marked and in sight where it stands in them."""
        self.view.setPlainText(words)
        found = place_of(self._passage, words)
        marks = []
        if found is not None:
            cursor = QTextCursor(self.view.document())
            # Characters outside the basic plane are two of Qt's.
            cursor.setPosition(len(words[: found[0]].encode("utf-16-le", "surrogatepass")) // 2)
            cursor.setPosition(
                len(words[: found[1]].encode("utf-16-le", "surrogatepass")) // 2, QTextCursor.MoveMode.KeepAnchor
            )
            form = QTextCharFormat()
            form.setBackground(self._theme["linked"])
            form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            form.setUnderlineColor(self._theme["accent"])
            mark = QTextEdit.ExtraSelection()
            mark.cursor, mark.format = cursor, form
            marks.append(mark)
            first = QTextCursor(cursor)
            first.setPosition(cursor.selectionStart())
            self.view.setTextCursor(first)
            self.view.centerCursor()
        self.view.setExtraSelections(marks)


def place_of(passage: str, words: str) -> tuple[int, int] | None:
    """Where a passage stands in the words of its original, white space and marks between words left out of account; its
    beginning, where not all of it stands there."""
    parts = re.findall(r"\w+", passage)[:400]
    for some in (parts, parts[:6]):
        if some:
            found = re.search(r"[^\w]{1,40}".join(map(re.escape, some)), words)
            if found is not None:
                return found.span()
    return None


def about(media_type: str, size: int, digest: str) -> str:
    return isolate(tr("{} · {:,} bytes · SHA-256 {}").format(media_type, size, digest))
