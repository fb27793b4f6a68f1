"""Which entities may be one, with the reason: what the rules of resolution were not sure enough of to join by themselves.

Pairs are found in blocks of equal keys, so that the work grows with the number of names and not with its square. A name
within one letter of another is found by the words with one letter left out (W. Garbe, SymSpell, symmetric deletion).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from casefile.domain.entities import Alike
from casefile.domain.findings import EntityType
from casefile.resolve.entities import class_of
from casefile.resolve.keys import bare, company_key, initials, is_abbreviation, key_of, words_of
from casefile.resolve.scripts import skeleton

_CROWD = 40
"""A block of more says nothing: everybody is called so."""
_SMALL = frozenset("of the and for in on at to de la von van der den".split())
_SURE = {"acronym": 0.85, "order": 0.8, "spelling": 0.75, "initial": 0.7, "surname": 0.6, "part": 0.55, "script": 0.5}


@dataclass(frozen=True, slots=True)
class Named:
    """An entity as far as its names go. `weight` is how often it is mentioned."""

    id: str
    type: EntityType
    name: str
    aliases: tuple[str, ...]
    weight: int = 1

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((self.name, *self.aliases)))


def suggest(entities: Iterable[Named], apart: Iterable[frozenset[str]] = ()) -> tuple[Alike, ...]:
    """Pairs that may be one, surest first, each once with its best reason; the heavier of a pair is its first, whose name
    would stay. `apart` are pairs of ids that were said to be two."""
    known = sorted(entities, key=lambda one: (-one.weight, one.id))
    kept_apart = frozenset(apart)
    best: dict[frozenset[str], Alike] = {}
    place = {one.id: number for number, one in enumerate(known)}
    for one, other, reason in _pairs(known):
        pair = frozenset((one.id, other.id))
        if len(pair) < 2 or pair in kept_apart:
            continue
        first, second = sorted((one, other), key=lambda each: place[each.id])
        found = Alike(first.id, second.id, reason, _SURE[reason])
        if pair not in best or best[pair].confidence < found.confidence:
            best[pair] = found
    return tuple(sorted(best.values(), key=lambda each: (-each.confidence, place[each.first], place[each.second])))


def _pairs(known: list[Named]) -> Iterator[tuple[Named, Named, str]]:
    yield from _acronyms(known)
    yield from _within(known, "order", lambda one: [_bag(name) for name in one.names if len(words_of(name)) > 1])
    yield from _within(known, "spelling", lambda one: [key for name in one.names for key in _spellings(name)], _spelt_alike)
    people = [one for one in known if one.type is EntityType.PERSON]
    yield from _within(people, "initial", lambda one: [key for name in one.names for key in _initialled(name)], _initial)
    yield from _surnames(people)
    yield from _parts(known)
    yield from _within(known, "script", lambda one: [key for name in one.names if (key := skeleton(name))], _other_script)


def _within(
    known: Iterable[Named],
    reason: str,
    keys: object,
    fits: object = None,
) -> Iterator[tuple[Named, Named, str]]:
    """Pairs of one class that share a key and fit."""
    blocks: dict[tuple[str, str], dict[str, Named]] = {}
    for one in known:
        for key in keys(one):  # type: ignore[operator]
            if key:
                blocks.setdefault((class_of(one.type), key), {})[one.id] = one
    for block in blocks.values():
        if 1 < len(block) <= _CROWD:
            for one, other in combinations(block.values(), 2):
                if fits is None or fits(one, other):  # type: ignore[operator]
                    yield one, other, reason


def _acronyms(known: list[Named]) -> Iterator[tuple[Named, Named, str]]:
    """An abbreviation and a name of those initials, whatever small words are in it; of another type, too."""
    full: dict[str, dict[str, Named]] = {}
    for one in known:
        if one.type is EntityType.PERSON:
            continue
        for name in one.names:
            words = words_of(name)
            for letters in {initials(name), "".join(word[0] for word in words).upper() if len(words) > 1 else ""}:
                if len(letters) >= 2:
                    full.setdefault(letters, {})[one.id] = one
    for one in known:
        for name in one.names:
            letters = name.replace(".", "")
            if is_abbreviation(name) or (len(letters) == 2 and letters.isupper() and letters.isalpha()):
                homes = full.get(letters, {})
                if len(homes) <= _CROWD:
                    yield from ((home, one, "acronym") for home in homes.values() if home.id != one.id)


def _bag(name: str) -> str:
    """The words of a name in alphabetical order, small words left out: "Ministry of Transport", "Transport Ministry"."""
    return " ".join(sorted(word for word in words_of(bare(name)) if word not in _SMALL))


def _spellings(name: str) -> Iterator[str]:
    """Keys that names of nearly the same letters share: each word in turn left out, the others as they are, with its own
    letters one left out in turn where it is the only one."""
    words = words_of(bare(company_key(name)))
    if len(words) == 1:
        word = words[0]
        if len(word) >= 6:
            yield word
            yield from (word[:place] + word[place + 1 :] for place in range(len(word)))
        return
    for place in range(len(words)):
        yield " ".join((*words[:place], "*", *words[place + 1 :]))


def _spelt_alike(one: Named, other: Named) -> bool:
    return any(_alike(first, second) for first in one.names for second in other.names)


def _alike(one: str, other: str) -> bool:
    """Whether two names differ in the letters of one word only, by one in six of them at most."""
    first, second = words_of(bare(company_key(one))), words_of(bare(company_key(other)))
    if len(first) != len(second):
        return False
    differing = [(a, b) for a, b in zip(first, second, strict=True) if a != b]
    if len(differing) != 1:
        return False
    a, b = differing[0]
    longest = max(len(a), len(b))
    if longest < 5 or any(character.isdigit() for character in a + b):
        return False
    return edits(a, b) <= max(1, longest // 4 if len(first) > 1 else longest // 6)


def edits(one: str, other: str) -> int:
    """Letters to put in, take out, change or swap with their neighbour (optimal string alignment; F. J. Damerau, A technique
    for computer detection and correction of spelling errors, Communications of the ACM 7, 1964)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        earlier, before, row = before, row, [place]
        for at, its in enumerate(other, 1):
            cost = min(before[at] + 1, row[at - 1] + 1, before[at - 1] + (letter != its))
            if place > 1 and at > 1 and letter == other[at - 2] and one[place - 2] == its:
                cost = min(cost, earlier[at - 2] + 1)
            row.append(cost)
    return row[-1]


def _initialled(name: str) -> Iterator[str]:
    words = words_of(bare(name))
    if len(words) > 1 and words[0]:
        yield f"{words[0][0]} {words[-1]}"


def _initial(one: Named, other: Named) -> bool:
    """One of the two gives the first name as an initial only, or a shorter one that begins the other."""
    firsts = [{words_of(bare(name))[0] for name in each.names if len(words_of(name)) > 1} for each in (one, other)]
    return any(
        a != b and (len(a) == 1 or len(b) == 1 or (min(len(a), len(b)) >= 3 and (a.startswith(b) or b.startswith(a))))
        for a in firsts[0]
        for b in firsts[1]
    )


def _surnames(people: list[Named]) -> Iterator[tuple[Named, Named, str]]:
    """A person of one word, and those who bear it as their last."""
    bearers: dict[str, dict[str, Named]] = {}
    for one in people:
        for name in one.names:
            words = words_of(bare(name))
            if len(words) > 1:
                bearers.setdefault(words[-1], {})[one.id] = one
    for one in people:
        if len(words_of(one.name)) == 1:
            homes = bearers.get(key_of(bare(one.name)), {})
            if len(homes) <= _CROWD:
                yield from ((home, one, "surname") for home in homes.values() if home.id != one.id)


def _parts(known: list[Named]) -> Iterator[tuple[Named, Named, str]]:
    """A thing of two words or more, and one whose name has them all and begins alike."""
    starts: dict[tuple[str, str], dict[str, Named]] = {}
    for one in known:
        if one.type not in (EntityType.PERSON, EntityType.PLACE):
            words = [word for word in words_of(bare(company_key(one.name))) if word not in _SMALL]
            for end in range(2, len(words)):
                starts.setdefault((class_of(one.type), " ".join(words[:end])), {})[one.id] = one
    for one in known:
        words = [word for word in words_of(bare(company_key(one.name))) if word not in _SMALL]
        homes = starts.get((class_of(one.type), " ".join(words)), {}) if len(words) > 1 else {}
        if len(homes) == 1:
            yield from ((home, one, "part") for home in homes.values() if home.id != one.id)


def _other_script(one: Named, other: Named) -> bool:
    """One is written in Latin letters, the other is not."""
    return one.name.isascii() != other.name.isascii() and one.name[:1].isascii() != other.name[:1].isascii()
