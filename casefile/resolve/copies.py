"""Which articles repeat one another's words: wire copies, reprints, near duplicates.

A text is known by the least hashes of its shingles (runs of words), a bottom-k sketch: the share of hashes two sketches have
in common estimates the share of shingles the texts have in common (A. Broder, On the resemblance and containment of
documents, 1997; E. Cohen and H. Kaplan, Summarizing data using bottom-k sketches, 2007). A copy that was cut is seen by
containment: how much of the shorter text stands in the longer.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from heapq import nsmallest

import numpy as np
import numpy.typing as npt

SKETCH = 128
"""Hashes a text is known by."""
KEYS = 16
"""The least of them, by which candidates are found: two texts that share a third of their shingles share about five."""
SHARED_KEYS = 3
"""A candidate shares at least this many keys."""
COPIED = 0.5
"""Share of the shorter text's shingles from which it counts as a copy."""
_RUN = 4
_FEWEST_SHINGLES = 12
_WORD = re.compile(r"[^\W_]+")
_DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True, slots=True)
class Sketch:
    """A text's least shingle hashes, ascending, and how many different shingles it has."""

    hashes: tuple[int, ...]
    size: int

    @property
    def keys(self) -> tuple[int, ...]:
        """The hashes candidates are looked up by."""
        return self.hashes[:KEYS]

    def packed(self) -> bytes:
        """Compact form for storing: the size, then the hashes, as 32-bit numbers, least byte first."""
        return np.array((self.size, *self.hashes), dtype="<u4").tobytes()

    @classmethod
    def unpacked(cls, content: bytes) -> Sketch:
        """The sketch that `packed` wrote. Raises ValueError for anything else."""
        if len(content) % 4 or not content:
            raise ValueError("not a sketch")
        numbers = array("I", (int.from_bytes(content[at : at + 4], "little") for at in range(0, len(content), 4)))
        return cls(tuple(numbers[1:]), numbers[0])


def sketch(text: str) -> Sketch:
    """The sketch of a text; empty where it is too short to be compared. Case, accents and punctuation do not count."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    words = list(folded) if len(_DENSE.findall(folded)) > len(folded) // 3 else _WORD.findall(folded)
    run = _RUN * 3 if words and len(words) == len(folded) else _RUN
    # A checksum is quicker, but its order is not random enough to sample by.
    shingles = {_hash(" ".join(words[at : at + run])) for at in range(len(words) - run + 1)}
    if len(shingles) < _FEWEST_SHINGLES:
        return Sketch((), 0)
    return Sketch(tuple(nsmallest(SKETCH, shingles)), len(shingles))


def overlap(first: Sketch, second: Sketch) -> float:
    """Estimated share of the shorter text's shingles that stand in the other too, 0..1."""
    if not first.size or not second.size:
        return 0.0
    union = nsmallest(SKETCH, {*first.hashes, *second.hashes})
    both = set(first.hashes) & set(second.hashes)
    resemblance = sum(number in both for number in union) / len(union)
    common = resemblance * (first.size + second.size) / (1 + resemblance)
    return min(1.0, common / min(first.size, second.size))


def overlaps(own: Sketch, packed: Sequence[bytes]) -> list[float]:
    """`overlap` of a sketch with each of many, as `packed` wrote them."""
    hashes = np.array(own.hashes, dtype="<u4")
    return [_overlap(hashes, own.size, np.frombuffer(content, dtype="<u4")) for content in packed]


def _overlap(hashes: npt.NDArray[np.uint32], size: int, other: npt.NDArray[np.uint32]) -> float:
    if not size or not other[0]:
        return 0.0
    both = np.concatenate((hashes, other[1:]))
    both.sort()
    twice = np.concatenate(((False,), both[1:] == both[:-1]))
    # The how-many-th different hash each is: the union's sketch are the first of them.
    rank = np.arange(len(both)) - np.cumsum(twice)
    union = min(SKETCH, int(rank[-1]) + 1)
    resemblance = int(np.count_nonzero(twice & (rank < union))) / union
    common = resemblance * (size + int(other[0])) / (1 + resemblance)
    return float(min(1.0, common / min(size, int(other[0]))))


def _hash(shingle: str) -> int:
    return int.from_bytes(blake2b(shingle.encode("utf-8", "surrogatepass"), digest_size=4).digest(), "little")
