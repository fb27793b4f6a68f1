"""Who has a case open for writing: a small file beside the case, locked while its writer lives.

SQLite's own locks keep two writers apart; this one is for people. It says who it is, so that a second window can offer to
read only. A kill releases it. Where a folder is shared between computers and locks are not, the computer's name tells.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import sys
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

_LONGEST = 4096


@dataclass(frozen=True, slots=True)
class Holder:
    """Whoever has the case open. `since` in ISO, UTC."""

    who: str
    host: str
    process: int
    since: str

    @property
    def in_words(self) -> str:
        """ "anna on quay-3 since 10:15 (process 4711)"; the day is left out."""
        return f"{self.who or 'somebody'} on {self.host} since {self.since[11:16]} UTC (process {self.process})"


class Hold:
    """The mark that this process has a case open for writing. Letting go twice is harmless."""

    def __init__(self, path: Path, handle: int) -> None:
        self._path = path
        self._handle: int | None = handle

    def let_go(self) -> None:
        """Take the mark away."""
        if self._handle is None:
            return
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)
        os.close(self._handle)
        self._handle = None


def take(path: Path, who: str, *, anyway: bool = False) -> Hold | Holder | None:
    """Mark a case as open by this process; its holder where there is one, None where marks cannot be made here.

    With `anyway` a mark that another computer left counts for nothing.
    """
    mark = _mark_of(path)
    try:
        while True:
            handle = os.open(mark, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
            if not _lock(handle):
                holder = _read(handle)
                os.close(handle)
                return holder or Holder("", socket.gethostname(), 0, _now())
            if _is_there(mark, handle):
                break
            os.close(handle)
    except OSError:
        return None
    before = _read(handle)
    if before is not None and before.host != socket.gethostname() and not anyway:
        os.close(handle)
        return before
    try:
        os.ftruncate(handle, 0)
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, json.dumps(asdict(Holder(who, socket.gethostname(), os.getpid(), _now()))).encode())
    except OSError:
        # It is locked all the same; only the words are missing.
        pass
    return Hold(mark, handle)


def holder_of(path: Path) -> Holder | None:
    """Who has the case open for writing, as far as marks tell. This process does not count."""
    try:
        handle = os.open(_mark_of(path), os.O_RDWR)
    except OSError:
        return None
    try:
        holder = _read(handle)
        here = holder is not None and holder.host == socket.gethostname()
        if holder is None or (here and (holder.process == os.getpid() or _lock(handle))):
            return None
        return holder
    finally:
        os.close(handle)


def _mark_of(path: Path) -> Path:
    real = path.resolve()
    return real.with_name(f".{real.name}.open")


def _read(handle: int) -> Holder | None:
    try:
        os.lseek(handle, 0, os.SEEK_SET)
        said = json.loads(os.read(handle, _LONGEST))
        return Holder(str(said["who"]), str(said["host"]), int(said["process"]), str(said["since"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _is_there(mark: Path, handle: int) -> bool:
    """Whether the file locked is the one that is found: another process may have taken its own away meanwhile."""
    try:
        return os.path.samestat(mark.stat(), os.fstat(handle))
    except OSError:
        return False


def _lock(handle: int) -> bool:
    if sys.platform == "win32":
        import msvcrt

        try:
            # A byte behind all that is written: others can still read who it is.
            os.lseek(handle, _LONGEST, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
