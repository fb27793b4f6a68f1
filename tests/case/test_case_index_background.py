"""In a window nobody waits for the index: a process of its own makes it, and says how far it is."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from made import ECHO, HARBOUR, SOURCES

from casefile.case import Case, indexing
from casefile.case.deputy import Deputies
from casefile.domain.commands import AddNote
from casefile.index import CaseIndex, open_index

Opened = Callable[..., tuple[Case, list[str]]]
PATIENCE = 60.0


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "case.casefile"
    with Case.create(made, index=lambda one: open_index(one, tmp_path / "first")) as case:
        for command in (HARBOUR, SOURCES, ECHO):
            case.do(command)
    return made


@pytest.fixture
def opened(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Opened]:
    """Opens it as a window does, in which even a small case is left to the deputy."""
    monkeypatch.setattr(indexing, "_SMALL", -1)
    cases: list[Case] = []

    def make(index: Callable[[str], CaseIndex] = lambda one: open_index(one, tmp_path / "second")) -> tuple[Case, list[str]]:
        said: list[str] = []
        case = Case.open(path, index=index)
        cases.append(case)
        case.index_in_background(said.append)
        return case, said

    yield make
    for case in cases:
        case.close()


def until(reached: Callable[[], bool]) -> None:
    begun = time.monotonic()
    while not reached():
        assert time.monotonic() - begun < PATIENCE, "it did not come"
        time.sleep(0.01)


@pytest.mark.parametrize("in_memory", [False, True])
def test_a_missing_index_is_made_by_a_deputy_while_search_goes_on(opened: Opened, tmp_path: Path, in_memory: bool) -> None:
    case, said = opened(lambda one: open_index(one, tmp_path / "second", in_memory=in_memory))
    answer = case.ask.search("Vance")
    assert (answer.total, answer.index_state) == (0, "rebuilding")
    until(lambda: "up to date" in said)
    assert said[0] == "rebuilding"
    assert any(words.startswith("being made anew, ") and words.endswith(" %") for words in said)
    answer = case.ask.search("Vance")
    assert answer.total > 0
    assert answer.index_state == "up to date"
    assert "Vance" in answer.hits[0].snippet


def test_the_old_index_serves_until_the_new_one_is_whole(
    opened: Opened, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, said = opened()
    case.ask.search("Vance")
    until(lambda: "up to date" in said)
    with Case.open(path, index=lambda one: open_index(one, tmp_path / "third")) as other:
        # This one's index does not hear of it: only the revision tells.
        other.do(AddNote("", "An unmistakable zymurgist."))
    answer = case.ask.search("Vance")
    assert answer.total > 0
    assert answer.index_state == "rebuilding"
    until(lambda: case.ask.index_state() == "up to date" and not case._indexing._deputies.busy)
    assert case.ask.search("zymurgist").total == 1
    # What this one changes itself is no work for a deputy.
    monkeypatch.setattr(Deputies, "send", None)
    case.do(AddNote("", "A second zymurgist."))
    assert case.ask.search("zymurgist").total == 2


def test_a_damaged_index_is_noticed_and_made_anew_behind_the_scenes(opened: Opened, tmp_path: Path) -> None:
    case, said = opened()
    case.ask.search("Vance")
    until(lambda: "up to date" in said)
    said.clear()
    for file in (tmp_path / "second").rglob("*.pack"):
        file.write_bytes(file.read_bytes()[:-40])
    again, said = opened()
    assert again.ask.search("Vance").index_state == "rebuilding"
    until(lambda: "up to date" in said)
    assert again.ask.search("Vance").total > 0


def test_a_deputy_that_is_killed_is_followed_by_one_who_waits(opened: Opened) -> None:
    case, _ = opened()
    case.ask.search("Vance")
    deputies = case._indexing._deputies
    until(lambda: deputies._process is not None)
    deputies._process.kill()
    until(lambda: not deputies.busy)
    assert case.ask.search("Vance").total > 0
    assert case.ask.index_state() == "up to date"


def test_closing_calls_the_deputy_back(opened: Opened) -> None:
    case, said = opened()
    case.ask.search("Vance")
    case.close()
    assert "up to date" not in said
    assert not [thread for thread in threading.enumerate() if thread.name == "index deputy"]
