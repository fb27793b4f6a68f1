"""One selection for all panes: what narrows one narrows all, the counts are those of the scope, and a lock holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from casefile.bootstrap import importing, opening
from casefile.case.ask import Ask
from casefile.domain.commands import AddTag
from casefile.domain.ids import Kind
from casefile.domain.scope import (
    EVERYTHING,
    BySpeaker,
    During,
    Matching,
    Mode,
    Not,
    OfEntity,
    OfOutlet,
    Scope,
    Tagged,
)
from casefile.domain.selection import Focus
from casefile.gui.settings import Remembered
from casefile.gui.theme import theme
from casefile.gui.window import Window


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CASEFILE_CACHE", str(folder / "cache"))
        with opening.create_case(folder / "sample.casefile", "Sample") as case:
            importing.import_sample(case)
            case.do(AddTag(("S4", "S7"), "key"))
    return folder / "sample.casefile"


@pytest.fixture
def window(qtbot: QtBot, sample: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Window]:
    monkeypatch.setenv("CASEFILE_CACHE", str(sample.parent / "cache"))
    made = Window(theme("light"), Remembered(forgetful=True))
    made.resize(1440, 900)
    made.show()
    made.door.enter(sample)
    qtbot.waitUntil(lambda: made.session is not None, timeout=30_000)
    settle(made, qtbot)
    yield made
    made.close()
    made.deleteLater()


def settle(window: Window, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.jobs.idle and (window.session is None or window.session.quiet), timeout=30_000)
    qtbot.wait(1)
    qtbot.waitUntil(lambda: window.jobs.idle, timeout=30_000)


def asked(window: Window) -> Ask:
    assert window.session is not None
    return window.session.case.ask


def someone(window: Window, words: str) -> str:
    return next(row.id for row in asked(window).entities() if words in row.name)


def seen(window: Window, qtbot: QtBot) -> dict[str, int]:
    """What each pane says it shows."""
    for pane in (window.entities, window.quotes, window.figures, window.articles):
        window.arrangement.bring(pane)
        settle(window, qtbot)
    return {
        "articles": window.articles.model.rowCount(),
        "entities": window.entities.model.total,
        "quotes": window.quotes.model.total,
        "figures": window.figures.model.total,
    }


SCOPES: dict[str, Callable[[Window], Scope]] = {
    "everything": lambda _: EVERYTHING,
    "entity": lambda window: OfEntity(someone(window, "Lindqvist")),
    "interval": lambda _: During("2025-05-01", "2025-06-30"),
    "outlet": lambda _: OfOutlet("Northern Wire"),
    "speaker": lambda window: BySpeaker(someone(window, "Brandt")),
    "tag": lambda _: Tagged("key"),
    "query": lambda _: Matching("naval"),
    "except": lambda _: Not(OfOutlet("Northern Wire")),
}


@pytest.mark.parametrize("name", list(SCOPES))
def test_every_pane_counts_what_is_in_scope(window: Window, qtbot: QtBot, name: str) -> None:
    scope = SCOPES[name](window)
    if scope != EVERYTHING:
        window.desk.set_scope(scope, Mode.REPLACE, "test")
    settle(window, qtbot)
    ask = asked(window)
    overview = ask.overview(scope)
    shown = seen(window, qtbot)
    assert shown == {
        "articles": overview.scoped.articles,
        "entities": len(ask.entities(scope)),
        "quotes": overview.scoped.quotes,
        "figures": overview.scoped.figures,
    }
    assert overview.scoped.articles <= overview.counts.articles
    if name not in ("everything", "tag"):
        assert overview.scoped.quotes < overview.counts.quotes
    assert f"{overview.scoped.articles:,} of {overview.counts.articles:,} articles" in window.focus_bar._counts.text()
    assert window.focus_bar._counts.text().count(f"{overview.scoped.quotes:,} quote") == 1


def chips(window: Window) -> list[str]:
    found = window.focus_bar.findChildren(QPushButton)
    return [chip.text().removesuffix("  ✕") for chip in found if chip.property("tone") == "chip" and chip.isVisible()]


def test_replace_narrow_widen_and_except_are_said_in_words(window: Window, qtbot: QtBot) -> None:
    desk = window.desk
    desk.set_scope(OfOutlet("Northern Wire"), Mode.REPLACE)
    settle(window, qtbot)
    assert chips(window) == ["Northern Wire"]
    wire = window.articles.model.numbers
    desk.set_scope(OfOutlet("Coastline Ledger"), Mode.WIDEN)
    settle(window, qtbot)
    assert chips(window) == ["Northern Wire or Coastline Ledger"]
    both = window.articles.model.numbers
    assert set(wire) < set(both)
    desk.set_scope(During("2025-06-01", "2025-12-31"), Mode.NARROW)
    settle(window, qtbot)
    assert chips(window) == ["Northern Wire or Coastline Ledger", "Jun 2025 – Dec 2025"]
    desk.set_scope(Matching("naval"), Mode.EXCEPT)
    settle(window, qtbot)
    assert chips(window)[-1] == "not naval"
    desk.back()
    desk.back()
    settle(window, qtbot)
    assert window.articles.model.numbers == both
    desk.forward()
    settle(window, qtbot)
    assert len(chips(window)) == 2
    chip = next(c for c in window.focus_bar.findChildren(QPushButton) if c.text().startswith("Northern") and c.isVisible())
    chip.click()
    settle(window, qtbot)
    assert chips(window) == ["Jun 2025 – Dec 2025"]


def test_a_click_in_one_pane_focuses_in_all(window: Window, qtbot: QtBot) -> None:
    row = next(row for row in asked(window).entities() if "Lindqvist" in row.name)
    window.entities.focus_requested.emit(Focus(Kind.ENTITY, row.id))
    settle(window, qtbot)
    focus = window.desk.selection.focus
    assert focus is not None
    for pane in window.arrangement.panes:
        assert pane.links.focus == focus, pane.name
    numbers = {int(name[1:]) for name in row.articles}
    assert window.articles.delegate.linked == numbers


def test_a_locked_pane_keeps_what_it_shows(window: Window, qtbot: QtBot) -> None:
    dock = next(dock for dock in window.arrangement.docks if dock.pane is window.articles)
    everything = window.articles.model.numbers
    dock.header.lock.click()
    window.desk.set_scope(OfOutlet("Northern Wire"), Mode.REPLACE)
    settle(window, qtbot)
    assert window.articles.model.numbers == everything
    dock.header.lock.click()
    settle(window, qtbot)
    assert set(window.articles.model.numbers) < set(everything)


def test_double_click_narrows_and_escape_steps_back(window: Window, qtbot: QtBot) -> None:
    window.arrangement.bring(window.articles)
    settle(window, qtbot)
    everything = window.articles.model.numbers
    view = window.articles.list
    at = view.visualRect(window.articles.model.index(1)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    settle(window, qtbot)
    at = view.visualRect(window.articles.model.index(1)).center()
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    settle(window, qtbot)
    assert window.articles.model.numbers == (everything[1],)
    while window.desk.can_go_back:
        qtbot.keyClick(window, Qt.Key.Key_Escape)
    settle(window, qtbot)
    assert window.articles.model.numbers == everything
