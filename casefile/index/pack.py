"""One file of named arrays, read a stretch at a time and checked block by block.

Layout: magic, the arrays one after the other, a check for each 8 KiB of them, a directory in JSON, and a trailer with
lengths and the directory's own CRC-32. A block is checked when it is first read, so that opening costs nothing and a
flipped bit is still noticed before its numbers are believed. The file is read, not mapped into memory: what a search
holds is then bounded, and a file cut short under our feet is an error and not the end of the process.

A block's check is the sum of its 64-bit words, each times an odd number of its place (multilinear hashing: J. L. Carter and
M. N. Wegman, "Universal classes of hash functions", 1979). Whatever happens to one word is noticed for certain, since odd
numbers can be divided by; what happens to several, but for one time in 2^63 or so. It takes a tenth of the time of a CRC.
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

_MAGIC = b"CFPACK02"
_TRAILER = struct.Struct("<QQII8s")
_BLOCK_BITS = 13
_KEPT_BLOCKS = 320
"""Blocks that small reads are served from: 2.5 MiB a file at most."""
_ALIGN = 8
_BLOCK = 1 << _BLOCK_BITS
_AT_ONCE = 32
"""Blocks that are checked in one go: so many stay in the cache."""


def _odd(count: int) -> Array:
    """Odd numbers that have nothing to do with each other: G. Steele and others' SplitMix64 (2014)."""
    mixed = np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    odd: Array = (mixed ^ (mixed >> np.uint64(31))) | np.uint64(1)
    return odd


_ODD = _odd(_BLOCK // 8)


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
        checks = _Checks()
        at = 0
        with folder.create(filename) as file:
            file.write(_MAGIC)
            for name, parts in self._parts.items():
                directory[name] = (parts[0].dtype.str, at, sum(part.size for part in parts))
                size = 0
                for part in parts:
                    view = memoryview(part.view(np.uint8).data) if part.size else memoryview(b"")
                    file.write(view)
                    checks.add(view)
                    size += len(view)
                padding = bytes(-size % _ALIGN)
                file.write(padding)
                checks.add(memoryview(padding))
                at += size + len(padding)
            found = checks.finish()
            tail = found.tobytes() + json.dumps([directory, self.meta]).encode()
            file.write(tail)
            file.write(_TRAILER.pack(at, len(tail), len(found), zlib.crc32(tail), _MAGIC))


class _Checks:
    """The checks of blocks that come in pieces."""

    def __init__(self) -> None:
        self._found: list[Array] = []
        self._open = bytearray()

    def add(self, view: memoryview) -> None:
        if self._open:
            missing = _BLOCK - len(self._open)
            self._open += view[:missing]
            view = view[missing:]
            if len(self._open) < _BLOCK:
                return
            self._found.append(_checks(self._open))
            self._open = bytearray()
        whole = len(view) & -_BLOCK
        self._found.append(_checks(view[:whole]))
        self._open += view[whole:]

    def finish(self) -> Array:
        return np.concatenate([*self._found, _checks(self._open)])


def _checks(content: bytes | bytearray | memoryview) -> Array:
    """The check of each block of these bytes, whole words, the last block perhaps not full."""
    words = np.frombuffer(content, "<u8")
    size = _BLOCK // 8
    blocks = words[: len(words) // size * size].reshape(-1, size)
    found = [np.einsum("ij,j->i", blocks[at : at + _AT_ONCE], _ODD) for at in range(0, len(blocks), _AT_ONCE)]
    if rest := len(words) % size:
        found.append(np.dot(words[-rest:], _ODD[:rest])[None])
    return np.concatenate([np.zeros(0, np.uint64), *found])


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
        blocks = (length + _BLOCK - 1) >> _BLOCK_BITS
        if magic != _MAGIC or len(_MAGIC) + length + tail_length + _TRAILER.size != size or count != blocks:
            raise DamagedError(f"{self._name} is cut short or not ours")
        tail = self._read(len(_MAGIC) + length, tail_length)
        if zlib.crc32(tail) != check:
            raise DamagedError(f"the directory of {self._name} is damaged")
        self._checks = np.frombuffer(tail, "<u8", count)
        directory, self.meta = json.loads(tail[8 * count :])
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
        if first == last:
            found = self._block(first)
        elif last - first == 1:
            # Many a small read lies across two blocks.
            found = self._block(first) + self._block(last)
        else:
            found = self._stretch(first, last)
        return np.frombuffer(found, kind, stop - start, low - (first << _BLOCK_BITS))

    def text(self, name: str, start: int, stop: int) -> bytes:
        """Bytes of an array of bytes."""
        return self.part(name, start, stop).tobytes()

    def verify(self) -> None:
        """Reads and checks everything. Raises DamagedError."""
        for block in range(0, len(self._sound), _AT_ONCE):
            self._stretch(block, min(block + _AT_ONCE, len(self._sound)) - 1)

    def _block(self, number: int) -> bytes:
        """One block, remembered: most reads are small and near each other. Those read first are forgotten first."""
        found = self._blocks.get(number)
        if found is None:
            begin = number << _BLOCK_BITS
            found = self._read(len(_MAGIC) + begin, min(_BLOCK, self._length - begin))
            if not self._sound[number]:
                words = np.frombuffer(found, np.uint64)
                if np.dot(words, _ODD if len(words) == len(_ODD) else _ODD[: len(words)]) != self._checks[number]:
                    raise DamagedError(f"{self._name} is damaged at byte {begin}")
                self._sound[number] = 1
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
            wrong = np.flatnonzero(_checks(found) != self._checks[first : last + 1])
            if len(wrong):
                raise DamagedError(f"{self._name} is damaged at byte {begin + (int(wrong[0]) << _BLOCK_BITS)}")
            self._sound[first : last + 1] = b"\x01" * (last + 1 - first)
        return found

    def _read(self, at: int, length: int) -> bytes:
        found = self._source.read(at, length)
        if len(found) != length:
            raise DamagedError(f"{self._name} is cut short")
        return found
