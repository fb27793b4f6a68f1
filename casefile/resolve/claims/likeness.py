"""How likely two sentences of different articles speak of one matter: by their words, names, numbers and days.

What two sentences share counts by how rare it is around them (inverse document frequency, Spärck Jones 1972): among the
sentences of their own articles and of those nearest to them, so that what a whole story is about tells nothing, however
rare it is in the case. The weights (resources/rules/en/likeness.toml) are a logistic regression on one half of our own
annotated clusters (tools/fit_likeness.py); the threshold rises with the number of sentences around, since with it rises
the number of pairs that are alike by chance.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from operator import mul

from casefile.resolve.claims.telling import LIGHT, Told, light_words, rules_of

FEATURES = (
    *("words", "families", "aspects", "entities", "names", "numbers", "kinds", "units", "days", "part", "whole"),
    *("lone", "strangers", "denial", "bias"),
)
"""What a pair of sentences is judged by, in the order of `features`: what they share of each kind; whether they count
the same kind of thing, the same thing; whether their dates meet; how much of the shorter and of the longer they
share; whether it is one word alone; whether each names others; whether one of them denies."""
RIVALS = ("own", "less", "more", "flat")
"""What counts of a pair's own likeness, and of how much it is ahead of what else either could stand beside."""
_AHEAD = 3.0
_SMALL = 8
"""Sentences of a story that the weights were made for."""
_GROWTH = 1.8
_ASPECTS = 2
"""Aspects that count: the rarest that two sentences share."""
_LEAST = 1.5
"""What two sentences share at least, by how rare it is, to be compared at all."""
_NEAREST = 2
"""Sentences of another article that one is compared with: those that share most with it."""


class Story:
    """What is said around one article: by it and by those nearest to it."""

    def __init__(self, every: Iterable[Sequence[Told]]) -> None:
        often: Counter[str] = Counter()
        size = 0
        for told in every:
            for one in told:
                often.update(one.shares)
            size += len(told)
        self.size = size
        whole = math.log((size + 2) / 2)
        self.rare = {key: min(1.0, math.log((size + 2) / count) / whole) for key, count in often.items()}
        """How much a key tells: 1 where two sentences have it, 0 where all have."""


Scores = Mapping[tuple[int, int], float]


def likeness(one: Sequence[Told], other: Sequence[Told], left: Story, right: Story) -> dict[tuple[int, int], float]:
    """Pairs of sentences of two articles, by their places there, with the log odds that they speak of one matter rather
    than not. What is said in an article is rarely said twice there, so that a pair has rivals: what else either
    might stand beside. `left` and `right` are the stories of the two."""
    weights, growth = _weights("pair"), _growth(left, right)
    rare = _Rare(left, right)
    alone = {
        (a, b): sum(map(mul, weights, features(one[a], other[b], rare))) - growth for a, b in candidates(one, other, rare)
    }
    own, less, more, flat = _weights("rival")
    rivals = ahead(alone, weights[-1] - growth)
    return {pair: own * alone[pair] + less * behind[0] + more * behind[1] + flat for pair, behind in rivals.items()}


def _growth(left: Story, right: Story) -> float:
    return _GROWTH * math.log(max(1.0, max(left.size, right.size) / _SMALL))


class _Rare:
    """How much what two sentences share tells: no more than in either's story."""

    def __init__(self, left: Story, right: Story) -> None:
        self._left, self._right = left.rare, right.rare
        self._both: dict[str, float] = {}
        small = math.log((_SMALL + 2) / 2)
        # Rare words tell more among many sentences; not by as much as if words came independently of each other.
        self.scale = math.sqrt(max(1.0, math.log((max(left.size, right.size) + 2) / 2) / small))

    def __call__(self, key: str) -> float:
        known = self._both.get(key)
        if known is None:
            known = self._both[key] = min(self._left.get(key, 1.0), self._right.get(key, 1.0))
        return known


def candidates(
    one: Sequence[Told], other: Sequence[Told], rare: _Rare, least: float = _LEAST, nearest: int = _NEAREST
) -> list[tuple[int, int]]:
    """Pairs that share most, by their places: of each sentence the nearest on the other side that share enough with it."""
    holders: dict[str, list[int]] = {}
    for place, told in enumerate(other):
        for key in told.shares:
            holders.setdefault(key, []).append(place)
    rows: list[dict[int, float]] = []
    for told in one:
        shared: dict[int, float] = {}
        for key in told.shares:
            held = holders.get(key)
            if held is not None:
                weight = rare(key)
                for there in held:
                    shared[there] = shared.get(there, 0.0) + weight
        rows.append({there: weight for there, weight in shared.items() if weight > least})
    back: list[list[tuple[float, int]]] = [[] for _ in other]
    found: set[tuple[int, int]] = set()
    for place, row in enumerate(rows):
        best = sorted((-weight, there) for there, weight in row.items())
        found.update((place, there) for _, there in best[:nearest])
        for weight, there in best:
            back[there].append((weight, place))
    for there, places in enumerate(back):
        found.update((place, there) for _, place in sorted(places)[:nearest])
    return sorted(found)


def features(one: Told, other: Told, rare: _Rare) -> tuple[float, ...]:
    """What speaks for two sentences being on one matter, and against it; in the order of `FEATURES`."""
    scale = rare.scale
    shared = one.words & other.words
    words = sum(rare(word) * (LIGHT if word in light_words() else 1.0) for word in sorted(shared))
    akin = _akin(one, other, shared, rare)
    aspects = sorted(map(rare, one.aspects & other.aspects), reverse=True)[:_ASPECTS]
    entities = sum(map(rare, sorted(one.entities & other.entities)))
    names = sum(map(rare, sorted(one.names & other.names)))
    numbers = sum(map(rare, sorted(one.numbers & other.numbers)))
    kinds = not numbers and not one.kinds.isdisjoint(other.kinds)
    weights = one.weight, other.weight
    return (
        scale * words,
        scale * akin,
        scale * sum(aspects),
        scale * entities,
        scale * names,
        scale * numbers,
        float(kinds),
        float(kinds and not one.units.isdisjoint(other.units)),
        float(any(a <= d and c <= b for a, b in one.days for c, d in other.days)),
        min(1.0, (words + akin) / max(1.0, min(weights))),
        min(1.0, (words + akin) / max(1.0, max(weights))),
        float(len(shared) < 2 and not (entities or names or numbers)),
        float(bool(one.names and other.names) and one.names.isdisjoint(other.names)),
        float(one.denies != other.denies),
        1.0,
    )


def judged(
    one: Sequence[Told], other: Sequence[Told], left: Story, right: Story
) -> Iterator[tuple[tuple[int, int], tuple[float, ...]]]:
    """The pairs of two articles that share anything, with their features: what weights are learnt from."""
    rare = _Rare(left, right)
    for a, b in candidates(one, other, rare, 0.0, 2 * _NEAREST):
        yield (a, b), features(one[a], other[b], rare)


def _akin(one: Told, other: Told, shared: frozenset[str], rare: _Rare) -> float:
    """What the words weigh that are of one family, each word once, the rarest family first."""
    mine, theirs = one.families, other.families
    met = mine.keys() & theirs.keys()
    weight, taken, given = 0.0, set(shared), set(shared)
    for less, family in sorted((-rare(family), family) for family in met):
        word = next((word for word in mine[family] if word not in taken), None)
        match = next((word for word in theirs[family] if word not in given), None)
        if word is not None and match is not None:
            taken.add(word)
            given.add(match)
            weight -= less * (LIGHT if word in light_words() or match in light_words() else 1.0)
    return weight


def ahead(alone: Scores, bias: float) -> dict[tuple[int, int], tuple[float, float]]:
    """For each pair of two articles by how much it is ahead of what else either sentence might stand beside, the lesser
    first. `bias`: what a pair without anything in common has."""
    best: dict[tuple[int, int], list[float]] = {}
    for (one, other), score in alone.items():
        for key in ((0, one), (1, other)):
            # The best two: one of them is no rival of its own.
            best[key] = sorted((*best.get(key, ()), score), reverse=True)[:2]
    found = {}
    for (one, other), score in alone.items():
        less, more = sorted(
            max(-_AHEAD, min(_AHEAD, score - _rival(best[key], score, bias))) for key in ((0, one), (1, other))
        )
        found[one, other] = less, more
    return found


def _rival(best: Sequence[float], score: float, bias: float) -> float:
    if len(best) < 2:
        return bias
    return best[1] if best[0] == score else best[0]


@cache
def _weights(name: str) -> tuple[float, ...]:
    table = rules_of("likeness")[name]
    return tuple(table[feature] for feature in (FEATURES if name == "pair" else RIVALS))
