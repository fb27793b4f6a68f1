"""What became of every file of an import, and why, in a sentence each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from casefile.domain.articles import ImportResult, Outcome
from casefile.gui.icons import icon
from casefile.gui.text import count, isolate, tr
from casefile.gui.theme import Theme
from casefile.gui.widgets.labels import plain_label
from casefile.gui.widgets.plain import plain_tooltip
from casefile.gui.widgets.roomy import roomy

_SIGNS = {
    Outcome.IMPORTED: ("check", "agrees", "imported"),
    Outcome.DUPLICATE: ("copy", "muted", "already here"),
    Outcome.PARTLY: ("warning", "single", "partly read"),
    Outcome.REFUSED: ("cross", "differs", "refused"),
    Outcome.SKIPPED: ("dot", "muted", "skipped"),
}
_WORST_FIRST = (Outcome.REFUSED, Outcome.PARTLY, Outcome.SKIPPED, Outcome.DUPLICATE, Outcome.IMPORTED)


class ResultsDialog(QDialog):
    """One line a file, what needs a look first."""

    opened = Signal(str)
    """Article id to show."""
    password_given = Signal(tuple, str)
    """Files to import again, and the password that was typed for them."""

    def __init__(self, parent: QWidget | None, theme: Theme, results: Sequence[ImportResult]) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("What was imported"))
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        roomy(self, 760, 440)
        self._results = sorted(results, key=lambda result: _WORST_FIRST.index(result.result))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(10)
        layout.addWidget(plain_label(summary(results), "strong", self))
        self.table = QTableWidget(len(self._results), 4, self)
        self.table.setAccessibleName(tr("Results of the import"))
        self.table.setHorizontalHeaderLabels([tr("Result"), tr("File"), tr("Why"), tr("Article")])
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setWordWrap(True)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        for row, result in enumerate(self._results):
            sign, token, _ = _SIGNS[result.result]
            first = QTableWidgetItem(icon(sign, theme.colours[token], 14), said(result.result))
            first.setForeground(theme[token])
            cells = (
                first,
                QTableWidgetItem(isolate(name(result))),
                QTableWidgetItem(why(result)),
                QTableWidgetItem(result.article or ""),
            )
            cells[1].setToolTip(plain_tooltip(isolate(result.path)))
            for column, cell in enumerate(cells):
                self.table.setItem(row, column, cell)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, mode in enumerate(("ResizeToContents", "Interactive", "Stretch", "ResizeToContents")):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode[mode])
        self.table.setColumnWidth(1, 230)
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.cellActivated.connect(self._open)
        self.table.cellDoubleClicked.connect(self._open)
        layout.addWidget(self.table, 1)
        if any(result.protected for result in self._results):
            layout.addLayout(self._password_row())
        buttons = QDialogButtonBox(self)
        copy = QPushButton(tr("Copy list"), self)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(as_text(self._results)))
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        close = buttons.addButton(tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setDefault(True)
        buttons.rejected.connect(self.close)
        layout.addWidget(buttons)

    def _password_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.password = QLineEdit(self)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setPlaceholderText(tr("Password of the protected files"))
        self.password.setAccessibleName(tr("Password of protected files"))
        self.again = QPushButton(tr("Import the protected files"), self)
        self.again.setAutoDefault(False)
        self.again.setEnabled(False)
        self.password.textChanged.connect(lambda words: self.again.setEnabled(bool(words)))
        self.password.returnPressed.connect(self._import_protected)
        self.again.clicked.connect(self._import_protected)
        row.addWidget(self.password, 1)
        row.addWidget(self.again)
        return row

    def _import_protected(self) -> None:
        password = self.password.text()
        if password:
            self.password_given.emit(protected(self._results), password)
            self.close()

    def _open(self, row: int, _column: int) -> None:
        if article := self._results[row].article:
            self.opened.emit(article)


def protected(results: Sequence[ImportResult]) -> tuple[Path, ...]:
    """The files that a password would open, or that hold such, once each."""
    return tuple(dict.fromkeys(Path(result.path) for result in results if result.protected))


def said(outcome: Outcome) -> str:
    """A word or two for what became of a file."""
    return tr(_SIGNS[outcome][2])


def name(result: ImportResult) -> str:
    """The file's name, with its member where it stood in an archive."""
    file = Path(result.path).name or result.path
    return f"{file} › {result.member}" if result.member else file


def why(result: ImportResult) -> str:
    """The reason; for what went well, what happened to it."""
    if result.reason:
        reason = result.reason[:1].upper() + result.reason[1:]
        return reason if reason.endswith((".", "!", "?")) else f"{reason}."
    if result.result == Outcome.DUPLICATE:
        return (
            tr("The same bytes are already here as {}.").format(result.article)
            if result.article
            else tr("The same bytes are already here.")
        )
    return tr("Read in full.") if result.result == Outcome.IMPORTED else ""


def summary(results: Sequence[ImportResult]) -> str:
    """ "12 files: 9 imported, 2 already here, 1 refused." """
    if not results:
        return tr("Nothing was imported: there were no files.")
    counts = Counter(result.result for result in results)
    parts = [f"{counts[outcome]:,} {said(outcome)}" for outcome in reversed(_WORST_FIRST) if counts[outcome]]
    return f"{count(len(results), 'file')}: {', '.join(parts)}."


def as_text(results: Sequence[ImportResult]) -> str:
    """For the clipboard: one line a file, separated by tabs."""
    return "\n".join("\t".join((said(r.result), r.path, r.member or "", why(r), r.article or "")) for r in results)
