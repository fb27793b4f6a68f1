"""Hostile queries, hostile texts, damaged files, killed writers, two programs at once."""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import shutil
import signal
import stat
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casefile.domain.documents import IndexDocument
from casefile.errors import QueryError
from casefile.index import CaseIndex, forget_index, open_index
from casefile.index.place import Place


def documents(count: int, word: str = "lantern") -> Iterator[IndexDocument]:
    chance = random.Random(count)
    for number in range(1, count + 1):
        made = ("".join(chance.choices("abcdefghij", k=chance.randint(2, 7))) for _ in range(60))
        yield IndexDocument(
            f"S{number}", "article", number, f"Report {number}", f"{word} {' '.join(made)}", outlet="Quay News"
        )


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CaseIndex]:
    index = open_index("safe", tmp_path_factory.mktemp("index"))
    index.update(documents(400), (), 1)
    yield index
    index.close()


HOSTILE = (
    "?????*",
    "*a*",
    "*",
    "[a TO zzzz]",
    "{a TO }",
    "abcd~9",
    "a~",
    "(" * 2000 + "a" + ")" * 2000,
    "word " * 10_000,
    "a OR " * 400 + "b",
    "NOT " * 200 + "a",
    "\0",
    "a\0b",
    "\ud800",
    "text:\udfff*",
    '"' * 999,
    "*?" * 500,
    "a" * 3_990 + "*",
    "a" * 3_990 + "~2",
    "b" * 99_999,
    "(((",
    "AND OR NOT",
    "^^^",
    "a^9999999999",
    "~~~~",
    ":::",
    "text:",
    "date:[ TO ]",
    "date:>",
    "> 5",
    "a < b",
    "[TO]",
    "''",
    "=",
    "=*",
    "-",
    "- -",
    '"a b"~99999999',
    "*a*b*c*d*e*f*g*h*",
    "é̀" * 2000,
    "＊",
    "date:99999999999",
    "date:0000",
    "article:S",
    "id:\ud800",
    "entity:e",
    "北*",
    '"不"~3',
    "a TO b]",
    "x:y:z",
    "text:text:text:a",
)


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_query_is_answered_or_refused_at_once(index: CaseIndex, query: str) -> None:
    begin = time.process_time()
    try:
        answer = index.search(query)
        assert answer.total >= len(answer.hits)
        assert answer.index_state == "up to date"
    except QueryError as error:
        refused = str(error)
    else:
        refused = "."
    assert refused.endswith(".")
    assert time.process_time() - begin < 1


@settings(max_examples=300, deadline=None)
@given(query=st.text(st.sampled_from("ab \"()[]{}*?~^:=<>-+'&|/.,\\TOANDORNOT date:19éは\ud800\0"), max_size=40))
def test_no_query_raises_anything_but_query_error(index: CaseIndex, query: str) -> None:
    try:
        answer = index.search(query)
        assert answer.total >= len(answer.hits)
    except QueryError:
        pass


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=300), title=st.text(max_size=30), outlet=st.text(max_size=20))
def test_any_text_can_be_indexed_and_shown(
    tmp_path_factory: pytest.TempPathFactory, text: str, title: str, outlet: str
) -> None:
    index = open_index("texts", tmp_path_factory.mktemp("texts"))
    index.update([IndexDocument("S1", "article", 1, title, text, outlet=outlet, tags=(text[:9],))], (), 1)
    (hit,) = index.search("*:*").hits
    assert hit.title == title
    for word in text.split()[:3]:
        try:
            for found in index.search(f'"{word}"').hits:
                assert all(0 <= start < end <= len(found.snippet) for start, end in found.hits)
        except QueryError:
            pass
    index.close()


def fresh(folder: Path, count: int = 60) -> Path:
    index = open_index("damaged", folder)
    index.update(documents(count), (), 1)
    index.update([IndexDocument("S900", "article", 900, "Late", "lantern oil")], (), 2)
    index.close()
    return next(folder.iterdir())


def test_no_flipped_byte_is_believed(tmp_path: Path) -> None:
    place = fresh(tmp_path)
    queries = ("lantern", '"lantern oil"', "abc*", "outlet:quay", "*:*", "lantem~")
    index = open_index("damaged", tmp_path)
    truth = [index.search(query) for query in queries]
    index.close()
    files = [path for path in place.rglob("*") if path.is_file() and path.name != "lock"]
    chance = random.Random(5)
    for _ in range(80):
        path = chance.choice(files)
        whole = path.read_bytes()
        at = chance.randrange(len(whole))
        stamp = (place / "stamp.json").read_bytes()
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << chance.randrange(8)]) + whole[at + 1 :])
        index = open_index("damaged", tmp_path)
        for query, expected in zip(queries, truth, strict=True):
            answer = index.search(query)
            if answer.index_state == "up to date":
                assert answer == expected
        index.close()
        # The index set aside what it did not trust: put all back for the next flip.
        if not path.exists():
            shutil.rmtree(place)
            place = fresh(tmp_path)
            files = [path for path in place.rglob("*") if path.is_file() and path.name != "lock"]
        else:
            path.write_bytes(whole)
            (place / "stamp.json").write_bytes(stamp)


@pytest.mark.parametrize("left", [0, 1, 40, 0.5, 0.99])
def test_truncated_files_are_noticed(tmp_path: Path, left: float) -> None:
    place = fresh(tmp_path)
    for path in place.glob("g-*/*"):
        size = path.stat().st_size
        os.truncate(path, int(left) if left >= 1 else int(size * left))
    index = open_index("damaged", tmp_path)
    assert index.search("lantern").index_state == "missing"
    assert index.state("damaged", 2) == "missing"
    index.rebuild(documents(3), 3)
    assert index.search("lantern").total == 3
    index.close()


def test_a_missing_segment_is_noticed(tmp_path: Path) -> None:
    place = fresh(tmp_path)
    next(place.glob("g-*/*.pack")).unlink()
    index = open_index("damaged", tmp_path)
    assert index.search("lantern").index_state == "missing"
    index.update(documents(2), (), 3)
    assert index.search("lantern").total == 2
    index.close()


def test_an_update_of_a_damaged_index_does_not_pass_for_the_whole(tmp_path: Path) -> None:
    place = fresh(tmp_path)
    next(place.glob("g-*/*.pack")).unlink()
    index = open_index("damaged", tmp_path)
    index.update(documents(2), (), 3)
    assert index.state("damaged", 3) == "missing"


def test_a_foreign_or_older_index_is_not_opened(tmp_path: Path) -> None:
    place = fresh(tmp_path)
    stamp = json.loads((place / "stamp.json").read_text())
    other = Place("another", tmp_path).root
    shutil.copytree(place, other)
    assert open_index("another", tmp_path).search("lantern").index_state == "missing"
    for changed in ({"schema": stamp["schema"] - 1}, {"library": "whoosh 1"}, {"folder": "../elsewhere"}, {"check": 5}):
        (place / "stamp.json").write_text(json.dumps(stamp | changed))
        assert open_index("damaged", tmp_path).search("lantern").index_state == "missing"


def test_copies_of_a_case_do_not_take_each_others_index(tmp_path: Path) -> None:
    """Copied with a file manager they have one id, and by one change each come to the same revision."""
    first, second = (open_index("copied", tmp_path / "cache", file=tmp_path / name) for name in ("a.casefile", "b.casefile"))
    first.update(documents(2), (), 5)
    assert second.state("copied", 5) == "missing"
    second.update(documents(2, "beacon"), (), 5)
    assert (first.search("beacon").total, second.search("beacon").total) == (0, 2)
    forget_index("copied", tmp_path / "cache")
    assert list((tmp_path / "cache").iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="folders have other permissions elsewhere")
def test_an_index_others_can_write_to_is_not_opened(tmp_path: Path) -> None:
    place = fresh(tmp_path)
    assert stat.S_IMODE(place.stat().st_mode) == 0o700
    place.chmod(0o770)
    assert open_index("damaged", tmp_path).state("damaged", 2) == "missing"


def test_files_that_cannot_be_deleted_yet_hinder_nothing_and_go_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows deletes nothing that is open, and replaces nothing that is being read."""
    index, reader = open_index("open", tmp_path), open_index("open", tmp_path)
    index.update(documents(20), (), 1)
    assert reader.search("lantern").total == 20
    place = Place("open", tmp_path).root
    refused = 0
    with monkeypatch.context() as windows:
        replace = os.replace

        def denied(*_: object, **__: object) -> None:
            nonlocal refused
            refused += 1
            raise PermissionError(13, "being used by another process")

        def late(source: str, target: str) -> None:
            windows.setattr(os, "replace", replace)
            denied()

        for name in ("unlink", "remove", "rmdir"):
            windows.setattr(os, name, denied)
        windows.setattr(os, "replace", late)
        index.update(documents(30), (), 2)
        index.rebuild(documents(25), 3)
        index.tidy()
        assert refused > 2
        assert index.search("lantern").total == reader.search("lantern").total == 25
        assert len(list(place.glob("g-*"))) == 2
    index.update(documents(26), (), 4)
    assert len(list(place.glob("g-*"))) == 1
    assert reader.search("lantern").total == 26
    for opened in (index, reader):
        opened.close()


def _write_until_killed(folder: str, step: int) -> None:
    """Updates an index and kills itself at the n-th time that anything is synced, renamed, written whole or deleted."""
    left = step

    def fatal(name: str) -> None:
        real = getattr(os, name)

        def wrapped(*args: object, **named: object) -> object:
            nonlocal left
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*args, **named)

        setattr(os, name, wrapped)

    for name in ("fsync", "replace", "rename", "unlink", "mkdir", "open"):
        fatal(name)
    index = open_index("killed", Path(folder))
    index.update(documents(30, "beacon"), ["S31"], 2)
    index.rebuild(documents(30, "beacon"), 3)
    sys.exit(0)


@pytest.mark.skipif(os.name != "posix", reason="there is no kill -9 elsewhere")
def test_killed_at_any_step_leaves_the_old_or_the_new_index(tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork")
    finished = False
    step = 0
    while not finished:
        step += 1
        folder = tmp_path / str(step)
        index = open_index("killed", folder)
        index.update(documents(40), (), 1)
        index.close()
        child = context.Process(target=_write_until_killed, args=(str(folder), step))
        child.start()
        child.join()
        finished = child.exitcode == 0
        index = open_index("killed", folder)
        totals = index.search("lantern").total, index.search("beacon").total
        revision = next(number for number in (1, 2, 3) if index.state("killed", number) == "up to date")
        assert totals == {1: (40, 0), 2: (9, 30), 3: (0, 30)}[revision]
        index.update(documents(2, "flare"), (), 9)
        assert index.search("flare").total == 2
        index.close()
    assert step > 10


def _update_often(folder: str, first: int) -> None:
    index = open_index("shared", Path(folder))
    for number in range(first, first + 15):
        index.update([IndexDocument(f"S{number}", "article", number, "", f"lantern n{number}")], (), number)
        assert index.search(f"n{number}").total == 1
    index.close()


def test_two_programs_at_once(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    children = [context.Process(target=_update_often, args=(str(tmp_path), first)) for first in (100, 200)]
    for child in children:
        child.start()
    index = open_index("shared", tmp_path)
    seen = 0
    while any(child.is_alive() for child in children):
        answer = index.search("lantern")
        assert answer.total >= seen
        seen = answer.total
    for child in children:
        child.join()
        assert child.exitcode == 0
    assert index.search("lantern").total == 30
    index.close()
