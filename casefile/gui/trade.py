"""Cases that meet in the window: giving a selection as a case of its own, taking over what a colleague decided."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QFileDialog

from casefile.domain.commands import TakeOver
from casefile.domain.exchange import Meeting, Offer
from casefile.gui import wiring
from casefile.gui.dialogs.choose import Choose, Option
from casefile.gui.dialogs.passphrase import PassphraseDialog
from casefile.gui.text import count, isolate, one_line, tr
from casefile.gui.wiring import SUFFIX, Bar, Barred

if TYPE_CHECKING:
    from casefile.gui.window import Window

_WORDS = 60


class Trade(QObject):
    """Of one window."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window

    def handlers(self) -> dict[str, Callable[[], object]]:
        return {"give": self.ask_give, "take-over": self.ask_take_over}

    def ask_give(self) -> None:
        """Ask where, and write what is in scope there as a case of its own."""
        session = self._window.session
        if session is not None:
            dialog = self._files(tr("Give what is in scope as a case"), save=True)
            dialog.selectFile(f"{session.case.path.stem} selection{SUFFIX}")
            dialog.fileSelected.connect(lambda name: self.give(Path(name)))

    def give(self, path: Path) -> None:
        """Write what is in scope as a case of its own."""
        session = self._window.session
        if session is None:
            return
        case, scope = session.case, self._window.desk.selection.scope
        target = path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)

        def say(numbers: tuple[int, ...]) -> None:
            words = tr("{0} with all that was decided about them: {1}")
            self._window.notice.say(words.format(count(len(numbers), tr("article")), isolate(str(target))))

        self._window.jobs.work(tr("Giving a selection"), lambda *_: case.give(target, scope), say)

    def ask_take_over(self) -> None:
        """Ask for a colleague's case, and show what it decided about the same articles."""
        if self._window.session is not None:
            dialog = self._files(tr("Take over decisions from"), save=False)
            dialog.fileSelected.connect(lambda name: self.look_at(Path(name)))

    def look_at(self, path: Path, passphrase: str | None = None) -> None:
        """Show what another case decided about the same articles."""
        session = self._window.session
        if session is not None:
            mine = session.case
            self._window.jobs.work(
                tr("Reading the other case"),
                lambda *_: wiring.offers(mine, path, passphrase),
                lambda answer: self._looked(path, answer),
            )

    def _looked(self, path: Path, answer: tuple[Offer, ...] | Barred) -> None:
        if isinstance(answer, Barred):
            self._barred(answer)
        else:
            self.review(path.stem, answer)

    def review(self, name: str, offers: tuple[Offer, ...]) -> None:
        """Ask which of these are taken over: what is new is ticked, what differs is not."""
        open_ones = [offer for offer in offers if offer.meeting is not Meeting.SAME]
        same = len(offers) - len(open_ones)
        if not open_ones:
            self._window.notice.say(
                tr("{0} decides nothing about these articles that this case does not.").format(isolate(name))
            )
            return
        why = tr(
            "Of what {0} decided about articles that this case has too. Ticked is what is new here; {1} the same."
        ).format(isolate(name), count(same, tr("decision is"), tr("decisions are")))
        options = [
            Option(offer.id, self._words(offer), aside=tr(str(offer.meeting)), ticked=offer.meeting is Meeting.NEW)
            for offer in open_ones
        ]
        by_id = {offer.id: offer.given for offer in open_ones}
        dialog = Choose(self._window, tr("Take over decisions"), why, options, tr("Take over"), several=True)
        dialog.resize(680, 520)
        dialog.chosen.connect(lambda keys: self._window.do(TakeOver(tuple(by_id[key] for key in keys), name), "dialog"))
        self._up(dialog)

    def _words(self, offer: Offer) -> str:
        about = f" “{one_line(offer.given.words, _WORDS)}”" if offer.given.words else ""
        mine = tr(" (here: {0})").format(isolate(offer.mine)) if offer.mine else ""
        return f"S{offer.article}{isolate(about)}: {isolate(offer.what)}{mine}"

    def _barred(self, barred: Barred) -> None:
        if barred.bar is not Bar.LOCKED:
            self._window.notice.say(barred.sentence, error=True)
            return
        dialog = PassphraseDialog(
            self._window,
            tr("Read encrypted case"),
            tr("{0} is encrypted.").format(isolate(barred.path.name)),
            tr("Read"),
            old=True,
            new=False,
            wrong=barred.sentence if barred.passphrase is not None else "",
        )
        dialog.given.connect(lambda old, _: self.look_at(barred.path, old))
        self._up(dialog)

    def _files(self, title: str, *, save: bool) -> QFileDialog:
        dialog = QFileDialog(self._window, title, "", tr("Cases (*{0})").format(SUFFIX))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave if save else QFileDialog.AcceptMode.AcceptOpen)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile if save else QFileDialog.FileMode.ExistingFile)
        # What is there already is refused with a sentence, not written over.
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        self._up(dialog)
        return dialog

    def _up(self, dialog: QDialog) -> None:
        dialog.show()
        self._window.door.dialogue.emit(dialog)
