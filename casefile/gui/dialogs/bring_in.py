"""Which files to import: files, folders, and a manifest that says more about them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from casefile.gui.dialogs.form import primary
from casefile.gui.icons import icon
from casefile.gui.text import isolate, tr
from casefile.gui.theme import Theme
from casefile.gui.widgets.labels import plain_label
from casefile.gui.widgets.roomy import roomy

_READ = (
    "Articles (*.txt *.md *.html *.htm *.mhtml *.pdf *.docx *.eml *.mbox *.warc *.zip *.json *.jsonl *.csv);;All files (*)"
)


class ImportDialog(QDialog):
    """Gathers paths, then says them once."""

    wanted = Signal(object, object)
    """(tuple of Path, manifest Path or None)."""

    def __init__(self, parent: QWidget | None, theme: Theme, paths: Iterable[Path] = ()) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Import articles"))
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        roomy(self, 560, 420)
        self.setAcceptDrops(True)
        self._theme = theme
        self._paths: list[Path] = []
        self._manifest: Path | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(10)
        words = plain_label(
            tr(
                "Text, PDF, Word, mail, saved web pages, archives, or whole folders of them. The originals are copied into "
                "the case unchanged; nothing is fetched from the network."
            ),
            "muted",
            self,
        )
        words.setWordWrap(True)
        layout.addWidget(words)
        self.list = QListWidget(self)
        self.list.setAccessibleName(tr("Files and folders to import"))
        layout.addWidget(self.list, 1)
        tools = QHBoxLayout()
        for title, act in (
            (tr("Add files…"), self._files),
            (tr("Add folder…"), self._folder),
            (tr("Manifest…"), self._choose_manifest),
        ):
            button = QPushButton(title, self)
            button.setAutoDefault(False)
            button.clicked.connect(act)
            tools.addWidget(button)
        remove = QPushButton(tr("Remove"), self)
        remove.setAutoDefault(False)
        remove.clicked.connect(self._remove)
        tools.addStretch(1)
        tools.addWidget(remove)
        layout.addLayout(tools)
        self.password = QLineEdit(self)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setPlaceholderText(tr("Password of protected PDF and zip files, where there are any"))
        self.password.setAccessibleName(tr("Password of protected files"))
        layout.addWidget(self.password)
        self._about_manifest = plain_label("", "muted", self)
        self._about_manifest.setWordWrap(True)
        layout.addWidget(self._about_manifest)
        buttons = QDialogButtonBox(self)
        self._start = primary(tr("Import"))
        buttons.addButton(self._start, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._submit)
        buttons.rejected.connect(self.close)
        layout.addWidget(buttons)
        self.add(paths)
        self.set_manifest(None)

    def add(self, paths: Iterable[Path]) -> None:
        """More files or folders; one already listed is not listed twice."""
        for path in paths:
            if path not in self._paths:
                self._paths.append(path)
                self.list.addItem(isolate(str(path)))
                sign = "folder" if path.suffix == "" else "file"
                self.list.item(self.list.count() - 1).setIcon(icon(sign, self._theme.colours["muted"]))
        self._start.setEnabled(bool(self._paths))

    def set_manifest(self, path: Path | None) -> None:
        """The CSV that gives title, outlet, author, publication date and address of each file."""
        self._manifest = path
        self._about_manifest.setText(
            tr("Manifest: {}").format(isolate(str(path)))
            if path
            else tr("A manifest (CSV with file, title, outlet, author, published, language, url, grade) is optional.")
        )

    def _files(self) -> None:
        dialog = QFileDialog(self, tr("Add files"), "", tr(_READ))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: self.add(map(Path, names)))
        dialog.open()

    def _folder(self) -> None:
        dialog = QFileDialog(self, tr("Add folder"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.filesSelected.connect(lambda names: self.add(map(Path, names)))
        dialog.open()

    def _choose_manifest(self) -> None:
        dialog = QFileDialog(self, tr("Manifest"), "", tr("Manifest (*.csv)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.set_manifest(Path(name)))
        dialog.open()

    def _remove(self) -> None:
        for item in self.list.selectedItems():
            row = self.list.row(item)
            self.list.takeItem(row)
            del self._paths[row]
        self._start.setEnabled(bool(self._paths))

    def _submit(self) -> None:
        if self._paths:
            self.wanted.emit(tuple(self._paths), self._manifest)
            self.close()
