"""Backups, copies, repair and the log, from the command line."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from support import Casefile

from casefile.store.backups import NEWEST


@pytest.fixture
def small(casefile: Casefile, tmp_path: Path) -> Path:
    article = tmp_path / "ships.txt"
    article.write_text("Ten ships waited outside the harbour on 3 May 2024, said pilot Ada Quill.", "utf-8")
    case = tmp_path / "small.casefile"
    assert casefile("import", case, article).code == 0
    return case


def test_closing_a_changed_case_leaves_a_checked_backup(casefile: Casefile, small: Path) -> None:
    (row,) = casefile("backup", small, "--list", "--json").rows
    assert row["sound"]
    assert casefile("verify", row["path"]).code == 0
    casefile("articles", small)
    assert casefile("set", small, "S1", "title=Ships").code == 0
    assert len(casefile("backup", small, "--list", "--json").rows) == 1, "one a little old is enough"


def test_backups_are_made_listed_thinned_out_and_restored(casefile: Casefile, small: Path, tmp_path: Path) -> None:
    folder = tmp_path / "usb stick"
    for number in range(NEWEST + 2):
        assert casefile("set", small, "S1", f"title=Version {number}").code == 0
        made = casefile("backup", small, "--to", folder, "--json")
        assert made.code == 0, made.err
    rows = casefile("backup", small, "--list", "--to", folder, "--json").rows
    assert [row["number"] for row in rows] == list(range(NEWEST + 2, 2, -1))
    ran = casefile("restore", small, rows[2]["path"])
    assert ran.code == 0, ran.err
    assert casefile("articles", small, "--json").rows[0]["title"] == f"Version {NEWEST - 1}"
    (former,) = small.parent.glob("small before restoring*.casefile")
    before = former.read_bytes()
    assert casefile("articles", former, "--json").rows[0]["title"] == f"Version {NEWEST + 1}"
    assert casefile("restore", small, "--from", folder).code == 0
    assert len(list(small.parent.glob("small before restoring*.casefile"))) == 2, "each former case is kept"
    assert former.read_bytes() == before
    assert casefile("articles", small, "--json").rows[0]["title"] == f"Version {NEWEST + 1}"
    assert casefile("verify", small).code == 0


def test_a_damaged_case_gets_its_backup_back(casefile: Casefile, small: Path) -> None:
    small.write_bytes(b"\0" * 5000)
    ran = casefile("restore", small)
    assert ran.code == 0, ran.err
    assert casefile("verify", small).code == 0
    assert casefile("articles", small, "--json").rows


def test_a_copy_is_a_case_of_its_own_and_overwrites_nothing(casefile: Casefile, small: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.casefile"
    assert casefile("copy", small, copy).code == 0
    assert casefile("copy", small, copy).code == 2
    assert casefile("set", copy, "S1", "title=Other").code == 0
    assert casefile("articles", small, "--json").rows[0]["title"] != "Other"
    assert casefile("verify", copy).code == 0


def test_compacting_gives_room_back_and_changes_nothing(casefile: Casefile, small: Path, tmp_path: Path) -> None:
    connection = sqlite3.connect(small)
    connection.execute("CREATE TABLE filler (content BLOB)")
    connection.execute("INSERT INTO filler VALUES (zeroblob(2000000))")
    connection.execute("DROP TABLE filler")
    connection.commit()
    connection.close()
    before = casefile("export", small, tmp_path / "a.json", "--format", "json", "--date", "2026-01-01")
    size = small.stat().st_size
    ran = casefile("compact", small)
    assert ran.code == 0, ran.err
    assert small.stat().st_size < size - 1_900_000
    assert (
        before.code == casefile("export", small, tmp_path / "b.json", "--format", "json", "--date", "2026-01-01").code == 0
    )
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


def test_repair_tells_what_is_saved_and_what_is_lost(casefile: Casefile, small: Path, tmp_path: Path) -> None:
    connection = sqlite3.connect(small)
    (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'quote'").fetchone()
    connection.close()
    content = bytearray(small.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096
    small.write_bytes(content)
    found = casefile("verify", small)
    assert found.code in (1, 3)
    ran = casefile("repair", small, "--to", tmp_path / "new.casefile")
    assert ran.code == 0, ran.err
    assert "1 articles with their texts" in ran.out
    assert small.read_bytes() == content
    assert casefile("verify", tmp_path / "new.casefile").code == 0
    assert "Saved from a damaged file" in casefile("log", tmp_path / "new.casefile").out


def test_the_log_says_who_did_what_when(casefile: Casefile, small: Path) -> None:
    assert casefile("set", small, "S1", "title=Ships").code == 0
    assert casefile("undo", small).code == 0
    rows = casefile("log", small, "--json").rows
    assert [row["label"].partition(":")[0] for row in rows] == ["Undone", "S1 title", "Import “ships.txt”"]
    assert all(row["at"].endswith("Z") and row["who"] for row in rows)


def test_verify_names_the_first_bad_link_and_the_index(casefile: Casefile, small: Path) -> None:
    assert casefile("search", small, "ships").code == 0
    assert casefile("verify", small, "--json").document["index"] == "up to date"
    connection = sqlite3.connect(small)
    connection.execute("UPDATE audit SET payload = replace(payload, 'do', 'no') WHERE sequence = 1")
    connection.commit()
    connection.close()
    ran = casefile("verify", small, "--json")
    assert ran.code == 1
    assert ran.document["problems"][0]["where"] == "entry 1"


HOLD = """
    import sys
    from pathlib import Path
    from casefile.bootstrap import opening
    with opening.open_case(Path(sys.argv[1])):
        print("open", flush=True)
        sys.stdin.readline()
"""


def test_what_needs_a_case_alone_says_who_has_it(casefile: Casefile, small: Path, tmp_path: Path) -> None:
    root = str(Path(__file__).resolve().parents[2])
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(HOLD), str(small)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": root},
    ) as holder:  # fmt: skip
        assert holder.stdin is not None
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        before = small.read_bytes()
        for words in (["compact", small], ["restore", small], ["repair", small, "--to", tmp_path / "r.casefile"]):
            ran = casefile(*words)
            assert ran.code == 3, ran.out
            assert f"process {holder.pid}" in ran.err
        assert casefile("set", small, "S1", "title=Both write").code == 0
        assert casefile("backup", small).code == 0
        holder.stdin.write("\n")
        holder.stdin.flush()
        holder.wait()
    assert small.read_bytes() != before
    assert casefile("compact", small).code == 0
    assert json.loads(casefile("articles", small, "--json").out)["rows"][0]["title"] == "Both write"
