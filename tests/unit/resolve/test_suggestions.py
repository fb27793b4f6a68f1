"""Which names may be one, by which reason; and which are not."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.domain.findings import EntityType
from casefile.resolve.scripts import skeleton
from casefile.resolve.suggestions import Named, edits, suggest

ORG, PERSON, PLACE = EntityType.ORGANISATION, EntityType.PERSON, EntityType.PLACE


def named(name: str, kind: EntityType = ORG, *aliases: str, weight: int = 1) -> Named:
    return Named(f"e{name}", kind, name, aliases, weight)


def reasons(*entities: Named) -> dict[tuple[str, str], str]:
    return {(one.first[1:], one.second[1:]): one.reason for one in suggest(entities)}


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (named("Brackwater Harbour Office", weight=5), named("BHO"), "acronym"),
        (named("Office of the Harbour", weight=5), named("OH"), "acronym"),
        (named("Ministry of Ferries", weight=5), named("Ferries Ministry"), "order"),
        (named("Tomasz Rehlov", PERSON, weight=5), named("Tomas Rehlov", PERSON), "spelling"),
        (named("Norrvik Ferry Lines", weight=5), named("Norvik Ferry Lines"), "spelling"),
        (named("Mirabella Solquist", PERSON, weight=5), named("M. Solquist", PERSON), "initial"),
        (named("Mirabella Solquist", PERSON, weight=5), named("Solquist", PERSON), "surname"),
        (named("Naval Supply Bureau of Orm", weight=5), named("Naval Supply"), "part"),
        (named("Norrvik", PLACE, weight=5), named("ノルヴィク", PLACE), "script"),
        (named("Petrovka", PLACE, weight=5), named("Петровка", PLACE), "script"),
    ],
)
def test_what_may_be_one_is_said_with_its_reason(one: Named, other: Named, reason: str) -> None:
    assert reasons(one, other) == {(one.name, other.name): reason}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (named("Pier 12 Authority"), named("Pier 13 Authority")),
        (named("Anna Solquist", PERSON), named("Bera Solquist", PERSON)),
        (named("Halden", PLACE), named("Hadlen Group")),
        (named("Orm"), named("Orn")),
        (named("Brackwater Harbour Office"), named("Brackwater Grain Exchange")),
        (named("Norrvik", PLACE), named("ハルデン", PLACE)),
    ],
)
def test_what_is_only_like_another_is_left_alone(one: Named, other: Named) -> None:
    assert reasons(one, other) == {}


def test_those_said_to_be_two_are_not_suggested_again() -> None:
    one, other = named("Tomasz Rehlov", PERSON), named("Tomas Rehlov", PERSON)
    assert suggest((one, other), [frozenset((one.id, other.id))]) == ()


def test_the_name_mentioned_more_often_would_stay() -> None:
    (found,) = suggest((named("Norvik Ferry Lines", weight=9), named("Norrvik Ferry Lines", weight=2)))
    assert found.first == "eNorvik Ferry Lines"


NAMES = ("Norrvik Lines", "Norvik Lines", "NL", "Lines Norrvik", "Mira Solquist", "M. Solquist", "Solquist", "ノルヴィク")


@given(st.lists(st.sampled_from(NAMES), unique=True, max_size=8), st.integers(0, 9))
def test_the_order_of_the_entities_is_nothing(names: list[str], seed: int) -> None:
    entities = [named(name, PERSON if "olquist" in name else ORG) for name in names]
    other = entities[:]
    random.Random(seed).shuffle(other)
    assert suggest(entities) == suggest(other)
    assert all(one.first != one.second for one in suggest(entities))


@given(st.text("abc", max_size=7), st.text("abc", max_size=7))
def test_the_distance_is_one_both_ways(one: str, other: str) -> None:
    assert edits(one, other) == edits(other, one) <= max(len(one), len(other))
    assert (edits(one, other) == 0) == (one == other)


def test_a_swap_is_one_letter() -> None:
    assert edits("harbour", "habrour") == 1


def test_a_name_sounds_alike_in_every_script() -> None:
    assert skeleton("Halden") == skeleton("ハルデン") != ""
    assert skeleton("Orm") == ""


def test_many_of_one_surname_cost_little_and_say_nothing() -> None:
    crowd = [named(f"{first} Solquist", PERSON) for first in (f"Name{number:03}" for number in range(400))]
    assert len(suggest([*crowd, named("Solquist", PERSON)])) == 0
