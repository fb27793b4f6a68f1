"""From mentions to a network: entities that share sentences, and those sentences. Plain Python."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from casefile.domain.rows import Company, MentionRow, Place

MOST_NODES = 300
"""More than these are folded away; what is folded is counted."""
_SENTENCE_NODES = 40
"""A sentence that names more is a list, and pairs in a list say nothing."""


@dataclass(frozen=True, slots=True)
class Node:
    id: str
    name: str
    kind: str
    mentions: int


@dataclass(frozen=True, slots=True)
class Edge:
    """`first` and `second` are indices of nodes, the lower first."""

    first: int
    second: int
    places: tuple[Place, ...]
    """A place in each sentence that both stand in, in order of article and position; none where they were only counted."""
    counted: int = 0

    @property
    def together(self) -> int:
        """Sentences in which both stand."""
        return len(self.places) or self.counted


@dataclass(frozen=True, slots=True)
class Network:
    nodes: tuple[Node, ...]
    """Most mentioned first."""
    edges: tuple[Edge, ...]
    folded: int
    """Entities that had no room."""


def of_company(company: Company) -> Network:
    """The network of a case whose mentions were only counted."""
    return Network(
        tuple(Node(*entity) for entity in company.entities),
        tuple(Edge(first, second, (), times) for first, second, times in company.pairs),
        company.others,
    )


def network(mentions: Iterable[MentionRow], most: int = MOST_NODES) -> Network:
    """The most mentioned entities and who stands with whom. Mentions in the frame and rejected ones do not count."""
    rows = [row for row in mentions if not row.frame and row.decision != "rejected"]
    counts = Counter(row.entity for row in rows)
    ranked = sorted(counts, key=lambda entity: (-counts[entity], entity))
    kept = {entity: number for number, entity in enumerate(ranked[:most])}
    known = {row.entity: row for row in reversed(rows)}
    nodes = tuple(Node(entity, known[entity].name, known[entity].type.value, counts[entity]) for entity in kept)
    sentences: dict[tuple[int, int, str], dict[int, Place]] = {}
    for row in rows:
        if row.entity in kept:
            key = (int(row.place.article[1:]), row.place.paragraph, row.place.sentence)
            sentences.setdefault(key, {}).setdefault(kept[row.entity], row.place)
    pairs: dict[tuple[int, int], list[Place]] = {}
    for key in sorted(sentences, key=lambda key: (key[0], key[1], min(p.start for p in sentences[key].values()))):
        present = sentences[key]
        if len(present) <= _SENTENCE_NODES:
            for first, second in combinations(sorted(present), 2):
                pairs.setdefault((first, second), []).append(present[first])
    edges = tuple(Edge(first, second, tuple(places)) for (first, second), places in sorted(pairs.items()))
    return Network(nodes, edges, len(counts) - len(kept))
