"""Which files a list of paths means: folders recurse, in a stable order; links are not followed."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from casefile.errors import UserError
from casefile.ingest.manifest import place_of


def files(paths: Sequence[Path]) -> Iterator[Path]:
    """Every file once, in the order given, folders sorted by name. Raises UserError for a path that is not there and
    for a folder without any file."""
    seen: set[Path] = set()
    for path in paths:
        if not path.exists():
            raise UserError(f"There is no file or folder {path}; check the path.")
        found = [path] if not path.is_dir() else list(_below(path))
        if not found:
            raise UserError(f"The folder {path} has no files to import.")
        for file in found:
            key = place_of(file)
            if key not in seen:
                seen.add(key)
                yield file


def _below(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                yield Path(parent, name)
