"""Which of the most frequent words follow each other, and where: a phrase of two such words is looked up.

By their positions it would take as long as they are frequent: half the words of a language's texts are a few dozen. (So it
is with "common grams" elsewhere; H. Williams, J. Zobel and D. Bahle, "Fast phrase querying with combined indexes", 2004.)
Each segment says which words it knows the pairs of; of a merged one, they are those that all its parts know.
"""

from __future__ import annotations

import numpy as np

from casefile.index.layout import MOST_POSITIONS
from casefile.index.pack import Array

FEWEST = 1_000
"""Documents from which on a segment has pairs: in few, phrases are found soon enough."""
MOST_WORDS = 48
_POSITION_BITS = MOST_POSITIONS.bit_length() - 1
_SHARE = 3
"""A word is frequent that stands in one of so many documents."""


def frequent(df: Array, count: int) -> Array:
    """Indices of the frequent words, ascending, by how many of the documents each stands in."""
    if count < FEWEST:
        return np.zeros(0, np.int64)
    found = np.flatnonzero(df * _SHARE >= count)
    return np.sort(found[np.argsort(-df[found], kind="stable")[:MOST_WORDS]])


def following(numbers: Array, documents: Array, positions: Array) -> tuple[Array, Array]:
    """Pairs of words, first x MOST_WORDS + second, and the documents in which they stand: by pair, then ascending.

    Takes numbers of words below MOST_WORDS, by document and text; each position is a word's or more words'.
    """
    places = documents.astype(np.int64) << _POSITION_BITS
    places |= positions
    if (places[1:] < places[:-1]).any():
        # The whole of a compound stands at its first part and at its last.
        order = np.argsort(places, kind="stable")
        numbers, places = numbers[order], places[order]
    codes, where = [np.zeros(0, np.uint16)], [np.zeros(0, np.int32)]
    for step in range(1, len(places)):
        apart = places[step:] - places[:-step]
        if not (apart <= 1).any():
            break
        met = np.flatnonzero(apart == 1)
        codes.append(numbers[met].astype(np.uint16) * np.uint16(MOST_WORDS) + numbers[met + step])
        where.append((places[met] >> _POSITION_BITS).astype(np.int32))
    code, found = np.concatenate(codes), np.concatenate(where)
    if (found[1:] < found[:-1]).any():
        order = np.argsort(found, kind="stable")
        code, found = code[order], found[order]
    order = np.argsort(code, kind="stable")
    code, found = code[order], found[order]
    new = np.ones(len(code), bool)
    new[1:] = (code[1:] != code[:-1]) | (found[1:] != found[:-1])
    return code[new], found[new]
