"""Says that something went wrong inside the program, where the report lies, and what is in it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from casefile.gui.text import isolate, tr
from casefile.gui.widgets.labels import plain_label
from casefile.gui.widgets.roomy import roomy

_LONGEST = 20_000


class MishapDialog(QDialog):
    """One dialogue for all faults there were; it never sends anything anywhere."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Something went wrong"))
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        roomy(self, 620, 420)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(plain_label(tr("Something went wrong inside CaseFile."), "strong", self))
        self._words = plain_label("", parent=self)
        self._words.setWordWrap(True)
        self._words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        layout.addWidget(self._words)
        self.report = QPlainTextEdit(self)
        self.report.setReadOnly(True)
        self.report.setTabChangesFocus(True)
        self.report.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.report.setAccessibleName(tr("The report"))
        layout.addWidget(self.report, 1)
        buttons = QDialogButtonBox(self)
        self.copy = QPushButton(tr("Copy report"), self)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.report.toPlainText()))
        self.folder = QPushButton(tr("Show folder"), self)
        self.folder.clicked.connect(self._show_folder)
        for button in (self.copy, self.folder):
            button.setAutoDefault(False)
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        close = buttons.addButton(tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setDefault(True)
        buttons.rejected.connect(self.close)
        layout.addWidget(buttons)
        self._reports: tuple[Path, ...] = ()

    def show_reports(self, reports: tuple[Path, ...]) -> None:
        """The last of these is shown; the sentence says how many there are and where."""
        self._reports = reports
        path = reports[-1]
        where = isolate(str(path))
        self._words.setText(
            tr("What was saved before is kept. Please close the case and open it again.")
            + "\n"
            + (
                tr("A report was kept on this computer and sent to nobody: {}").format(where)
                if len(reports) == 1
                else tr("{} reports were kept on this computer and sent to nobody, the last one: {}").format(
                    len(reports), where
                )
            )
            + "\n"
            + tr("It says where in the program it happened. It has no text of a case, no names and no passphrase in it.")
        )
        try:
            self.report.setPlainText(path.read_text(encoding="utf-8")[:_LONGEST])
        except OSError:
            self.report.setPlainText("")
        self.folder.setEnabled(path.parent.is_dir())

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._reports[-1].parent)))
