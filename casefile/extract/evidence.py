"""What a whole case shows about names, compact: a first pass over all articles collects it, a second reads with it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from zlib import crc32

from casefile.domain.findings import EntityType, Mention

_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i"})
_STRONG = 0.71
"""Only mentions the first pass was this sure of count."""
_MOST_NAMES = 200_000
"""Memory stays flat however many articles there are: above that many names a fixed share of them is left out."""
_MOST = 2.0
"""The most that the case may add to a name's score for a kind."""


def key_of(surface: str) -> str:
    """What mentions of the same name share: the name without article, possessive, full stop and accents; folded unless it
    is an abbreviation in capitals."""
    name = " ".join(surface.replace("’", "'").split())
    if name[:4] in ("The ", "the "):
        name = name[4:]
    if name.endswith("'s"):
        name = name[:-2]
    if "." not in name[:-1] or " " in name:
        name = name.rstrip(".,")
    return name if name.isupper() and len(name) <= 6 else bare(name.casefold())


def bare(name: str) -> str:
    """The name, casefolded before, without accents: sølund is solund."""
    if name.isascii():
        return name
    parts = unicodedata.normalize("NFD", name.translate(_LETTERS))
    # Marks of other scripts (voiced kana) are letters' own, not accents.
    return unicodedata.normalize("NFC", "".join(part for part in parts if not "\u0300" <= part <= "\u036f"))


Votes = tuple[int, ...]
"""One number for each kind of entity, in the order of EntityType."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Counted over articles, so that the order of articles does not matter."""

    votes: Mapping[str, Votes] = field(default_factory=dict)
    """Name (as `key_of` folds it) -> in how many articles it is surely of each kind."""

    def kinds(self, key: str) -> dict[EntityType, float]:
        """What the case adds to the scores of this name."""
        votes = self.votes.get(key)
        if not votes:
            return {}
        total = sum(votes)
        return {kind: _MOST * count / (total + 1) for kind, count in zip(EntityType, votes, strict=True) if count}


NO_EVIDENCE = Evidence()


def collect(articles: Iterable[Iterable[Mention]]) -> Evidence:
    """Evidence of the mentions of these articles together."""
    votes: dict[str, Votes] = {}
    none: Votes = (0,) * len(EntityType)
    place = {kind: at for at, kind in enumerate(EntityType)}
    # Most names have one of few tallies: each is kept once.
    tallies: dict[Votes, Votes] = {}
    sieve = 1
    for mentions in articles:
        sure = {(key_of(mention.surface), mention.type) for mention in mentions if mention.confidence >= _STRONG}
        # Who is named in full somewhere may be named by the family name elsewhere.
        surnames = {key.split()[-1] for key, kind in sure if kind is EntityType.PERSON and " " in key}
        sure |= {(name, EntityType.PERSON) for name in surnames if not any((name, kind) in sure for kind in EntityType)}
        for key, kind in sorted(sure):
            if sieve == 1 or not crc32(key.encode("utf-8", "surrogatepass")) % sieve:
                before, at = votes.get(key, none), place[kind]
                after = (*before[:at], before[at] + 1, *before[at + 1 :])
                votes[key] = tallies.setdefault(after, after)
        while len(votes) > _MOST_NAMES:
            # Names are left out by what they are, not by when they came: any order leaves the same.
            sieve *= 2
            votes = {key: counts for key, counts in votes.items() if not crc32(key.encode("utf-8", "surrogatepass")) % sieve}
    return Evidence(votes)
