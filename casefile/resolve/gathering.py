"""Local entities of more articles than fit into memory: what is alike in all that rules look at is kept once."""

from __future__ import annotations

from collections.abc import Iterator

from casefile.domain.entities import Entity, LocalEntity, ResolutionDecisions
from casefile.domain.findings import EntityType
from casefile.resolve.entities import Node, decided_of, entity_of, forest_of, kind_of, name_of, parts_of

_NOBODY: list[tuple[str, str]] = []
_UNSAID: list[tuple[str, str, int, str]] = []
"""Of nodes that only count."""


class Everyone:
    """The local entities of a whole case. Each is given twice: first all of them to `take`, then to `place` in what has
    come of them; memory grows with the number of different names."""

    def __init__(self, decisions: ResolutionDecisions) -> None:
        self._decisions = decisions
        self._decided = decided_of(decisions)
        self._numbers: dict[tuple[EntityType, str, tuple[str, ...], bool, str | None], int] = {}
        self._nodes: list[Node] = []
        self._homes: list[str] = []
        self._counts: dict[str, int] = {}

    def take(self, one: LocalEntity) -> None:
        """One of them, once, in the order of articles and ids."""
        number = self._numbers.setdefault(self._key(one), len(self._nodes))
        if number == len(self._nodes):
            least = (one.article, one.id)
            self._nodes.append(
                Node(one.type, one.name, one.aliases, one.acronym, least, one.frame, ids=_NOBODY, said=_UNSAID)
            )
        node = self._nodes[number]
        node.tally(one)
        if one.roles:
            if node.said is _UNSAID:
                node.said = []
            node.said += ((one.article, one.id, place, role) for place, role in enumerate(one.roles))

    def entities(self) -> Iterator[Entity]:
        """The entities that all of them are, as `resolve_entities` would say, but for their members. To be read to the end
        before anything is placed."""
        number = {key[4]: at for key, at in self._numbers.items() if key[4] is not None}
        pairs = [
            [(number[one], number[other]) for one, other in ties if one in number and other in number]
            for ties in (self._decisions.together, self._decisions.apart)
        ]
        forest = forest_of(self._nodes, *pairs)
        self._homes = [self._nodes[forest.root(at)].least[1] for at in range(len(self._nodes))]
        for parts in parts_of(self._nodes, forest):
            yield entity_of(parts, self._decisions)
            for part in parts:
                part.said = _UNSAID

    def place(self, one: LocalEntity) -> tuple[str, int]:
        """The entity that this is in, and its place there: again in the order of articles and ids."""
        home = self._homes[self._numbers[self._key(one)]]
        at = self._counts.get(home, 0)
        self._counts[home] = at + 1
        return home, at

    def _key(self, one: LocalEntity) -> tuple[EntityType, str, tuple[str, ...], bool, str | None]:
        return one.type, one.name, one.aliases, one.acronym, one.id if one.id in self._decided else None


class Gathering:
    """Local entities as they come, where nobody decided anything and nobody asks who is in an entity: those that are alike
    are counted, not kept, so that memory grows with the number of different names and not with that of articles."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[EntityType, str, tuple[str, ...], bool], int] = {}
        self._nodes: list[Node] = []

    def add(self, one: LocalEntity, *, again: bool = False) -> int:
        """Its number, by which `entities` knows it. What is given `again` does not count twice."""
        number = self._numbers.setdefault((one.type, one.name, one.aliases, one.acronym), len(self._nodes))
        if number == len(self._nodes):
            least = (one.article, one.id)
            self._nodes.append(
                Node(one.type, one.name, one.aliases, one.acronym, least, one.frame, ids=_NOBODY, said=_UNSAID)
            )
        if not again:
            self._nodes[number].tally(one)
        return number

    def entities(self) -> list[tuple[str, str, EntityType]]:
        """By number: id, name and type of the entity it is in, as `resolve_entities` would say. Ends the gathering."""
        self._numbers.clear()
        order = sorted(range(len(self._nodes)), key=lambda number: self._nodes[number].least)
        members = [self._nodes[number] for number in order]
        forest = forest_of(members, (), ())
        sets: dict[int, list[int]] = {}
        for place in range(len(members)):
            sets.setdefault(forest.root(place), []).append(place)
        found: list[tuple[str, str, EntityType]] = [("", "", EntityType.OTHER)] * len(members)
        for places in sets.values():
            parts = [members[place] for place in places]
            entity = (parts[0].least[1], name_of(parts), kind_of(parts))
            for place in places:
                found[order[place]] = entity
        return found
