"""Names of things that outlive a re-reading.

A finding is known by what it says and where: its kind, the SHA-256 of the article text, its surface and the how-many-th
occurrence of that surface it is. The same sentence read by a better extractor gives the same id (ADR 1). An entity or an
event is known by the finding it hangs on, its anchor (ADR 2); every finding it holds answers for it.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from enum import StrEnum


class Kind(StrEnum):
    """What an id names. The value is the first letter of the id."""

    ARTICLE = "S"
    DATE = "d"
    MENTION = "m"
    QUOTE = "q"
    FIGURE = "f"
    REPORT = "r"
    ENTITY = "e"
    EVENT = "v"
    CLAIM = "c"
    NOTE = "n"
    JUDGEMENT = "j"
    OUTLET = "o"
    HYPOTHESIS = "h"
    GAP = "g"
    TAG = "t"


def kind_of(identifier: str) -> Kind:
    """The kind an id names. Raises ValueError for what is no id."""
    return Kind(identifier[:1])


def text_digest(text: str) -> str:
    """SHA-256 of the article text, hexadecimal; lone surrogates are let through as they are."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def article_id(number: int) -> str:
    """S4 for article 4."""
    return f"{Kind.ARTICLE}{number}"


def anchor_id(kind: Kind, digest: str, surface: str, occurrence: int) -> str:
    """Id of the finding of this kind whose words are the `occurrence`-th `surface` (from 0) in the text of this digest.

    52 bits of SHA-256 in hexadecimal: at ten million findings a collision within one case has odds of 1 in 90, and two
    findings meet only when they share kind and article, which makes it negligible.
    """
    payload = f"{digest}\0{occurrence}\0{surface}".encode("utf-8", "surrogatepass")
    return f"{kind}{hashlib.sha256(payload).hexdigest()[:13]}"


_FAR = 50_000
"""Code points from the beginning beyond which an index pays."""
_PREFIX = 8


class Occurrences:
    """Counts surfaces of one text from the left, so that each finding gets its anchor id in one pass.

    Ask in order of `start`; asking twice for one place gives the same answer.
    """

    def __init__(self, text: str, digest: str | None = None) -> None:
        self._text = text
        self._digest = digest or text_digest(text)
        self._seen: dict[str, tuple[int, int]] = {}
        self._capitals: dict[int, dict[str, list[int]]] = {}

    def id(self, kind: Kind, start: int, end: int) -> str:
        """Anchor id of `text[start:end]` as a finding of this kind."""
        surface = self._text[start:end]
        position, count = self._seen.get(surface, (0, 0))
        if start < position:
            position, count = 0, 0
        if position == 0 and start > _FAR and surface[:1].isupper():
            position, count = start, self._count_before(surface, start)
        while True:
            found = self._text.find(surface, position, start + len(surface) - 1)
            if found < 0:
                break
            position, count = found + 1, count + 1
        self._seen[surface] = (position, count)
        return anchor_id(kind, self._digest, surface, count)

    def _count_before(self, surface: str, start: int) -> int:
        """Occurrences before `start` of words that begin with a capital. In a long text with thousands of names looking
        each up from the beginning would be quadratic: capitals are indexed once, by the characters they begin."""
        text, length = self._text, min(len(surface), _PREFIX)
        index = self._capitals.get(length)
        if index is None:
            index = self._capitals[length] = {}
            for position, character in enumerate(text):
                if character.isupper():
                    index.setdefault(text[position : position + length], []).append(position)
        places = index.get(surface[:length], [])
        return sum(1 for place in places[: bisect_left(places, start)] if text.startswith(surface, place))
