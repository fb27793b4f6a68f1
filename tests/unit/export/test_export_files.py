"""Files are there whole or not at all."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from casefile.errors import PlaceError, UserError
from casefile.export.atomic import make_folder, write_whole


def test_writes_and_replaces(tmp_path: Path) -> None:
    out = tmp_path / "out.bin"
    write_whole(out, b"first")
    write_whole(out, b"second")
    assert out.read_bytes() == b"second"
    assert [path.name for path in tmp_path.iterdir()] == ["out.bin"]


def test_keeps_the_rights_of_the_file_it_replaces(tmp_path: Path) -> None:
    out = tmp_path / "out.bin"
    write_whole(out, b"first")
    out.chmod(0o640)
    write_whole(out, b"second")
    assert out.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("call", ["fsync", "replace", "write"])
@pytest.mark.parametrize(("number", "words"), [(errno.ENOSPC, "no room"), (errno.EIO, "cannot be written")])
def test_a_failing_disk_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, words: str
) -> None:
    out = tmp_path / "out.bin"
    out.write_bytes(b"old")

    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    if call == "replace":
        monkeypatch.setattr(Path, "replace", fail)
    elif call == "fsync":
        monkeypatch.setattr(os, "fsync", fail)
    else:
        monkeypatch.setattr(os, "fdopen", lambda handle, _mode: _Full(handle, number))
    with pytest.raises(PlaceError, match=words):
        write_whole(out, b"new")
    assert out.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["out.bin"]


def test_a_target_held_for_a_moment_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put, refusals = Path.replace, [PermissionError(errno.EACCES, "held")] * 2

    def held(self: Path, target: Path) -> Path:
        if refusals:
            raise refusals.pop()
        return put(self, target)

    monkeypatch.setattr(Path, "replace", held)
    write_whole(tmp_path / "out.bin", b"new")
    assert (tmp_path / "out.bin").read_bytes() == b"new"


def test_a_target_held_for_long_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def held(self: Path, target: Path) -> Path:
        raise PermissionError(errno.EACCES, "held")

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(PlaceError, match="cannot be written"):
        write_whole(tmp_path / "out.bin", b"new")
    assert list(tmp_path.iterdir()) == []


class _Full:
    """A file on a full disk."""

    def __init__(self, handle: int, number: int) -> None:
        self.handle, self.number = handle, number

    def __enter__(self) -> _Full:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self.handle)

    def write(self, _: bytes) -> int:
        raise OSError(self.number, os.strerror(self.number))


def test_a_folder_is_no_file_and_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="is a folder"):
        write_whole(tmp_path, b"")
    with pytest.raises(UserError, match="There is no folder"):
        write_whole(tmp_path / "none" / "out.bin", b"")
    with pytest.raises(UserError, match="There is no folder"):
        make_folder(tmp_path / "none" / "deeper")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_place_without_rights_is_said(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(PlaceError, match="cannot be written"):
        write_whole(tmp_path / "out.bin", b"")


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL")
def test_killed_while_writing_the_old_file_stands(tmp_path: Path) -> None:
    out = tmp_path / "out.bin"
    out.write_bytes(b"old" * 1000)
    program = textwrap.dedent(
        """
        import sys
        from pathlib import Path
        from casefile.export.atomic import write_whole
        print("ready", flush=True)
        while True:
            write_whole(Path(sys.argv[1]), b"new" * 1_000_000)
            write_whole(Path(sys.argv[1]), b"old" * 1000)
        """
    )
    for delay in (0.0, 0.003, 0.011, 0.027):
        child = subprocess.Popen([sys.executable, "-c", program, str(out)], stdout=subprocess.PIPE)
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(delay)
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdout.close()
        assert out.read_bytes() in (b"old" * 1000, b"new" * 1_000_000)
