"""A case file put in the place of another in one step, and a file made unreadable before it goes."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from casefile.disk import NO_SPACE, replace, sync_folder
from casefile.errors import CaseFileError, PlaceError, UserError

_BLOCK = 1 << 20


def put(part: Path, target: Path) -> None:
    """`part`, already synced, becomes `target`; after a power cut either is there whole. Raises PlaceError."""
    try:
        replace(part, target)
    except OSError as error:
        raise place_error(target, error) from error


def part_of(path: Path) -> Path:
    """Where a file is made that is to be at `path`. What an interrupted try left there is of no use to anybody."""
    return path.with_name(f".{path.name}.part")


def begin(path: Path) -> None:
    """An empty file in place of whatever is there, which nobody but the user may read: a case often may be read by nobody
    else, and its copies no less. Raises OSError."""
    path.unlink(missing_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def put_new(part: Path, target: Path) -> None:
    """The same, where nothing is at `target` yet. Raises UserError where something came there meanwhile."""
    try:
        try:
            os.link(part, target)
        except FileExistsError:
            raise UserError(f"“{target.name}” is there already. Choose another name.") from None
        except OSError:
            # A disk without links (FAT): there may be a moment between looking and putting.
            if target.exists():
                raise UserError(f"“{target.name}” is there already. Choose another name.") from None
            part.rename(target)
        sync_folder(target.parent)
    except OSError as error:
        raise place_error(target, error) from error


def sync(path: Path) -> None:
    """Make a file's content outlast a power cut. Raises PlaceError."""
    try:
        handle = os.open(path, os.O_RDWR)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        raise place_error(path, error) from error


def remove(path: Path) -> None:
    """Remove a database that was being made, with what SQLite puts beside it."""
    for ending in ("", "-journal", "-wal", "-shm"):
        with contextlib.suppress(OSError):
            path.with_name(path.name + ending).unlink(missing_ok=True)


def blank(handle: int) -> None:
    """Overwrite an open file with zeros. A disk that moves its blocks about may keep the old ones for a time all the same.

    The file must not be an open case: to close `handle` would drop that one's locks.
    """
    with contextlib.suppress(OSError):
        left = os.fstat(handle).st_size
        os.lseek(handle, 0, os.SEEK_SET)
        while left > 0:
            left -= os.write(handle, bytes(min(_BLOCK, left)))
        os.fsync(handle)


def place_error(target: Path, error: OSError) -> CaseFileError:
    """The sentence for what the system would not do."""
    if error.errno in NO_SPACE:
        return PlaceError(f"There is no space left for “{target.name}”. Nothing was changed; free some space and try again.")
    reason = error.strerror or "refused"
    return PlaceError(f"“{target.name}” cannot be written in “{target.parent}” ({reason}). Choose another folder.")
