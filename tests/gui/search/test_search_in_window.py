"""In the whole window: a search is kept, articles come in, and what of them it finds is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from casefile.bootstrap import importing, opening
from casefile.gui.dialogs.form import Form
from casefile.gui.settings import Remembered
from casefile.gui.theme import dress, theme
from casefile.gui.window import Window


def settle(window: Window, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.jobs.idle and window.session is not None and window.session.quiet, timeout=40_000)
    qtbot.wait(1)
    qtbot.waitUntil(lambda: window.jobs.idle, timeout=40_000)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Window]:
    monkeypatch.setenv("CASEFILE_CACHE", str(tmp_path / "cache"))
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    dress(app, theme("light"))
    for name, text in (
        ("one", "A foghorn sounded at Grell."),
        ("two", "The foghorn of Grell sounded."),
        ("three", "It rained."),
    ):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    case = opening.create_case(tmp_path / "grell.casefile")
    importing.import_into(case, [tmp_path / "one.txt"])
    made = Window(theme("light"), Remembered())
    made.show()
    made.show_case(case)
    settle(made, qtbot)
    yield made
    made.close()
    made.deleteLater()


def test_a_kept_search_tells_of_new_articles_and_others_like_them_are_found(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    session = window.session
    assert session is not None
    window.errands.ask("foghorn")
    settle(window, qtbot)
    window.search.verb_requested.emit("keep-search", ("foghorn",))
    settle(window, qtbot)
    (form,) = (dialog for dialog in window.findChildren(Form) if dialog.isVisible())
    form.submitted.emit({"name": "Horns"})
    form.close()
    settle(window, qtbot)
    assert [(search.name, search.query) for search in session.case.ask.saved()] == [("Horns", "foghorn")]
    assert window.search.kept.menu().actions()[0].text() == "Horns\tfoghorn"
    with qtbot.waitSignal(session.alerted, timeout=40_000) as alerted:
        session.bring_in((tmp_path / "two.txt", tmp_path / "three.txt"), None, lambda _: None)
    assert [(alert.name, alert.new) for alert in alerted.args[0]] == [("Horns", (2,))]
    settle(window, qtbot)
    told = next(button for button in window.search.findChildren(QPushButton) if button.text() == "1 new in “Horns”")
    told.click()
    settle(window, qtbot)
    assert [hit.id for hit in window.search.model.hits] == ["S2"]
    window.verbs.run("like", ("S1",))
    settle(window, qtbot)
    assert window.top.search.text() == "like:S1"
    assert [hit.id for hit in window.search.model.hits] == ["S2"]
