"""The versions of an article's text, and making one: corrected, or read in another encoding."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from casefile.domain.commands import CorrectText
from casefile.domain.drift import Drift
from casefile.gui import wiring
from casefile.gui.asking.dialogues import Dialogues, Ids
from casefile.gui.dialogs.form import Field, Form
from casefile.gui.dialogs.versions import VersionsDialog
from casefile.gui.session import Session
from casefile.gui.text import tr

if TYPE_CHECKING:
    from casefile.store.read.versions import VersionText

_ENCODINGS = tuple(
    "utf-8 windows-1252 windows-1250 windows-1251 iso-8859-15 koi8-r shift_jis euc-jp iso-2022-jp gb18030 big5 euc-kr "
    "windows-1256 windows-1255 utf-16".split()
)


def versions(asks: Dialogues, session: Session, ids: Ids) -> None:
    """What became of an article's text."""
    number = int(ids[0][1:])
    case, jobs = session.case, session.jobs

    def show(rows: object) -> None:
        assert isinstance(rows, tuple)
        dialog = VersionsDialog(asks.window, asks.theme, rows, not case.read_only)

        def compare(old: int, new: int) -> None:
            def shown(answer: tuple[VersionText, VersionText, Drift]) -> None:
                dialog.show_drift(answer[0].text, answer[1].text, answer[2])

            jobs.read(lambda: case.ask.drift(number, old, new), shown, "versions")

        dialog.drift_wanted.connect(compare)
        dialog.correct_wanted.connect(lambda: correct(asks, session, ids))
        dialog.encoding_wanted.connect(lambda: encoding(asks, session, ids))
        asks.up(dialog)
        dialog.begin()

    jobs.read(lambda: case.ask.versions(number), show, "verbs")


def correct(asks: Dialogues, session: Session, ids: Ids) -> None:
    """The text as it should be: what was misread is put right."""
    number = int(ids[0][1:])

    def ask(text: str) -> None:
        asks.form(
            tr("Correct the text of S{}").format(number),
            tr("The original stays as it is. Findings and decisions find their place in the corrected text again."),
            [Field("text", tr("Text"), text, long=True)],
            tr("Save as new version"),
            lambda values: CorrectText(number, values["text"]),
            lambda values: (
                bool(values["text"].strip()) and values["text"] != text,
                "" if values["text"] != text else tr("Change something, or cancel."),
            ),
        )

    session.jobs.read(lambda: session.case.ask.article(number).text, ask, "verbs")


def encoding(asks: Dialogues, session: Session, ids: Ids) -> None:
    """The stored bytes read as what they are."""
    number = int(ids[0][1:])
    case = session.case

    def read(values: Mapping[str, str]) -> None:
        name = values["encoding"].strip()
        session.jobs.write(
            lambda: wiring.read_in_encoding(case, number, name), lambda changed: session.said.emit(changed.label, True)
        )

    form = Form(
        asks.window,
        tr("Read S{} in another encoding").format(number),
        tr("The stored bytes are read anew; the text gets a new version, and the former one is kept."),
        [Field("encoding", tr("Encoding"), hint="shift_jis", suggestions=_ENCODINGS)],
        tr("Read"),
        lambda values: (bool(values["encoding"].strip()), "" if values["encoding"].strip() else tr("Name an encoding.")),
    )
    form.submitted.connect(read)
    asks.up(form)
