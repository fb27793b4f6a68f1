"""What putting a file in place of another needs of the disk: a step tried again, and a name that outlasts a power cut."""

from __future__ import annotations

import contextlib
import errno
import os
import time
from pathlib import Path

NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_PAUSES = (0.05, 0.1, 0.2, 0.4)
"""Seconds between tries, where a scanner of viruses or a search service holds the target for a moment."""


def replace(part: Path, target: Path) -> None:
    """`part`, already synced, becomes `target`; after a power cut either is there whole. Raises OSError where the system
    refuses it still after a second."""
    for pause in _PAUSES:
        try:
            part.replace(target)
            break
        except PermissionError:
            time.sleep(pause)
    else:
        part.replace(target)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Make a new name outlast a power cut, where the system can."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
