"""Reports of our own faults, kept on this computer and nowhere else.

A report says which version on which system, where in our code it happened, and nothing of anybody's: no message (it may
quote a text), no name of a folder outside the program, no case, no passphrase.
"""

from __future__ import annotations

import faulthandler
import os
import platform
import re
import traceback
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

import platformdirs

from casefile import __version__

_FALLEN = "fallen-{}.txt"
_IN_TRACE = re.compile(r'File "([^"]*)", line (\d+) in (\S+)')


def folder() -> Path:
    """Where reports lie: the user's log folder."""
    return Path(platformdirs.user_log_dir("casefile", appauthor=False))


def described(error: BaseException, doing: str = "") -> str:
    """A report of an error as text. `doing` names what was asked for, such as an action of the window."""
    lines = [_head(), f"\nDoing: {doing}\n" if doing else "", "\n"]
    for frame in traceback.TracebackException.from_exception(error).stack:
        lines.append(f"  {_within(frame.filename)}:{frame.lineno} {frame.name}\n")
        if frame.line:
            lines.append(f"    {frame.line}\n")
    causes: BaseException | None = error
    while causes is not None:
        lines.append(f"{type(causes).__name__}\n")
        causes = causes.__cause__
    return "".join(lines)


def keep_report(error: BaseException, doing: str = "") -> Path:
    """Write the report of an error to the user's log folder and say where."""
    return _kept(described(error, doing))


def watch() -> None:
    """From now on, should the process be torn down from below (a fault in a library), it leaves a trace behind."""
    with suppress(OSError):
        folder().mkdir(parents=True, exist_ok=True)
        _Watch.file = (folder() / _FALLEN.format(os.getpid())).open("w", encoding="utf-8")
        faulthandler.enable(_Watch.file, all_threads=True)


def unwatch() -> None:
    """The process ends as it should: no trace is left."""
    if _Watch.file is not None:
        faulthandler.disable()
        _Watch.file.close()
        _Watch.file = None
        (folder() / _FALLEN.format(os.getpid())).unlink(missing_ok=True)


def fallen() -> Path | None:
    """The report of a process that was torn down before, if there is one; it is told of once."""
    frames: list[str] = []
    for path in sorted(folder().glob(_FALLEN.format("*"))):
        with suppress(OSError):
            # The trace of a process that is alive, or was ended by the system, is empty.
            if trace := path.read_text(encoding="utf-8", errors="replace"):
                path.unlink()
                frames += [f"  {_within(file)}:{line} {name}\n" for file, line, name in _IN_TRACE.findall(trace)] or ["\n"]
    return _kept("".join((_head(), "\nThe process was torn down from below.\n\n", *frames))) if frames else None


class _Watch:
    file: TextIO | None = None


def _head() -> str:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return f"CaseFile {__version__}, Python {platform.python_version()}, {platform.platform()}, {now}\n"


def _within(filename: str) -> str:
    """A file by its place in its package: folders above it are the person's own."""
    parts = Path(filename).parts
    for root in ("casefile", "site-packages"):
        if root in parts:
            return "/".join(parts[len(parts) - 1 - parts[::-1].index(root) + (root == "site-packages") :])
    return parts[-1] if parts else ""


def _kept(text: str) -> Path:
    path = folder() / f"report-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.txt"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError:
        return Path("(no report could be written)")
    return path
