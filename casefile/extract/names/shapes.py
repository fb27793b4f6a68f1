"""How tokens are written."""

from __future__ import annotations

from functools import lru_cache

LOWER, TITLE, CAPS, MIXED, ALNUM, DIGITS, LETTER, PUNCT = range(8)
NAME = frozenset((TITLE, CAPS, MIXED, ALNUM, LETTER))
APOSTROPHES = "'’"


@lru_cache(maxsize=1 << 16)
def shape(word: str) -> int:
    """How a token is written."""
    first = word[0]
    if first.isdigit():
        return DIGITS
    if not first.isalpha():
        return PUNCT
    if word.islower():
        return LOWER
    if len(word) == 1:
        return LETTER if first.isupper() else LOWER
    if any(character.isdigit() for character in word):
        return ALNUM if any(character.isupper() for character in word) else LOWER
    if word.isupper():
        return CAPS
    if first.isupper() and word[1:].islower():
        return TITLE
    return MIXED if any(character.isupper() for character in word) else LOWER
