"""What looks like reported speech and is none, and what looks like none and is. All sentences are invented."""

from __future__ import annotations

import pytest

from casefile.domain.articles import Basis, Publication
from casefile.extract import extract

PUBLISHED = Publication("2024-05-05", Basis.GIVEN, 1.0)


def said(text: str) -> list[tuple[str, str | None]]:
    return [(text[one.start : one.end], one.speaker) for one in extract(text, published=PUBLISHED).quotes]


@pytest.mark.parametrize(
    "text",
    [
        "Asked whether she would resign, the minister replied with a shrug.",
        "Governor Ivo Renn has dismissed the head of the water board.",
        "The judge dismissed the lawsuit on Friday.",
        "The intruders used malware called Wexomite.",
        "We found a tool that we call WEXOMITE.",
    ],
)
def test_no_speech(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("Ana Orlo was sworn in after her rival, Ivo Renn, conceded defeat.", "defeat", "Ivo Renn"),
        (
            "An official, who requested anonymity because the matter is in court, conceded that the men had left.",
            "that the men had left",
            "An official",
        ),
        ("Ana Orlo ran it. When the bank came in 2008, she insisted on a vote.", "a vote", "Ana Orlo"),
        ("Ana Orlo had warned the day before that the bill might fail.", "that the bill might fail", "Ana Orlo"),
        ("Ana Orlo maintained throughout that her client was honest.", "that her client was honest", "Ana Orlo"),
        ("Ivo Renn, a geologist, cautions that the dating rests on shells.", "that the dating rests on shells", "Ivo Renn"),
        ("The firm will get a loan, Ana Orlo announced late Sunday.", "The firm will get a loan", "Ana Orlo"),
        ("His deputy Ivo Renn voiced hope that the war would end.", "that the war would end", "Ivo Renn"),
        ("Ana Orlo took the view that the dam leaked.", "that the dam leaked", "Ana Orlo"),
        ("Ana Orlo is on record as saying the dam leaked.", "the dam leaked", "Ana Orlo"),
        ("Ana Orlo hinted at a strike and ruled out leaving.", "a strike", "Ana Orlo"),
        ("“It leaks,” chipped in Ivo Renn, her deputy.", "It leaks,", "Ivo Renn"),
        ("Corvin advises customers to change it.", "to change it", "Corvin"),
        ("Officials there said nothing was stolen.", "nothing was stolen", "Officials"),
    ],
)
def test_speech(text: str, words: str, speaker: str) -> None:
    assert said(text) == [(words, speaker)]


def test_a_pronoun_beside_a_name_is_not_its_gender() -> None:
    text = "Ada Orlo mapped wells. Her colleague Ivo Renn calls her tireless. She insisted that the wells were clean."
    assert said(text)[-1] == ("that the wells were clean", "Ada Orlo")


def test_a_court_is_not_the_company_spoken_of_last() -> None:
    assert said("The firm Corvin Ltd. went to law. The court said the claim was void.")[-1][1] == "The court"
