"""What can stand between a person and a case: each ends in one sentence and the right exit code, and nothing is changed."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from made import HARBOUR, adding
from sqlalchemy.exc import OperationalError

from casefile.case import Case
from casefile.domain import commands as c
from casefile.errors import CaseFileError, CaseUnreadableError, PlaceError, UserError
from casefile.index import open_index
from casefile.store import disks
from casefile.store.engine import Store


def opened(path: Path) -> Case:
    return Case.open(path, index=open_index)


def damaged(change: Callable[[sqlite3.Connection], object]) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        with closing(sqlite3.connect(path)) as connection:
            change(connection)
            connection.commit()

    return make


def cut_short(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda path: path.write_bytes(b""), "not a case file"),
        (lambda path: path.write_bytes(b"PK\x03\x04 not this" * 99), "not a case file"),
        (damaged(lambda db: db.execute("PRAGMA application_id = 7")), "not a case file"),
        (damaged(lambda db: db.execute("PRAGMA user_version = 99")), "schema 99"),
        (damaged(lambda db: db.execute("PRAGMA user_version = 0")), "not a case file"),
        (
            damaged(lambda db: db.execute("CREATE TRIGGER t AFTER INSERT ON note BEGIN DELETE FROM note; END")),
            "no case file has",
        ),
        (damaged(lambda db: db.execute("CREATE VIEW v AS SELECT * FROM note")), "no case file has"),
        (damaged(lambda db: db.execute("DROP TABLE note")), "no case file has"),
        (damaged(lambda db: db.execute("CREATE VIRTUAL TABLE f USING fts5(x)")), "no case file has"),
        (damaged(lambda db: db.execute("UPDATE article_shown SET title = ?", ("x" * 11_000_000,))), "longer than any case"),
        (cut_short, "damaged"),
    ],
    ids=["empty", "foreign", "other", "newer", "older", "trigger", "view", "table", "virtual", "long", "short"],
)
def test_a_file_that_is_no_sound_case_is_refused(full: Path, spoil: Callable[[Path], None], words: str) -> None:
    spoil(full)
    before = full.read_bytes()
    with pytest.raises(CaseUnreadableError, match=words) as raised:
        opened(full)
    assert raised.value.exit_code == 3
    assert full.read_bytes() == before


def test_a_path_without_a_case_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="There is no case"):
        opened(tmp_path / "nothing.casefile")
    with pytest.raises(CaseUnreadableError, match="is a folder"):
        opened(tmp_path)
    with pytest.raises(UserError, match="no folder"):
        Case.create(tmp_path / "absent" / "a.casefile", index=open_index)


def test_a_case_reads_while_it_is_written(full: Path) -> None:
    """Readers in other threads see whole states only, and never an error."""
    failures: list[Exception] = []
    done = threading.Event()
    with opened(full) as case:

        def read() -> None:
            try:
                while not done.is_set():
                    overview = case.ask.overview()
                    assert overview.counts.articles in (3, 4)
                    assert len(case.ask.quotes()) in (2, 3)
            except Exception as error:  # noqa: BLE001 - any failure of a reader fails the test
                failures.append(error)

        readers = [threading.Thread(target=read) for _ in range(3)]
        for reader in readers:
            reader.start()
        extra = adding("extra.txt", "No findings here.")
        for _ in range(4):
            case.do(extra)
            case.undo()
        done.set()
        for reader in readers:
            reader.join()
    assert failures == []


HOLD = """
    import sqlite3, sys
    db = sqlite3.connect(sys.argv[1], isolation_level=None)
    db.execute("BEGIN IMMEDIATE")
    print("held", flush=True)
    sys.stdin.readline()
"""


def test_another_process_that_writes_is_waited_for_and_then_named(full: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("casefile.store.engine.BUSY_SECONDS", 0.2)
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(HOLD), str(full)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdin is not None
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with opened(full) as case:
            before = case.ask.overview()
            with pytest.raises(CaseUnreadableError, match="open in another window") as raised:
                case.do(c.SetCase((("title", "Mine"),)))
            assert raised.value.exit_code == 3
            assert case.ask.overview() == before
            holder.stdin.write("\n")
            holder.stdin.flush()
            holder.wait()
            case.do(c.SetCase((("title", "Mine"),)))
            assert case.ask.overview().title == "Mine"


def test_two_windows_see_each_others_changes(full: Path) -> None:
    with opened(full) as one, opened(full) as other:
        one.do(c.SetCase((("title", "From one"),)))
        assert other.ask.overview().title == "From one"
        assert other.revision == one.revision
        other.do(c.SetCase((("title", "From other"),)))
        assert one.undo() is not None
        assert one.ask.overview().title == "From one"


def test_a_case_opened_for_reading_is_not_changed(full: Path) -> None:
    before = full.read_bytes()
    with Case.open(full, index=open_index, read_only=True) as case:
        assert case.read_only
        assert case.ask.overview().read_only
        assert len(case.ask.articles()) == 3
        assert case.verify() == ()
        with pytest.raises(PlaceError, match="reading only") as raised:
            case.do(c.SetCase((("title", "No"),)))
        assert raised.value.exit_code == 4
        with case._store.read() as tx, pytest.raises(OperationalError, match="readonly"):
            tx.exec_driver_sql("DELETE FROM note")
    assert full.read_bytes() == before
    assert [entry.name for entry in full.parent.glob("made*")] == [full.name]


def test_a_medium_that_cannot_be_written_is_read(full: Path) -> None:
    folder = full.parent / "medium"
    folder.mkdir()
    copy = folder / full.name
    shutil.copyfile(full, copy)
    copy.chmod(0o444)
    folder.chmod(0o555)
    try:
        run_as_nobody(copy)
    finally:
        folder.chmod(0o755)


READ = """
    import os, sys
    from pathlib import Path
    from casefile.case import Case
    from casefile.index import open_index
    if os.getuid() == 0:
        os.setgid(65534); os.setuid(65534)
    with Case.open(Path(sys.argv[1]), index=open_index) as case:
        print(case.read_only, len(case.ask.articles()), case.verify())
"""


def run_as_nobody(path: Path) -> None:
    """Permissions mean nothing to root: read in a process that is not."""
    for folder in (path.parent, *path.parent.parents):
        if os.getuid() == 0 and folder.owner() == "root" and folder != Path(tempfile.gettempdir()):
            folder.chmod(folder.stat().st_mode | 0o055)
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(READ), str(path)], capture_output=True, text=True, timeout=60,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}, check=False,
    )  # fmt: skip
    assert done.stdout.strip() == "True 3 ()", done.stderr


def test_a_full_disk_changes_nothing_and_a_retry_works(full: Path) -> None:
    with opened(full) as case:
        before = case.ask.overview()
        store: Store = case._store
        limit = case_pages(store)
        with store._writer.connect() as connection:  # type: ignore[union-attr]
            connection.exec_driver_sql(f"PRAGMA max_page_count = {limit}")
        with pytest.raises(PlaceError, match="no space left") as raised:
            case.do(c.SetCase((("summary", "x" * 500_000),)))
        assert raised.value.exit_code == 4
        assert case.ask.overview() == before
        with store._writer.connect() as connection:  # type: ignore[union-attr]
            connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
        case.do(c.SetCase((("summary", "x" * 500_000),)))
        assert case.verify() == ()


def case_pages(store: Store) -> int:
    with store.read() as tx:
        return int(tx.exec_driver_sql("PRAGMA page_count").scalar_one())


def test_a_closed_case_is_one_file(full: Path) -> None:
    assert sorted(entry.name for entry in full.parent.iterdir() if entry.name.startswith("made")) == ["made.casefile"]


@pytest.mark.parametrize(
    ("folder", "local"),
    [("/", True), ("/home/ada", True), ("/net/share/cases", False), ("/mnt/two words/x", False), ("/run/other", False)],
)
def test_only_disks_known_to_be_local_get_a_log(tmp_path: Path, folder: str, local: bool) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(
        "/dev/a / ext4 rw 0 0\nserver:/x /net/share nfs4 rw 0 0\n//s/y /mnt/two\\040words cifs rw 0 0\n"
        "x /run fuse.thing rw 0 0\n",
        "utf-8",
    )
    assert disks.is_local(Path(folder), mounts) is local
    assert not disks.is_local(Path(folder), tmp_path / "absent")


def test_a_case_elsewhere_has_no_log(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("casefile.store.engine.takes_log", lambda _: False)
    with Case.create(path, index=open_index) as case:
        case.do(HARBOUR)
        with case._store.read() as tx:
            assert tx.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "delete"
            assert tx.exec_driver_sql("PRAGMA synchronous").scalar_one() == 2
    assert issubclass(PlaceError, CaseFileError)
