"""Care of a case file: who has it open, where it lies, what a stranger's may not do, backups that stay, clocks that jump."""

from __future__ import annotations

import os
import shutil
import socket
import stat
import subprocess
import sys
import textwrap
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from made import HARBOUR, SOURCES

from casefile import disk
from casefile.bootstrap import opening
from casefile.case import Case, care
from casefile.domain import commands as c
from casefile.errors import CaseHeldError, CaseUnreadableError, PassphraseError, UserError
from casefile.index import open_index
from casefile.store import cipher, disks, driver, guard, holding, migrate, placing
from casefile.store.backups import CHANGES, DAYS, NEWEST, SECONDS, WEEKS, Backup, Backups, kept
from casefile.store.driver import connect
from casefile.store.engine import Store


def in_memory(case_id: str):  # type: ignore[no-untyped-def]
    return open_index(case_id, in_memory=True)


# A stranger's case.


def test_a_trigger_that_appears_after_the_look_at_the_schema_does_not_run(full: Path) -> None:
    with Case.open(full, index=open_index) as case:
        with closing(connect(full)) as stranger:
            stranger.execute("CREATE TRIGGER t AFTER INSERT ON note BEGIN DELETE FROM article_shown; END")
        with pytest.raises(CaseUnreadableError, match="run something of its own"):
            case.do(c.AddNote("S1", "Innocent."))
        assert len(case.ask.articles()) == 3


@pytest.mark.parametrize(
    "statement",
    [
        "ATTACH 'other.db' AS other",
        "CREATE TRIGGER t AFTER INSERT ON note BEGIN DELETE FROM note; END",
        "CREATE VIEW v AS SELECT * FROM note",
        "CREATE VIRTUAL TABLE f USING fts5(x)",
        "SELECT load_extension('evil')",
        "PRAGMA writable_schema = ON",
    ],
)
def test_what_no_case_needs_is_refused(full: Path, statement: str) -> None:
    with closing(Store(full)) as store, pytest.raises(CaseUnreadableError, match="refused"), store.write() as tx:
        tx.exec_driver_sql(statement)


def test_work_without_end_is_stopped(full: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "_LEAST", 20)
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
    with closing(Store(full)) as store:
        with pytest.raises(CaseUnreadableError, match="more work than any sound case"), store.read() as tx:
            tx.exec_driver_sql(endless).all()
        with store.read() as tx:
            assert tx.exec_driver_sql("SELECT count(*) FROM article").scalar_one() == 3


def test_what_is_bounded_grows_with_the_case() -> None:
    assert guard.Guard(0).looks < guard.Guard(1 << 30).looks


# Who has it open.

HOLD = """
    import sys
    from pathlib import Path
    from casefile.store.holding import take
    mark = take(Path(sys.argv[1]), "anna")
    print(type(mark).__name__, flush=True)
    sys.stdin.readline()
"""


def test_a_second_instance_is_told_who_has_the_case_and_a_kill_frees_it(full: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(HOLD), str(full)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])},
    ) as holder:  # fmt: skip
        assert holder.stdout is not None
        assert holder.stdout.readline() == "Hold\n"
        with pytest.raises(CaseHeldError, match=f"anna on .*process {holder.pid}"):
            Case.open(full, index=open_index, alone=True)
        with Case.open(full, index=open_index, read_only=True, alone=True) as case:
            assert case.read_only
        with Case.open(full, index=open_index) as case:
            case.do(c.SetCase((("title", "Both write"),)))
        holder.kill()
        holder.wait()
    with Case.open(full, index=open_index, alone=True) as case:
        assert case.ask.overview().title == "Both write"
    assert [entry.name for entry in full.parent.iterdir() if entry.name.endswith(".open")] == []


def test_a_mark_of_another_computer_counts_until_it_is_overruled(full: Path) -> None:
    mark = full.with_name(f".{full.name}.open")
    mark.write_text('{"who": "ivo", "host": "elsewhere", "process": 7, "since": "2026-01-01T10:15:00Z"}', "utf-8")
    with pytest.raises(CaseHeldError, match="ivo on elsewhere since 10:15"):
        Case.open(full, index=open_index, alone=True)
    taken = holding.take(full, "anna", anyway=True)
    assert isinstance(taken, holding.Hold)
    taken.let_go()
    taken.let_go()
    assert not mark.exists()


def test_a_mark_that_is_no_mark_does_no_harm(full: Path) -> None:
    full.with_name(f".{full.name}.open").write_bytes(b"\xff{")
    assert holding.holder_of(full) is None
    with Case.open(full, index=open_index, alone=True) as case:
        assert holding.holder_of(full) is None, "oneself does not count"
        assert case.ask.articles()
    assert socket.gethostname()


# Where it lies.


@pytest.mark.parametrize(
    ("folder", "program"),
    [
        ("Dropbox/work", "Dropbox"),
        ("Dropbox (Personal)", "Dropbox"),
        ("OneDrive - Harbour Office/a/b", "OneDrive"),
        ("Library/Mobile Documents/com~apple~CloudDocs", "iCloud"),
        ("Google Drive/My Drive", "Google Drive"),
        ("Nextcloud", "Nextcloud"),
        ("plain/folder", None),
    ],
)
def test_folders_that_are_copied_to_other_computers_are_known_by_name(
    tmp_path: Path, folder: str, program: str | None
) -> None:
    (tmp_path / folder).mkdir(parents=True)
    assert disks.synced_by(tmp_path / folder) == program
    assert disks.takes_log(tmp_path / folder) is (program is None and disks.is_local(tmp_path))
    said = care.warnings(tmp_path / folder / "a.casefile")
    assert bool(said) is (program is not None or not disks.is_local(tmp_path))
    assert all(program in sentence for sentence in said if program)


@pytest.mark.parametrize("mark", [".stfolder", ".dropbox.cache", ".sync_0a1b.db", ".tmp.driveupload"])
def test_folders_that_are_copied_are_known_by_what_lies_in_them(tmp_path: Path, mark: str) -> None:
    inside = tmp_path / "shared" / "cases"
    inside.mkdir(parents=True)
    assert disks.synced_by(inside) is None
    (tmp_path / "shared" / mark).mkdir()
    assert disks.synced_by(inside) is not None


def test_a_case_in_such_a_folder_is_one_file_at_any_moment(tmp_path: Path) -> None:
    folder = tmp_path / "Dropbox"
    folder.mkdir()
    with Case.create(folder / "a.casefile", index=open_index) as case:
        case.do(HARBOUR)
        assert not list(folder.glob("*-wal"))
    assert [entry.name for entry in folder.iterdir()] == ["a.casefile"]


def test_a_file_that_another_program_holds_is_tried_again(
    tmp_path: Path, full: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A scanner of viruses keeps a file from being replaced or opened for a moment."""
    part, target, tries = tmp_path / "part", tmp_path / "target", []
    part.write_bytes(b"new")
    target.write_bytes(b"old")
    monkeypatch.setattr(disk, "_PAUSES", (0.0, 0.0, 0.0))
    replace = Path.replace

    def held(self: Path, other: Path) -> Path:
        tries.append(self)
        if len(tries) < 3:
            raise PermissionError(13, "held")
        return replace(self, other)

    monkeypatch.setattr(Path, "replace", held)
    placing.put(part, target)
    assert target.read_bytes() == b"new"
    assert len(tries) == 3
    opened, real = [], driver._connect

    def barred(*words: object) -> object:
        opened.append(words)
        if len(opened) < 3:
            raise driver.OperationalError("unable to open database file")
        return real(*words)  # type: ignore[arg-type]

    monkeypatch.setattr(driver, "_PAUSES", (0.0, 0.0, 0.0))
    monkeypatch.setattr(driver, "_connect", barred)
    driver.connect(full).close()
    assert len(opened) == 3


# A log that was left behind.


def test_a_log_that_was_left_behind_is_played_in_or_left_out(full: Path, tmp_path: Path) -> None:
    """After a kill the log has what the file has not; a log of another file, or a spoilt one, has nothing to say."""
    killed, stale = tmp_path / "killed.casefile", tmp_path / "stale.casefile"
    shutil.copyfile(full, stale)
    with Case.open(full, index=open_index) as case:
        case.do(c.SetCase((("title", "In the log"),)))
        # What the disk holds at this moment is what a kill would leave.
        run_copy(full, killed)
    log = killed.with_name(killed.name + "-wal").read_bytes()
    assert log
    with Case.open(killed, index=open_index) as case:
        assert case.ask.overview().title == "In the log"
        assert case.verify() == ()
    stale.with_name(stale.name + "-wal").write_bytes(log[:32] + bytes(len(log) - 32))
    with Case.open(stale, index=open_index) as case:
        assert case.ask.overview().title == "Full"
        assert case.verify() == ()


def run_copy(case: Path, to: Path) -> None:
    """In a child: to open and close an open case here would drop its locks."""
    copy = "import shutil, sys\nfor end in ('', '-wal'): shutil.copyfile(sys.argv[1] + end, sys.argv[2] + end)"
    subprocess.run([sys.executable, "-c", copy, str(case), str(to)], check=True)


# Older schemas.


def test_a_real_case_of_the_first_schema_is_brought_up_with_all_it_holds(path: Path) -> None:
    with Case.create(path, "Old", index=open_index) as case:
        case.do(HARBOUR)
        case.do(SOURCES)
        case.do(c.AddNote("S1", "Kept."))
        quotes, events = case.ask.quotes(), case.ask.timeline()
    migrate.downgrade(path, "0001")
    with closing(connect(path)) as database:
        assert database.execute("PRAGMA user_version").fetchone()[0] == 1
    with Case.open(path, index=open_index) as case:
        assert case.ask.quotes() == quotes
        assert case.ask.timeline() == events
        assert [note.text for note in case.ask.notes()] == ["Kept."]
        assert case.verify() == ()
        assert case.undo() is not None
    assert [entry.name for entry in path.parent.glob("*made*")] == [path.name]


def test_an_older_case_must_have_exactly_the_schema_of_its_time(path: Path) -> None:
    Case.create(path, "Old", index=open_index).close()
    migrate.downgrade(path, "0001")
    with closing(connect(path)) as database:
        database.execute("CREATE TABLE extra (x)")
    before = path.read_bytes()
    with pytest.raises(CaseUnreadableError, match="no case file has"):
        Case.open(path, index=open_index)
    assert path.read_bytes() == before


# Encryption.


def test_an_encrypted_case_is_known_without_its_passphrase_and_nothing_else_is_taken_for_one(path: Path) -> None:
    with Case.create(path, index=in_memory, passphrase="lamps") as case:
        case.do(HARBOUR)
    assert cipher.is_encrypted(path)
    for content in (b"", b"PK\3\4" + bytes(9000), Random(1).randbytes(8192), b"text " * 4000):
        other = path.with_name("other.casefile")
        other.write_bytes(content)
        assert not cipher.is_encrypted(other)
        with pytest.raises(CaseUnreadableError, match="not a case"):
            Case.open(other, index=in_memory, passphrase="lamps")
    with pytest.raises(PassphraseError, match="is encrypted"):
        Case.open(path, index=in_memory)
    with pytest.raises(PassphraseError, match="does not open"):
        Case.open(path, index=in_memory, passphrase="lamp")
    with pytest.raises(UserError, match="protects nothing"):
        cipher.new_key("")


def test_the_key_is_made_once_an_opening_and_shows_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Case.create(path, index=in_memory, passphrase="lamps").close()
    made, real = [], cipher._derive

    def counted(passphrase: str, salt: bytes) -> cipher.Key:
        made.append(real(passphrase, salt))
        return made[-1]

    monkeypatch.setattr(cipher, "_derive", counted)
    with Case.open(path, index=in_memory, passphrase="lamps") as case:
        case.do(HARBOUR)
        case.ask.quotes()
        case.verify()
    assert len(made) == 1
    assert "lamps" not in repr(made[0])
    assert made[0]._secret.hex() not in repr(made[0])


def test_the_same_words_in_other_code_points_open_it(path: Path) -> None:
    Case.create(path, index=in_memory, passphrase="caf\u00e9").close()
    Case.open(path, index=in_memory, passphrase="cafe\u0301").close()


def test_any_sqlcipher_opens_it_by_its_passphrase(path: Path) -> None:
    with Case.create(path, index=in_memory, passphrase="lamps") as case:
        case.do(HARBOUR)
    with closing(connect(path)) as database:
        database.execute("PRAGMA key = 'lamps'")
        assert database.execute("SELECT count(*) FROM article").fetchone()[0] == 1


# Which backups stay.

NOW = datetime(2026, 11, 22, 10, 15, tzinfo=UTC)


def backup(number: int, made: datetime, revision: int = 1) -> Backup:
    return Backup(Path(f"{number}"), number, revision, made, True)


def test_the_newest_stay_and_the_last_of_each_day_and_week() -> None:
    hourly = [backup(1000 - hours, NOW - timedelta(hours=hours)) for hours in range(24 * 100)]
    stay = kept(hourly)
    assert set(hourly[:NEWEST]) <= stay
    assert len({each.made.date() for each in stay}) >= DAYS
    assert len({each.made.isocalendar()[:2] for each in stay}) == WEEKS
    assert len(stay) <= NEWEST + DAYS + WEEKS
    assert kept(()) == frozenset()
    assert kept([each for each in hourly if each in stay]) == stay, "thinning out twice is thinning out once"


def test_a_backup_is_due_when_enough_changed_or_long_ago(tmp_path: Path) -> None:
    backups = Backups(tmp_path, tmp_path / "a.casefile", "id")
    assert backups.due(1, NOW)
    backups.folder.mkdir()
    (backups.folder / f"0001 r10 {NOW:%Y-%m-%d %H-%M-%S}.casefile").write_bytes(b"")
    assert not backups.due(10, NOW + timedelta(days=3))
    assert not backups.due(11, NOW + timedelta(seconds=SECONDS - 1))
    assert backups.due(11, NOW + timedelta(seconds=SECONDS))
    assert backups.due(10 + CHANGES, NOW)
    assert backups.due(11, NOW - timedelta(days=1)), "a clock that was set back"
    assert backups.due(3, NOW), "an older state was restored"


def test_backups_count_on_when_the_clock_jumps_and_find_a_renamed_case(full: Path, tmp_path: Path) -> None:
    root = tmp_path / "backups"
    with closing(Store(full)) as store:
        for day in (20, 3, 11):
            Backups(root, full, "id").make(store, NOW.replace(day=day))
    renamed = Backups(root, full.with_name("other name.casefile"), "id").all()
    assert [each.number for each in renamed] == [3, 2, 1]
    assert [each.made.day for each in renamed] == [11, 3, 20]
    assert Backups(root, full, "another id").all() == ()


def test_the_log_stays_in_order_when_the_clock_jumps(full: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    times = iter(("2031-01-01T00:00:00Z", "1999-01-01T00:00:00Z", "2026-01-01T00:00:00Z") * 4)
    monkeypatch.setattr("casefile.case.history.now", lambda: next(times))
    with Case.open(full, index=open_index) as case:
        for number in range(3):
            case.do(c.AddNote("S1", f"Note {number}"))
        assert [row.at[:4] for row in case.ask.steps()[:3]] == ["2026", "1999", "2031"]
        assert case.verify() == ()
        case.undo()
        assert {note.text for note in case.ask.notes() if note.text.startswith("Note ")} == {"Note 0", "Note 1"}


@pytest.mark.skipif(os.name != "posix", reason="rights are the system's own elsewhere")
def test_no_copy_of_a_case_may_be_read_by_others_than_the_case(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        path = tmp_path / "a.casefile"
        with opening.create_case(path) as case:
            case.do(HARBOUR)
            case.save_copy(tmp_path / "copy.casefile")
            case.backup(tmp_path / "backups")
            case.give(tmp_path / "given.casefile")
        care.compact(path, None)
        opening.encrypt_case(path, None, "four lamps")
        opening.encrypt_case(path, "four lamps", None)
    finally:
        os.umask(before)
    files = [one for one in tmp_path.rglob("*") if one.is_file()]
    assert len(files) >= 4
    assert {stat.S_IMODE(one.stat().st_mode) for one in files} == {0o600}
