"""How an article's text changed: its versions, and two of them word by word."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from casefile.domain.drift import Drift
from casefile.domain.rows import VersionRow
from casefile.gui.text import date_words, isolate, tr
from casefile.gui.theme import Theme, reading_font
from casefile.gui.widgets.labels import plain_label
from casefile.gui.widgets.roomy import roomy

_AROUND = 240
"""Letters shown of what stayed the same, on either side of a change."""
_LINE = 20_000
"""Letters of a line that a window draws without pausing."""


class VersionsDialog(QDialog):
    """The versions on the left, newest first; on the right what the one chosen changed in the one before it."""

    drift_wanted = Signal(int, int)
    """The text of (former, later) version is to be compared; `show_drift` gets the answer."""
    correct_wanted = Signal()
    encoding_wanted = Signal()

    def __init__(self, parent: QWidget | None, theme: Theme, rows: tuple[VersionRow, ...], may_write: bool) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Versions of S{}").format(rows[0].article))
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        roomy(self, 980, 640)
        self._theme, self._rows = theme, rows
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(10)
        self.about = plain_label("", "muted", self)
        self.about.setWordWrap(True)
        layout.addWidget(self.about)
        parts = QSplitter(Qt.Orientation.Horizontal, self)
        self.list = QListWidget(parts)
        self.list.setAccessibleName(tr("Versions"))
        self.list.setWordWrap(True)
        for row in reversed(rows):
            item = QListWidgetItem(version_words(row))
            item.setData(Qt.ItemDataRole.UserRole, row.number)
            item.setToolTip(isolate(row.path))
            self.list.addItem(item)
        self.view = QPlainTextEdit(parts)
        self.view.setReadOnly(True)
        self.view.setAccessibleName(tr("What changed"))
        self.view.setFont(reading_font(0.95))
        parts.setStretchFactor(1, 1)
        parts.setSizes([300, 660])
        layout.addWidget(parts, 1)
        foot = QHBoxLayout()
        for words, signal in (
            (tr("Correct the text…"), self.correct_wanted),
            (tr("Read in another encoding…"), self.encoding_wanted),
        ):
            button = QPushButton(words, self)
            button.setAutoDefault(False)
            button.setEnabled(may_write)
            button.clicked.connect(signal)
            button.clicked.connect(self.close)
            foot.addWidget(button)
        foot.addStretch(1)
        close = QPushButton(tr("Close"), self)
        close.clicked.connect(self.close)
        foot.addWidget(close)
        layout.addLayout(foot)
        self.list.currentRowChanged.connect(self._chosen)

    def begin(self) -> None:
        """Show the newest version first."""
        self.list.setCurrentRow(0)

    def _chosen(self, _row: int) -> None:
        item = self.list.currentItem()
        number = int(item.data(Qt.ItemDataRole.UserRole)) if item is not None else 1
        if number > 1:
            self.drift_wanted.emit(number - 1, number)
        else:
            self.about.setText(tr("This is how the text was read first. Choose a later version to see what it changed."))
            self.view.clear()

    def show_drift(self, old: str, new: str, drift: Drift) -> None:
        """What became of the old text, in one: what went is struck out, what came is underlined."""
        self.about.setText(
            tr("{:,} words came, underlined; {:,} words went, struck out.").format(drift.added, drift.removed)
        )
        self.view.clear()
        cursor = QTextCursor(self.view.document())
        cursor.beginEditBlock()
        last = len(drift.differences) - 1
        for at, one in enumerate(drift.differences):
            went, came = old[slice(*one.old)], new[slice(*one.new)]
            if one.kind == "same":
                cursor.insertText(_short(came, at == 0, at == last), QTextCharFormat())
                continue
            cursor.insertText(_lines(went), self._form("differs", struck=True))
            cursor.insertText(_lines(came), self._form("agrees", struck=False))
        cursor.endEditBlock()
        self.view.moveCursor(QTextCursor.MoveOperation.Start)

    def _form(self, colour: str, *, struck: bool) -> QTextCharFormat:
        form = QTextCharFormat()
        form.setForeground(self._theme[colour])
        form.setFontStrikeOut(struck)
        form.setFontUnderline(not struck)
        return form


def version_words(row: VersionRow) -> str:
    """A version in a line or two."""
    kinds = {
        "imported": tr("imported"),
        "decoded": tr("read as {}").format(row.encoding),
        "corrected": tr("corrected by hand"),
    }
    now = tr(" · current") if row.current else ""
    return f"{row.number}{now}\n{date_words(row.read_at[:10])} {row.read_at[11:16]} UTC · {kinds[row.kind]}"


def _short(same: str, first: bool, last: bool) -> str:
    """What stayed the same, where it is long only its ends beside the changes."""
    if len(same) <= 2 * _AROUND + 40:
        return _lines(same)
    head = "" if first else same[:_AROUND]
    tail = "" if last else same[-_AROUND:]
    return _lines(f"{head} … {tail}")


def _lines(text: str) -> str:
    """The text with its lines short enough to be drawn at once."""
    return "\n".join(line[at : at + _LINE] for line in text.split("\n") for at in range(0, max(1, len(line)), _LINE))
