"""The care of a case in the window: passphrases, backups, copies, repair, and what bars a case from opening.

What changes the file as a whole needs the case closed: it is closed, the work is done, and it is opened again. A passphrase
is asked for each time and kept nowhere.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QFileDialog

from casefile.gui import wiring
from casefile.gui.dialogs.ask import Ask
from casefile.gui.dialogs.choose import Choose, Option
from casefile.gui.dialogs.lines import LinesDialog
from casefile.gui.dialogs.passphrase import PassphraseDialog
from casefile.gui.text import count, isolate, tr
from casefile.gui.wiring import SUFFIX, Bar, Barred

if TYPE_CHECKING:
    from casefile.case.repairing import Repaired
    from casefile.domain.rows import Problem
    from casefile.gui.window import Window
    from casefile.store.backups import Backup

T = TypeVar("T")
_BACKUP_AFTER = 100
"""Changes by hand after which an open case is backed up."""


class Care(QObject):
    """Of one window."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._changes = 0
        window.door.barred.connect(self._barred)
        window.case_shown.connect(self._shown)

    def handlers(self) -> dict[str, Callable[[], object]]:
        return {
            "backup": self.back_up,
            "restore": self.ask_restore,
            "copy": self.ask_copy,
            "compact": self.ask_compact,
            "encrypt": self.ask_encrypt,
            "decrypt": self.ask_decrypt,
            "verify": self.verify,
        }

    # An open case.

    def back_up(self) -> None:
        """Make a checked backup now."""
        session = self._window.session
        if session is not None:
            case = session.case
            self._window.jobs.work(tr("Backing up"), lambda *_: case.backup(), self._backed_up)

    def verify(self) -> None:
        """Check every hash, the audit trail and the rules of the case."""
        session = self._window.session
        if session is not None:
            case = session.case
            self._window.jobs.work(tr("Checking the case"), lambda *_: case.verify(), self._verified)

    def ask_copy(self) -> None:
        """Ask where, and save a copy there."""
        session = self._window.session
        if session is None:
            return
        case = session.case

        def save(path: Path) -> None:
            self._window.jobs.work(
                tr("Saving a copy"),
                lambda *_: case.save_copy(path),
                lambda problems: self._copied(path, problems),
            )

        self._where(tr("Save a copy"), f"{case.path.stem} copy{SUFFIX}", save)

    def note_change(self, by_hand: bool) -> None:
        """The case changed; after a hundred changes by hand it is backed up behind the person's back."""
        session = self._window.session
        self._changes += by_hand
        if session is not None and self._changes >= _BACKUP_AFTER and not self._window.jobs.running:
            self._changes = 0
            case = session.case
            self._window.jobs.work(tr("Backing up"), lambda *_: case.backup(), lambda _: None)

    def _shown(self) -> None:
        self._changes = 0
        session = self._window.session
        if session is not None and not session.case.read_only:
            session.changed.connect(lambda changed: self.note_change(changed.origin != "import"))
            path = session.case.path
            self._window.jobs.read(lambda: wiring.warnings(path), self._warn, "care.warnings")

    def _warn(self, sentences: tuple[str, ...]) -> None:
        for sentence in sentences:
            self._window.notice.say(sentence, error=True)

    def _backed_up(self, backup: Backup) -> None:
        if backup.sound:
            self._window.notice.say(tr("Backed up and checked: {0}").format(isolate(str(backup.path))))
        else:
            self._window.notice.say(tr("Backed up, but the case is not sound. Use Case > Check the case."), error=True)

    def _copied(self, path: Path, problems: tuple[Problem, ...]) -> None:
        said = tr("The copy is whole, but the case is not sound: {0}") if problems else tr("Saved and checked: {0}")
        self._window.notice.say(said.format(isolate(str(path))), error=bool(problems))

    def _verified(self, problems: tuple[Problem, ...]) -> None:
        if not problems:
            self._window.notice.say(tr("The case is sound: every original, text and reference, and the audit trail."))
            return
        heading = tr("{0} found. Keep the file; restore a backup, or save what is left as a new case.").format(
            count(len(problems), "problem")
        )
        lines = [(False, f"{problem.where}: {problem.what}") for problem in problems]
        self._up(LinesDialog(self._window, self._window.theme, tr("Check of the case"), heading, lines))

    # A case that is closed for it.

    def ask_encrypt(self) -> None:
        """Ask for a new passphrase, and for the present one where there is one."""
        session = self._window.session
        if session is None:
            return
        why = tr(
            "Everything in the case, its backups and its index included, is encrypted. Without the passphrase nobody can "
            "open it again, this program included: keep it where you keep what must not be lost."
        )
        dialog = PassphraseDialog(self._window, tr("Passphrase"), why, tr("Encrypt"), old=session.case.encrypted, new=True)
        path = session.case.path
        dialog.given.connect(lambda old, new: self._recipher(path, old or None, new))
        self._up(dialog)

    def ask_decrypt(self) -> None:
        """Ask for the passphrase, and take it off."""
        session = self._window.session
        if session is None:
            return
        if not session.case.encrypted:
            self._window.notice.say(tr("The case is not encrypted; there is nothing to take off."))
            return
        why = tr("Whoever has the file, or one of its backups, can read it afterwards.")
        dialog = PassphraseDialog(self._window, tr("Take off the passphrase"), why, tr("Take off"), old=True, new=False)
        path = session.case.path
        dialog.given.connect(lambda old, _: self._recipher(path, old, None))
        self._up(dialog)

    def ask_compact(self) -> None:
        """Write the case anew without the room that deleted rows left."""

        def start(path: Path, passphrase: str | None) -> None:
            self._closed(
                path,
                passphrase,
                lambda: wiring.compact(path, passphrase),
                lambda saved: tr("The case is {0} MB smaller.").format(f"{max(0, saved) / 1_000_000:.1f}"),
            )

        self._with_passphrase(start)

    def ask_restore(self) -> None:
        """Ask which backup, and put it in the place of the case."""

        def start(path: Path, passphrase: str | None) -> None:
            self._choose_backup(path, passphrase)

        self._with_passphrase(start)

    def _choose_backup(self, path: Path, passphrase: str | None) -> None:
        self._window.jobs.read(
            lambda: wiring.backups_of(path, passphrase),
            lambda backups: self._offer(path, passphrase, backups),
            "care.backups",
        )

    def _offer(self, path: Path, passphrase: str | None, backups: tuple[Backup, ...]) -> None:
        if not backups:
            self._window.notice.say(tr("There is no backup of this case yet."), error=True)
            return
        options = [
            Option(
                str(backup.path),
                f"{backup.made.astimezone():%Y-%m-%d %H:%M:%S}" + ("" if backup.sound else tr(" (not sound)")),
                aside=tr("after {0}").format(count(backup.revision, "change")),
            )
            for backup in backups
        ]
        why = tr("The backup takes the place of the case. The case as it is now is kept beside it, under another name.")
        dialog = Choose(self._window, tr("Restore a backup"), why, options, tr("Restore"))
        dialog.chosen.connect(lambda keys: self._restore(path, Path(keys[0]), passphrase))
        self._up(dialog)

    def _restore(self, path: Path, backup: Path, passphrase: str | None) -> None:
        def said(former: Path | None) -> str:
            where = tr(" What was there is kept as {0}.").format(isolate(former.name)) if former else ""
            return tr("The backup is open now.") + where

        self._closed(path, passphrase, lambda: wiring.restore(path, backup, passphrase), said)

    def _recipher(self, path: Path, old: str | None, new: str | None) -> None:
        def said(told: tuple[str, ...]) -> str:
            done = tr("The case is encrypted.") if new else tr("The case is not encrypted any more.")
            return " ".join((done, *told))

        self._closed(path, old, lambda: wiring.recipher(path, old, new), said, then=new)

    def _with_passphrase(self, start: Callable[[Path, str | None], None]) -> None:
        """Go on with the open case, and with its passphrase if it has one."""
        session = self._window.session
        if session is None:
            return
        path = session.case.path
        if not session.case.encrypted:
            start(path, None)
            return
        why = tr("The case is closed for this and opened again.")
        dialog = PassphraseDialog(self._window, tr("Passphrase"), why, tr("Go on"), old=True, new=False)
        dialog.given.connect(lambda old, _: start(path, old))
        self._up(dialog)

    def _closed(
        self,
        path: Path,
        passphrase: str | None,
        work: Callable[[], T],
        said: Callable[[T], str],
        *,
        then: str | None = None,
    ) -> None:
        """Close the case, do this, open it again (with the passphrase `then`, if that is another), and say what was done."""

        def good(answer: T) -> None:
            self._window.notice.say(said(answer))
            self._window.door.enter(path, passphrase=then or passphrase)

        def bad(sentence: str) -> None:
            self._window.notice.say(sentence, error=True)
            if path.exists():
                self._window.door.enter(path, passphrase=passphrase)

        if self._window.session is not None:
            self._window.close_case()
        self._window.jobs.write(work, good, bad)

    # A case that does not open.

    def _barred(self, barred: Barred) -> None:
        match barred.bar:
            case Bar.LOCKED:
                self._ask_passphrase(barred)
            case Bar.HELD:
                self._ask_read_only(barred)
            case Bar.DAMAGED:
                self._ask_repair(barred)

    def _ask_passphrase(self, barred: Barred) -> None:
        why = tr("{0} is encrypted.").format(isolate(barred.path.name))
        dialog = PassphraseDialog(
            self._window,
            tr("Open encrypted case"),
            why,
            tr("Open"),
            old=True,
            new=False,
            wrong=barred.sentence if barred.passphrase is not None else "",
        )
        dialog.given.connect(lambda old, _: self._window.door.enter(barred.path, read_only=barred.read_only, passphrase=old))
        self._up(dialog)

    def _ask_read_only(self, barred: Barred) -> None:
        dialog = Ask(self._window, tr("Case in use"), barred.sentence, [("read", tr("Open for reading only"))])
        dialog.answered.connect(lambda _: self._window.door.enter(barred.path, read_only=True, passphrase=barred.passphrase))
        self._up(dialog)

    def _ask_repair(self, barred: Barred) -> None:
        answers = [("restore", tr("Restore a backup…")), ("repair", tr("Save what is left…"))]
        dialog = Ask(self._window, tr("Damaged case"), barred.sentence, answers)
        dialog.answered.connect(partial(self._mend, barred))
        self._up(dialog)

    def _mend(self, barred: Barred, answer: str) -> None:
        if answer == "restore":
            self._choose_backup(barred.path, barred.passphrase)
            return

        def save(target: Path) -> None:
            self._window.jobs.work(
                tr("Saving what is left"),
                lambda *_: wiring.repair(barred.path, target, barred.passphrase),
                lambda report: self._repaired(target, report, barred.passphrase),
            )

        self._where(tr("Save what is left as a new case"), f"{barred.path.stem} repaired{SUFFIX}", save)

    def _repaired(self, target: Path, report: Repaired, passphrase: str | None) -> None:
        heading = tr("What was saved and what was lost. The damaged file stays as it is.")
        lines = [(True, line) for line in report.saved] + [(False, line) for line in report.lost]
        self._up(LinesDialog(self._window, self._window.theme, tr("Repaired case"), heading, lines))
        self._window.door.enter(target, passphrase=passphrase)

    def _where(self, title: str, name: str, then: Callable[[Path], None]) -> None:
        dialog = QFileDialog(self._window, title, "", f"Cases (*{SUFFIX})")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.setDefaultSuffix(SUFFIX[1:])
        dialog.selectFile(name)
        dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        self._window.door.dialogue.emit(dialog)

    def _up(self, dialog: QDialog) -> None:
        dialog.show()
        dialog.raise_()
        self._window.door.dialogue.emit(dialog)
