"""Reports of our own faults, kept on this computer and nowhere else."""

from __future__ import annotations

import platform
import traceback
from datetime import UTC, datetime
from pathlib import Path

import platformdirs

from casefile import __version__


def keep_report(error: BaseException) -> Path:
    """Write the trace of an error to the user's log folder and say where. The trace has code lines, no case text."""
    folder = Path(platformdirs.user_log_dir("casefile", appauthor=False))
    now = datetime.now(UTC)
    path = folder / f"report-{now:%Y%m%d-%H%M%S-%f}.txt"
    lines = [f"CaseFile {__version__}, Python {platform.python_version()}, {platform.platform()}, {now.isoformat()}\n\n"]
    for part in traceback.TracebackException.from_exception(error).stack.format():
        lines.append(part)
    lines.append(type(error).__name__ + "\n")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(lines), encoding="utf-8")
    except OSError:
        return Path("(no report could be written)")
    return path
