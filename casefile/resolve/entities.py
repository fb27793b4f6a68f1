"""Which local entities are one entity in the whole case.

Steps, each over blocks of a key, so that the work grows with the number of entities and a new article touches only the
blocks of its own names: 1. decisions; 2. equal names; 3. abbreviations; 4. short forms (a surname, the first word of a
company) that only one entity bears. Each step looks at the sets of the step before, so the order of articles is nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from casefile.domain.entities import Entity, LocalEntity, ResolutionDecisions, Role
from casefile.domain.findings import EntityType
from casefile.resolve.forest import Forest
from casefile.resolve.keys import company_key, initials, is_abbreviation, key_of, legal_forms, words_of

_THING = "thing"
_CLASSES = {EntityType.PERSON: "person", EntityType.PLACE: "place"}
_FOREMOST = 4
_SHOUTED = 5
"""Letters of a word from which capitals are no abbreviation."""
_LATIN = "\u0370"
# Types that an extractor gives to a bare word when it does not know better.
_MISTAKABLE = (EntityType.ORGANISATION, EntityType.OTHER)
# Where mentions are evenly divided. A bare name of which nothing is known is held for an organisation: others go before.
_TYPE_ORDER = (
    EntityType.PERSON,
    EntityType.PLACE,
    EntityType.ORGANISATION,
    EntityType.SYSTEM,
    EntityType.PROGRAMME,
    EntityType.OTHER,
)


def class_of(kind: EntityType) -> str:
    """Types between which an extractor wavers are one class: names are compared within it."""
    return _CLASSES.get(kind, _THING)


@dataclass(frozen=True)
class Resolved:
    entities: tuple[Entity, ...]

    @cached_property
    def entity_of(self) -> Mapping[str, str]:
        """Local entity id -> entity id."""
        return {member: entity.id for entity in self.entities for member in entity.members}


@dataclass(slots=True)
class Node:
    """Local entities that are alike in all that rules look at: a name is looked at once, however many articles have it.
    What was decided on is a node of its own."""

    type: EntityType
    name: str
    aliases: tuple[str, ...]
    acronym: bool
    least: tuple[str, str]
    """Article and id of the first of them, the anchor."""
    frame: bool
    mentions: int = 0
    count: int = 0
    ids: list[tuple[str, str]] = field(default_factory=list)
    said: list[tuple[str, str, int, str]] = field(default_factory=list)
    """Article, local entity, place among its roles, role."""

    def take(self, one: LocalEntity) -> None:
        self.tally(one)
        own = (one.article, one.id)
        self.ids.append(own)
        self.said += ((*own, place, role) for place, role in enumerate(one.roles))

    def tally(self, one: LocalEntity) -> None:
        """The same without noting who it is."""
        self.least = min(self.least, (one.article, one.id))
        self.frame = self.frame and one.frame
        self.mentions += one.mentions
        self.count += 1


def resolve_entities(local: Iterable[LocalEntity], decisions: ResolutionDecisions) -> Resolved:
    """Entities by anchor, whatever the order of `local`."""
    members = _nodes(local, decisions)
    number = {identifier: index for index, node in enumerate(members) if node.count == 1 for _, identifier in node.ids}
    pairs = {
        kind: [(number[one], number[other]) for one, other in ties if one in number and other in number]
        for kind, ties in (("together", decisions.together), ("apart", decisions.apart))
    }
    forest = forest_of(members, pairs["together"], pairs["apart"])
    return Resolved(tuple(entity_of(parts, decisions) for parts in parts_of(members, forest)))


def forest_of(members: list[Node], together: Iterable[tuple[int, int]], apart: Iterable[tuple[int, int]]) -> Forest:
    """Who of these, by anchor, is one, by what was decided and by the rules."""
    forest = Forest(len(members), apart, [node.count for node in members])
    for one, other in sorted(together):
        forest.join(one, other, decided=True)
    join_by_rules(members, forest)
    return forest


def parts_of(members: list[Node], forest: Forest) -> list[list[Node]]:
    """The sets, by anchor, the members of each by anchor."""
    sets: dict[int, list[Node]] = {}
    for index, node in enumerate(members):
        sets.setdefault(forest.root(index), []).append(node)
    return [parts for _, parts in sorted(sets.items())]


def join_by_rules(members: list[Node], forest: Forest) -> None:
    """The steps, after what was decided."""
    _equal_names(members, forest)
    _abbreviations(members, forest)
    _short_forms(members, forest)


def keys_of(kind: EntityType, names: Iterable[str]) -> frozenset[str]:
    """All that something of these names may be found under by another name: two local entities, or two entities, without a
    key in common have no bearing on one another."""
    keys: set[str] = set()
    for name in names:
        words, letters = words_of(name), initials(name)
        keys |= {key_of(name), company_key(name)}
        if len(words) > 1:
            keys.add(" ".join(word for at, word in enumerate(words) if len(word) > 1 or at in (0, len(words) - 1)))
            if class_of(kind) == "person":
                keys.add(words[-1])
            elif words[-1] in legal_forms():
                keys.add(words[0])
        if 3 <= len(letters) <= 8:
            keys.add(letters.casefold())
    return frozenset(keys - {""})


def _nodes(local: Iterable[LocalEntity], decisions: ResolutionDecisions) -> list[Node]:
    """By anchor. One that is given twice counts once."""
    decided = decided_of(decisions)
    nodes: dict[tuple[object, ...], Node] = {}
    seen: set[str] = set()
    for one in local:
        if one.id in seen:
            continue
        seen.add(one.id)
        key = (one.type, one.name, one.aliases, one.acronym, one.id if one.id in decided else None)
        node = nodes.get(key)
        if node is None:
            node = nodes[key] = Node(one.type, one.name, one.aliases, one.acronym, (one.article, one.id), one.frame)
        node.take(one)
    return sorted(nodes.values(), key=lambda node: node.least)


def decided_of(decisions: ResolutionDecisions) -> set[str]:
    """Local entities on which something was decided: each is a node of its own."""
    decided = {*decisions.names, *decisions.types}
    decided.update(one for pair in (*decisions.together, *decisions.apart) for one in pair)
    return decided


def _equal_names(members: list[Node], forest: Forest) -> None:
    blocks: dict[tuple[str, str], list[int]] = {}
    for index, entity in enumerate(members):
        kind = class_of(entity.type)
        key = company_key(entity.name) if kind == _THING else key_of(entity.name)
        if kind == "person":
            words = words_of(entity.name)
            # A middle initial more or less is the same name.
            key = (
                " ".join(word for position, word in enumerate(words) if len(word) > 1 or position in (0, len(words) - 1))
                or key
            )
        blocks.setdefault((kind, key), []).append(index)
        whole = company_key(entity.name)
        if " " in whole:
            # A name of several words says what it is, whatever an article takes it for.
            blocks.setdefault(("named", whole), []).append(index)
    for block in blocks.values():
        if len(block) > 1:
            forest.join_all(block)


def _abbreviations(members: list[Node], forest: Forest) -> None:
    """Bare abbreviations go to the one entity that some article introduces under it, else to the one whose initials fit."""
    bare: dict[str, list[int]] = {}
    introduced: dict[str, set[int]] = {}
    fitting: dict[str, set[int]] = {}
    for index, entity in enumerate(members):
        if class_of(entity.type) == "person":
            continue
        if is_abbreviation(entity.name) or (len(entity.name) == 2 and entity.name.isupper()):
            bare.setdefault(key_of(entity.name), []).append(index)
            continue
        for alias in entity.aliases:
            if alias.isupper() and " " not in alias:
                introduced.setdefault(key_of(alias), set()).add(index)
        letters = initials(entity.name)
        if 3 <= len(letters) <= 8:
            fitting.setdefault(letters.casefold(), set()).add(index)
    for homes in introduced.values():
        # One abbreviation, introduced with a name in Latin letters and with one in another script.
        latin = {forest.root(index) for index in homes if members[index].name[0] < _LATIN}
        native = {forest.root(index) for index in homes} - latin
        if len(latin) == 1 and len(native) == 1:
            forest.join_all([*latin, *native])
    for key, block in bare.items():
        for table in (introduced, fitting):
            homes = {forest.root(index) for index in table.get(key, ())}
            if len(homes) == 1:
                forest.join_all([*homes, *block])
                break
            if homes:
                break


def _short_forms(members: list[Node], forest: Forest) -> None:
    """A name that is only an alias elsewhere: a surname, the first word of a company."""
    bearers: dict[tuple[str, str], set[int]] = {}
    for index, entity in enumerate(members):
        kind = class_of(entity.type)
        words = words_of(entity.name)
        keys = {key_of(alias) for alias in entity.aliases}
        if kind == "person" and len(words) > 1:
            keys.add(words[-1])
        elif kind == _THING and len(words) > 1 and words[-1] in legal_forms():
            keys.add(words[0])
        keys.discard(key_of(entity.name))
        for key in keys:
            bearers.setdefault((kind, key), set()).add(index)
    _mistaken(members, bearers)
    counts = {key: _weighed(members, indices, forest) for key, indices in bearers.items()}
    joins = []
    for index, entity in enumerate(members):
        short = (class_of(entity.type), key_of(entity.name))
        if short in counts:
            joins.append((_home(counts[short], forest.root(index), short[0]), index))
    for home, index in joins:
        if home >= 0:
            forest.join(home, index)


def _weighed(members: list[Node], indices: Iterable[int], forest: Forest) -> Counter[int]:
    """How many local entities bear a short form, by the set they are in."""
    counts: Counter[int] = Counter()
    for index in indices:
        counts[forest.root(index)] += members[index].count
    return counts


def _home(bearers: Counter[int], own: int, kind: str) -> int:
    """The one other entity that bears a short form; of things also the one most articles call so. -1: nobody."""
    others = {root: count for root, count in bearers.items() if root != own}
    if not others:
        return -1
    home = min(others, key=lambda root: (-others[root], root))
    rest = sum(others.values()) - others[home]
    return home if rest == 0 or (kind == _THING and others[home] >= _FOREMOST * rest) else -1


def _mistaken(members: list[Node], bearers: dict[tuple[str, str], set[int]]) -> None:
    """A bare word that few articles hold for a thing, and more for a place or for somebody's surname, is that."""
    things: dict[str, int] = {}
    places: dict[str, set[int]] = {}
    for index, entity in enumerate(members):
        if len(words_of(entity.name)) != 1:
            continue
        key = key_of(entity.name)
        if entity.type in _MISTAKABLE and not entity.aliases and not entity.name.isupper():
            things[key] = things.get(key, 0) + entity.count
        elif entity.type is EntityType.PLACE:
            places.setdefault(key, set()).add(index)
    for key, count in things.items():
        people = {index for index in bearers.get(("person", key), ()) if key in map(key_of, members[index].aliases)}
        if (_THING, key) in bearers:
            continue
        if _many(members, people) > count:
            bearers[_THING, key] = people
        elif not people and _many(members, places.get(key, ())) >= count:
            bearers[_THING, key] = places[key]


def _many(members: list[Node], indices: Iterable[int]) -> int:
    return sum(members[index].count for index in indices)


def entity_of(parts: list[Node], decisions: ResolutionDecisions) -> Entity:
    """`parts` by anchor; the first gives the id."""
    first = parts[0]
    spoken = [decisions.names[part.least[1]] for part in parts if part.least[1] in decisions.names]
    typed = [decisions.types[part.least[1]] for part in parts if part.least[1] in decisions.types]
    if len(parts) == 1 and first.count == 1 and not spoken and not typed:
        roles = tuple(Role(role, None, article) for article, _, _, role in first.said)
        alone, types = tuple(identifier for _, identifier in first.ids), frozenset((first.type,))
        name = _called(first.name, first.type)
        aliases = first.aliases if name == first.name else (first.name, *first.aliases)
        return Entity(first.least[1], name, first.type, aliases, roles, first.frame, alone, types)
    name = spoken[0] if spoken else name_of(parts)
    counts: Counter[str] = Counter()
    for part in parts:
        for alias in (part.name, *part.aliases):
            counts[alias] += part.count
    aliases = tuple(alias for alias in sorted(counts, key=lambda alias: (-counts[alias], alias)) if alias and alias != name)
    # Of one article's spellings of a role, that of the first of its local entities counts.
    said = sorted(one for part in parts for one in part.said)
    first_said = {(article, role.casefold()): Role(role, None, article) for article, _, _, role in reversed(said)}
    return Entity(
        first.least[1],
        name,
        typed[0] if typed else kind_of(parts),
        aliases,
        tuple(first_said[key] for key in sorted(first_said)),
        all(part.frame for part in parts),
        tuple(identifier for _, identifier in sorted(own for part in parts for own in part.ids)),
        frozenset(part.type for part in parts),
    )


def name_of(parts: list[Node]) -> str:
    """The name most articles give in full; a name of several words before a short one."""
    counts: Counter[str] = Counter()
    for part in parts:
        counts[part.name] += part.count
    name = min(counts, key=lambda name: (" " not in name, name.isupper(), -counts[name], -len(name), name))
    return _called(name, kind_of(parts))


def _called(name: str, kind: EntityType) -> str:
    """A place that only datelines name, in capitals, is called as a sentence would."""
    shouted = kind is EntityType.PLACE and name.isascii() and name.isupper() and max(map(len, name.split())) >= _SHOUTED
    return name.title() if shouted else name


def kind_of(parts: list[Node]) -> EntityType:
    """The type most mentions have."""
    counts: Counter[EntityType] = Counter()
    for part in parts:
        counts[part.type] += part.mentions
    return min(counts, key=lambda kind: (-counts[kind], _TYPE_ORDER.index(kind)))
