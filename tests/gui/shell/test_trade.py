"""Giving a selection as a case, taking over what a colleague decided: through the window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from made import ECHO, HARBOUR, SOURCES
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from casefile.case import Case
from casefile.domain.commands import Accept, AddTag, Reject
from casefile.domain.scope import InArticle, Mode
from casefile.gui.dialogs.choose import Choose
from casefile.gui.settings import Remembered
from casefile.gui.theme import Theme
from casefile.gui.window import Window
from casefile.index import open_index


@pytest.fixture
def window(qtbot: QtBot, light: Theme, tmp_path: Path) -> Iterator[Window]:
    path = tmp_path / "mine.casefile"
    with Case.create(path, "Mine", index=open_index) as case:
        for command in (HARBOUR, SOURCES, ECHO):
            case.do(command)
    shown = Window(light, Remembered(forgetful=True))
    qtbot.addWidget(shown)
    shown.show()
    with qtbot.waitSignal(shown.case_shown, timeout=20_000):
        shown.door.enter(path)
    yield shown
    shown.close()


def test_a_selection_goes_out_and_decisions_come_back(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    assert window.session is not None
    case = window.session.case
    window.desk.set_scope(InArticle(1), Mode.REPLACE, "test")
    out = tmp_path / "given.casefile"
    window.trade.give(tmp_path / "given")
    qtbot.waitUntil(out.exists, timeout=20_000)
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=20_000)
    first, second = (row.id for row in case.ask.mentions(InArticle(1))[:2])
    with Case.open(out, index=open_index) as given:
        assert [row.id for row in given.ask.articles()] == ["S1"]
        given.do(AddTag((first,), "key"))
        given.do(Reject((second,)))
    case.do(Accept((second,)))
    with qtbot.waitSignal(window.door.dialogue, timeout=20_000) as came:
        window.trade.look_at(out)
    (dialog,) = came.args
    assert isinstance(dialog, Choose)
    ticks = {dialog.list.item(row).text(): dialog.list.item(row).checkState() for row in range(dialog.list.count())}
    assert sorted(ticks.values(), key=lambda state: state.value) == [Qt.CheckState.Unchecked, Qt.CheckState.Checked]
    assert any("(here: accepted)" in words for words in ticks)
    dialog.buttons.accepted.emit()
    qtbot.waitUntil(lambda: case.ask.tags() == (("key", 1),), timeout=20_000)
    assert [row.decision for row in case.ask.mentions() if row.id == second] == ["accepted"]


def test_where_all_is_the_same_nothing_is_asked(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    out = tmp_path / "given.casefile"
    window.trade.give(out)
    qtbot.waitUntil(lambda: out.exists() and not window.jobs.running, timeout=20_000)
    with qtbot.assertNotEmitted(window.door.dialogue, wait=1500):
        window.trade.look_at(out)
    assert "decides nothing" in window.notice.words


def test_places_are_asked_for(window: Window, qtbot: QtBot) -> None:
    for action in ("give", "take-over"):
        with qtbot.waitSignal(window.door.dialogue) as came:
            window.actions_table[action].trigger()
        (dialog,) = came.args
        assert isinstance(dialog, QDialog)
        dialog.close()
