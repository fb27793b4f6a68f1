"""A folder that is watched: what is new in it, once, and whole."""

from __future__ import annotations

import os
from pathlib import Path

from casefile.ingest import Watched


def write(path: Path, words: str, at: int) -> None:
    path.write_text(words, encoding="utf-8")
    os.utime(path, ns=(at, at))


def test_what_is_there_at_first_is_known_and_what_comes_is_new_once(tmp_path: Path) -> None:
    write(tmp_path / "old.txt", "old", 1)
    watched = Watched((tmp_path,))
    assert watched.new() == ()
    write(tmp_path / "b.txt", "b", 2)
    (tmp_path / "below").mkdir()
    write(tmp_path / "below" / "a.txt", "a", 3)
    write(tmp_path / ".hidden", "x", 3)
    assert watched.new() == (), "it may still be written"
    assert watched.waiting
    assert watched.new() == (tmp_path / "b.txt", tmp_path / "below" / "a.txt")
    assert not watched.waiting
    assert watched.new() == ()


def test_what_is_still_being_written_waits_and_what_changes_comes_again(tmp_path: Path) -> None:
    watched = Watched((tmp_path,))
    write(tmp_path / "a.txt", "half", 1)
    assert watched.new() == ()
    write(tmp_path / "a.txt", "half and more", 2)
    assert watched.new() == ()
    assert watched.new() == (tmp_path / "a.txt",)
    write(tmp_path / "a.txt", "other", 3)
    assert watched.new() == ()
    assert watched.new() == (tmp_path / "a.txt",)
    (tmp_path / "a.txt").unlink()
    assert watched.new() == ()
    assert not watched.waiting
