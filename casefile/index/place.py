"""Where an index lies, and whether what lies there is ours.

An index is opened with Whoosh, which unpickles: so only from the user's own cache, in a folder nobody else can write,
under a stamp that names case, schema and library. Each rebuild gets a folder of its own; the stamp, replaced in one
step, says which counts. Nothing is ever changed in place that another process may be reading, and a folder that cannot
be deleted now (Windows keeps open files) is deleted later.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import secrets
import shutil
import stat
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy
import platformdirs
import whoosh
from whoosh.util.filelock import FileLock

from casefile.errors import PlaceError
from casefile.index.folders import DiskFolder, Folder, MemoryFolder
from casefile.index.schema import SCHEMA_VERSION

_STAMP = "stamp.json"
_TRIES, _PAUSE = 50, 0.01
"""How often, and after how many seconds, what another program is in the way of is tried again."""
_LIBRARY = f"whoosh {'.'.join(map(str, whoosh.__version__))}, numpy {numpy.__version__.partition('.')[0]}"


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the index at hand is. `folder` is its generation's name."""

    case: str
    folder: str
    generation: int
    """Number of Whoosh's table of contents."""
    check: int
    """Its CRC-32: a table that differs is not unpickled."""
    revision: int
    bodies: bool
    """Whether the index keeps the texts for snippets itself."""
    schema: int = SCHEMA_VERSION
    library: str = _LIBRARY


class Place:
    """The folder of one case's index generations."""

    def __init__(self, case_id: str, cache: Path | None = None, file: Path | None = None) -> None:
        """With `file` the copy of the case that lies there has a place of its own, within that of the case: copies that were
        made by hand have one id, and come to equal revisions by different changes."""
        self.whole = place_of_case(case_id, cache)
        self.root = self.whole if file is None else self.whole / _short(str(file.resolve()))
        self.case = case_id

    def prepare(self) -> None:
        """Makes the folder, private. Raises PlaceError."""
        try:
            self.whole.mkdir(parents=True, exist_ok=True, mode=0o700)
            self.root.mkdir(exist_ok=True, mode=0o700)
            if os.name == "posix" and stat.S_IMODE(self.root.stat().st_mode) != 0o700:
                self.root.chmod(0o700)
        except OSError as error:
            raise PlaceError(
                f"The search index cannot be kept in {self.root.parent} ({error.strerror}); make that folder writable."
            ) from error

    def private(self) -> bool:
        """Whether nobody but this user can have written here."""
        if os.name != "posix":
            return True
        try:
            found = self.root.lstat()
        except OSError:
            return False
        return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o022

    def stamp(self) -> Stamp | None:
        """The stamp, if there is an index here that this program, this case and this library made."""
        try:
            stamp = read_stamp((self.root / _STAMP).read_text("utf-8"), self.case)
        except (OSError, ValueError):
            return None
        there = stamp is not None and self.private() and (self.root / stamp.folder).is_dir()
        return stamp if there else None

    def lock(self) -> Any:
        """Whoosh's lock between processes, not yet taken."""
        self.prepare()
        return FileLock(str(self.root / "lock"))

    def folder(self, name: str) -> Folder:
        """The folder of a generation."""
        return DiskFolder(self.root / name)

    def new_folder(self) -> Folder:
        """An empty folder for a new generation."""
        self.prepare()
        folder = self.root / f"g-{secrets.token_hex(8)}"
        folder.mkdir(mode=0o700)
        return DiskFolder(folder)

    def declare(self, stamp: Stamp) -> None:
        """From here on, `stamp` counts; after a crash either it or the one before."""
        path = self.root / _STAMP
        passing = path.with_name(f"{_STAMP}.{secrets.token_hex(4)}")
        with passing.open("w", encoding="utf-8") as file:
            json.dump(asdict(stamp), file)
            file.flush()
            os.fsync(file.fileno())
        _once_let(lambda: passing.replace(path))

    def set_aside(self) -> None:
        """From here on there is no index; its files go as soon as nobody reads them."""
        _once_let(lambda: (self.root / _STAMP).unlink(missing_ok=True))
        self.sweep(keep="")

    def sweep(self, keep: str) -> None:
        """Deletes all generations but one, as far as the system lets us."""
        if not self.root.is_dir():
            return
        for folder in self.root.glob("g-*"):
            if folder.name != keep:
                shutil.rmtree(folder, ignore_errors=True)
        for left in self.root.glob(f"{_STAMP}.*"):
            with contextlib.suppress(OSError):
                left.unlink()

    def close(self) -> None:
        """Lets go of whatever is held open here."""


def place_of_case(case_id: str, cache: Path | None = None) -> Path:
    """Where all lies that the cache has of a case and of its copies."""
    root = cache if cache is not None else platformdirs.user_cache_path("casefile", appauthor=False) / "index"
    # A case id may come from a stranger's file: never a path.
    return root / _short(case_id)


def _short(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:24]


def read_stamp(text: str, case: str) -> Stamp | None:
    """A stamp as it was written, if it is of this case, this program and these libraries."""
    try:
        stamp = Stamp(**json.loads(text))
        numbers = int(stamp.generation), int(stamp.check), int(stamp.revision)
        sound = stamp == Stamp(case, str(stamp.folder), *numbers, bool(stamp.bodies))
    except (ValueError, TypeError):
        return None
    return stamp if sound and stamp.folder.startswith("g-") and stamp.folder[2:].isalnum() else None


def _once_let(change: Callable[[], object]) -> None:
    """Windows lets nobody replace or delete a file that another program is reading just then: a stamp is read in no time."""
    for _ in range(_TRIES):
        try:
            change()
            return
        except PermissionError:
            time.sleep(_PAUSE)
    change()


Carried = tuple[Stamp, dict[str, bytes]]
"""A generation on its way from one process to another."""


class MemoryPlace:
    """A place without a disk, for a case that must leave nothing in the clear: stamp and generations live and die with it.

    Each process has its own, and finds the index missing when it opens the case. `cache` and `file` say where a sealed one
    would lie.
    """

    def __init__(self, case_id: str, cache: Path | None = None, file: Path | None = None) -> None:
        self.case = case_id
        self.cache = cache
        self.file = file
        self._lock = threading.Lock()
        self._stamp: Stamp | None = None
        self._folders: dict[str, MemoryFolder] = {}

    def stamp(self) -> Stamp | None:
        return self._stamp

    def lock(self) -> Any:
        """A lock within this process, not yet taken."""
        return _ProcessLock(self._lock)

    def folder(self, name: str) -> Folder:
        return self._folders.get(name) or MemoryFolder(name)

    def new_folder(self) -> Folder:
        folder = MemoryFolder(f"g-{secrets.token_hex(8)}")
        self._folders[folder.name] = folder
        return folder

    def declare(self, stamp: Stamp) -> None:
        self._stamp = stamp

    def set_aside(self) -> None:
        self._stamp = None
        self.sweep(keep="")

    def sweep(self, keep: str) -> None:
        for name in [name for name in self._folders if name != keep]:
            del self._folders[name]

    def carried(self) -> Carried | None:
        """What counts here, for the place of the same case in another process. None where nothing does."""
        if self._stamp is None:
            return None
        folder = self._folders[self._stamp.folder]
        return self._stamp, {name: folder.read(name) for name in folder.names()}

    def take(self, carried: Carried) -> None:
        """From here on counts what another process of ours made."""
        stamp, files = carried
        folder = MemoryFolder(stamp.folder)
        for name, content in files.items():
            with folder.create(name) as file:
                file.write(content)
        self._folders[folder.name] = folder
        self._stamp = stamp
        self.sweep(keep=folder.name)

    def close(self) -> None:
        """Nothing is held open."""

    def __reduce__(self) -> tuple[type[MemoryPlace], tuple[str, Path | None]]:
        # In another process it begins empty.
        return MemoryPlace, (self.case, self.cache)


class _ProcessLock:
    """A lock with the method that Whoosh's file lock has."""

    def __init__(self, lock: threading.Lock) -> None:
        self._lock = lock

    def acquire(self) -> bool:
        return self._lock.acquire(blocking=False)

    def release(self) -> None:
        self._lock.release()


AnyPlace = Place | MemoryPlace
