"""`casefile` and `python -m casefile`: the one place that knows both the command line and the window."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from casefile.errors import UserError


def show_window(case: Path | None, screenshot: Path | None, passphrase: str | None = None) -> int:
    """Open the window, on a case if one is given; with `screenshot` only take its picture. Returns the exit code.

    Where the case is encrypted the window asks for its passphrase, unless it is given."""
    if not _screen():
        if screenshot is None:
            raise UserError(
                "There is no screen here to open a window on; use the commands (casefile --help), or --screenshot."
            )
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    # Qt takes long to load, and most commands do without it.
    from casefile.gui.app import run

    return run(case, screenshot=screenshot, passphrase=passphrase)


def _screen() -> bool:
    # Without one Qt ends the process; it cannot be asked first.
    named = any(os.environ.get(name) for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"))
    return named or not sys.platform.startswith("linux")


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command line (this process's own when None) and give its exit code."""
    from casefile.cli.program import run as run_program

    return run_program(arguments, show_window)


def main() -> None:
    """Run the program and end with its exit code."""
    # A frozen program starts its own children through this very entry.
    multiprocessing.freeze_support()
    sys.exit(run())


if __name__ == "__main__":
    main()
