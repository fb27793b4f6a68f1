"""Local entities of several articles become entities, whatever the order, and decisions hold."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.domain.entities import LocalEntity, Resolution, ResolutionDecisions
from casefile.domain.findings import EntityType
from casefile.resolve import resolve

PERSON, ORGANISATION, PLACE, SYSTEM = EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE, EntityType.SYSTEM


def local(
    identifier: str, article: str, kind: EntityType, name: str, *aliases: str, mentions: int = 1, frame: bool = False
) -> LocalEntity:
    return LocalEntity(identifier, article, kind, name, aliases, (), mentions, frame)


def groups(resolution: Resolution) -> set[frozenset[str]]:
    return {frozenset(entity.members) for entity in resolution.entities}


def test_equal_full_names_are_one_and_the_anchor_gives_the_id() -> None:
    found = resolve([local("e2", "S2", PERSON, "Ilse Varga"), local("e1", "S1", PERSON, "Ilse Varga")], ())
    assert [(entity.id, entity.members) for entity in found.entities] == [("e1", ("e1", "e2"))]
    assert found.entity_of == {"e1": "e1", "e2": "e1"}


def test_a_bare_surname_goes_to_the_only_bearer() -> None:
    found = resolve([local("e1", "S1", PERSON, "Varga"), local("e2", "S2", PERSON, "Ilse Varga")], ())
    assert len(found.entities) == 1
    assert found.entities[0].name == "Ilse Varga"
    assert found.entities[0].aliases == ("Varga",)


def test_a_place_that_only_datelines_name_is_called_as_a_sentence_would() -> None:
    places = [local("e1", "S1", PLACE, "PORT HALDEN"), local("e2", "S2", PLACE, "PORT HALDEN")]
    places.append(local("e3", "S3", PLACE, "QUEL"))
    found = {entity.name: entity.aliases for entity in resolve([*places, local("e4", "S1", PLACE, "VALMERE")], ()).entities}
    assert found == {"Port Halden": ("PORT HALDEN",), "QUEL": (), "Valmere": ("VALMERE",)}
    held = resolve([*places, local("e5", "S3", PLACE, "Port Halden")], ()).entities
    (one,) = (entity for entity in held if "e1" in entity.members)
    assert (one.name, one.aliases) == ("Port Halden", ("PORT HALDEN",))


def test_a_bare_surname_of_two_bearers_stays_alone() -> None:
    found = resolve(
        [
            local("e1", "S1", PERSON, "Varga"),
            local("e2", "S2", PERSON, "Ilse Varga"),
            local("e3", "S3", PERSON, "Tomas Varga"),
        ],
        (),
    )
    assert len(found.entities) == 3


def test_a_middle_initial_is_no_other_person() -> None:
    found = resolve([local("e1", "S1", PERSON, "Ilse K. Varga"), local("e2", "S2", PERSON, "Ilse Varga")], ())
    assert len(found.entities) == 1


def test_an_abbreviation_one_article_introduces_holds_in_all() -> None:
    found = resolve(
        [
            local("e1", "S1", ORGANISATION, "Northern Harbour Xecutive", "NHX"),
            local("e2", "S2", ORGANISATION, "NHX"),
        ],
        (),
    )
    assert len(found.entities) == 1
    assert found.entities[0].name == "Northern Harbour Xecutive"


def test_an_abbreviation_nobody_introduces_goes_where_its_initials_fit_alone() -> None:
    one = [local("e1", "S1", ORGANISATION, "Bureau of Marine Records"), local("e2", "S2", ORGANISATION, "BMR")]
    assert len(resolve(one, ()).entities) == 1
    two = [*one, local("e3", "S3", ORGANISATION, "Board of Medical Review")]
    assert len(resolve(two, ()).entities) == 3


@pytest.mark.parametrize("other", ["Veltron Corp.", "Veltron Corporation", "VELTRON CORP", "Veltron", "the Veltron Corp’s"])
def test_legal_forms_articles_and_possessives_do_not_matter(other: str) -> None:
    found = resolve([local("e1", "S1", ORGANISATION, "Veltron Corp."), local("e2", "S2", ORGANISATION, other)], ())
    assert len(found.entities) == 1


def test_a_person_and_a_place_of_one_word_are_two() -> None:
    found = resolve([local("e1", "S1", PLACE, "Lorne"), local("e2", "S2", PERSON, "Lorne")], ())
    assert len(found.entities) == 2


def test_a_surname_mistaken_for_a_company_goes_to_the_person_more_articles_call_so() -> None:
    people = [
        local("e1", "S1", PERSON, "Ilse Varga", "Varga", mentions=4),
        local("e2", "S2", PERSON, "Ilse Varga", "Varga", mentions=3),
    ]
    once = local("e3", "S3", ORGANISATION, "Varga")
    found = resolve([*people, once], ())
    assert [(entity.name, entity.type) for entity in found.entities] == [("Ilse Varga", PERSON)]
    again = local("e4", "S4", ORGANISATION, "Varga")
    assert len(resolve([*people, once, again], ()).entities) == 2


def test_a_bare_word_taken_for_a_thing_is_the_place_other_articles_know() -> None:
    found = resolve([local("e1", "S1", ORGANISATION, "Lorne"), local("e2", "S2", PLACE, "Lorne", mentions=2)], ())
    assert [entity.type for entity in found.entities] == [PLACE]


def test_an_abbreviation_introduced_in_two_scripts_joins_them() -> None:
    found = resolve(
        [
            local("e1", "S1", ORGANISATION, "Northern Harbour Agency", "NHA"),
            local("e2", "S2", ORGANISATION, "北方港湾局", "NHA"),
        ],
        (),
    )
    assert [entity.name for entity in found.entities] == ["Northern Harbour Agency"]


def test_accents_do_not_matter() -> None:
    assert (
        len(resolve([local("e1", "S1", PERSON, "Ilse Sølund"), local("e2", "S2", PERSON, "Ilse Solund")], ()).entities) == 1
    )


def test_a_company_that_most_articles_call_by_its_first_word() -> None:
    parts = [local(f"e{number}", f"S{number}", ORGANISATION, "Veltron Marine Ltd.", "Veltron") for number in range(4)]
    other = local("e7", "S7", ORGANISATION, "Veltron Friends Society", "Veltron")
    bare = local("e9", "S9", ORGANISATION, "Veltron")
    assert resolve([*parts, other, bare], ()).entity_of["e9"] == "e0"
    assert resolve([parts[0], other, bare], ()).entity_of["e9"] == "e9"


def test_the_type_most_mentions_have_wins() -> None:
    found = resolve(
        [local("e1", "S1", ORGANISATION, "Halcyon", mentions=1), local("e2", "S2", SYSTEM, "Halcyon", mentions=4)], ()
    )
    assert [entity.type for entity in found.entities] == [SYSTEM]


def test_frame_only_where_every_article_says_so() -> None:
    both = [local("e1", "S1", PERSON, "Ada Brink", frame=True), local("e2", "S2", PERSON, "Ada Brink", frame=False)]
    assert not resolve(both, ()).entities[0].frame
    assert resolve(both[:1], ()).entities[0].frame


def test_roles_keep_their_article() -> None:
    found = resolve(
        [
            LocalEntity("e1", "S1", PERSON, "Ada Brink", (), ("harbour master",), 1, False),
            LocalEntity("e2", "S2", PERSON, "Ada Brink", (), ("Minister",), 1, False),
        ],
        (),
    )
    assert [(role.role, role.article) for role in found.entities[0].roles] == [("harbour master", "S1"), ("Minister", "S2")]


def test_names_across_scripts_that_one_article_equates_are_one_everywhere() -> None:
    found = resolve(
        [
            local("e1", "S1", PERSON, "Naomi Kitahara", "北原直美"),
            local("e2", "S2", PERSON, "北原直美"),
            local("e3", "S3", PERSON, "Kitahara"),
        ],
        (),
    )
    assert [entity.name for entity in found.entities] == ["Naomi Kitahara"]


def test_merging_wins_over_the_rules() -> None:
    parts = [local("e1", "S1", PERSON, "Ilse Varga"), local("e2", "S2", ORGANISATION, "Veltron")]
    found = resolve(parts, (), ResolutionDecisions(together=(("e2", "e1"), ("e1", "e99"))))
    assert groups(found) == {frozenset({"e1", "e2"})}


def test_splitting_wins_over_the_rules_and_newcomers_join_those_who_stayed() -> None:
    parts = [local(f"e{number}", f"S{number}", PERSON, "Ilse Varga") for number in range(1, 5)]
    decisions = ResolutionDecisions(apart=(("e1", "e2"), ("e1", "e3"), ("e1", "e4")))
    assert groups(resolve(parts, (), decisions)) == {frozenset({"e1"}), frozenset({"e2", "e3", "e4"})}
    more = [*parts, local("e9", "S9", PERSON, "Ilse Varga")]
    assert groups(resolve(more, (), decisions)) == {frozenset({"e1"}), frozenset({"e2", "e3", "e4", "e9"})}


def test_a_split_holds_against_short_forms_too() -> None:
    parts = [local("e1", "S1", PERSON, "Ilse Varga", "Varga"), local("e2", "S2", PERSON, "Varga")]
    assert groups(resolve(parts, (), ResolutionDecisions(apart=(("e2", "e1"),)))) == {frozenset({"e1"}), frozenset({"e2"})}


def test_given_names_and_types_win_whichever_member_bears_them() -> None:
    parts = [local("e1", "S1", ORGANISATION, "Halcyon"), local("e2", "S2", ORGANISATION, "Halcyon")]
    found = resolve(parts, (), ResolutionDecisions(names={"e2": "Project Halcyon"}, types={"e2": EntityType.PROGRAMME}))
    assert [(entity.name, entity.type) for entity in found.entities] == [("Project Halcyon", EntityType.PROGRAMME)]
    assert found.entities[0].aliases == ("Halcyon",)


_NAMES = [
    "Ilse Varga",
    "Varga",
    "Tomas Varga",
    "Veltron Corp.",
    "Veltron",
    "Bureau of Marine Records",
    "BMR",
    "Lorne",
    "Ada Brink",
]


@st.composite
def cases(draw: st.DrawFn) -> list[LocalEntity]:
    names = draw(st.lists(st.tuples(st.sampled_from(_NAMES), st.sampled_from(list(EntityType))), max_size=14))
    return [local(f"e{index:02}", f"S{index // 2:02}", kind, name) for index, (name, kind) in enumerate(names)]


@st.composite
def decided(draw: st.DrawFn) -> tuple[list[LocalEntity], ResolutionDecisions]:
    parts = draw(cases())
    ids = st.sampled_from([part.id for part in parts] or ["e00"])
    together = draw(st.lists(st.tuples(ids, ids), max_size=2))
    # What is decided apart is not also decided together: a case takes the older decision back.
    chained = {identifier for pair in together for identifier in pair}
    apart = [pair for pair in draw(st.lists(st.tuples(ids, ids), max_size=3)) if not chained & set(pair)]
    return parts, ResolutionDecisions(together=tuple(together), apart=tuple(pair for pair in apart if pair[0] != pair[1]))


@given(decided(), st.randoms(use_true_random=False))
def test_any_order_of_articles_gives_the_same_entities(
    case: tuple[list[LocalEntity], ResolutionDecisions], shuffler: random.Random
) -> None:
    parts, decisions = case
    other = parts[:]
    shuffler.shuffle(other)
    assert resolve(parts, (), decisions) == resolve(other, (), decisions)


@given(decided(), cases())
def test_decisions_survive_whatever_articles_come(
    case: tuple[list[LocalEntity], ResolutionDecisions], later: list[LocalEntity]
) -> None:
    parts, decisions = case
    newcomers = [local("n" + part.id, "T" + part.article, part.type, part.name) for part in later]
    for everything in (parts, [*parts, *newcomers]):
        entity_of = resolve(everything, (), decisions).entity_of
        assert all(entity_of[one] == entity_of[other] for one, other in decisions.together if one in entity_of)
        assert all(entity_of[one] != entity_of[other] for one, other in decisions.apart)


@given(decided())
def test_every_local_entity_is_in_exactly_one_entity_whose_id_is_its_anchor(
    case: tuple[list[LocalEntity], ResolutionDecisions],
) -> None:
    parts, decisions = case
    found = resolve(parts, (), decisions)
    members = [member for entity in found.entities for member in entity.members]
    assert sorted(members) == sorted(part.id for part in parts)
    article = {part.id: part.article for part in parts}
    for entity in found.entities:
        assert entity.id == min(entity.members, key=lambda member: (article[member], member))
        assert entity.name
