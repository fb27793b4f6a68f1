"""Texts to the numbers of their chunks, many texts at a time and without an object for each word.

Texts are laid one after the other as bytes; numpy finds the white space between chunks and looks chunks of up to sixteen
bytes up by these bytes, in a table with open addressing and linear probing (D. Knuth, "The Art of Computer Programming",
volume 3, 6.4) that is asked for all of them at once. Only chunks that are new, or longer, become strings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import numpy as np

from casefile.index.pack import Array
from casefile.index.words import chunks, joined_numbers

_SEPARATORS = b"\t\n\v\f\r\x1c\x1d\x1e\x1f "
"""White space in ASCII, as `str.split` has it."""
# Capitals of ASCII become small, which folding would do anyway; a NUL, which ends a short chunk's bytes, another byte that
# is no letter either.
_LOWER = bytes((byte | 0x20) if 65 <= byte <= 90 else byte or 1 for byte in range(256))
_WHITE = bytes(byte in _SEPARATORS for byte in range(256))
_DIGIT = bytes(48 <= byte <= 57 for byte in range(256))
_GROUPED = re.compile(rb"[0-9] [0-9]{3}")
_FEWEST_BITS = 12
_WORD = 8
"""Bytes of one number; a key is two of them."""
_MASKS = np.array([(1 << 8 * count) - 1 for count in range(_WORD + 1)], np.uint64)
_MIX = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F), np.uint64(0xD6E8FEB86659FD93))
_SHORT = 2 * _WORD

LookUp = Callable[[str], int]
"""The number of a chunk, whether it is known or not."""


class Cutter:
    """The numbers of chunks of one language's texts. `look_up` tells those that it has not met."""

    def __init__(self, look_up: LookUp) -> None:
        self._look_up = look_up
        self._table = _Table()

    def cut(self, texts: Sequence[str]) -> tuple[Array, Array]:
        """Numbers of the chunks of these texts, flat, int32, and how many each text has."""
        encoded = [_encoded(text) for text in texts]
        data = _laid_out(encoded)
        white, digit = _whether(data, _WHITE), _whether(data, _DIGIT)
        # The regular expression is slow, and seldom has something to find.
        if (digit[:-2] & white[1:-1] & digit[2:]).any() and _GROUPED.search(data):
            encoded = [
                joined_numbers(text).encode() if text.isascii() else one for text, one in zip(texts, encoded, strict=True)
            ]
            data = _laid_out(encoded)
            white = _whether(data, _WHITE)
        edges = np.flatnonzero(white[1:] != white[:-1]) + 1
        starts, ends = edges[0::2], edges[1::2]
        bounds = np.cumsum(np.fromiter(map(len, encoded), np.int64, len(encoded)) + 1) + 1
        counts = np.diff(np.searchsorted(starts, bounds), prepend=0)
        return self._numbers(data, starts, ends), counts

    def _numbers(self, data: bytes, starts: Array, ends: Array) -> Array:
        low, high = _keys(data, starts, ends - starts)
        found = self._table.find(low, high)
        short = ends - starts <= _SHORT
        found[~short] = -1
        new = np.flatnonzero(found < 0)
        if len(new):
            spans = zip(starts[new].tolist(), ends[new].tolist(), strict=True)
            raws = [data[start:end].decode("utf-8", "surrogatepass") for start, end in spans]
            found[new] = list(map(self._look_up, raws))
            once = np.fromiter({raw: at for at, raw in zip(new.tolist(), raws, strict=True)}.values(), np.int64)
            once = once[short[once]]
            self._table.put(low[once], high[once], found[once])
        return found


class _Table:
    """Numbers by keys of sixteen bytes, none of which begins with eight NULs."""

    def __init__(self) -> None:
        self._reset(_FEWEST_BITS)

    def _reset(self, bits: int) -> None:
        self._bits, self._count = bits, 0
        self._low, self._high = np.zeros(1 << bits, np.uint64), np.zeros(1 << bits, np.uint64)
        self._numbers = np.full(1 << bits, -1, np.int32)

    def _slots(self, low: Array, high: Array) -> Array:
        mixed = (low * _MIX[0]) ^ (high * _MIX[1])
        mixed ^= mixed >> np.uint64(29)
        mixed *= _MIX[2]
        return (mixed >> np.uint64(64 - self._bits)).astype(np.int64)

    def find(self, low: Array, high: Array) -> Array:
        """The number of each key, -1 where it has none."""
        slot = self._slots(low, high)
        found = self._numbers[slot]
        other = np.flatnonzero((self._low[slot] != low) | (self._high[slot] != high))
        while len(other):
            # An empty place ends the search; behind one that is taken, the next is looked at.
            other = other[found[other] >= 0]
            at = slot[other] = (slot[other] + 1) & ((1 << self._bits) - 1)
            found[other] = self._numbers[at]
            other = other[(self._low[at] != low[other]) | (self._high[at] != high[other])]
        return found

    def put(self, low: Array, high: Array, numbers: Array) -> None:
        """Keys that differ and are not here yet."""
        if (self._count + len(low)) * 2 > 1 << self._bits:
            here = np.flatnonzero(self._numbers >= 0)
            low, high = np.concatenate((self._low[here], low)), np.concatenate((self._high[here], high))
            numbers = np.concatenate((self._numbers[here], numbers))
            self._reset((len(low) * 4).bit_length())
        self._count += len(low)
        slot = self._slots(low, high)
        left = np.arange(len(low))
        while len(left):
            at = slot[left]
            free = self._numbers[at] < 0
            # Of several that want one free place the last gets it; the key tells which that was.
            self._low[at[free]], self._high[at[free]] = low[left[free]], high[left[free]]
            got = free & (self._low[at] == low[left]) & (self._high[at] == high[left])
            self._numbers[at[got]] = numbers[left[got]]
            left = left[~got]
            slot[left] = (slot[left] + 1) & ((1 << self._bits) - 1)


def _encoded(text: str) -> bytes:
    """The text with no other white space in it than ASCII's."""
    return text.encode() if text.isascii() else " ".join(chunks(text)).encode("utf-8", "surrogatepass")


def _laid_out(encoded: Sequence[bytes]) -> bytes:
    """Texts between line feeds, in small letters, with room to read whole numbers at the end."""
    joined = b"\n".join((b"", *encoded, b""))
    return joined.translate(_LOWER) + b"\n" * (3 * _WORD - len(joined) % _WORD)


def _whether(data: bytes, table: bytes) -> Array:
    """What a table of 256 truths says of each byte."""
    return np.frombuffer(data.translate(table), np.bool_)


def _keys(data: bytes, starts: Array, lengths: Array) -> tuple[Array, Array]:
    """The first sixteen bytes of each chunk as two numbers, its first byte the lowest; nothing behind its end."""
    words = np.frombuffer(data, "<u8")
    place = starts >> 3
    shift = (starts & 7).astype(np.uint64) << np.uint64(3)
    # A shift by 64 is not defined: by 63 less and by one more is.
    back = np.uint64(63) - shift
    first, second, third = words[place], words[place + 1], words[place + 2]
    low = (first >> shift) | ((second << back) << np.uint64(1))
    high = (second >> shift) | ((third << back) << np.uint64(1))
    low &= _MASKS[np.minimum(lengths, _WORD)]
    high &= _MASKS[np.clip(lengths - _WORD, 0, _WORD)]
    return low, high
