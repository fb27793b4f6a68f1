"""Whose words they are: names, pronouns, offices, bodies and the anonymous."""

from __future__ import annotations

import pytest

from casefile.domain.findings import EntityType, Mention, Quote
from casefile.extract import quotes
from casefile.extract.document import Document

PERSON, ORGANISATION, PLACE = EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE
Known = tuple[str, EntityType, str, str | None]
"""Surface, type, full name, role."""


def read(text: str, *known: Known) -> tuple[Quote, ...]:
    """Quotes of a text in which the known names are marked wherever they stand."""
    mentions = []
    for surface, kind, name, role in known:
        at = text.find(surface)
        while at >= 0:
            mentions.append(Mention(at, at + len(surface), 0.9, "test.given", kind, name, f"e{name}", role))
            at = text.find(surface, at + 1)
    mentions.sort(key=lambda mention: (mention.start, -mention.end))
    apart: list[Mention] = []
    for mention in mentions:
        if not apart or mention.start >= apart[-1].end:
            apart.append(mention)
    return quotes.find(Document(text), (), tuple(apart), ())


def speaker(quote: Quote) -> tuple[str | None, str]:
    return quote.speaker, quote.speaker_type


ORLA = ("Orla Venn", PERSON, "Orla Venn", None)
VENN = ("Venn", PERSON, "Orla Venn", None)
TARN = ("Ivo Tarn", PERSON, "Ivo Tarn", None)
HARBOUR = ("Harbour Agency", ORGANISATION, "Harbour Agency", None)


@pytest.mark.parametrize(
    "text",
    [
        "“It held,” Orla Venn said.",
        "“It held,” said Orla Venn, the ferry's owner.",
        "Orla Venn, who owns the ferry, said it held.",
        "Orla Venn, a former pilot, now 61, said that it held.",
        "In a letter on Monday, Orla Venn said it held.",
        "Ferry owner Orla Venn told reporters that it held.",
        "The ferry's owner, Orla Venn, said it held.",
        "It held, Orla Venn said.",
        "It held, according to Orla Venn.",
    ],
)
def test_a_named_speaker(text: str) -> None:
    (quote,) = read(text, ORLA)
    assert speaker(quote) == ("Orla Venn", "named")
    assert quote.speaker_entity == "eOrla Venn"


def test_a_surname_is_the_person() -> None:
    assert speaker(read("Orla Venn came. “It held,” Venn said.", ORLA, VENN)[0]) == ("Orla Venn", "named")


def test_he_is_the_last_speaker() -> None:
    first, second = read("“It held,” Ivo Tarn said. The ferry left. He added that it would return.", TARN)
    assert speaker(first) == speaker(second) == ("Ivo Tarn", "named")


def test_she_is_not_the_man() -> None:
    text = "Mr Ivo Tarn met Ms Orla Venn on the quay. She said that it held."
    (quote,) = read(text, ORLA, TARN)
    assert speaker(quote) == ("Orla Venn", "named")


def test_a_new_topic_takes_the_pronoun() -> None:
    text = "“It held,” Ivo Tarn said. Orla Venn owns the ferry. She said that it leaked."
    assert speaker(read(text, ORLA, TARN)[-1]) == ("Orla Venn", "named")


def test_who_is_the_name_before_it() -> None:
    (quote,) = read("The quay was empty but for Orla Venn, who said that it held.", ORLA)
    assert speaker(quote) == ("Orla Venn", "named")


def test_a_body_speaks() -> None:
    (quote,) = read("The Harbour Agency said that it held.", HARBOUR)
    assert speaker(quote) == ("Harbour Agency", "organisation")


def test_the_agency_is_the_body_with_that_word() -> None:
    text = "The Harbour Agency inspected it. Port Bank paid. The agency said that it held."
    found = read(text, HARBOUR, ("Port Bank", ORGANISATION, "Port Bank", None))
    assert speaker(found[0]) == ("Harbour Agency", "organisation")


def test_the_minister_is_the_person_of_that_role() -> None:
    text = "Transport minister Orla Venn came. Ivo Tarn watched. The minister said that it held."
    found = read(text, ("Orla Venn", PERSON, "Orla Venn", "transport minister"), TARN)
    assert speaker(found[0]) == ("Orla Venn", "named")


@pytest.mark.parametrize("words", ["A spokeswoman for the Harbour Agency", "A spokesman of the Harbour Agency"])
def test_who_speaks_for_a_body_is_an_office(words: str) -> None:
    (quote,) = read(f"{words} said that it held.", HARBOUR)
    assert speaker(quote) == (words, "office")


def test_who_speaks_for_a_person_is_not_that_person() -> None:
    (quote,) = read("A spokesman for Orla Venn said that it held.", ORLA)
    assert quote.speaker_type == "office"
    assert quote.speaker_entity is None


@pytest.mark.parametrize(
    "words",
    [
        "Two people familiar with the ferry",
        "Sources at the Harbour Agency",
        "A source close to the owner",
        "A resident",
    ],
)
def test_anonymous_sources_are_typed_and_keep_their_words(words: str) -> None:
    (quote,) = read(f"{words} said that it held.", HARBOUR)
    assert speaker(quote) == (words, "anonymous")


def test_anonymity_that_is_granted_makes_anonymous() -> None:
    text = "A representative of one firm, who spoke on condition of anonymity, said: “It held.”"
    assert read(text)[0].speaker_type == "anonymous"


def test_they_are_the_sources_before() -> None:
    first, second = read("The ferry leaked, the sources said. It would be sold, they said.")
    assert first.speaker == "the sources"
    assert second.speaker == "the sources"


def test_nobody_is_guessed() -> None:
    assert speaker(read("It is believed that the ferry leaked.")[0]) == (None, "unknown")
    assert speaker(read("“The ferry leaked again last night.”")[0]) == (None, "unknown")
    assert speaker(read("He said that it held.")[0]) == (None, "unknown")


def test_a_name_inside_a_quotation_is_no_antecedent() -> None:
    text = "Orla Venn came late. “Ivo Tarn sank it,” a resident shouted. Then she said that it held."
    assert read(text, ORLA, TARN)[-1].speaker in ("Orla Venn", "a resident")
    assert read(text, ORLA, TARN)[-1].speaker != "Ivo Tarn"
