"""In and out of cases: new, open, sample, import, export, with their dialogues. Disk is touched by Jobs only."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QMainWindow

from casefile.domain.articles import ImportResult
from casefile.gui import wiring
from casefile.gui.dialogs.bring_in import ImportDialog
from casefile.gui.dialogs.results import ResultsDialog, summary
from casefile.gui.jobs import Jobs
from casefile.gui.session import Session
from casefile.gui.text import isolate, tr
from casefile.gui.theme import Theme
from casefile.gui.watching import FolderWatch
from casefile.gui.wiring import SUFFIX

if TYPE_CHECKING:
    from casefile.case.service import Case
    from casefile.gui.panes.brief.pane import Order


class Door(QObject):
    """Asks where, has it done, says what came of it."""

    opened = Signal(object)
    """Case that is open now."""
    barred = Signal(object)
    """Barred: a case that did not open, and why."""
    said = Signal(str)
    article_wanted = Signal(str)
    dialogue = Signal(object)
    """The dialogue that came up."""

    def __init__(self, window: QMainWindow, jobs: Jobs) -> None:
        super().__init__(window)
        self._window = window
        self._jobs = jobs
        self._waiting: tuple[Path, ...] = ()
        """Files dropped while no case was open: they go into the case that is made for them."""
        self._watch: FolderWatch | None = None

    def new(self) -> None:
        dialog = self._file_dialog(tr("New case"), _cases(), save=True)
        dialog.fileSelected.connect(lambda name: self.create(Path(name)))

    def open(self) -> None:
        dialog = self._file_dialog(tr("Open case"), _cases())
        dialog.fileSelected.connect(lambda name: self.enter(Path(name)))

    def create(self, path: Path) -> None:
        """Make an empty case and open it."""
        if path.suffix != SUFFIX:
            path = path.with_name(path.name + SUFFIX)
        self._jobs.write(lambda: wiring.create(path), self.opened.emit)

    def enter(self, path: Path, *, read_only: bool = False, passphrase: str | None = None) -> None:
        """Open an existing case."""
        self._jobs.write(lambda: wiring.enter(path, read_only=read_only, passphrase=passphrase), self._entered)

    def _entered(self, answer: Case | wiring.Barred) -> None:
        if isinstance(answer, wiring.Barred):
            self.barred.emit(answer)
        else:
            self.opened.emit(answer)

    def sample(self) -> None:
        """Open the user's copy of the sample case, made at the first time."""
        folder = platformdirs.user_data_path("CaseFile", appauthor=False)
        self._jobs.work(tr("Preparing the sample case"), lambda *_: wiring.sample(folder), self.opened.emit)

    def drop(self, paths: Sequence[Path], session: Session | None, theme: Theme) -> None:
        """Files dropped on the window: a case is opened, anything else imported."""
        if len(paths) == 1 and paths[0].suffix == SUFFIX:
            self.enter(paths[0])
        elif session is not None:
            self.import_into(session, paths, None, theme)
        else:
            self._waiting = tuple(paths)
            self.said.emit(tr("Choose where the new case for these files is to be."))
            self.new()

    def ask_import(self, session: Session, theme: Theme) -> None:
        dialog = ImportDialog(self._window, theme)
        dialog.wanted.connect(
            lambda paths, manifest: self.import_into(session, paths, manifest, theme, dialog.password.text() or None)
        )
        self._up(dialog)

    def import_waiting(self, session: Session, theme: Theme) -> None:
        """Import what was dropped before there was a case."""
        if self._waiting:
            paths, self._waiting = self._waiting, ()
            self.import_into(session, paths, None, theme)

    def import_into(
        self,
        session: Session,
        paths: Sequence[Path],
        manifest: Path | None,
        theme: Theme,
        password: str | None = None,
    ) -> None:
        def again(files: Sequence[Path], typed: str) -> None:
            self.import_into(session, files, manifest, theme, typed)

        session.bring_in(paths, manifest, lambda results: self._imported(results, theme, again), password)

    def paste(self, session: Session, text: str, values: Mapping[str, str], theme: Theme) -> None:
        """Import a text from the clipboard."""
        session.paste(text, values, lambda results: self._imported(results, theme))

    def watch(self, session: Session, theme: Theme) -> None:
        """Import what comes into a folder from now on; asked again, no longer."""
        if self._watch is not None:
            self.stop_watching()
            self.said.emit(tr("The folder is not watched any more."))
            return
        dialog = QFileDialog(self._window, tr("Watch a folder"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda name: self.watch_folder(session, Path(name), theme))
        self._up(dialog)

    def watch_folder(self, session: Session, folder: Path, theme: Theme) -> None:
        """Import what comes into this folder from now on."""
        self.stop_watching()
        self._watch = FolderWatch(self, session, folder, lambda files: self.import_into(session, files, None, theme))
        words = tr("New files in {} are imported as they come. The same action ends it.")
        self.said.emit(words.format(isolate(str(folder))))

    def stop_watching(self) -> None:
        if self._watch is not None:
            self._watch.stop()
            self._watch = None

    def ask_export(self, session: Session, order: Order) -> None:
        dialog = self._file_dialog(tr("Export brief"), "PDF (*.pdf)", save=True)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(tr("{} brief.pdf").format(session.case.path.stem))
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite, False)
        dialog.fileSelected.connect(lambda name: self.export(session, Path(name), order))

    def export(self, session: Session, out: Path, order: Order) -> None:
        """Write the brief that is ordered."""
        session.write_brief(
            out,
            lambda path: self.said.emit(tr("The brief is written: {}").format(isolate(str(path)))),
            profile=order.profile,
            scope=order.scope,
            since=order.since,
        )

    def _imported(
        self,
        results: tuple[ImportResult, ...],
        theme: Theme,
        again: Callable[[Sequence[Path], str], None] | None = None,
    ) -> None:
        self.said.emit(summary(results))
        dialog = ResultsDialog(self._window, theme, results)
        dialog.opened.connect(self.article_wanted)
        if again is not None:
            dialog.password_given.connect(again)
        self._up(dialog)

    def _file_dialog(self, title: str, kinds: str, *, save: bool = False) -> QFileDialog:
        dialog = QFileDialog(self._window, title, "", kinds)
        if save:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            # The case refuses to overwrite by itself, with a sentence.
            dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        else:
            dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        self.dialogue.emit(dialog)
        return dialog

    def _up(self, dialog: QDialog) -> None:
        dialog.show()
        dialog.raise_()
        self.dialogue.emit(dialog)


def _cases() -> str:
    return tr("Cases (*{})").format(SUFFIX)
