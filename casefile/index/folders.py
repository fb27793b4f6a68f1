"""Where the files of one generation lie: a folder of the user's cache, or nowhere but in memory.

An encrypted case leaves nothing derived on a disk in the clear: its index is written and read through `MemoryFolder`,
byte for byte the same, and is gone with the process.
"""

from __future__ import annotations

import contextlib
import io
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

from whoosh.filedb.filestore import FileStorage, RamStorage


class Source(Protocol):
    """A file that is read by stretches."""

    name: str
    size: int

    def read(self, at: int, length: int) -> bytes:
        """Bytes from `at`, fewer where the file ends before."""


class Folder(Protocol):
    """A flat set of files that are written once."""

    name: str

    def create(self, name: str) -> contextlib.AbstractContextManager[BinaryIO]:
        """A new file to write; whole and synced when the block ends."""

    def open(self, name: str) -> Source:
        """Raises OSError."""

    def read(self, name: str) -> bytes:
        """All of a file. Raises OSError."""

    def size(self, name: str) -> int:
        """Bytes of a file. Raises OSError."""

    def names(self) -> list[str]:
        """Of all files."""

    def remove(self, name: str) -> None:
        """Raises OSError where the system does not let us yet."""

    def sync(self, name: str) -> None:
        """From here on the file, and that it has this name, outlives a power cut."""

    def storage(self) -> RamStorage | FileStorage:
        """The same files as Whoosh knows them."""


class DiskFolder:
    """Implements `Folder` with a folder of the cache."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = path.name

    @contextlib.contextmanager
    def create(self, name: str) -> Iterator[BinaryIO]:
        with (self.path / name).open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())

    def open(self, name: str) -> Source:
        return _DiskSource(self.path / name)

    def read(self, name: str) -> bytes:
        return (self.path / name).read_bytes()

    def size(self, name: str) -> int:
        return (self.path / name).stat().st_size

    def names(self) -> list[str]:
        return [path.name for path in self.path.iterdir()]

    def remove(self, name: str) -> None:
        (self.path / name).unlink()

    def sync(self, name: str) -> None:
        for path in (self.path / name, self.path) if os.name == "posix" else (self.path / name,):
            descriptor = os.open(path, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)

    def storage(self) -> FileStorage:
        return FileStorage(str(self.path))


class _DiskSource:
    def __init__(self, path: Path) -> None:
        self.name = path.name
        self._file = path.open("rb", buffering=0)
        self._turn = threading.Lock()
        self.size = os.fstat(self._file.fileno()).st_size

    def read(self, at: int, length: int) -> bytes:
        if hasattr(os, "pread"):
            return os.pread(self._file.fileno(), length, at)
        with self._turn:
            self._file.seek(at)
            return self._file.read(length)

    def __del__(self) -> None:
        # Whoever still searches an old generation holds it; the last one lets go.
        file = getattr(self, "_file", None)
        if file is not None:
            file.close()


class MemoryFolder:
    """Implements `Folder` without a disk."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._storage = RamStorage()
        self._files: dict[str, bytes] = self._storage.files

    @contextlib.contextmanager
    def create(self, name: str) -> Iterator[BinaryIO]:
        if name in self._files:
            raise FileExistsError(name)
        file = io.BytesIO()
        yield file
        self._files[name] = file.getvalue()

    def open(self, name: str) -> Source:
        return _MemorySource(name, self.read(name))

    def read(self, name: str) -> bytes:
        try:
            return self._files[name]
        except KeyError:
            raise FileNotFoundError(name) from None

    def size(self, name: str) -> int:
        return len(self.read(name))

    def names(self) -> list[str]:
        return list(self._files)

    def remove(self, name: str) -> None:
        self._files.pop(name, None)

    def sync(self, name: str) -> None:
        """Nothing outlives the process, on purpose."""

    def storage(self) -> RamStorage:
        return self._storage


class _MemorySource:
    def __init__(self, name: str, content: bytes) -> None:
        self.name = name
        self.size = len(content)
        self._content = content

    def read(self, at: int, length: int) -> bytes:
        return self._content[at : at + length]
