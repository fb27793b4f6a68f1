"""A folder that is watched while somebody works: what is new in it since it was looked at last."""

from __future__ import annotations

import os
from pathlib import Path

_Look = dict[Path, tuple[int, int]]


class Watched:
    """Files below folders. What is there at first counts as known."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self.folders = folders
        self._known = self._look()
        self._before = self._known

    def new(self) -> tuple[Path, ...]:
        """Files that came or changed, once each, by name. One that is still being written waits for the next look."""
        now = self._look()
        settled = tuple(
            sorted(path for path, state in now.items() if self._before.get(path) == state != self._known.get(path))
        )
        self._known = {path: now[path] if path in settled else state for path, state in self._known.items() if path in now}
        self._known.update((path, now[path]) for path in settled)
        self._before = now
        return settled

    @property
    def waiting(self) -> bool:
        """Whether something was seen that was not settled yet."""
        return any(self._known.get(path) != state for path, state in self._before.items())

    def _look(self) -> _Look:
        found: _Look = {}
        for folder in self.folders:
            for parent, folders, names in os.walk(folder):
                folders[:] = [name for name in folders if not name.startswith(".")]
                for name in names:
                    path = Path(parent, name)
                    try:
                        state = path.stat()
                    except OSError:
                        continue
                    if not name.startswith(".") and path.is_file():
                        found[path] = (state.st_mtime_ns, state.st_size)
        return found
