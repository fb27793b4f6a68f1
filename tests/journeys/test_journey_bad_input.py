"""Bad input gets one clear sentence, the right exit code, and loses nothing."""

from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from support import Casefile


def one_sentence(err: str) -> str:
    lines = [line for line in err.splitlines() if line.strip()]
    assert len(lines) == 1, err
    assert lines[0].startswith("casefile: ")
    return lines[0]


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["articles", "nowhere.casefile"], 3, "no case"),
        (["import", "new.casefile", "nowhere"], 2, "no file or folder"),
        (["import", "new.casefile", "empty-folder"], 2, "no files"),
        (["set", "sample", "S99", "title=x"], 2, "no article"),
        (["set", "sample", "S1", "published=last tuesday"], 2, "date"),
        (["set", "sample", "S1", "colour=red"], 2, "colour"),
        (["decide", "sample", "accept", "m0000000000000"], 2, "m0000000000000"),
        (["decide", "sample", "applaud", "S1"], 2, "applaud"),
        (["search", "sample", "(" * 2000 + "a" + ")" * 2000], 2, "broad"),
        (["articles", "text.txt"], 3, "not a case"),
        (["articles", "foreign.db"], 3, "not a case"),
        (["new", "sample"], 2, "there"),
        (["nonsense"], 2, "nonsense"),
        (["brief", "sample", "missing-folder/b.pdf"], 2, "missing-folder"),
        (["brief", "sample", "new.casefile", "--scope", "outlet:Nobody"], 2, "in scope"),
        (["take-over", "sample", "sample"], 2, "same case"),
        (["set", "sample", "case", "outlet=Echo"], 2, "classification="),
        (["import", "new.casefile", "text.txt", "--ask-password"], 2, "--password-file"),
        (["log", "sample", "more"], 2, "(more). See casefile log --help."),
    ],
)
def test_errors(casefile: Casefile, imported: Path, tmp_path: Path, arguments: list[str], code: int, says: str) -> None:
    (tmp_path / "empty-folder").mkdir()
    (tmp_path / "text.txt").write_text("This is no case.", encoding="utf-8")
    with sqlite3.connect(tmp_path / "foreign.db") as connection:
        connection.execute("create table shopping (item)")
    connection.close()
    files = {"nowhere.casefile", "new.casefile", "nowhere", "empty-folder", "text.txt", "foreign.db", "missing-folder/b.pdf"}
    words = [str(imported) if word == "sample" else str(tmp_path / word) if word in files else word for word in arguments]
    ran = casefile(*words)
    assert ran.code == code, ran.err
    assert says in one_sentence(ran.err)
    assert not ran.out
    assert not (tmp_path / "new.casefile").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no file that is always full")
def test_a_full_disk_behind_the_output_is_no_fault_of_ours(imported: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "casefile", "quotes", imported],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert (done.returncode, "no room" in one_sentence(done.stderr)) == (4, True)


def test_refused_files_are_listed_and_the_rest_is_imported(casefile: Casefile, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "good.txt").write_text("Ten ships waited outside the harbour on 3 May 2024.", encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)))
    ran = casefile("import", tmp_path / "new.casefile", folder, "--json")
    assert ran.code == 1
    results = {Path(row["path"]).name: row for row in ran.document["results"]}
    assert results["good.txt"]["result"] == "imported"
    assert results["empty.txt"]["result"] == results["binary.txt"]["result"] == "refused"
    assert all(results[name]["reason"] for name in ("empty.txt", "binary.txt"))


def test_a_newer_case_file_names_its_version(casefile: Casefile, tmp_path: Path) -> None:
    path = tmp_path / "new.casefile"
    assert casefile("new", path).code == 0
    connection = sqlite3.connect(path)
    connection.execute("pragma user_version = 999")
    connection.commit()
    connection.close()
    ran = casefile("articles", path)
    assert ran.code == 3
    assert "newer" in one_sentence(ran.err)


def test_a_case_that_another_program_holds_is_said_to_be_locked(casefile: Casefile, case: Path) -> None:
    holder = sqlite3.connect(case)
    try:
        holder.execute("begin exclusive")
        ran = casefile("set", case, "S1", "title=New title")
    finally:
        holder.close()
    assert ran.code == 3
    one_sentence(ran.err)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte, where the machine lets us have one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("only root may make a small disk")
    yield disk
    subprocess.run(["umount", disk], check=True)


@pytest.mark.skipif(shutil.which("mount") is None, reason="needs mount")
def test_a_full_disk_is_said_and_what_was_there_stays(casefile: Casefile, small_disk: Path, tmp_path: Path) -> None:
    case = small_disk / "small.casefile"
    assert casefile("new", case).code == 0
    good = tmp_path / "good.txt"
    good.write_text("Ten ships waited outside the harbour on 3 May 2024.", encoding="utf-8")
    assert casefile("import", case, good).code == 0
    large = tmp_path / "large.txt"
    large.write_bytes(random.Random(1).randbytes(800_000).hex().encode())
    ran = casefile("import", case, large)
    assert ran.code == 4
    assert "space" in one_sentence(ran.err)
    large.unlink()
    assert [row["number"] for row in casefile("articles", case, "--json").rows] == [1]


@pytest.mark.skipif(shutil.which("mount") is None, reason="needs mount")
def test_a_read_only_place_is_said_and_its_case_can_be_read(casefile: Casefile, small_disk: Path, tmp_path: Path) -> None:
    case = small_disk / "small.casefile"
    good = tmp_path / "good.txt"
    good.write_text("Ten ships waited outside the harbour on 3 May 2024.", encoding="utf-8")
    assert casefile("import", case, good).code == 0
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    for words in (["new", small_disk / "other.casefile"], ["brief", case, small_disk / "brief.pdf"]):
        ran = casefile(*words)
        assert ran.code == 4, ran.err
        one_sentence(ran.err)
    assert casefile("set", case, "S1", "title=New").code in (3, 4)
    assert [row["number"] for row in casefile("articles", case, "--json").rows] == [1]
    assert casefile("search", case, "harbour", "--json").rows


def test_hostile_lines_for_extract(casefile: Casefile) -> None:
    assert casefile("extract", "--jsonl", given="not json\n").code == 2
    assert casefile("extract", "--jsonl", given='{"id": 1}\n').code == 2
    ran = casefile("extract", "--jsonl", given='{"id": "a", "text": "\\ud800 was seen in 2024"}\n')
    assert ran.code == 0, ran.err


@pytest.mark.parametrize("words", [["brief"], ["export", "--format", "html"]])
def test_a_date_that_is_none_is_said(casefile: Casefile, imported: Path, tmp_path: Path, words: list[str]) -> None:
    command, *options = words
    ran = casefile(command, imported, tmp_path / "out.pdf", "--date", "banana", *options)
    assert ran.code == 2
    assert "2026-01-31" in one_sentence(ran.err)
