"""What is only counted comes to the entities that keeping everything comes to."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from casefile.domain.entities import LocalEntity, ResolutionDecisions
from casefile.domain.findings import EntityType
from casefile.resolve import Gathering, resolve
from casefile.resolve.entities import resolve_entities
from casefile.resolve.gathering import Everyone, sets_of

_NAMES = ["Ilse Varga", "Varga", "Tomas Varga", "Veltron Corp.", "Veltron", "Bureau of Marine Records", "BMR", "Lorne"]
_ALIASES = [(), (), ("BMR",), ("Varga",), ("Veltron",)]


@st.composite
def cases(draw: st.DrawFn) -> list[LocalEntity]:
    parts = st.tuples(st.sampled_from(_NAMES), st.sampled_from(list(EntityType)), st.sampled_from(_ALIASES), st.booleans())
    return [
        LocalEntity(f"e{index:02}", f"S{index // 2:02}", kind, name, aliases, (), 1 + index % 3, False, acronym)
        for index, (name, kind, aliases, acronym) in enumerate(draw(st.lists(parts, max_size=16)))
    ]


@given(cases(), st.randoms(use_true_random=False))
def test_counted_and_kept_come_to_the_same_in_any_order(parts: list[LocalEntity], shuffler: random.Random) -> None:
    kept = resolve(parts, ())
    said = {entity.id: (entity.id, entity.name, entity.type) for entity in kept.entities}
    shuffled = parts[:]
    shuffler.shuffle(shuffled)
    gathering = Gathering()
    numbers = {part.id: gathering.add(part) for part in shuffled}
    found = gathering.entities()
    assert {part: found[number] for part, number in numbers.items()} == {
        part: said[entity] for part, entity in kept.entity_of.items()
    }


def test_what_is_given_again_does_not_count_twice() -> None:
    one = LocalEntity("e1", "S1", EntityType.PLACE, "Lorne", (), (), 2, False)
    other = LocalEntity("e2", "S2", EntityType.ORGANISATION, "Lorne", ("Lorne Works",), (), 3, False)
    third = LocalEntity("e3", "S3", EntityType.ORGANISATION, "Lorne Works", (), (), 1, False)
    gathering = Gathering()
    for part in (one, other, third):
        gathering.add(part)
    for _ in range(5):
        assert gathering.add(third, again=True) == 2
    names = {name for _, name, _ in gathering.entities()}
    assert names == {entity.name for entity in resolve([one, other, third], ()).entities}


def test_a_name_in_many_articles_is_kept_once() -> None:
    gathering = Gathering()
    numbers = {
        gathering.add(LocalEntity(f"e{at}", f"S{at}", EntityType.PERSON, "Ilse Varga", (), (), 1, False))
        for at in range(500)
    }
    assert numbers == {0}
    assert gathering.entities() == [("e0", "Ilse Varga", EntityType.PERSON)]


@given(cases(), st.data())
def test_a_case_taken_one_by_one_comes_to_what_its_local_entities_together_do(
    parts: list[LocalEntity], data: st.DataObject
) -> None:
    parts = [replace(part, roles=(("Mayor", "mayor", "clerk")[at % 3],) * (at % 2)) for at, part in enumerate(parts)]
    pairs = st.lists(st.tuples(*[st.sampled_from([part.id for part in parts])] * 2), max_size=2) if parts else st.just([])
    said = ResolutionDecisions(
        tuple(pair for pair in data.draw(pairs) if pair[0] != pair[1]),
        tuple(pair for pair in data.draw(pairs) if pair[0] != pair[1]),
        {part.id: "Somebody Else" for part in parts[:1]},
        {part.id: EntityType.SYSTEM for part in parts[2:3]},
    )
    kept = resolve_entities(parts, said).entities
    everyone = Everyone(said)
    for part in parts:
        everyone.take(part)
    found = list(everyone.entities())
    assert found == [replace(entity, members=()) for entity in kept]
    members: dict[str, list[str]] = {}
    for part in parts:
        members.setdefault(everyone.home(part), []).append(part.id)
    assert members == {entity.id: list(entity.members) for entity in kept}
    # Known by their forms alone, they are the same again but for the roles; so they are where some come one by one.
    found = [replace(entity, roles=()) for entity in found]
    assert [one.entity for one in sets_of(everyone.forms(), (), said)] == found
    some, rest = parts[: len(parts) // 2], parts[len(parts) // 2 :]
    first = Everyone(said)
    for part in some:
        first.take(part)
    list(first.entities())
    again = [replace(one.entity, members=(), roles=()) for one in sets_of(first.forms(), rest, said)]
    assert again == found
