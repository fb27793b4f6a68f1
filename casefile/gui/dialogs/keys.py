"""All keys on one sheet, and the help: what the actions and panes do, in words of resources/help."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShowEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from casefile.assets import resource
from casefile.gui.dialogs.pane_keys import PANE_KEYS
from casefile.gui.text import tr
from casefile.gui.theme import Theme
from casefile.gui.widgets.labels import plain_label
from casefile.gui.widgets.roomy import roomy

_COLUMNS = 2
_LETTERS = 120
"""Width in average letters from which there is room for so many."""


def sections_of(actions: Sequence[tuple[str, QAction]]) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """(group, ((keys, what they do), ...)): every action that has a key, then what panes answer."""
    native = QKeySequence.SequenceFormat.NativeText
    groups: dict[str, list[tuple[str, str]]] = {}
    for group, action in actions:
        if shortcuts := action.shortcuts():
            words = action.property("words") or action.text().replace("&&", "&")
            groups.setdefault(group, []).append((", ".join(key.toString(native) for key in shortcuts), words))
    return (*((group, tuple(keys)) for group, keys in groups.items()), *PANE_KEYS)


class KeysDialog(QDialog):
    """Every action with its keys, by group."""

    def __init__(self, parent: QWidget | None, actions: Sequence[tuple[str, QAction]]) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("All keys"))
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        roomy(self, 980, 680)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        body = QWidget()
        columns = QHBoxLayout(body)
        columns.setContentsMargins(24, 20, 24, 20)
        columns.setSpacing(28)
        sections = sections_of(actions)
        most = _COLUMNS if self.width() >= _LETTERS * self.fontMetrics().averageCharWidth() else 1
        share = -(-sum(len(keys) + 2 for _, keys in sections) // most)
        grid, used = self._column(columns), 0
        for title, keys in sections:
            if used and used + len(keys) / 2 > share and columns.count() < most:
                grid, used = self._column(columns), 0
            row = grid.rowCount()
            heading = plain_label(tr(title), "strong")
            heading.setContentsMargins(0, 14 if used else 0, 0, 2)
            grid.addWidget(heading, row, 0, 1, 2)
            for place, (key, words) in enumerate(keys, row + 1):
                grid.addWidget(plain_label(tr(key), "key"), place, 0, Qt.AlignmentFlag.AlignLeft)
                said = plain_label(tr(words))
                said.setWordWrap(most == 1)
                grid.addWidget(said, place, 1)
            used += len(keys) + 2
        for column in columns.findChildren(QGridLayout):
            # What one column is longer than the other stays below it, not between its lines.
            column.setRowStretch(column.rowCount(), 1)
        area.setWidget(body)
        outer.addWidget(area)

    def _column(self, columns: QHBoxLayout) -> QGridLayout:
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, 150)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(5)
        columns.addLayout(grid, 1)
        return grid


class HelpDialog(QDialog):
    """The help, from its file, with find; at its end all actions as the window knows them."""

    def __init__(
        self, parent: QWidget | None, theme: Theme, actions: Sequence[tuple[str, QAction]] = (), section: str = ""
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("CaseFile help"))
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        roomy(self, 720, 640)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        self.find_line = QLineEdit(self)
        self.find_line.setPlaceholderText(tr("Find in help"))
        self.find_line.setAccessibleName(tr("Find in help"))
        self.find_line.returnPressed.connect(lambda: self.show_words(self.find_line.text()))
        layout.addWidget(self.find_line)
        self.view = QTextBrowser(self)
        self.view.setAccessibleName(tr("Help"))
        self.view.setOpenLinks(False)
        self.view.setSearchPaths([str(resource("help", theme.name))])
        words = resource("help", "help.md").read_text(encoding="utf-8")
        # Our own text, not the case's: the only place where markup is read.
        self.view.document().setMarkdown(f"{words}\n{_listed(actions)}", QTextDocument.MarkdownFeature.MarkdownNoHTML)
        layout.addWidget(self.view, 1)
        self._section = section

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Only now the text is laid out in the width it has.
        if self._section:
            self.show_section(self._section)
        self._section = ""

    def show_section(self, title: str) -> bool:
        """Go to the section of that title; False when there is none."""
        block = self.view.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() and block.text() == title:
                self.view.moveCursor(QTextCursor.MoveOperation.End)
                self.view.setTextCursor(QTextCursor(block))
                return True
            block = block.next()
        return False

    def show_words(self, words: str) -> bool:
        """Go to the next place with these words, round the end; False when there is none."""
        found = self.view.find(words)
        if not found:
            cursor = self.view.textCursor()
            cursor.setPosition(0)
            self.view.setTextCursor(cursor)
            found = self.view.find(words)
        return found


def _listed(actions: Sequence[tuple[str, QAction]]) -> str:
    """All actions in Markdown, by group: what each is called, its keys, what it does."""
    native = QKeySequence.SequenceFormat.NativeText
    groups: dict[str, list[str]] = {}
    for group, action in actions:
        keys = ", ".join(f"`{key.toString(native)}`" for key in action.shortcuts())
        name = action.property("words") or action.text().replace("&&", "&")
        groups.setdefault(group, []).append(f"- **{name}**{f' ({keys})' if keys else ''}: {action.statusTip()}")
    parts = [f"### {tr(group)}\n\n" + "\n".join(lines) for group, lines in groups.items()]
    return "\n\n".join((f"## {tr('All actions')}", *parts)) if parts else ""
