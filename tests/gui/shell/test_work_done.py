"""Work, counted: panes nobody sees ask nothing, a long list asks for what is in sight, garbage is swept in its place."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from casefile.bootstrap import importing, opening
from casefile.domain.scope import Matching, Mode
from casefile.gui.jobs import Jobs
from casefile.gui.panes.articles.model import BLOCK
from casefile.gui.settings import Remembered
from casefile.gui.sweeping import Sweeper
from casefile.gui.theme import Theme
from casefile.gui.window import Window

MANY = 3 * BLOCK


@pytest.fixture
def window(qtbot: QtBot, light: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Window]:
    monkeypatch.setenv("CASEFILE_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "papers"
    folder.mkdir()
    for number in range(MANY):
        (folder / f"{number}.txt").write_text(f"Ferry {number} late\n\nThe ferry {number} was late.\n", encoding="utf-8")
    with opening.create_case(tmp_path / "ferry.casefile", "Ferry") as case:
        importing.import_into(case, [folder])
    made = Window(light, Remembered(forgetful=True))
    made.resize(1280, 800)
    made.show()
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def asked(window: Window, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Keys of what was asked."""
    keys: list[str] = []
    read = Jobs.read

    def counted(jobs: Jobs, question: Callable[[], object], then: Callable[[object], None], key: str, *more: object) -> None:
        keys.append(key)
        read(jobs, question, then, key, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(Jobs, "read", counted)
    return keys


def settle(window: Window, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.jobs.idle and window.session is not None and window.session.quiet, timeout=60_000)
    qtbot.wait(1)


def test_only_panes_in_sight_ask(window: Window, asked: list[str], qtbot: QtBot, tmp_path: Path) -> None:
    window.door.enter(tmp_path / "ferry.casefile")
    settle(window, qtbot)
    of_panes = {key.partition(".")[0] for key in asked}
    hidden = {"quotes", "figures", "notes", "tags", "review"}
    assert {"articles", "entities", "timeline"} <= of_panes
    assert of_panes.isdisjoint(hidden)
    asked.clear()
    window.desk.set_scope(Matching("ferry"), Mode.NARROW)
    settle(window, qtbot)
    assert {key.partition(".")[0] for key in asked}.isdisjoint(hidden)
    asked.clear()
    window.arrangement.bring(window.quotes)
    settle(window, qtbot)
    assert asked.count("quotes.rows") == 1


def test_a_long_list_reads_what_is_in_sight(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    window.door.enter(tmp_path / "ferry.casefile")
    settle(window, qtbot)
    model = window.articles.model
    assert model.rowCount() == MANY
    assert len(model.rows) <= BLOCK
    window.articles.list.scrollToBottom()
    qtbot.waitUntil(lambda: model.numbers[-1] in {row.number for row in model.rows}, timeout=20_000)
    assert len(model.rows) <= 2 * BLOCK


def test_garbage_is_collected_on_the_gui_thread_alone(qtbot: QtBot) -> None:
    seen: set[int] = set()

    def collecting(phase: str, _info: dict[str, int]) -> None:
        if phase == "start":
            seen.add(threading.get_ident())

    def litter() -> int:
        made = []
        for _ in range(50_000):
            ring: list[object] = []
            ring.append(ring)
            made.append(ring)
        return len(made)

    gc.callbacks.append(collecting)
    jobs = Jobs()
    done: list[int] = []
    try:
        jobs.read(litter, done.append, "test")
        qtbot.waitUntil(lambda: bool(done), timeout=20_000)
        jobs._sweeper.sweep()
    finally:
        jobs.close()
        gc.callbacks.remove(collecting)
    assert seen <= {threading.get_ident()}
    assert gc.isenabled() or Sweeper._at_work > 0


def test_what_goes_round_in_a_ring_is_found(qtbot: QtBot) -> None:
    sweeper = Sweeper()
    try:
        gc.collect()
        for _ in range(3000):
            ring: list[object] = []
            ring.append(ring)
        assert sweeper.sweep() >= 2900
    finally:
        sweeper.end()


def test_panes_nobody_looked_at_are_not_made(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    window.door.enter(tmp_path / "ferry.casefile")
    settle(window, qtbot)
    assert {pane.name for pane in window.arrangement.made} == {"reader", "articles", "entities", "timeline"}
    window.desk.set_scope(Matching("ferry"), Mode.NARROW)
    settle(window, qtbot)
    quotes = next(dock for dock in window.arrangement.docks if dock.slot.name == "quotes")
    group = window.arrangement.keeper.group(quotes)
    group[0].header.chosen.emit(group.index(quotes))
    settle(window, qtbot)
    # What comes late knows what the others know.
    (made,) = (pane for pane in window.arrangement.made if pane.name == "quotes")
    assert made.isVisible()
    assert made.selection == window.desk.selection
    assert not made.waiting
    quotes.close()
    quotes.show()
    assert made is window.quotes


def test_a_dock_that_comes_into_sight_by_itself_is_not_empty(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    """As when a kept arrangement is restored, or the dock in front of it is closed."""
    window.door.enter(tmp_path / "ferry.casefile")
    settle(window, qtbot)
    for name in ("articles", "notes"):
        next(dock for dock in window.arrangement.docks if dock.slot.name == name).close()
        qtbot.waitUntil(lambda: window.jobs.idle)
    qtbot.waitUntil(lambda: "tags" in {pane.name for pane in window.arrangement.made})
