"""What is only counted comes to the entities that keeping everything comes to."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from casefile.domain.entities import LocalEntity
from casefile.domain.findings import EntityType
from casefile.resolve import Gathering, resolve

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
