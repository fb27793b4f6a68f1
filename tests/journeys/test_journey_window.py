"""From a pile of articles to a brief through the window's own widgets; the command line then says the same of the case."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from support import Casefile

from casefile.assets import resource
from casefile.domain.ids import Kind
from casefile.domain.selection import Focus
from casefile.gui.app import application
from casefile.gui.dialogs.bring_in import ImportDialog
from casefile.gui.dialogs.choose import Choose
from casefile.gui.dialogs.form import Form
from casefile.gui.dialogs.results import ResultsDialog
from casefile.gui.settings import Remembered
from casefile.gui.theme import dress, theme
from casefile.gui.window import Window


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[Window]:
    style = theme("light")
    dress(application(), style)
    made = Window(style, Remembered(forgetful=True))
    made.show()
    yield made
    made.close()
    made.deleteLater()


def settle(window: Window, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.jobs.idle and (window.session is None or window.session.quiet), timeout=60_000)
    qtbot.wait(1)
    qtbot.waitUntil(lambda: window.jobs.idle, timeout=60_000)


def dialogue(window: Window, kind: type[QDialog], qtbot: QtBot) -> QDialog:
    def up() -> list[QWidget]:
        return [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]

    qtbot.waitUntil(lambda: bool(up()), timeout=60_000)
    (found,) = up()
    assert isinstance(found, QDialog)
    return found


def test_from_import_to_brief(window: Window, qtbot: QtBot, tmp_path: Path, casefile: Casefile) -> None:
    articles = resource("sample", "articles")
    window.door.create(tmp_path / "halden")
    qtbot.waitUntil(lambda: window.session is not None, timeout=20_000)
    session = window.session
    assert session is not None

    window.actions_table["import"].trigger()
    bring_in = dialogue(window, ImportDialog, qtbot)
    assert isinstance(bring_in, ImportDialog)
    bring_in.wanted.emit((articles,), articles / "manifest.csv")
    bring_in.close()
    results = dialogue(window, ResultsDialog, qtbot)
    results.close()
    settle(window, qtbot)
    assert window.articles.model.rowCount() == 10

    window.desk.focus(Focus(Kind.ARTICLE, "S8", 8), "test")
    settle(window, qtbot)
    assert window.reader.article is not None
    assert window.reader.article.row.number == 8
    window.actions_table["published"].trigger()
    form = dialogue(window, Form, qtbot)
    assert isinstance(form, Form)
    line = form.widget("published")
    assert isinstance(line, QLineEdit)
    qtbot.keyClicks(line, "2025-09")
    form.buttons.accepted.emit()
    settle(window, qtbot)
    assert session.case.ask.article(8).row.published.edtf == "2025-09"

    people = {row.name: row.id for row in session.case.ask.entities()}
    window.verbs.run("merge", (people["Katarina Brandt"],))
    choose = dialogue(window, Choose, qtbot)
    assert isinstance(choose, Choose)
    choose.chosen.emit((people["Katarzyna Brandt"],))
    choose.close()
    settle(window, qtbot)
    assert "Katarzyna Brandt" in session.case.ask.entity(people["Katarina Brandt"]).row.aliases

    qtbot.keyClicks(window.top.search, "insurer AND warning")
    qtbot.keyClick(window.top.search, Qt.Key.Key_Return)
    settle(window, qtbot)
    assert window.search.isVisible()

    brief = tmp_path / "brief.pdf"
    window.door.export(session, brief, window.brief.order)
    qtbot.waitUntil(lambda: "brief is written" in window.notice.words, timeout=120_000)
    assert brief.read_bytes().startswith(b"%PDF-")

    window.close_case()
    qtbot.waitUntil(lambda: window.session is None and window.jobs.idle, timeout=20_000)
    case = tmp_path / "halden.casefile"
    rows = {row["id"]: row for row in casefile("articles", case, "--json").rows}
    assert rows["S8"]["published"] == {"edtf": "2025-09", "basis": "given", "confidence": 1.0}
    assert casefile("verify", case).code == 0
    assert casefile("undo", case).code == 0
    names = {row["name"] for row in casefile("entities", case, "--json").rows}
    assert {"Katarina Brandt", "Katarzyna Brandt"} <= names
