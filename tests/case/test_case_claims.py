"""Claims of a case: cells, standing, ids that last, and that decisions on findings reach them."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations

import pytest
from made import adding

from casefile.case import Case
from casefile.domain.claims import Claim, ClaimKind, Relation, Standing
from casefile.domain.commands import Reject
from casefile.domain.scope import InArticle, Not

NewCase = Callable[..., Case]
FIRST = adding(
    "first.txt", "The <f 40 barges>40</f> barges that <r ->sank</r> off Morro carried grain.", "2024-03-01", "The Quay", "1"
)
SECOND = adding(
    "second.txt", "Grain from <f 40 barges>40</f> barges that <r ->sank</r> is lost.", "2024-03-02", "Tideline", "2"
)
THIRD = adding("third.txt", "Only <f 12 barges>12</f> barges with grain <r ->sank</r>.", "2024-03-03", "Ferry Post", "3")
SILENT = adding("fourth.txt", "The mayor <r ->resigned</r>.", "2024-03-04", "Ferry Post", "4")


def barges(case: Case) -> Claim:
    (claim,) = (claim for claim in case.ask.claims() if claim.kind is ClaimKind.FIGURE)
    return claim


def relations(claim: Claim) -> list[Relation]:
    return [cell.relation for cell in claim.cells]


def test_cells_say_who_agrees_who_differs_and_who_is_silent(new_case: NewCase) -> None:
    claim = barges(new_case(FIRST, SECOND, THIRD, SILENT))
    assert relations(claim) == [Relation.STATES, Relation.AGREES, Relation.DIFFERS, Relation.SILENT]
    assert (claim.standing, claim.origins) == (Standing.CONFLICT, 2)
    first = claim.cells[0]
    assert (first.article, first.value, first.paragraph, first.first) == ("S1", "40 barges", 1, True)
    assert first.sentence == "The 40 barges that sank off Morro carried grain."
    assert claim.cells[3].value is None


def test_two_outlets_corroborate_and_one_outlet_does_not(new_case: NewCase) -> None:
    assert barges(new_case(FIRST, SECOND)).standing is Standing.CORROBORATED
    again = adding(
        "again.txt", "Grain from <f 40 barges>40</f> barges that <r ->sank</r> is lost.", "2024-03-02", "The Quay"
    )
    claim = barges(new_case(FIRST, again))
    assert (claim.standing, claim.origins) == (Standing.SINGLE, 1)


@pytest.mark.parametrize("order", list(permutations((FIRST, SECOND, THIRD)))[::2])
def test_the_order_of_import_changes_nothing_but_numbers(new_case: NewCase, order: tuple[object, ...]) -> None:
    claim = barges(new_case(*order))
    assert relations(claim) == [Relation.STATES, Relation.AGREES, Relation.DIFFERS]
    assert claim.standing is Standing.CONFLICT


def test_a_claim_keeps_its_id_when_articles_come(new_case: NewCase) -> None:
    case = new_case(FIRST, SECOND)
    before = barges(case).id
    case.do(THIRD)
    assert barges(case).id == before


def test_a_rejected_figure_is_no_evidence(new_case: NewCase) -> None:
    case = new_case(FIRST, SECOND, THIRD)
    (wrong,) = (row.id for row in case.ask.figures() if row.value == 12)
    case.do(Reject((wrong,)))
    assert relations(barges(case)) == [Relation.STATES, Relation.AGREES, Relation.SILENT]
    assert barges(case).standing is Standing.CORROBORATED


def test_the_scope_leaves_out_columns(new_case: NewCase) -> None:
    case = new_case(FIRST, SECOND, THIRD)
    (claim,) = case.ask.claims(Not(InArticle(3)))
    assert [cell.article for cell in claim.cells] == ["S1", "S2"]
