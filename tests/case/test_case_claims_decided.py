"""Claims that were merged, split, rid of evidence; and that what was decided holds when articles are read anew."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from made import adding, findings, reading

from casefile.case import Case
from casefile.domain import commands as c
from casefile.domain.claims import Claim, ClaimKind, Relation, Standing
from casefile.errors import UserError

NewCase = Callable[..., Case]
# The figures are marked wider than any rule takes them, so that a reading anew gives them other ids.
FIRST = adding(
    "first.txt", "<f 40 barges>Some 40 barges that</f> <r ->sank</r> off Morro carried grain.", "2024-03-01", "The Quay"
)
SECOND = adding(
    "second.txt", "Grain from <f 40 barges>the 40 barges that</f> <r ->sank</r> is lost.", "2024-03-02", "Tideline"
)
THIRD = adding("third.txt", "Only <f 12 barges>12</f> barges with grain <r ->sank</r>.", "2024-03-03", "Ferry Post")
CREW = adding("crew.txt", "The <f 90 sailors>90 sailors</f> of the tug <r ->swam</r> ashore.", "2024-03-04", "Ferry Post")


def claims(case: Case) -> dict[str, Claim]:
    return {claim.summary: claim for claim in case.ask.claims()}


def barges(case: Case, rejected: bool = False) -> Claim:
    (claim,) = (claim for claim in case.ask.claims(rejected=rejected) if "barges" in claim.summary)
    return claim


def crew(case: Case) -> Claim:
    (claim,) = (claim for claim in case.ask.claims() if "sailors" in claim.summary)
    return claim


def relations(claim: Claim) -> list[Relation]:
    return [cell.relation for cell in claim.cells]


def test_merged_claims_are_one_with_the_words_and_id_of_the_first(new_case: NewCase) -> None:
    case = new_case(FIRST, SECOND, CREW)
    one, other = barges(case), crew(case)
    case.do(c.Merge((one.id, other.id)))
    merged = barges(case)
    assert (merged.id, merged.merged) == (one.id, (other.id,))
    assert [cell.value for cell in merged.cells] == ["Some 40 barges that", "the 40 barges that", "90 sailors"]
    assert merged.cells[2].relation is Relation.DIFFERS
    assert other.id not in {claim.id for claim in case.ask.claims()}
    assert case.ask.claim(other.id) == merged
    case.undo()
    assert (barges(case), crew(case)) == (one, other)
    case.redo()
    assert barges(case) == merged
    assert case.verify() == ()


def test_a_merged_claim_can_be_split_off_again(new_case: NewCase) -> None:
    case = new_case(FIRST, SECOND, CREW)
    one, other = barges(case), crew(case)
    case.do(c.Merge((one.id, other.id)))
    case.do(c.Split(one.id, (other.id,)))
    assert crew(case).id == other.id
    assert relations(barges(case)) == relations(one)


def test_evidence_that_is_split_off_is_a_claim_of_its_own(new_case: NewCase) -> None:
    case = new_case(FIRST, SECOND, THIRD)
    before = barges(case)
    assert before.standing is Standing.CONFLICT
    made = case.do(c.Split(before.id, ("S3",))).created
    own = case.ask.claim(str(made))
    assert [cell.value for cell in own.cells] == [None, None, "12 barges"]
    assert own.kind is ClaimKind.FIGURE
    stayed = case.ask.claim(before.id)
    assert relations(stayed) == [Relation.STATES, Relation.AGREES, Relation.SILENT]
    assert stayed.standing is Standing.CORROBORATED
    case.undo()
    assert barges(case) == before


def test_evidence_of_the_rules_can_be_taken_off_and_put_back(new_case: NewCase) -> None:
    case = new_case(FIRST, SECOND, THIRD)
    claim = barges(case)
    finding = claim.cells[2].evidence[0].id
    case.do(c.LinkEvidence(claim.id, (finding,), ""))
    assert relations(barges(case))[2] is Relation.SILENT
    case.do(c.LinkEvidence(claim.id, (finding,), "compatible"))
    assert relations(barges(case))[2] is Relation.COMPATIBLE
    assert barges(case).standing is Standing.CORROBORATED


@pytest.mark.parametrize(
    ("members", "says"),
    [(("S1", "S2", "S3"), "Nothing would be left"), (("S9",), "Not all of these"), (("c0123456789abc",), "was not merged")],
)
def test_what_cannot_be_split_is_said(new_case: NewCase, members: tuple[str, ...], says: str) -> None:
    case = new_case(FIRST, SECOND, THIRD)
    with pytest.raises(UserError, match=says):
        case.do(c.Split(barges(case).id, members))
    with pytest.raises(UserError, match="two or more"):
        case.do(c.Merge((barges(case).id, barges(case).id)))


def read_anew(case: Case, before: Claim) -> Claim:
    """The claim after all articles were read by the rules, which find its figures elsewhere."""
    case.do(c.ReadAnew())
    (claim,) = (claim for claim in case.ask.claims(rejected=True) if claim.id == before.id)
    former = {one.id for cell in before.cells for one in cell.evidence}
    assert not former & {one.id for one in claim.cells[0].evidence}, "the rules find the figure elsewhere"
    return claim


def test_a_rejected_claim_stays_rejected_when_articles_are_read_anew(new_case: NewCase) -> None:
    case = new_case(FIRST, SECOND)
    before = barges(case)
    case.do(c.Reject((before.id,)))
    after = read_anew(case, before)
    assert after.decision == "rejected"
    assert "barges" not in " ".join(claims(case))
    case.do(c.Reconsider((before.id,)))
    assert barges(case).id == before.id


def test_words_status_relations_and_tags_hold_when_articles_are_read_anew(new_case: NewCase) -> None:
    case = new_case(FIRST, SECOND)
    before = barges(case)
    case.do(c.DecideClaim((before.id,), (("summary", "barges lost"), ("status", "disputed"), ("S2", "denies"))))
    case.do(c.AddTag((before.id,), "grain"))
    case.do(c.Star((before.id,)))
    after = read_anew(case, before)
    assert (after.summary, after.status, after.tags, after.starred) == ("barges lost", "disputed", ("grain",), True)
    assert after.cells[1].relation is Relation.DENIES
    assert case.verify() == ()


def test_merged_and_split_claims_hold_when_articles_are_read_anew(new_case: NewCase) -> None:
    case = new_case(FIRST, SECOND, THIRD, CREW)
    one, other = barges(case), crew(case)
    made = case.do(c.Split(one.id, ("S2",))).created
    case.do(c.Merge((one.id, other.id)))
    case.do(c.ReadAnew())
    after = case.ask.claim(one.id)
    assert [cell.relation is Relation.SILENT for cell in after.cells] == [False, True, False, False]
    split = case.ask.claim(str(made))
    assert [cell.relation is Relation.SILENT for cell in split.cells] == [True, False, True, True]


def test_linked_evidence_is_found_again(new_case: NewCase) -> None:
    text, found = findings("A tug with <f 7 men>a total of 7 men on it</f> came.", "2024-03-05")
    case = new_case(FIRST, SECOND, c.AddArticle(reading("tug.txt", text, "2024-03-05"), found, "tug"))
    claim = barges(case)
    (seven,) = (row.id for row in case.ask.figures() if row.value == 7)
    case.do(c.LinkEvidence(claim.id, (seven,), "compatible"))
    case.do(c.ReadAnew())
    assert seven not in {row.id for row in case.ask.figures()}
    cell = case.ask.claim(claim.id).cells[2]
    assert (cell.relation, cell.article) == (Relation.COMPATIBLE, "S3")


def test_a_decision_whose_claim_is_gone_waits_in_the_review(new_case: NewCase) -> None:
    text, found = findings("<f 4000 gulls>Nothing that any rule would take for a number</f> flew.", "2024-02-01")
    case = new_case(c.AddArticle(reading("gulls.txt", text, "2024-02-01"), found, "gulls"))
    (claim,) = case.ask.claims()
    case.do(c.DecideClaim((claim.id,), (("status", "refuted"),)))
    case.do(c.ReadAnew())
    assert case.ask.claims() == ()
    item = case.ask.review()[0]
    assert (item.kind, item.id, item.place.article) == ("orphan", claim.id, "S1")
    assert "status" in item.what
    case.undo()
    assert case.ask.claims()[0].status == "refuted"
    assert "orphan" not in {item.kind for item in case.ask.review()}


def test_a_claim_whose_evidence_is_gone_is_counted_in_the_review(new_case: NewCase) -> None:
    # No rule takes these words for a figure, so that a reading anew does not find them again.
    one = adding("one.txt", "<f 40 barges>A great many barges</f> <r ->sank</r> off Morro.", "2024-03-01", "The Quay")
    other = adding("other.txt", "<f 40 barges>So many barges</f> <r ->sank</r> off Morro.", "2024-03-02", "Tideline")
    case = new_case(one, other)
    case.do(c.DecideClaim((barges(case).id,), (("status", "disputed"),)))
    before = case.ask.overview().review - len(case.ask.review())
    case.do(c.ReadAnew((1, 2)))
    lost = [item for item in case.ask.review() if "lost its claim" in item.what]
    assert len(lost) == 1
    assert case.ask.overview().review - len(case.ask.review()) == before
    case.undo()
    assert not [item for item in case.ask.review() if "lost its claim" in item.what]
