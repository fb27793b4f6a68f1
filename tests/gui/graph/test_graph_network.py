"""From mentions to a network, and from a network to places on the plane."""

from __future__ import annotations

import math
import random
from dataclasses import replace
from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from casefile.domain.findings import EntityType
from casefile.domain.rows import MentionRow, Place
from casefile.gui.panes.graph.forces import arrange, spread
from casefile.gui.panes.graph.labels import Box, placed
from casefile.gui.panes.graph.network import Network, network

Node3 = tuple[float, float, float]
Size = tuple[float, float]


def mention(entity: str, sentence: int, article: int = 1, frame: bool = False, decision: str = "") -> MentionRow:
    place = Place(f"S{article}", 1 + sentence, sentence * 100, sentence * 100 + 5, entity, f"Sentence {sentence}.")
    name = f"Name {entity}"
    identifier = f"m{entity}{sentence}{article}"
    return MentionRow(identifier, place, entity, EntityType.PERSON, name, None, frame, decision, 0.9, "x")


def pairs(found: Network) -> dict[tuple[str, str], int]:
    return {(found.nodes[e.first].id, found.nodes[e.second].id): e.together for e in found.edges}


def test_who_shares_a_sentence_is_joined() -> None:
    stands = ("a", 1), ("b", 1), ("a", 2), ("b", 2), ("c", 2), ("c", 3), ("a", 4)
    rows = [mention(entity, sentence) for entity, sentence in stands]
    found = network(rows)
    assert [(node.id, node.mentions) for node in found.nodes] == [("a", 3), ("b", 2), ("c", 2)]
    assert pairs(found) == {("a", "b"): 2, ("a", "c"): 1, ("b", "c"): 1}
    assert [place.sentence for place in found.edges[0].places] == ["Sentence 1.", "Sentence 2."]


def test_the_same_words_in_two_articles_are_two_sentences() -> None:
    rows = [mention("a", 1), mention("b", 1), mention("a", 1, article=2), mention("b", 1, article=2)]
    assert pairs(network(rows)) == {("a", "b"): 2}


def test_frame_and_rejected_mentions_do_not_count() -> None:
    rows = [mention("a", 1), mention("b", 1, frame=True), mention("c", 1, decision="rejected")]
    found = network(rows)
    assert [node.id for node in found.nodes] == ["a"]
    assert found.edges == ()


def test_what_has_no_room_is_counted() -> None:
    rows = [mention(f"e{n}", s) for n in range(10) for s in range(10 - n)]
    found = network(rows, most=4)
    assert [node.id for node in found.nodes] == ["e0", "e1", "e2", "e3"]
    assert found.folded == 6


def made_up(count: int, seed: int) -> Network:
    chance = random.Random(seed)
    rows = [mention(f"e{chance.randrange(count)}", s) for s in range(count * 2) for _ in range(chance.randint(1, 4))]
    return network(rows)


def test_places_are_the_same_twice_and_apart() -> None:
    found = made_up(40, 1)
    places = arrange(found, {})
    assert places == arrange(found, {})
    near = min(math.dist(p, q) for p, q in combinations(places.values(), 2))
    assert near > 0.05
    assert np.isfinite(list(places.values())).all()


def test_what_belongs_together_stands_nearer() -> None:
    found = made_up(40, 2)
    places = arrange(found, {})
    joined = {(found.nodes[e.first].id, found.nodes[e.second].id) for e in found.edges}
    lengths = [math.dist(places[a], places[b]) for a, b in joined]
    others = [math.dist(places[a.id], places[b.id]) for a, b in combinations(found.nodes, 2) if (a.id, b.id) not in joined]
    assert sum(lengths) / len(lengths) < 0.7 * sum(others) / len(others)


def test_a_small_change_keeps_the_picture() -> None:
    found = made_up(40, 3)
    before = arrange(found, {})
    size = max(math.dist(p, q) for p, q in combinations(before.values(), 2))
    grown = replace(found, nodes=(*found.nodes, replace(found.nodes[0], id="new", mentions=1)))
    after = arrange(grown, before)
    moved = sorted(math.dist(before[node.id], after[node.id]) for node in found.nodes)
    assert moved[len(moved) // 2] < 0.1 * size
    assert "new" in after


def test_nobody_and_one_alone() -> None:
    assert arrange(network([]), {}) == {}
    assert len(arrange(network([mention("a", 1)]), {})) == 1


nodes = st.tuples(st.floats(0, 500), st.floats(0, 400), st.floats(3, 15))
sizes = st.tuples(st.floats(10, 140), st.floats(10, 18))


@given(st.lists(st.tuples(nodes, sizes), max_size=40))
def test_no_name_stands_on_another_name_or_on_another_node(found: list[tuple[Node3, Size]]) -> None:
    places = placed([node for node, _ in found], [size for _, size in found])
    shown = [(number, box) for number, box in enumerate(places) if box is not None]
    for (_, one), (_, other) in combinations(shown, 2):
        assert apart(one, other)
    for number, box in shown:
        for other, ((x, y, radius), _) in enumerate(found):
            assert other == number or apart(box, (x - radius, y - radius, 2 * radius, 2 * radius))


def test_a_name_goes_to_the_side_where_there_is_room() -> None:
    found = placed([(100.0, 100.0, 10.0), (100.0, 128.0, 10.0)], [(60.0, 14.0), (60.0, 14.0)])
    assert found[0] == (112.0, 93.0, 60.0, 14.0)
    assert found[1] == (70.0, 139.0, 60.0, 14.0)


def apart(one: Box, other: Box) -> bool:
    (x, y, w, h), (u, v, a, b) = one, other
    return x >= u + a or u >= x + w or y >= v + b or v >= y + h


points = st.tuples(st.floats(-50, 50), st.floats(-50, 50))


@given(st.dictionaries(st.text("abcdef", min_size=1, max_size=4), points, min_size=1, max_size=30))
def test_drawing_apart_keeps_who_stands_left_of_whom_and_the_reach(found: dict[str, tuple[float, float]]) -> None:
    drawn = spread(found)
    assert drawn.keys() == found.keys()
    for one, other in combinations(found, 2):
        for axis in (0, 1):
            if found[one][axis] < found[other][axis]:
                assert drawn[one][axis] <= drawn[other][axis] + 1e-9
    for axis in (0, 1):
        assert max(p[axis] for p in drawn.values()) <= max(p[axis] for p in found.values()) + 1e-6
