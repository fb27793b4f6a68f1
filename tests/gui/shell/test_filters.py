"""Narrowing by what the investigator said: what is offered, what it means, and what is left in the panes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from casefile.bootstrap import importing, opening
from casefile.domain.commands import AddNote, AddTag, SetGrade, Star
from casefile.domain.scope import And, Graded, Marked, Not, OfOutlet, Or, Scope, Tagged
from casefile.gui.asking.filters import choices, joined
from casefile.gui.dialogs.choose import Choose
from casefile.gui.settings import Remembered
from casefile.gui.theme import Theme
from casefile.gui.window import Window

TEXTS = (
    "Halden Lines was attacked in June 2024.",
    "Mira Solberg said on 21 June 2024 it was over.",
    "Ferries ran in May 2024.",
)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, light: Theme) -> Iterator[Window]:
    monkeypatch.setenv("CASEFILE_CACHE", str(tmp_path / "cache"))
    for number, text in enumerate(TEXTS):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    case = opening.create_case(tmp_path / "ferry.casefile", "Ferry")
    importing.import_into(case, [tmp_path / f"{number}.txt" for number in range(3)])
    for command in (
        SetGrade("S1", "B2"),
        SetGrade("S2", "C"),
        Star(("S1", "S3")),
        AddTag(("S2",), "key"),
        AddNote("S3", "Why?"),
    ):
        case.do(command)
    made = Window(light, Remembered(forgetful=True))
    made.show()
    made.show_case(case)
    settle(made, qtbot)
    yield made
    made.close()
    made.deleteLater()


def settle(window: Window, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.jobs.idle and (window.session is None or window.session.quiet), timeout=20_000)
    qtbot.wait(1)


def offered(window: Window, qtbot: QtBot) -> Choose:
    qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(Choose)), timeout=20_000)
    return next(one for one in window.findChildren(Choose) if one.isVisible())


def tick(dialog: Choose, *wanted: str) -> None:
    for row in range(dialog.list.count()):
        item = dialog.list.item(row)
        if item.text() in wanted:
            item.setCheckState(Qt.CheckState.Checked)
    dialog.buttons.accepted.emit()


def shown(window: Window) -> list[int]:
    assert window.session is not None
    return [row.number for row in window.session.case.ask.articles(window.desk.selection.scope)]


def chips(window: Window) -> list[str]:
    found = window.focus_bar.findChildren(QPushButton)
    return [one.text().removesuffix("  ✕") for one in found if one.property("tone") == "chip" and one.isVisible()]


def test_several_of_one_kind_widen_and_several_kinds_narrow() -> None:
    known = choices((("key", 2), ("late", 1)), (("The Lantern", 4),))
    by_words = {words: (kind, words, condition) for kind, words, condition in known}
    assert len(by_words) == len(known)
    some = [by_words[words] for words in ("#key", "#late", "Starred")]
    assert joined(some) == And((Or((Tagged("key"), Tagged("late"))), Marked("starred")))
    assert joined([by_words["The Lantern"]]) == OfOutlet("The Lantern")
    assert joined([by_words["Not decided yet"]]) == Not(Marked("decided"))


@pytest.mark.parametrize(
    ("wanted", "scope", "words", "left"),
    [
        (("Starred",), Marked("starred"), ["starred"], [1, 3]),
        (("Starred", "With a note"), Or((Marked("starred"), Marked("noted"))), ["starred or with a note"], [1, 3]),
        (("#key",), Tagged("key"), ["#key"], [2]),
        (("B  usually reliable",), Graded("B"), ["grade B"], [1]),
        (("No grade",), Graded(""), ["no grade"], [3]),
        (("Starred", "No grade"), And((Marked("starred"), Graded(""))), ["starred", "no grade"], [3]),
        (("2  probably true",), Graded("2"), ["grade 2"], [1]),
    ],
)
def test_the_panes_show_what_is_ticked(
    window: Window, qtbot: QtBot, wanted: tuple[str, ...], scope: Scope, words: list[str], left: list[int]
) -> None:
    window.focus_bar.filter_button.click()
    tick(offered(window, qtbot), *wanted)
    settle(window, qtbot)
    assert window.desk.selection.scope == scope
    assert chips(window) == words
    assert shown(window) == left
    assert window.articles.model.rowCount() == len(left)
    window.desk.back()
    assert shown(window) == [1, 2, 3]


def test_a_search_can_ask_for_what_was_said(window: Window, qtbot: QtBot) -> None:
    window.errands.ask("is:starred June")
    settle(window, qtbot)
    assert {hit.article for hit in window.search.model.hits} == {"S1"}
    window.errands.entered("is:starred NOT grade:B", narrow=True)
    settle(window, qtbot)
    assert shown(window) == [3]
