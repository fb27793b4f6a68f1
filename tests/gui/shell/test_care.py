"""Passphrase, backup, copy, check, repair, and what bars a case, through the window."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from casefile.bootstrap import importing, opening
from casefile.case import care
from casefile.domain.commands import AddNote
from casefile.gui.dialogs.ask import Ask
from casefile.gui.dialogs.choose import Choose
from casefile.gui.dialogs.lines import LinesDialog
from casefile.gui.dialogs.passphrase import PassphraseDialog
from casefile.gui.settings import Remembered
from casefile.gui.theme import dress, theme
from casefile.gui.window import Window

WORDS = "four lamps on the quay"


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    style = theme("light")
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    dress(app, style)
    made = Window(style, Remembered())
    made.show()
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed case with one article."""
    article = tmp_path / "pilot.txt"
    article.write_text("Pilot Ada Quill said on 3 May 2024 that ten ships waited.", "utf-8")
    case = opening.create_case(tmp_path / "ships.casefile", "Ships")
    importing.import_into(case, [article])
    case.close()
    return tmp_path / "ships.casefile"


def settle(window: Window, qtbot: QtBot) -> None:
    for _ in range(3):
        qtbot.waitUntil(lambda: window.jobs.idle and (window.session is None or window.session.quiet), timeout=30_000)
        qtbot.wait(5)


def entered(window: Window, qtbot: QtBot, path: Path, passphrase: str | None = None) -> None:
    window.door.enter(path, passphrase=passphrase)
    settle(window, qtbot)


def asked(window: Window, kind: type) -> object:
    found = [dialog for dialog in window.findChildren(kind) if dialog.isVisible()]
    assert len(found) == 1
    return found[0]


def press(dialog: object, words: str) -> None:
    buttons = dialog.findChild(QDialogButtonBox).findChildren(QPushButton)  # type: ignore[attr-defined]
    (button,) = [button for button in buttons if button.text() == words]
    button.click()


def test_a_case_is_encrypted_opened_and_decrypted(window: Window, qtbot: QtBot, path: Path) -> None:
    entered(window, qtbot, path)
    window.actions_table["encrypt"].trigger()
    dialog = asked(window, PassphraseDialog)
    assert isinstance(dialog, PassphraseDialog)
    dialog.first.setText(WORDS)
    dialog.again.setText("something else")
    assert dialog.sentence.text() == "The two are not the same yet."
    press(dialog, "Encrypt")
    assert dialog.isVisible()
    dialog.again.setText(WORDS)
    press(dialog, "Encrypt")
    settle(window, qtbot)
    assert care.is_encrypted(path)
    assert window.session is not None
    assert window.session.case.encrypted
    assert window.session.case.ask.search("ships").total

    window.close_case()
    settle(window, qtbot)
    entered(window, qtbot, path)
    assert window.session is None
    dialog = asked(window, PassphraseDialog)
    assert isinstance(dialog, PassphraseDialog)
    dialog.old.setText("five lamps")
    press(dialog, "Open")
    settle(window, qtbot)
    dialog = asked(window, PassphraseDialog)
    assert isinstance(dialog, PassphraseDialog)
    assert "does not open" in dialog.sentence.text()
    dialog.old.setText(WORDS)
    press(dialog, "Open")
    settle(window, qtbot)
    assert window.session is not None

    window.actions_table["decrypt"].trigger()
    dialog = asked(window, PassphraseDialog)
    assert isinstance(dialog, PassphraseDialog)
    dialog.old.setText(WORDS)
    press(dialog, "Take off")
    settle(window, qtbot)
    assert not care.is_encrypted(path)
    assert window.session is not None
    assert window.session.case.verify() == ()


def test_a_backup_is_made_and_put_back(window: Window, qtbot: QtBot, path: Path) -> None:
    entered(window, qtbot, path)
    window.actions_table["backup"].trigger()
    settle(window, qtbot)
    assert window.notice.words.startswith("Backed up and checked")
    assert window.session is not None
    window.session.do(AddNote("S1", "Written after the backup."))
    settle(window, qtbot)
    assert len(window.session.case.ask.notes()) == 1
    window.actions_table["restore"].trigger()
    settle(window, qtbot)
    dialog = asked(window, Choose)
    assert isinstance(dialog, Choose)
    assert dialog.list.count() >= 1
    press(dialog, "Restore")
    settle(window, qtbot)
    assert window.session is not None
    assert window.session.case.ask.notes() == ()
    assert list(path.parent.glob("ships before restoring*.casefile"))


def test_a_copy_is_saved_checked_and_the_case_compacted(window: Window, qtbot: QtBot, path: Path) -> None:
    entered(window, qtbot, path)
    window.actions_table["copy"].trigger()
    dialog = window.findChild(QFileDialog)
    assert dialog is not None
    target = path.with_name("copy.casefile")
    dialog.fileSelected.emit(str(target))
    dialog.close()
    settle(window, qtbot)
    assert opening.open_case(target, read_only=True).verify() == ()
    window.actions_table["compact"].trigger()
    settle(window, qtbot)
    assert window.session is not None
    window.actions_table["verify"].trigger()
    settle(window, qtbot)
    assert window.notice.words.startswith("The case is sound")


def test_tampering_is_listed(window: Window, qtbot: QtBot, path: Path) -> None:
    from casefile.store.driver import connect

    database = connect(path)
    database.execute("UPDATE audit SET at = '1999' WHERE sequence = 1")
    database.close()
    entered(window, qtbot, path)
    window.actions_table["verify"].trigger()
    settle(window, qtbot)
    dialog = asked(window, LinesDialog)
    assert isinstance(dialog, LinesDialog)
    assert "entry 1" in dialog.list.item(0).text()


def test_a_damaged_case_is_saved_as_a_new_one(window: Window, qtbot: QtBot, path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) - 4096 * 3])
    entered(window, qtbot, path)
    assert window.session is None
    dialog = asked(window, Ask)
    press(dialog, "Save what is left…")
    chooser = window.findChild(QFileDialog)
    assert chooser is not None
    target = path.with_name("saved.casefile")
    chooser.fileSelected.emit(str(target))
    chooser.close()
    settle(window, qtbot)
    report = asked(window, LinesDialog)
    assert isinstance(report, LinesDialog)
    assert report.list.count() >= 2
    assert window.session is not None
    assert window.session.case.path == target


HOLD = """
    import sys
    from pathlib import Path
    from casefile.bootstrap import opening
    with opening.open_case(Path(sys.argv[1])):
        print("open", flush=True)
        sys.stdin.readline()
"""


def test_a_case_in_use_is_offered_for_reading_only(window: Window, qtbot: QtBot, path: Path) -> None:
    root = str(Path(__file__).resolve().parents[3])
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(HOLD), str(path)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": root},
    ) as holder:  # fmt: skip
        assert holder.stdin is not None
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        entered(window, qtbot, path)
        assert window.session is None
        dialog = asked(window, Ask)
        press(dialog, "Open for reading only")
        settle(window, qtbot)
        assert window.session is not None
        assert window.session.case.read_only
        assert not window.actions_table["encrypt"].isEnabled()
        holder.stdin.write("\n")
        holder.stdin.flush()
        holder.wait()
