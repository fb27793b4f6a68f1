"""What the investigator concludes, and the profiles of the brief that a case keeps."""

from __future__ import annotations

import pytest

from casefile.case import Case
from casefile.case.composition.profile import find_profile, read_profile, written
from casefile.domain.commands import (
    ChangeJudgement,
    CiteInJudgement,
    Command,
    DeleteJudgement,
    MakeJudgement,
    ReadAnew,
    SaveProfile,
)
from casefile.domain.profile import PROFILES, Profile
from casefile.errors import UserError


def judged(case: Case, *texts: str) -> list[str]:
    made = [case.do(MakeJudgement(text, "likely", "low")).created for text in texts]
    return [identifier for identifier in made if identifier]


def test_judgements_stand_in_the_order_that_was_chosen(case: Case) -> None:
    first, second, third = judged(case, "One.", "Two.", "Three.")
    case.do(ChangeJudgement(third, (("position", "1"),)))
    assert [row.id for row in case.ask.judgements()] == [third, first, second]
    case.do(DeleteJudgement(first))
    assert [row.text for row in case.ask.judgements()] == ["Three.", "Two."]
    for _ in range(2):
        case.undo()
    assert [row.id for row in case.ask.judgements()] == [first, second, third]


def test_evidence_is_cited_and_taken_back(case: Case) -> None:
    event, quote = case.ask.timeline(everything=True)[0].id, case.ask.quotes()[0].id
    identifier = case.do(MakeJudgement("It was so.", evidence=(event,))).created
    assert identifier is not None
    case.do(CiteInJudgement(identifier, (quote, event)))
    assert case.ask.judgements()[0].evidence == (event, quote)
    case.do(CiteInJudgement(identifier, (event,), cited=False))
    assert case.ask.judgements()[0].evidence == (quote,)
    case.undo()
    case.do(ReadAnew())
    there = {row.id for row in (*case.ask.timeline(everything=True), *case.ask.quotes())}
    assert set(case.ask.judgements()[0].evidence) <= there, "a new reading took the evidence away"
    assert case.verify() == ()


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (MakeJudgement("  "), "needs words"),
        (MakeJudgement("So.", likelihood="maybe"), "is no likelihood"),
        (MakeJudgement("So.", confidence="full"), "is no confidence"),
        (MakeJudgement("So.", evidence=("S1",)), "rests on"),
        (MakeJudgement("So.", evidence=("q0000000000000",)), "There is no"),
        (DeleteJudgement("j0000000000000"), "no judgement"),
        (ChangeJudgement("j0000000000000", (("text", "No."),)), "no judgement"),
        (SaveProfile("full", "paper = 'a4'"), "comes with the program"),
        (SaveProfile("../x", "paper = 'a4'"), "without slashes"),
        (SaveProfile("mine", "paper = 'a5'"), "unknown paper"),
    ],
)
def test_what_cannot_be_is_said_and_changes_nothing(case: Case, command: Command, words: str) -> None:
    before = case.ask.overview().revision
    with pytest.raises(UserError, match=words):
        case.do(command)
    assert case.ask.overview().revision == before


def test_a_judgement_has_known_fields_and_places(case: Case) -> None:
    (identifier,) = judged(case, "One.")
    for field, value in (("colour", "red"), ("position", "2"), ("position", "x"), ("text", "")):
        with pytest.raises(UserError):
            case.do(ChangeJudgement(identifier, ((field, value),)))
    case.do(ChangeJudgement(identifier, (("confidence", "high"), ("basis", "Three say so."))))
    assert (case.ask.judgements()[0].confidence, case.ask.judgements()[0].basis) == ("high", "Three say so.")


def test_a_profile_is_kept_found_and_dropped(case: Case) -> None:
    mine = Profile(name="mine", sections=("sources", "chronology"), paper="us-letter", protect=True)
    case.do(SaveProfile("mine", written(mine)))
    kept = dict(case.ask.profiles())
    assert find_profile("mine", kept) == mine
    case.do(SaveProfile("mine", ""))
    assert case.ask.profiles() == ()
    case.undo()
    assert dict(case.ask.profiles()) == kept


@pytest.mark.parametrize("profile", PROFILES.values(), ids=lambda profile: profile.name)
def test_a_profile_is_read_as_it_is_written(profile: Profile) -> None:
    assert read_profile(written(profile), profile.name) == profile
