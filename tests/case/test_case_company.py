"""Who stands with whom, counted in a large case, is what looking at each mention says in a small one."""

from __future__ import annotations

import pytest

from casefile.case import Case
from casefile.domain.commands import MarkFrame, Reject
from casefile.domain.scope import EVERYTHING, InArticle, OfEntity, Or, Scope
from casefile.gui.panes.graph.network import Network, network, of_company


def pairs(found: Network) -> dict[tuple[str, str], int]:
    return {(found.nodes[edge.first].id, found.nodes[edge.second].id): edge.together for edge in found.edges}


@pytest.mark.parametrize("kind", ["everything", "article", "entity"])
def test_what_is_counted_is_what_is_seen(case: Case, kind: str) -> None:
    rows = case.ask.entities()
    scope: Scope = EVERYTHING
    if kind == "article":
        scope = Or((InArticle(1), InArticle(2)))
    if kind == "entity":
        scope = OfEntity(rows[0].id)
    case.do(Reject((rows[1].id, case.ask.mentions()[0].id)))
    case.do(MarkFrame((rows[2].id,)))
    counted = case.ask.company(scope, 300, 0)
    assert counted is not None
    found, seen = of_company(counted), network(case.ask.mentions(scope))
    assert found.nodes == seen.nodes
    assert pairs(found) == pairs(seen)
    assert found.folded == seen.folded
    for edge in seen.edges[:5]:
        ids = [seen.nodes[end].id for end in (edge.first, edge.second)]
        places = {(row.place.article, row.place.sentence) for row in case.ask.together(scope, *ids, 100)}
        assert places == {(place.article, place.sentence) for place in edge.places}


def test_a_few_mentions_are_looked_at(case: Case) -> None:
    assert case.ask.company(EVERYTHING, 300, 20_000) is None


def test_what_has_no_room_is_counted_too(case: Case) -> None:
    counted = case.ask.company(EVERYTHING, 2, 0)
    assert counted is not None
    assert len(counted.entities) == 2
    assert counted.others == len(network(case.ask.mentions()).nodes) - 2
