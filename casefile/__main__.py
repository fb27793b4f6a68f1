"""`casefile` and `python -m casefile`."""

from __future__ import annotations

import multiprocessing
import sys


def main() -> None:
    """Run the program and end with its exit code."""
    # A frozen program starts its own children through this very entry.
    multiprocessing.freeze_support()
    from casefile.cli.program import run

    sys.exit(run())


if __name__ == "__main__":
    main()
