"""Words in marks that no verb of saying claims: whose they are, or that they are a title, a term, a name."""

from __future__ import annotations

import pytest

from casefile.domain.findings import Quote
from casefile.extract import quotes
from casefile.extract.document import Document


def read(text: str) -> tuple[Quote, ...]:
    return quotes.find(Document(text), (), (), ())


def said(text: str) -> list[tuple[str, str, str | None]]:
    """Rule, words from first to last, and the words for the speaker of each quote."""
    return [
        (
            quote.rule.removeprefix("quotes."),
            text[quote.start : quote.end],
            text[quote.speaker_start : quote.speaker_end] if quote.speaker_start is not None else None,
        )
        for quote in read(text)
    ]


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("The harbour board's “last chance” remark was as stale as its tea.", "last chance", "The harbour board"),
        ('Nobody believed his "nothing leaked" claim.', "nothing leaked", "his"),
        ("She paid what the owner called a “modest” price.", "a “modest”", "the owner"),
        ("The board cast the vote as “a formality”.", "the vote as “a formality”", "The board"),
        ("Tarn waved off the leak as “a drop in the sea”.", "off the leak as “a drop in the sea”", "Tarn"),
        ("The survey found most yards “kept no records at all.”", "most yards “kept no records at all.”", "The survey"),
    ],
)
def test_words_in_marks_have_an_owner(text: str, words: str, speaker: str) -> None:
    ((_, found, by),) = said(text)
    assert (found.rstrip("”"), by) == (words.rstrip("”"), speaker)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A banner over the gate with “No more dredging” hung for weeks.", "No more dredging"),
        ("They sent round a letter headed “Our Answer”.", "Our Answer"),
        ("Under the hashtag “open the lock” they met each night.", "open the lock"),
        ("The dam was labelled “unsafe”.", "unsafe"),
    ],
)
def test_what_is_called_out_or_shown_has_no_speaker(text: str, words: str) -> None:
    ((_, found, by),) = said(text)
    assert (found, by) == (words, None)


@pytest.mark.parametrize(
    "text",
    [
        "He was the author of “The Long Shore and the Sea”.",
        "The film “A Night Without Rain in Tarvos” was shown.",
        "She painted the “quiet” room white.",
        "A yard gets the so-called “old” rate.",
        'The page has <img alt="a ship that left the harbour">.',
    ],
)
def test_titles_terms_and_tags_are_no_speech(text: str) -> None:
    assert said(text) == []


def test_a_long_fragment_goes_on_with_the_sentence_before() -> None:
    text = "The yard kept no log, Ms Orlo said. It “amounts to a gift for every smuggler on the coast.”"
    (quote,) = read(text)
    assert [text[start:end] for start, end in quote.spans] == [
        "The yard kept no log",
        "amounts to a gift for every smuggler on the coast.",
    ]
    assert quote.speaker == "Ms Orlo"


def test_somebody_quoted_within_a_clause_speaks_for_themselves() -> None:
    found = said("Renn said that the harbour board had called the dam “a scandal”.")
    assert ("words-in-marks", "the dam “a scandal”", "the harbour board") in found
    assert any(by == "Renn" for _, _, by in found)


def test_the_same_person_in_a_clause_is_not_quoted_twice() -> None:
    assert len(said("Renn said that he called the dam “a scandal”.")) == 1


def test_headlines_put_speech_in_marks() -> None:
    assert said("Renn: Council Must ‘Open The Lock’ Before Winter Storms Come\n\nThe council met.")[:1] == [
        ("headline", "Open The Lock", "Renn")
    ]


def test_a_sentence_in_the_first_person_is_speech_however_short() -> None:
    text = "Then a voice from the dark. “That was me.”"
    ((rule, found, _),) = said(text)
    assert (rule, found) == ("marks-alone", "That was me.")


def test_a_mark_turned_the_wrong_way_opens_a_paragraph() -> None:
    assert said("” … the pumps had stood still for a year,” Ms Orlo wrote.") == [
        ("after-quotation", "… the pumps had stood still for a year,", "Ms Orlo")
    ]


def test_a_signature_closes_its_quotation() -> None:
    found = said("“We want the lock open.” — Ana Orlo\n“He knew. And that is all.” — Ivo Renn")
    assert found[0] == ("signature", "We want the lock open.", "Ana Orlo")
    assert len(found) == 2


def test_the_agent_of_a_passive_speaks() -> None:
    ((_, words, speaker),) = said("The dam was branded “unsafe” by the harbour board.")
    assert (words, speaker) == ("unsafe", "the harbour board")


def test_who_answers_with_words_in_marks_says_them() -> None:
    ((_, words, speaker),) = said("The harbour master answered with “no comment”.")
    assert (words.strip("“”"), speaker) == ("no comment", "The harbour master")
