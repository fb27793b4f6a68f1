"""Names of things that outlive a re-reading.

A finding is known by what it says and where: its kind, the SHA-256 of the article text, its surface and the how-many-th
occurrence of that surface it is. The same sentence read by a better extractor gives the same id (ADR 1). An entity or an
event is known by the finding it hangs on, its anchor (ADR 2); every finding it holds answers for it.
"""

from __future__ import annotations

import hashlib
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
    OUTLET = "o"


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


class Occurrences:
    """Counts surfaces of one text from the left, so that each finding gets its anchor id in one pass.

    Ask in order of `start`; asking twice for one place gives the same answer.
    """

    def __init__(self, text: str, digest: str | None = None) -> None:
        self._text = text
        self._digest = digest or text_digest(text)
        self._seen: dict[str, tuple[int, int]] = {}

    def id(self, kind: Kind, start: int, end: int) -> str:
        """Anchor id of `text[start:end]` as a finding of this kind."""
        surface = self._text[start:end]
        position, count = self._seen.get(surface, (0, 0))
        if start < position:
            position, count = 0, 0
        while True:
            found = self._text.find(surface, position)
            if found < 0 or found >= start:
                break
            position, count = found + 1, count + 1
        self._seen[surface] = (position, count)
        return anchor_id(kind, self._digest, surface, count)
