"""Files that are there whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from casefile.disk import NO_SPACE, replace
from casefile.errors import PlaceError, UserError

CASE_SUFFIX = ".casefile"
_SQLITE = b"SQLite format 3\0"


def write_whole(target: Path, content: bytes) -> None:
    """`content` becomes the file `target`, replacing what was there, or nothing changes.

    It is written beside the target, forced to disk and put in place in one step. Raises PlaceError where the place has no
    room or cannot be written to, UserError where the target is a folder, a device or a case, or its folder is missing.
    """
    _check(target)
    temporary: str | None = None
    try:
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.", suffix=".part")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        _let_others_read(temporary, target)
        replace(Path(temporary), target)
        temporary = None
    except OSError as error:
        raise _place_error(target, error) from error
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()


def _check(target: Path) -> None:
    """Refuse what an output must never replace. A link is judged by what it leads to."""
    if target.is_dir():
        raise UserError(f"“{target}” is a folder; name a file to write.")
    if not target.parent.is_dir():
        raise UserError(f"There is no folder “{target.parent}”; make it first or choose another place.")
    if not target.exists():
        return
    if not target.is_file():
        raise UserError(f"“{target}” is no file but a device or the like; name a file to write.")
    # By name first: a case that is open must not be opened a second time in this process (SQLite's locks would go).
    if target.resolve().suffix.casefold() == CASE_SUFFIX or _is_database(target):
        raise UserError(f"“{target}” is a case; an output must not replace it. Choose another name.")


def _is_database(target: Path) -> bool:
    try:
        with target.open("rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False


def make_folder(folder: Path) -> None:
    """The folder, if it is not there; its parent must be. Raises PlaceError, UserError as `write_whole` does."""
    if folder.is_dir():
        return
    if not folder.parent.is_dir():
        raise UserError(f"There is no folder “{folder.parent}”; make it first or choose another place.")
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise _place_error(folder, error) from error


def _let_others_read(temporary: str, target: Path) -> None:
    """The rights a new file would have, or those of the file it replaces: mkstemp gives the owner's alone."""
    if os.name != "posix":
        return
    try:
        mode = target.stat().st_mode & 0o777
    except FileNotFoundError:
        umask = os.umask(0o077)
        os.umask(umask)
        mode = 0o666 & ~umask
    Path(temporary).chmod(mode)


def _place_error(target: Path, error: OSError) -> PlaceError:
    if error.errno in NO_SPACE:
        return PlaceError(f"There is no room to write “{target}”; free some space or choose another place.")
    return PlaceError(f"“{target}” cannot be written ({error.strerror or error}); choose another place.")
