"""Local entities of more articles than fit into memory: what is alike in all that rules look at is kept once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass

from casefile.domain.entities import Entity, EntityForm, LocalEntity, ResolutionDecisions
from casefile.domain.findings import EntityType
from casefile.resolve.entities import Node, decided_of, entity_of, forest_of, kind_of, name_of, parts_of
from casefile.resolve.forest import Forest

Key = tuple[EntityType, str, tuple[str, ...], bool, str]
"""All that rules look at, and the local entity, where it was decided on."""
_NOBODY: list[tuple[str, str]] = []
_UNSAID: list[tuple[str, str, int, str]] = []
"""Of nodes that only count."""


def key_of(one: LocalEntity, decided: Container[str]) -> Key:
    """The form that a local entity has."""
    return one.type, one.name, one.aliases, one.acronym, one.id if one.id in decided else ""


def form_of(entity: str, node: Node, decided: str) -> EntityForm:
    """A form of an entity as it is counted."""
    return EntityForm(
        entity, node.type, node.name, node.aliases, node.acronym, decided, node.count, node.mentions, node.frame, *node.least
    )


def _forest(nodes: list[Node], number: Mapping[str, int], decisions: ResolutionDecisions) -> Forest:
    """Who of these, by anchor, is one; `number` finds what was decided on."""
    together, apart = (
        [(number[one], number[other]) for one, other in ties if one in number and other in number]
        for ties in (decisions.together, decisions.apart)
    )
    return forest_of(nodes, together, apart)


@dataclass(frozen=True, slots=True)
class Set:
    """Forms and local entities that are one entity."""

    entity: Entity
    """With those of its members and roles that were given one by one."""
    keys: frozenset[Key]
    homes: frozenset[str]
    """The entities that the forms were in."""
    forms: tuple[EntityForm, ...]


def sets_of(forms: Iterable[EntityForm], own: Iterable[LocalEntity], decisions: ResolutionDecisions) -> list[Set]:
    """What entities are that are known by their forms, and local entities that come to them: as `resolve_entities` says of
    all their members."""
    decided = decided_of(decisions)
    nodes: dict[Key, Node] = {}
    homes: dict[Key, set[str]] = defaultdict(set)
    for form in forms:
        key = (form.type, form.name, form.aliases, form.acronym, form.decided)
        homes[key].add(form.entity)
        least = (form.article, form.least)
        node = nodes.setdefault(key, Node(form.type, form.name, form.aliases, form.acronym, least, form.frame))
        node.least = min(node.least, least)
        node.frame = node.frame and form.frame
        node.mentions += form.mentions
        node.count += form.count
    for one in sorted(own, key=lambda one: (one.article, one.id)):
        key = key_of(one, decided)
        least = (one.article, one.id)
        nodes.setdefault(key, Node(one.type, one.name, one.aliases, one.acronym, least, one.frame)).take(one)
    keys = sorted(nodes, key=lambda key: nodes[key].least)
    members = [nodes[key] for key in keys]
    forest = _forest(members, {key[4]: at for at, key in enumerate(keys) if key[4]}, decisions)
    parts: dict[int, list[Key]] = {}
    for at, key in enumerate(keys):
        parts.setdefault(forest.root(at), []).append(key)
    found = []
    for some in parts.values():
        entity = entity_of([nodes[key] for key in some], decisions)
        counted = tuple(form_of(entity.id, nodes[key], key[4]) for key in some)
        found.append(Set(entity, frozenset(some), frozenset().union(*(homes.get(key, ()) for key in some)), counted))
    return found


class Everyone:
    """The local entities of a whole case. Each is given twice: first all of them to `take`, then to `place` in what has
    come of them; memory grows with the number of different names."""

    def __init__(self, decisions: ResolutionDecisions) -> None:
        self._decisions = decisions
        self._decided = decided_of(decisions)
        self._numbers: dict[Key, int] = {}
        self._nodes: list[Node] = []
        self._homes: list[str] = []

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
        forest = _forest(self._nodes, {key[4]: at for key, at in self._numbers.items() if key[4]}, self._decisions)
        self._homes = [self._nodes[forest.root(at)].least[1] for at in range(len(self._nodes))]
        for parts in parts_of(self._nodes, forest):
            yield entity_of(parts, self._decisions)
            for part in parts:
                part.said = _UNSAID

    def forms(self) -> Iterator[EntityForm]:
        """What the members of the entities are called."""
        for (*_, decided), at in self._numbers.items():
            yield form_of(self._homes[at], self._nodes[at], decided)

    def home(self, one: LocalEntity) -> str:
        """The entity that this is in."""
        return self._homes[self._numbers[self._key(one)]]

    def _key(self, one: LocalEntity) -> Key:
        return key_of(one, self._decided)


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
