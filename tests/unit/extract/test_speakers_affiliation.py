"""Unnamed speakers and whom they belong to; who takes turns; who says "I"; whom a noun means."""

from __future__ import annotations

import pytest
from effort import counted, watched

from casefile.domain.findings import Quote
from casefile.extract import extract, names
from casefile.extract.document import Document
from casefile.extract.evidence import NO_EVIDENCE
from casefile.extract.quotes import find


def quotes(text: str) -> tuple[Quote, ...]:
    return extract(text).quotes


def one(text: str) -> Quote:
    return quotes(text)[-1]


@pytest.mark.parametrize(
    ("text", "kind", "affiliation"),
    [
        ("A spokesman for Karst Energy Ltd. said the plant would reopen.", "office", "Karst Energy Ltd."),
        ("Karst Energy Ltd. officials said the plant would reopen.", "office", "Karst Energy Ltd."),
        ("An official of the Harbour Agency said the list was longer.", "office", "Harbour Agency"),
        ("A person close to the bank said the vault had been opened.", "anonymous", "the bank"),
        ("A representative of an affected company said nobody had been told.", "anonymous", "an affected company"),
        ("An official of one of the ministries said nobody had been told.", "anonymous", "the ministries"),
        ("An official in the prime minister's office said nobody had been told.", "office", "the prime minister's office"),
        (
            "“It was shut,” said an engineer at Karst Energy Ltd. who asked not to be named.",
            "anonymous",
            "Karst Energy Ltd.",
        ),
        ("Sources at the Harbour Agency said the list was longer.", "anonymous", "Harbour Agency"),
        ("An engineer, who worked for Karst Energy Ltd., said the pumps were old.", "anonymous", "Karst Energy Ltd."),
        ("Two aides to Minister Ana Orlo said the letter was hers.", "anonymous", "Ana Orlo"),
        ("People familiar with the matter said the vault had been opened.", "anonymous", None),
        ("Sources said the vault had been opened.", "anonymous", None),
    ],
)
def test_whom_an_unnamed_speaker_belongs_to(text: str, kind: str, affiliation: str | None) -> None:
    quote = one(text)
    assert (quote.speaker_type, quote.affiliation) == (kind, affiliation)


def test_the_bank_is_the_bank_named_before() -> None:
    quote = one("Corvin Bank closed its doors. A person close to the bank said the vault had been opened.")
    assert quote.affiliation == "Corvin Bank"
    assert quote.affiliation_entity is not None


def test_its_spokesman_belongs_to_the_body_before() -> None:
    assert one("Corvin Bank closed its doors. Its spokesman said the vault was empty.").affiliation == "Corvin Bank"


@pytest.mark.parametrize(
    "words",
    [
        "who spoke on condition of anonymity,",
        "who asked not to be named,",
        "who was not authorised to speak,",
        "who declined to be identified,",
    ],
)
def test_who_will_not_be_named_is_anonymous_whatever_the_office(words: str) -> None:
    quote = one(f"An official of the Harbour Agency, {words} said the list was longer.")
    assert (quote.speaker_type, quote.affiliation) == ("anonymous", "Harbour Agency")


def test_a_named_speaker_has_no_affiliation() -> None:
    assert one("Ana Orlo of the Harbour Agency said it held.").affiliation is None


def test_two_take_turns() -> None:
    text = (
        "“Did it hold?” Ana Orlo asked.\n\n“It did,” Ivo Renn said.\n\n“And the lock?”\n\n“Open since noon.”\n\nThey left."
    )
    found = quotes(text)
    assert [quote.speaker for quote in found] == ["Ana Orlo", "Ivo Renn", "Ana Orlo", "Ivo Renn"]
    assert [quote.speaker_start is None for quote in found] == [False, False, True, True]


def test_one_who_goes_on_does_not_answer_himself() -> None:
    text = "“It did not hold,” Ivo Renn said.\n\n“We had warned them all.”\n\nHe left."
    (quote,) = quotes(text)
    assert len(quote.spans) == 2


def test_i_is_who_wrote_the_article() -> None:
    text = "The lock at Lindow\n\nBy Ana Orlo\n\nThe lock stood open. I said that it would not hold.\n\nNobody came."
    assert one(text).speaker == "Ana Orlo"


def test_i_is_who_signs_the_letter() -> None:
    text = "Dear sir,\n\nThe lock stood open. I said that it would not hold.\n\nYours, Ana Orlo"
    assert one(text).speaker == "Ana Orlo"


def test_i_is_nobody_where_nobody_signs() -> None:
    assert one("The lock stood open. I said that it would not hold.").speaker is None


def test_the_deckhand_is_who_was_called_so() -> None:
    text = "Ivo Renn, a student from Lindow, came late. Ana Orlo waited. The student said the lock was open."
    assert one(text).speaker == "Ivo Renn"


def test_a_headline_means_whom_the_article_names() -> None:
    text = "Lindow woman claims the lock stood open\n\nAna Orlo, a woman of 40, came late. Nobody waited for her at all."
    assert quotes(text)[0].speaker == "Ana Orlo"


def test_who_is_seen_by_the_way_is_not_the_topic() -> None:
    text = "Ana Orlo kept the log. After a friend, Mara Venn, who wrote a diary, Orlo left. She said it was over."
    assert one(text).speaker == "Ana Orlo"


def test_a_name_that_ends_like_a_verb_is_a_name() -> None:
    assert one("His father Hamed Reyed said he would stay.").speaker == "Hamed Reyed"


@pytest.mark.parametrize(
    ("text", "kind", "affiliation"),
    [
        (
            "An outside inquiry commissioned by Karst Energy Ltd. concluded that the pumps were old.",
            "office",
            "Karst Energy Ltd.",
        ),
        ("The in-house inquiry found that the pumps were old.", "office", None),
    ],
)
def test_an_inquiry_speaks_for_who_ordered_it(text: str, kind: str, affiliation: str | None) -> None:
    quote = one(text)
    assert (quote.speaker_type, quote.affiliation) == (kind, affiliation)


@pytest.mark.parametrize("label", ["Photo/Drawing", "Image:", "Photo/Illustration"])
def test_the_label_of_a_caption_is_no_part_of_the_speaker(label: str) -> None:
    text = (
        f"{label} The Northern Harbour Agency said no lock was damaged last year. (Lindow Post file photo)\n\nNobody came."
    )
    assert (one(text).speaker, one(text).speaker_type) == ("Northern Harbour Agency", "organisation")


def test_a_name_in_a_caption_is_nobodys_antecedent() -> None:
    text = (
        "Photo: Mayor Ana Orlo leaves the hall. (Lindow Post)\n\nThe lock was closed. He said it was safe.\n\nNobody came."
    )
    assert one(text).speaker is None


@pytest.mark.parametrize(
    "piece",
    [
        "Ana Orlo said it held. ",
        "Ana Orlo, a clerk, left. The clerk said it held. ",
        "Corvin Bank closed. The bank said it held. Its officials said it held. ",
        "“It held,” Ana Orlo said.\n\n“It did,” Ivo Renn said.\n\n“And now?”\n\n",
        "He said it held. She said it held. They said it held. ",
        "A person close to the bank said it held. ",
    ],
)
def test_work_grows_with_the_text_only(piece: str) -> None:
    def work(size: int) -> int:
        document = Document(piece * (size // len(piece)))
        mentions = names.find(document, (), (), NO_EVIDENCE)
        return counted(lambda tally: find(watched(document, tally), (), mentions, ()))

    # Four times the text: linear, with room for what is done once; quadratic would be sixteen times.
    assert work(16_000) < 5 * work(4_000) + 10_000
