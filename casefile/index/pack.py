"""One file of named arrays, read a stretch at a time and checked block by block.

Layout: magic, the arrays one after the other, a checksum (CRC-32) for each 8 KiB of them, a directory in JSON, and a
trailer with lengths and the directory's own checksum. A block is checked when it is first read, so that opening costs
nothing and a flipped bit is still noticed before its numbers are believed. The file is read, not mapped into memory: what
a search holds is then bounded, and a file cut short under our feet is an error and not the end of the process.
"""

from __future__ import annotations

import json
import struct
import threading
import zlib
from typing import Any

import numpy as np
from numpy.typing import NDArray

from casefile.index.folders import Folder, Source

Array = NDArray[Any]

_MAGIC = b"CFPACK01"
_TRAILER = struct.Struct("<QQII8s")
_BLOCK_BITS = 13
_KEPT_BLOCKS = 320
"""Blocks that small reads are served from: 2.5 MiB a file at most."""
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

    def write(self, folder: Folder, filename: str) -> None:
        """Writes and syncs the file; whoever names it afterwards names a whole one."""
        directory: dict[str, tuple[str, int, int]] = {}
        checks: list[int] = []
        at, open_check, filled = 0, 0, 0
        with folder.create(filename) as file:
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

    def __init__(self, source: Source) -> None:
        self._source = source
        self._name = source.name
        self._turn = threading.Lock()
        size = source.size
        if size < len(_MAGIC) + _TRAILER.size:
            raise DamagedError(f"{self._name} is cut short")
        length, tail_length, count, check, magic = _TRAILER.unpack(self._read(size - _TRAILER.size, _TRAILER.size))
        if magic != _MAGIC or len(_MAGIC) + length + tail_length + _TRAILER.size != size:
            raise DamagedError(f"{self._name} is cut short or not ours")
        tail = self._read(len(_MAGIC) + length, tail_length)
        if zlib.crc32(tail) != check:
            raise DamagedError(f"the directory of {self._name} is damaged")
        self._checks = np.frombuffer(tail, "<u4", count)
        directory, self.meta = json.loads(tail[4 * count :])
        self._directory: dict[str, tuple[np.dtype[Any], int, int]] = {
            name: (np.dtype(code), at, size) for name, (code, at, size) in directory.items()
        }
        self._length = length
        self._sound = bytearray(count)
        self._blocks: dict[int, bytes] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._directory

    def size(self, name: str) -> int:
        """Number of elements; 0 where there is no such array."""
        return self._directory[name][2] if name in self._directory else 0

    def part(self, name: str, start: int = 0, stop: int | None = None) -> Array:
        """Elements start to stop of an array, checked. Read-only."""
        kind, at, size = self._directory[name]
        stop = size if stop is None else stop
        if start >= stop:
            return np.zeros(0, kind)
        low, high = at + start * kind.itemsize, at + stop * kind.itemsize
        first, last = low >> _BLOCK_BITS, (high - 1) >> _BLOCK_BITS
        found = self._block(first) if first == last else self._stretch(first, last)
        return np.frombuffer(found, kind, stop - start, low - (first << _BLOCK_BITS))

    def text(self, name: str, start: int, stop: int) -> bytes:
        """Bytes of an array of bytes."""
        return self.part(name, start, stop).tobytes()

    def verify(self) -> None:
        """Reads and checks everything. Raises DamagedError."""
        for block in range(len(self._sound)):
            self._stretch(block, block)

    def _block(self, number: int) -> bytes:
        """One block, remembered: most reads are small and near each other. Those read first are forgotten first."""
        found = self._blocks.get(number)
        if found is None:
            found = self._stretch(number, number)
            with self._turn:
                self._blocks[number] = found
                while len(self._blocks) > _KEPT_BLOCKS:
                    del self._blocks[next(iter(self._blocks))]
        return found

    def _stretch(self, first: int, last: int) -> bytes:
        begin = first << _BLOCK_BITS
        end = min((last + 1) << _BLOCK_BITS, self._length)
        found = self._read(len(_MAGIC) + begin, end - begin)
        if self._sound.find(0, first, last + 1) >= 0:
            view = memoryview(found)
            for block in range(first, last + 1):
                at = (block - first) << _BLOCK_BITS
                if not self._sound[block]:
                    if zlib.crc32(view[at : at + (1 << _BLOCK_BITS)]) != self._checks[block]:
                        raise DamagedError(f"{self._name} is damaged at byte {begin + at}")
                    self._sound[block] = 1
        return found

    def _read(self, at: int, length: int) -> bytes:
        found = self._source.read(at, length)
        if len(found) != length:
            raise DamagedError(f"{self._name} is cut short")
        return found
