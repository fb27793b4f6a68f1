"""One file of named arrays, read through the page cache and checked block by block.

Layout: magic, the arrays one after the other, a checksum (CRC-32) for each 64 KiB of them, a directory in JSON, and a
trailer with lengths and the directory's own checksum. A block is checked when it is first touched, so that opening
costs nothing and a flipped bit is still noticed before its numbers are believed.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import zlib
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

_MAGIC = b"CFPACK01"
_TRAILER = struct.Struct("<QQII8s")
_BLOCK_BITS = 16
_ALIGN = 8


class DamagedError(Exception):
    """A file of the index is not what was written. The index is set aside and made anew."""


class PackWriter:
    """Collects arrays by name, in parts, and writes them in one go."""

    def __init__(self) -> None:
        self._parts: dict[str, list[Array]] = {}
        self.meta: dict[str, Any] = {}

    def add(self, name: str, values: Array | bytes) -> None:
        """Appends to the array of this name; all parts of one name have one type."""
        part = np.frombuffer(values, np.uint8) if isinstance(values, bytes) else values
        self._parts.setdefault(name, []).append(np.ascontiguousarray(part))

    def write(self, path: Path) -> None:
        """Writes and syncs the file; whoever names it afterwards names a whole one."""
        directory: dict[str, tuple[str, int, int]] = {}
        checks: list[int] = []
        at, open_check, filled = 0, 0, 0
        with path.open("xb") as file:
            file.write(_MAGIC)
            for name, parts in self._parts.items():
                directory[name] = (parts[0].dtype.str, at, sum(part.size for part in parts))
                size = 0
                for part in parts:
                    view = memoryview(part.view(np.uint8).data) if part.size else memoryview(b"")
                    file.write(view)
                    size += len(view)
                    open_check, filled = _check(view, checks, open_check, filled)
                padding = bytes(-size % _ALIGN)
                file.write(padding)
                open_check, filled = _check(memoryview(padding), checks, open_check, filled)
                at += size + len(padding)
            if filled:
                checks.append(open_check)
            tail = np.array(checks, "<u4").tobytes() + json.dumps([directory, self.meta]).encode()
            file.write(tail)
            file.write(_TRAILER.pack(at, len(tail), len(checks), zlib.crc32(tail), _MAGIC))
            file.flush()
            os.fsync(file.fileno())


def _check(view: memoryview, checks: list[int], running: int, filled: int) -> tuple[int, int]:
    """Feeds bytes to the running block checksum; returns it and how full the open block is."""
    at = 0
    while at < len(view):
        take = min(len(view) - at, (1 << _BLOCK_BITS) - filled)
        running = zlib.crc32(view[at : at + take], running)
        at, filled = at + take, filled + take
        if filled == 1 << _BLOCK_BITS:
            checks.append(running)
            running = filled = 0
    return running, filled


class Pack:
    """A file of arrays. Raises DamagedError where it is not whole."""

    def __init__(self, path: Path) -> None:
        try:
            with path.open("rb") as file:
                size = os.fstat(file.fileno()).st_size
                if size < len(_MAGIC) + _TRAILER.size:
                    raise DamagedError(f"{path.name} is cut short")
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except ValueError as error:
            raise DamagedError(f"{path.name} cannot be read") from error
        self._name = path.name
        length, tail_length, count, check, magic = _TRAILER.unpack_from(self._map, size - _TRAILER.size)
        if magic != _MAGIC or len(_MAGIC) + length + tail_length + _TRAILER.size != size:
            raise DamagedError(f"{path.name} is cut short or not ours")
        tail = self._map[len(_MAGIC) + length : size - _TRAILER.size]
        if zlib.crc32(tail) != check:
            raise DamagedError(f"the directory of {path.name} is damaged")
        self._checks = np.frombuffer(tail, "<u4", count).tolist()
        directory, self.meta = json.loads(tail[4 * count :])
        self._directory: dict[str, tuple[str, int, int]] = {name: tuple(entry) for name, entry in directory.items()}
        self._length = length
        self._sound = bytearray(count)
        self._arrays: dict[str, Array] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._directory

    def size(self, name: str) -> int:
        """Number of elements; 0 where there is no such array."""
        return self._directory[name][2] if name in self._directory else 0

    def part(self, name: str, start: int = 0, stop: int | None = None) -> Array:
        """Elements start to stop of an array, checked. Read-only; valid as long as it is held."""
        array = self._arrays.get(name)
        kind, at, size = self._directory[name]
        if array is None:
            array = np.frombuffer(self._map, np.dtype(kind), size, len(_MAGIC) + at)
            self._arrays[name] = array
        stop = size if stop is None else stop
        if start < stop:
            self._assure(at + start * array.itemsize, at + stop * array.itemsize)
        return array[start:stop]

    def text(self, name: str, start: int, stop: int) -> bytes:
        """Bytes of an array of bytes."""
        return self.part(name, start, stop).tobytes()

    def verify(self) -> None:
        """Reads and checks everything. Raises DamagedError."""
        if self._length:
            self._assure(0, self._length)

    def _assure(self, low: int, high: int) -> None:
        first, last = low >> _BLOCK_BITS, (high - 1) >> _BLOCK_BITS
        if self._sound.find(0, first, last + 1) < 0:
            return
        for block in range(first, last + 1):
            if not self._sound[block]:
                begin = block << _BLOCK_BITS
                end = min(begin + (1 << _BLOCK_BITS), self._length)
                if zlib.crc32(memoryview(self._map)[len(_MAGIC) + begin : len(_MAGIC) + end]) != self._checks[block]:
                    raise DamagedError(f"{self._name} is damaged at byte {begin}")
                self._sound[block] = 1
