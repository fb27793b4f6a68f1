"""Hypotheses, grades, gaps and origins of a case: what follows from claims, and what the investigator says of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from made import adding

from casefile.case import Case, claiming
from casefile.domain import commands as c
from casefile.domain.claims import Claim, Standing
from casefile.domain.ids import Kind
from casefile.domain.scope import InArticle
from casefile.domain.selection import Focus
from casefile.domain.weighing import Consistency, GapKind, Path
from casefile.errors import UserError

NewCase = Callable[..., Case]


SENTENCES = {
    "The Quay": "The {} that <r ->sank</r> off Morro carried grain.",
    "Tideline": "Grain from {} that <r ->sank</r> is lost, and nobody knows how to replace it before the winter.",
    "Ferry Post": "Divers counted {} with grain after they <r ->sank</r>; they went down again in the evening.",
}


def told(name: str, number: int, noun: str, day: str, outlet: str) -> c.AddArticle:
    """An article in its outlet's own words: what is told in the same words would be a copy."""
    return adding(name, SENTENCES[outlet].format(f"<f {number} {noun}>{number}</f> {noun}"), day, outlet)


FIRST = told("first.txt", 40, "barges", "2024-03-01", "The Quay")
SECOND = told("second.txt", 40, "barges", "2024-03-02", "Tideline")
THIRD = told("third.txt", 12, "barges", "2024-03-03", "Ferry Post")
LATE = told("late.txt", 12, "barges", "2024-06-03", "The Quay")


def barges(case: Case) -> Claim:
    (claim,) = (one for one in case.ask.claims() if "barges" in one.summary and one.rule != "claims.statements")
    return claim


# Hypotheses.


def test_hypotheses_are_ranked_by_what_speaks_against_them(new_case: NewCase) -> None:
    case = new_case(FIRST, SECOND)
    claim = barges(case)
    storm = str(case.do(c.MakeHypothesis("A storm sank them", (claim.id,))).created)
    fraud = str(case.do(c.MakeHypothesis("The owner had them sunk")).created)
    case.do(c.JudgeHypothesis(storm, (claim.id,), "inconsistent"))
    case.do(c.JudgeHypothesis(fraud, (claim.id,), "consistent"))
    found = case.ask.hypotheses()
    assert [(one.text, one.inconsistent, one.consistent, one.rank) for one in found.hypotheses] == [
        ("A storm sank them", 1, 0, 2),
        ("The owner had them sunk", 0, 1, 1),
    ]
    (row,) = found.rows
    assert (row.claim, row.judged, row.diagnosticity) == (
        claim.id,
        (Consistency.INCONSISTENT, Consistency.CONSISTENT),
        1.0,
    )
    # Two origins bear the claim out, so it weighs more than one in the middle.
    assert found.hypotheses[0].inconsistency == row.weight > 1
    assert case.verify() == ()


def test_everything_about_hypotheses_can_be_undone(new_case: NewCase) -> None:
    case = new_case(FIRST, SECOND)
    claim = barges(case).id
    states = [case.ask.hypotheses()]
    storm = str(case.do(c.MakeHypothesis("A storm sank them")).created)
    for command in (
        c.WeighClaims((claim,)),
        c.JudgeHypothesis(storm, (claim,), "neutral"),
        c.EditHypothesis(storm, "A squall sank them"),
        c.JudgeHypothesis(storm, (claim,), ""),
        c.WeighClaims((claim,), False),
        c.DeleteHypothesis(storm),
    ):
        states.append(case.ask.hypotheses())
        case.do(command)
    assert case.ask.hypotheses().hypotheses == ()
    for state in reversed(states):
        case.undo()
        assert case.ask.hypotheses() == state


def test_a_claim_that_says_the_same_of_all_tells_nothing(new_case: NewCase) -> None:
    case = new_case(FIRST, SECOND)
    claim = barges(case).id
    for text in ("A storm", "A fraud", "A fire"):
        hypothesis = str(case.do(c.MakeHypothesis(text)).created)
        case.do(c.JudgeHypothesis(hypothesis, (claim,), "inconsistent"))
    found = case.ask.hypotheses()
    assert found.rows[0].diagnosticity == 0
    assert {one.rank for one in found.hypotheses} == {1}


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (c.MakeHypothesis("  "), "needs words"),
        (c.JudgeHypothesis("h0123456789abc", (), "neutral"), "There is no"),
        (c.EditHypothesis("S1", "other"), "is no hypothesis"),
        (c.WeighClaims(("S1",)), "is not a claim"),
        (c.WeighClaims(()), "at least one claim"),
        (c.SetOrigin((), "S1"), "at least one article"),
        (c.SetOrigin((1,), "S1"), "from itself"),
        (c.SetOrigin((1,), "S9"), "There is no"),
        (c.Reject(("g0123456789abc",)), "There is no"),
    ],
)
def test_what_cannot_be_is_said(new_case: NewCase, command: c.Command, says: str) -> None:
    with pytest.raises(UserError, match=says):
        new_case(FIRST).do(command)


def test_consistency_has_three_words(new_case: NewCase) -> None:
    case = new_case(FIRST)
    hypothesis = str(case.do(c.MakeHypothesis("A storm")).created)
    with pytest.raises(UserError, match="cannot be chosen"):
        case.do(c.JudgeHypothesis(hypothesis, (barges(case).id,), "maybe"))


# Grades.


def test_an_items_grade_follows_from_who_bears_it_out(new_case: NewCase) -> None:
    alone = barges(new_case(FIRST)).grade
    assert alone.value == "6"
    both = barges(new_case(FIRST, SECOND)).grade
    assert (both.value, both.words) == ("2", "probably true")
    assert "Two independent origins" in both.reason
    against = barges(new_case(FIRST, SECOND, THIRD)).grade
    assert (against.value, against.reason) == ("3", "Origins contradict each other, 2 origins against 1.")


def test_the_investigators_grade_and_status_win(new_case: NewCase) -> None:
    case = new_case(FIRST, SECOND)
    claim = barges(case).id
    case.do(c.DecideClaim((claim,), (("status", "refuted"),)))
    assert barges(case).grade.value == "5"
    case.do(c.SetGrade(claim, "4"))
    grade = barges(case).grade
    assert (grade.value, grade.proposed, grade.words) == ("4", "5", "doubtful")
    case.undo()
    assert barges(case).grade.decided == ""


def test_a_source_is_graded_by_its_record_and_by_the_investigator(new_case: NewCase) -> None:
    nouns = ("barges", "lorries", "wagons", "cranes")
    articles = [
        told(f"{outlet}{noun}.txt", number + 100 * place, noun, f"2024-03-0{day}", outlet)
        for day, (outlet, number) in enumerate((("The Quay", 40), ("Tideline", 40), ("Ferry Post", 12)), 1)
        for place, noun in enumerate(nouns)
    ]
    case = new_case(*articles)
    grades = {source.outlet: source for source in case.ask.grades()}
    assert [
        (grades[name].grade.value, grades[name].confirmed, grades[name].contradicted) for name in ("The Quay", "Ferry Post")
    ] == [
        ("F", 0, 0),
        ("E", 0, 4),
    ]
    for claim in case.ask.claims():
        # What only stands side by side bears nobody out.
        if claim.rule != "claims.statements":
            case.do(c.DecideClaim((claim.id,), (("status", "established"),)))
    source = next(source for source in case.ask.grades() if source.outlet == "The Quay")
    assert (source.grade.value, source.confirmed) == ("B", 4)
    assert "4 of its 4 statements" in source.grade.reason
    case.do(c.SetGrade("oThe Quay", "D"))
    decided = next(source for source in case.ask.grades() if source.outlet == "The Quay").grade
    assert (decided.value, decided.proposed, decided.words) == ("D", "B", "not usually reliable")


def test_a_source_with_little_to_compare_cannot_be_judged(new_case: NewCase) -> None:
    source = new_case(FIRST, SECOND).ask.grades()[0]
    assert source.grade.value == "F"
    assert "Only 1" in source.grade.reason


# Change over time.


def test_the_same_outlet_that_says_otherwise_later_has_revised_it(new_case: NewCase) -> None:
    claim = barges(new_case(FIRST, LATE))
    assert (claim.standing, claim.as_of) == (Standing.REVISED, "2024-06-03")
    assert [(cell.as_of, cell.revises) for cell in claim.cells] == [("2024-03-01", False), ("2024-06-03", True)]
    assert claim.cells[0].evidence[0].superseded


def test_another_outlet_that_says_otherwise_later_contradicts(new_case: NewCase) -> None:
    later = told("later.txt", 12, "barges", "2024-06-03", "Ferry Post")
    assert barges(new_case(FIRST, later)).standing is Standing.CONFLICT


def test_who_follows_the_first_against_its_own_revision_is_in_conflict(new_case: NewCase) -> None:
    follower = told("follower.txt", 40, "barges", "2024-06-05", "Tideline")
    assert barges(new_case(FIRST, LATE, follower)).standing is Standing.CONFLICT
    agreed = told("agreed.txt", 12, "barges", "2024-06-05", "Tideline")
    claim = barges(new_case(FIRST, LATE, agreed))
    assert (claim.standing, claim.origins) == (Standing.REVISED, 2)


def test_an_article_may_be_on_both_sides(new_case: NewCase) -> None:
    case = new_case(FIRST, SECOND, THIRD)
    claim = barges(case)
    case.do(c.LinkEvidence(claim.id, (claim.cells[0].evidence[0].id,), "states"))
    (other,) = (row.id for row in case.ask.timeline(everything=True) if row.reports[0].place.article == "S1")
    case.do(c.LinkEvidence(claim.id, (other,), "denies"))
    cell = barges(case).cells[0]
    assert cell.both
    assert {one.relation.value for one in cell.evidence} == {"states", "denies"}


# Origins.


def test_an_articles_origin_can_be_corrected_and_counts(new_case: NewCase) -> None:
    case = new_case(FIRST, SECOND)
    assert (barges(case).origins, case.ask.origins().independent) == (2, 2)
    case.do(c.SetOrigin((2,), "S1"))
    assert (barges(case).standing, barges(case).origins) == (Standing.SINGLE, 1)
    edge = next(edge for edge in case.ask.origins().edges if edge.article == "S2")
    assert (edge.origin, edge.path, edge.through) == ("oThe Quay", Path.DECIDED, "S1")
    case.do(c.SetOrigin((1, 2), "Kyodo"))
    assert {one.name for one in case.ask.origins().origins} == {"Kyodo"}
    case.do(c.SetOrigin((1, 2), ""))
    assert barges(case).origins == 2
    for _ in range(3):
        case.undo()
    assert case.ask.origins().independent == 2
    assert case.verify() == ()


# Gaps.


def test_a_note_that_asks_is_a_gap(new_case: NewCase) -> None:
    case = new_case(FIRST)
    case.do(c.AddNote("S1", "? Who owned the barges"))
    case.do(c.AddNote("", "Was there a storm?"))
    case.do(c.AddNote("", "The Quay is owned by a shipping line."))
    found = [gap.question for gap in case.ask.gaps() if gap.kind is GapKind.QUESTION]
    assert sorted(found) == ["Was there a storm?", "Who owned the barges"]


def test_what_nobody_stands_by_and_what_nobody_answers_are_gaps(new_case: NewCase) -> None:
    killed = adding(
        "killed.txt", "Two <o Quay Guard>Quay Guard</o> men were <r 2024-03-01>killed</r> there.", "2024-03-02", "The Quay"
    )
    case = new_case(FIRST, killed)
    gaps = {(gap.kind, gap.question.partition("?")[0]) for gap in case.ask.gaps()}
    assert (GapKind.UNNAMED, "Who stands by the figure") in gaps
    assert (GapKind.UNANSWERED, "Who did it") in gaps
    answered = adding(
        "answered.txt",
        "Smugglers <r 2024-03-01>killed</r> two men of the <o Quay Guard>Quay Guard</o>.",
        "2024-03-03",
        "Tideline",
    )
    after = {gap.question.partition("?")[0] for gap in new_case(FIRST, killed, answered).ask.gaps()}
    assert "Who did it" not in after


def test_what_single_articles_say_in_passing_is_one_question(new_case: NewCase) -> None:
    nouns = ("barges", "lorries", "wagons")
    passing = [
        told(f"{noun}.txt", 30 + place, noun, f"2024-03-0{place + 1}", "The Quay") for place, noun in enumerate(nouns)
    ]
    elsewhere = told("cranes.txt", 21, "cranes", "2024-03-05", "Tideline")
    gaps = [gap for gap in new_case(*passing, elsewhere).ask.gaps() if gap.kind is GapKind.UNNAMED]
    assert [gap.question.partition("?")[0] for gap in gaps] == [
        "Who stands by what only The Quay says",
        "Who stands by the figure",
    ]
    assert [place.article for place in gaps[0].places] == ["S1", "S2", "S3"]
    assert gaps[0].reason.startswith("3 statements")


def test_what_several_articles_have_from_one_outlet_is_asked_before_what_one_says(new_case: NewCase) -> None:
    other = told("lorries.txt", 31, "lorries", "2024-03-04", "Tideline")
    case = new_case(FIRST, LATE, other)
    gaps = [gap for gap in case.ask.gaps() if gap.kind is GapKind.UNNAMED]
    assert gaps[0].refers_to is not None
    assert len({place.article for place in gaps[0].places}) == 2
    claim = next(one for one in case.ask.claims() if "lorries" in one.summary)
    case.do(c.DecideClaim((claim.id,), (("status", "disputed"),)))
    assert claim.id in [gap.refers_to for gap in case.ask.gaps() if gap.kind is GapKind.UNNAMED]


def test_long_times_without_articles_are_gaps(new_case: NewCase) -> None:
    case = new_case(FIRST, SECOND, THIRD, LATE)
    (gap,) = (gap for gap in case.ask.gaps() if gap.kind is GapKind.SILENCE)
    assert (gap.earliest, gap.latest) == ("2024-03-04", "2024-06-02")
    assert "91 days" in gap.reason
    assert GapKind.SILENCE not in {gap.kind for gap in new_case(FIRST, SECOND, THIRD).ask.gaps()}


def test_a_gap_can_be_set_aside(new_case: NewCase) -> None:
    case = new_case(FIRST, SECOND, THIRD, LATE)
    (gap,) = (gap for gap in case.ask.gaps() if gap.kind is GapKind.SILENCE)
    case.do(c.Reject((gap.id,)))
    assert gap.id not in {other.id for other in case.ask.gaps()}
    assert gap.id in {other.id for other in case.ask.gaps(rejected=True)}
    case.undo()
    assert gap in case.ask.gaps()


# Work.


def test_claims_are_compared_once_for_as_long_as_findings_stay(new_case: NewCase) -> None:
    case = new_case(FIRST, SECOND, THIRD)
    claim = barges(case)
    worked = claiming.KEPT.worked
    case.do(c.DecideClaim((claim.id,), (("status", "disputed"),)))
    case.do(c.AddNote("S1", "A note"))
    case.do(c.SetGrade("oThe Quay", "B"))
    case.do(c.SetOrigin((2,), "S1"))
    case.undo()
    assert barges(case).status == "disputed"
    case.ask.claims(InArticle(1))
    assert claiming.KEPT.worked == worked
    (wrong,) = (row.id for row in case.ask.figures() if row.value == 12)
    case.do(c.Reject((wrong,)))
    assert barges(case).standing is Standing.CORROBORATED
    assert claiming.KEPT.worked == worked + 1


# What claims bear on.


def test_claims_are_found_by_what_is_looked_at(new_case: NewCase) -> None:
    guarded = "The <o Quay Guard>Quay Guard</o> counted <f 40 barges>40</f> barges that <r ->sank</r> off Morro."
    named = adding("named.txt", guarded, "2024-03-04", "Morro Mail")
    case = new_case(FIRST, named, THIRD)
    claim = barges(case)
    guard = next(row for row in case.ask.entities() if row.name == "Quay Guard")
    (event,) = (row for row in case.ask.timeline(everything=True) if any(r.place.article == "S2" for r in row.reports))
    figure = next(row for row in case.ask.figures() if row.place.article == "S1")
    for focus in (
        Focus(Kind.ENTITY, guard.id),
        Focus(Kind.EVENT, event.id),
        Focus(Kind.ARTICLE, "S1", 1),
        Focus(Kind.FIGURE, figure.id),
        Focus(Kind.CLAIM, claim.id),
        Focus(Kind.OUTLET, "oMorro Mail"),
        Focus(Kind.ARTICLE, "S3", 3, 20, 24),
    ):
        assert case.ask.claims_at(focus) == (claim,), focus
    assert case.ask.claims_at(Focus(Kind.ENTITY, "e0123456789abc")) == ()
    disputed = case.ask.disputed().claims
    assert disputed[guard.id] == disputed[figure.id] == disputed[event.reports[0].id] == (claim.id,)
    case.do(c.Reject((claim.id,)))
    assert case.ask.disputed().claims == {}
