"""Versions of a text in the window, texts from the clipboard, and a folder that is watched."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from casefile.bootstrap import importing, opening
from casefile.domain.drift import drift
from casefile.domain.rows import VersionRow
from casefile.errors import UserError
from casefile.gui.desk import Desk
from casefile.gui.dialogs.versions import VersionsDialog, version_words
from casefile.gui.jobs import Jobs
from casefile.gui.session import Session
from casefile.gui.theme import Theme
from casefile.gui.watching import FolderWatch

OLD = "Eleven containers were missing on Monday, the harbour authority said.\n\nNobody was hurt."
NEW = "Fourteen containers were missing on Monday, the harbour authority said.\n\nNobody was hurt. An inquiry began."
ROWS = (
    VersionRow(1, 4, False, "imported", "2025-03-03T10:00:00Z", "/papers/a.html", "utf-8", "a" * 64, "b" * 64, "Cranes"),
    VersionRow(2, 4, True, "corrected", "2025-03-04T11:30:00Z", "/papers/a.html", "utf-8", "c" * 64, "b" * 64, "Cranes"),
)


def test_what_went_is_struck_out_and_what_came_is_underlined(qtbot: QtBot, any_theme: Theme) -> None:
    dialog = VersionsDialog(None, any_theme, ROWS, may_write=True)
    qtbot.addWidget(dialog)
    asked: list[tuple[int, int]] = []
    dialog.drift_wanted.connect(lambda old, new: asked.append((old, new)))
    dialog.show()
    dialog.begin()
    assert asked == [(1, 2)]
    dialog.show_drift(OLD, NEW, drift(OLD, NEW))
    formed = {}
    block = dialog.view.document().begin()
    while block.isValid():
        for part in block:
            fragment = part.fragment()
            form = fragment.charFormat()
            formed[fragment.text().strip()] = (form.fontStrikeOut(), form.fontUnderline())
        block = block.next()
    assert formed["Eleven"] == (True, False)
    assert formed["Fourteen"] == (False, True)
    assert any("An inquiry began." in words and under for words, (_, under) in formed.items())
    dialog.list.setCurrentRow(1)
    assert asked == [(1, 2)], "the first version has none before it"
    assert dialog.view.toPlainText() == ""
    assert "corrected by hand" in version_words(ROWS[1])


def test_what_stayed_the_same_is_shortened_and_a_case_for_reading_changes_nothing(qtbot: QtBot, light: Theme) -> None:
    dialog = VersionsDialog(None, light, ROWS, may_write=False)
    qtbot.addWidget(dialog)
    same = "Long and unchanged words. " * 4000
    dialog.show_drift(f"a {same} b", f"c {same} d", drift(f"a {same} b", f"c {same} d"))
    assert len(dialog.view.toPlainText()) < 2_000
    buttons = {button.text(): button.isEnabled() for button in dialog.findChildren(QPushButton)}
    assert buttons["Correct the text…"] is False
    assert buttons["Close"] is True


def test_a_pasted_text_is_an_article(tmp_path: Path) -> None:
    with opening.create_case(tmp_path / "pasted.casefile") as case:
        result = importing.paste(case, NEW, {"title": "Cranes", "outlet": "The Courier", "published": "2025-03-04"})
        assert result.article == "S1"
        row = case.ask.article(1).row
        assert (row.title, row.outlet, row.published.edtf) == ("Cranes", "The Courier", "2025-03-04")
        assert case.ask.original(1)[0] == NEW.encode()
        with pytest.raises(UserError, match="no text"):
            importing.paste(case, " \n", {})
        with pytest.raises(UserError):
            importing.paste(case, NEW, {"published": "soon"})


def test_a_file_that_comes_into_a_watched_folder_is_found(qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "old.txt").write_text("old")
    jobs = Jobs()
    with opening.create_case(tmp_path / "watched.casefile") as case:
        session = Session(case, jobs, Desk())
        found: list[Path] = []
        watch = FolderWatch(session, session, folder, found.extend)
        qtbot.waitUntil(lambda: bool(watch._watcher.directories()), timeout=60_000)
        (folder / "new.txt").write_text("new words")
        qtbot.waitUntil(lambda: found == [folder / "new.txt"], timeout=20_000)
        watch.stop()
        session.end()
    jobs.close()
