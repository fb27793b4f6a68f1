"""Which articles stand nearest to each other, by the names they share: whose sentences are worth comparing at all.

Of each article only those nearest to it are looked at, so that the work grows with the articles, and what an article is
compared with changes only where those that share its names change.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from math import sqrt

from casefile.domain.claims import Passage
from casefile.resolve.claims.memory import Memory
from casefile.resolve.keys import words_of

NEAREST = 12
"""Articles that one is compared with. A case of so few is one story."""
_CROWDED = 100
"""Articles that share a name, from which on it brings none of them together."""


def names_of(passages: Sequence[Passage]) -> tuple[str, ...]:
    """What an article is found by: its entities and the words of its names, sorted."""
    mentions = [mention for passage in passages for mention in passage.mentions if not mention.frame]
    words = {f"@{word}" for mention in mentions for word in words_of(mention.place.text) if len(word) > 2}
    return tuple(sorted({mention.entity for mention in mentions} | words))


def nearest(names: Mapping[int, tuple[str, ...]], memory: Memory) -> dict[int, tuple[int, ...]]:
    """Of each article itself and those nearest to it, by number: those that share most names, each by how few have it."""
    every = tuple(sorted(names))
    if len(every) <= NEAREST + 1:
        return dict.fromkeys(every, every)
    lists: dict[str, list[int]] = {}
    for article in every:
        for name in names[article]:
            lists.setdefault(name, []).append(article)
    holders = {name: tuple(articles) for name, articles in lists.items() if 1 < len(articles) <= _CROWDED}
    sealed = {name: hash(articles) for name, articles in holders.items()}

    def of(article: int) -> tuple[int, ...]:
        shared: dict[int, float] = {}
        for name in names[article]:
            if name in holders:
                weight = 1 / sqrt(len(holders[name]))
                for other in holders[name]:
                    shared[other] = shared.get(other, 0.0) + weight
        shared.pop(article, None)
        best = sorted(shared, key=lambda other: (-shared[other], other))[:NEAREST]
        return tuple(sorted((article, *best)))

    found = {}
    for article in every:
        key = "nearest", article, tuple(sealed.get(name, 0) for name in names[article])
        found[article] = memory.get(key, partial(of, article))
    return found
