"""What is denied, supposed, planned or told: negation and its scope, modality, what governs a clause. By phenomenon."""

from __future__ import annotations

import pytest

from casefile.domain.articles import Basis, Publication
from casefile.extract import extract

PUBLISHED = Publication("2026-03-12", Basis.GIVEN, 1.0)


def told(text: str) -> list[tuple[str, str]]:
    return [
        (text[report.trigger_start : report.trigger_end], report.status)
        for report in extract(text, published=PUBLISHED).reports
    ]


NEGATION = [
    ("The harbour office did not pay a ransom.", "pay"),
    ("The board won't pay the ransom.", "pay"),
    ("The owner wouldn't sell the mill.", "sell"),
    ("The company has never sold the device abroad.", "sold"),
    ("The plant was not damaged by the fire.", "damaged"),
    ("The bank said it had not been attacked.", "attacked"),
    ("Nobody was arrested after the raid.", "arrested"),
    ("None of the passengers was injured.", "injured"),
    ("Not one of the passengers was injured.", "injured"),
    ("Neither the airline nor its insurer was warned before the crash.", "warned"),
    ("No customer records were copied during the intrusion, the bank said.", "copied"),
    ("At no time was the public warned.", "was"),
    ("The thieves took nothing.", "took"),
    ("The harbour office paid no ransom.", "paid"),
    ("Investigators found no evidence that the tapes were destroyed.", "found"),
]
GOVERNED_DENIALS = [
    ("The ministry denied that any files had left the building.", "left"),
    ("Officials rejected claims that prisoners were moved at night.", "moved"),
    ("The spokeswoman dismissed reports that the minister had resigned.", "resigned"),
    ("It is not true that the vault was opened in May.", "opened"),
    ("It is false that the vault was opened in May.", "opened"),
    ("The police ruled out that the vault was opened in May.", "opened"),
    ("The mayor said there was no sign that files were taken.", "taken"),
]
NO_NEGATION = [
    ("The ministry not only lost the laptops but also hid the loss.", "lost"),
    ("No fewer than 30 houses were destroyed on Monday.", "destroyed"),
    ("Nobody doubts that the museum lost the painting in 1999.", "lost"),
    ("The group did not deny that it had stolen the plans.", "stolen"),
    ("A firm with no insurance collapsed on Monday.", "collapsed"),
    ("The ministry did not comment.", "comment"),
    ("Clerks found evidence that the tapes were destroyed.", "found"),
]
SUPPOSED = [
    ("Hackers allegedly stole plans of the turbine in 2021.", "stole"),
    ("The virus may have spread to other offices.", "spread"),
    ("The virus may not have spread to other offices.", "spread"),
    ("The data could have been copied before the server was shut down.", "copied"),
    ("It is believed that the intruders left in June.", "left"),
    ("It is possible that the intruders left in June.", "left"),
    ("The painting was reportedly sold last year.", "sold"),
    ("The two brothers are said to have forged the invoices.", "forged"),
    ("The tanker seems to have hit a mine.", "hit"),
    ("The tanker apparently hit a mine on Sunday.", "hit"),
    ("Perhaps the thieves left through the garden.", "left"),
    ("The agency did not rule out that the files were stolen.", "stolen"),
    ("According to the indictment, Varga bribed two inspectors in 2019.", "bribed"),
    ("The mayor is accused of hiding the report.", "accused"),
    ("The valley would have been flooded.", "flooded"),
]
PLANNED = [
    ("The agency will launch the probe in May 2027.", "launch"),
    ("The court is to hear the case on 3 June.", "hear"),
    ("The union plans to strike next week.", "strike"),
    ("The trial is scheduled to begin in October.", "begin"),
    ("The minister is due to visit the site on Friday.", "visit"),
    ("The company said it would replace the servers by the end of the year.", "replace"),
    ("The council intends to sell the land.", "sell"),
    ("The ferry is expected to return to service in spring.", "return"),
]
TOLD = [
    ("Thieves stole two engines on 4 May 2022.", "stole"),
    ("The May floods destroyed the mill.", "destroyed"),
    ("The will was read on Tuesday.", "read"),
    ("The council confirmed that the records had been destroyed.", "destroyed"),
    ("The launch, set for Tuesday, was cancelled.", "cancelled"),
]


@pytest.mark.parametrize(("text", "trigger"), NEGATION)
def test_what_a_negation_governs_is_denied(text: str, trigger: str) -> None:
    assert (trigger, "denied") in told(text)


@pytest.mark.parametrize(("text", "trigger"), GOVERNED_DENIALS)
def test_what_stands_under_a_denial_is_denied(text: str, trigger: str) -> None:
    assert (trigger, "denied") in told(text)


@pytest.mark.parametrize(("text", "trigger"), NO_NEGATION)
def test_a_negative_word_need_not_deny_the_verb(text: str, trigger: str) -> None:
    assert (trigger, "reported") in told(text)


@pytest.mark.parametrize(("text", "trigger"), SUPPOSED)
def test_what_is_supposed_is_alleged(text: str, trigger: str) -> None:
    assert (trigger, "alleged") in told(text)


@pytest.mark.parametrize(("text", "trigger"), PLANNED)
def test_what_is_to_come_is_planned(text: str, trigger: str) -> None:
    assert (trigger, "planned") in told(text)


@pytest.mark.parametrize(("text", "trigger"), TOLD)
def test_what_is_told_is_reported(text: str, trigger: str) -> None:
    assert (trigger, "reported") in told(text)
