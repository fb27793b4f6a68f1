"""Positions of one term: a low byte of each, and bit planes for what is above it."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from casefile.index.layout import NO_POSITIONS, stretches
from casefile.index.pack import Array, Pack

_AT_ONCE = 1 << 18
"""Positions that are looked at in one go: what is passed on stays in the cache."""


def positions_at(pack: Pack, planes: int, at: int, count: int, wanted: Array | None = None) -> Array:
    """So many positions from a place in the arrays of so many planes, int32; only those at the indices `wanted`."""
    if planes == NO_POSITIONS:
        return np.zeros(0, np.int32)
    low = pack.part(f"pos.{planes}.low", at, at + count)
    return _raised(pack, low if wanted is None else low[wanted], planes, at, count, wanted)


def standing_at(pack: Pack, planes: int, at: int, count: int, starts: Array, counts: Array, wanted: Array) -> Array:
    """Indices of those of `wanted` that are among these positions: one of `counts` from `starts`. Most are told apart by
    their lowest byte."""
    low = pack.part(f"pos.{planes}.low", at, at + count)
    ends = np.cumsum(counts)
    found = [np.zeros(0, np.int64)]
    steps = np.arange(_AT_ONCE, int(ends[-1]) + _AT_ONCE, _AT_ONCE) if len(ends) else np.zeros(0, np.int64)
    bounds = [0, *np.searchsorted(ends, steps).tolist()]
    bounds[-1] = len(counts)
    for first, last in pairwise(bounds):
        own = counts[first:last]
        looked = stretches(starts[first:last], own)
        alike = np.flatnonzero(low.take(looked) == np.repeat(wanted[first:last].astype(np.uint8), own))
        looked, whose = looked[alike], np.searchsorted(np.cumsum(own), alike, "right") + first
        same = _raised(pack, low[looked], planes, at, count, looked) == wanted[whose]
        found.append(whose[same])
    return np.concatenate(found)


def _raised(pack: Pack, low: Array, planes: int, at: int, count: int, wanted: Array | None) -> Array:
    """Positions of which the low byte is known: the planes above it are put on, of all `count` or of those wanted."""
    found: Array = low.astype(np.int32)
    if not planes:
        return found
    first = at >> 3
    # Eight planes at most are put together in bytes: much less to move than whole numbers.
    high: Array = np.zeros(len(found), np.uint16 if planes > 8 else np.uint8)
    for plane in range(planes):
        packed = pack.part(f"pos.{planes}.{plane}", first, (at + count + 7) >> 3)
        if wanted is None:
            bits = np.unpackbits(packed)[at - (first << 3) : at - (first << 3) + count]
        else:
            where = wanted + (at - (first << 3))
            bits = packed[where >> 3] >> (7 - (where & 7)).astype(np.uint8) & 1
        high |= bits.astype(high.dtype) << high.dtype.type(plane)
    found |= high.astype(np.int32) << 8
    return found
