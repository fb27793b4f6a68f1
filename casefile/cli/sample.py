"""A fresh copy of the sample case, for the demonstration and the self-test."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from casefile.bootstrap import importing, opening


@contextmanager
def fresh_sample(path: Path | None = None) -> Iterator[Path]:
    """A case with the sample imported: at `path`, which stays, or in a temporary folder, which goes afterwards."""
    if path is not None:
        _fill(path)
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="casefile-demo-", ignore_cleanup_errors=True) as folder:
        # What goes with the folder leaves no backups among those of the user's own cases.
        os.environ["CASEFILE_BACKUPS"] = str(Path(folder, "backups"))
        temporary = Path(folder, "sample.casefile")
        _fill(temporary)
        yield temporary


def _fill(path: Path) -> None:
    case = opening.create_case(path, importing.SAMPLE_TITLE)
    try:
        importing.import_sample(case)
    finally:
        case.close()
