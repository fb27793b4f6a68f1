"""Claims of a case: cells, standing, ids that last, and that decisions on findings reach them."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations

import pytest
from made import adding

from casefile.case import Case
from casefile.domain.claims import Claim, ClaimKind, Relation, Standing
from casefile.domain.commands import Command, DecideClaim, LinkEvidence, MakeClaim, Reconsider, Reject
from casefile.domain.scope import InArticle, Not
from casefile.errors import UserError

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


def test_a_rejected_claim_stays_rejected_and_comes_back_with_undo(new_case: NewCase) -> None:
    case = new_case(FIRST, SECOND)
    claim = barges(case)
    case.do(Reject((claim.id,)))
    case.do(THIRD)
    assert claim.id not in {other.id for other in case.ask.claims()}
    assert claim.id in {other.id for other in case.ask.claims(rejected=True)}
    case.do(Reconsider((claim.id,)))
    assert relations(barges(case)) == [Relation.STATES, Relation.AGREES, Relation.DIFFERS]
    case.undo()
    assert claim.id not in {other.id for other in case.ask.claims()}


def test_status_words_and_what_an_article_says_can_be_decided(new_case: NewCase) -> None:
    case = new_case(FIRST, SECOND, THIRD)
    claim = barges(case)
    case.do(DecideClaim((claim.id,), (("status", "disputed"), ("summary", "Barges lost"), ("S3", "compatible"))))
    decided = barges(case)
    assert (decided.id, decided.status, decided.summary) == (claim.id, "disputed", "Barges lost")
    assert relations(decided) == [Relation.STATES, Relation.AGREES, Relation.COMPATIBLE]
    assert decided.standing is Standing.CORROBORATED
    case.do(DecideClaim((claim.id,), (("S3", "silent"),)))
    assert relations(barges(case))[2] is Relation.SILENT
    case.undo()
    case.undo()
    assert barges(case) == claim


def test_evidence_can_be_linked_and_unlinked(new_case: NewCase) -> None:
    case = new_case(FIRST, SECOND, SILENT)
    claim = barges(case)
    (resigned,) = (
        event.reports[0].id for event in case.ask.timeline(everything=True) if event.reports[0].place.article == "S3"
    )
    case.do(LinkEvidence(claim.id, (resigned,), "denies"))
    linked = barges(case)
    assert (linked.cells[2].relation, linked.cells[2].value) == (Relation.DENIES, "resigned")
    assert linked.standing is Standing.CONFLICT
    case.do(LinkEvidence(claim.id, (resigned,), ""))
    assert barges(case) == claim


def test_a_claim_of_ones_own_hangs_on_its_first_finding(new_case: NewCase) -> None:
    case = new_case(FIRST, SILENT)
    reports = [event.reports[0].id for event in case.ask.timeline(everything=True)]
    made = case.do(MakeClaim("The mayor left because of the barges", tuple(reports))).created
    (claim,) = (claim for claim in case.ask.claims() if claim.id == made)
    assert claim.summary == "The mayor left because of the barges"
    assert [cell.relation for cell in claim.cells] == [Relation.STATES, Relation.AGREES]
    assert claim.rule == "hand"
    case.undo()
    assert made not in {claim.id for claim in case.ask.claims()}


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (DecideClaim(("c123",), (("status", "open"),)), "There is no"),
        (Reject(("cffff",)), "There is no"),
        (MakeClaim(" ", ("f1",)), "needs words"),
        (MakeClaim("Barges", ()), "needs evidence"),
        (MakeClaim("Barges", ("S1",)), "are evidence"),
        (LinkEvidence("S1", ("f1",)), "not a claim"),
    ],
)
def test_what_cannot_be_is_said(new_case: NewCase, command: Command, says: str) -> None:
    with pytest.raises(UserError, match=says):
        new_case(FIRST, SECOND).do(command)


@pytest.mark.parametrize("change", [("status", "maybe"), ("S1", "perhaps"), ("colour", "red"), ("S77", "agrees")])
def test_a_claim_has_no_other_fields_and_values(new_case: NewCase, change: tuple[str, str]) -> None:
    case = new_case(FIRST, SECOND)
    with pytest.raises(UserError):
        case.do(DecideClaim((barges(case).id,), (change,)))
