"""What stands in the window while no case is open: new, open, sample, recent."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from casefile.gui.icons import icon, pixmap
from casefile.gui.text import caption, isolate, tr
from casefile.gui.theme import Theme, interface_font
from casefile.gui.widgets.labels import ElidedLabel, plain_label

_RECENT = 8
_WIDTH, _LETTERS, _BESIDE = 560, 78, 24
"""Least width in pixels, width in average letters, and what stays free on both sides."""


class Welcome(QWidget):
    """Says what was chosen; opens nothing itself."""

    new_wanted = Signal()
    open_wanted = Signal()
    sample_wanted = Signal()
    recent_wanted = Signal(object)
    """Path."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        middle = QHBoxLayout()
        middle.addStretch(1)
        column = QWidget(self)
        self._column = column
        layout = QVBoxLayout(column)
        layout.setSpacing(10)
        self._sign = QLabel(column)
        self._sign.setPixmap(pixmap("casefile", "#000000", 56, self.devicePixelRatioF()))
        layout.addWidget(self._sign)
        title = plain_label("CaseFile", parent=column)
        title.setFont(interface_font(2.2, bold=True))
        layout.addWidget(title)
        about = plain_label(
            tr(
                "Articles about one case in; a brief that holds up out. Everything stays on this computer: CaseFile never "
                "touches the network and never alters an original."
            ),
            "muted",
            column,
        )
        about.setWordWrap(True)
        layout.addWidget(about)
        layout.addSpacing(10)
        buttons = QHBoxLayout()
        self.new_button = QPushButton(tr("New case…"), column)
        self.new_button.setProperty("tone", "primary")
        self.new_button.clicked.connect(self.new_wanted)
        self.open_button = QPushButton(tr("Open case…"), column)
        self.open_button.clicked.connect(self.open_wanted)
        self.sample_button = QPushButton(tr("Open the sample case"), column)
        self.sample_button.clicked.connect(self.sample_wanted)
        for button in (self.new_button, self.open_button, self.sample_button):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.setMinimumHeight(34)
            buttons.addWidget(button)
        layout.addLayout(buttons)
        layout.addSpacing(14)
        self._recent_title = plain_label(tr("Recent"), "strong", column)
        layout.addWidget(self._recent_title)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(2)
        layout.addLayout(self._recent)
        hint = plain_label(tr("Or drop articles, folders or a .casefile anywhere in this window."), "muted", column)
        hint.setWordWrap(True)
        layout.addSpacing(6)
        layout.addWidget(hint)
        middle.addWidget(column)
        middle.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(3)
        self._theme = theme
        self._paths: tuple[Path, ...] = ()
        self.show_recent(())

    def show_recent(self, paths: Sequence[Path]) -> None:
        """Cases opened before, the last first."""
        self._paths = tuple(paths[:_RECENT])
        while (item := self._recent.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._recent_title.setVisible(bool(self._paths))
        for path in self._paths:
            line = QWidget(self)
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            button = QPushButton(caption(isolate(path.stem)), line)
            button.setProperty("tone", "plain")
            button.setIcon(icon("file", self._theme.colours["muted"]))
            button.setIconSize(QSize(16, 16))
            button.setAccessibleName(tr("Open {}").format(path.stem))
            button.clicked.connect(partial(self.recent_wanted.emit, path))
            row.addWidget(button)
            row.addWidget(ElidedLabel(isolate(str(path.parent)), "muted", line), 1, Qt.AlignmentFlag.AlignVCenter)
            self._recent.addWidget(line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """As wide as the letters ask for, and as the window allows."""
        wanted = max(_WIDTH, _LETTERS * self.fontMetrics().averageCharWidth())
        self._column.setFixedWidth(max(240, min(wanted, self.width() - 2 * _BESIDE)))

    def restyle(self, theme: Theme) -> None:
        self._theme = theme
        self._make_room()
        self.show_recent(self._paths)
