"""Which words are whose: order of speaker, cue and words; kinds of speech; where the reported clause ends."""

from __future__ import annotations

import pytest
from effort import counted, watched
from hypothesis import given
from hypothesis import strategies as st

from casefile.domain.findings import DateFinding, Quote
from casefile.extract import extract, quotes
from casefile.extract.document import Document, Frame


def read(text: str) -> tuple[Quote, ...]:
    return quotes.find(Document(text), (), (), ())


def said(text: str) -> list[tuple[str, list[str], str | None]]:
    """Kind, words and the words for the speaker of each quote."""
    return [
        (
            quote.kind,
            [text[start:end] for start, end in quote.spans],
            text[quote.speaker_start : quote.speaker_end] if quote.speaker_start is not None else None,
        )
        for quote in read(text)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The harbour master said, “The pumps failed.”",
        "The harbour master said: “The pumps failed.”",
        "“The pumps failed.” the harbour master said.",
        "“The pumps failed.” said the harbour master.",
        "“The pumps failed.” said the harbour master on Monday in a brief statement.",
    ],
)
def test_direct_speech_in_every_order(text: str) -> None:
    ((kind, spans, speaker),) = said(text)
    assert kind == "direct"
    assert spans == ["The pumps failed."]
    assert speaker is not None
    assert speaker.casefold() == "the harbour master"


def test_a_split_quotation_is_one_record() -> None:
    ((kind, spans, speaker),) = said("“The pumps,” Ms Orlo said, “were never tested.”")
    assert (kind, spans, speaker) == ("direct", ["The pumps,", "were never tested."], "Ms Orlo")


def test_the_next_sentence_in_marks_goes_on() -> None:
    ((kind, spans, _),) = said("“The pumps failed,” Ms Orlo said. “We had warned them.” “Twice.”")
    assert kind == "direct"
    assert spans == ["The pumps failed,", "We had warned them.", "Twice."]


def test_a_quotation_over_paragraphs_is_one_record() -> None:
    ((_, spans, speaker),) = said("Ms Orlo said: “The pumps failed.\n\n“We had warned them.”")
    assert spans == ["The pumps failed.", "We had warned them."]
    assert speaker == "Ms Orlo"


def test_a_colon_at_the_end_of_a_paragraph_opens_the_next() -> None:
    ((_, spans, speaker),) = said("Ms Orlo wrote:\n\n“The pumps failed.”")
    assert spans == ["The pumps failed."]
    assert speaker == "Ms Orlo"


def test_mixed_speech_has_the_clause_and_the_fragments() -> None:
    text = "Ms Orlo said that the pumps were “a disgrace” from the start."
    (quote,) = read(text)
    assert quote.kind == "mixed"
    assert [text[a:b] for a, b in quote.spans] == ["that the pumps were “a disgrace” from the start"]
    assert [text[a:b] for a, b in quote.quoted] == ["a disgrace"]


def test_indirect_speech_with_that() -> None:
    assert said("The council announced that the bridge would close.") == [
        ("indirect", ["that the bridge would close"], "The council")
    ]


def test_indirect_speech_without_that() -> None:
    assert said("The council said the bridge would close.") == [("indirect", ["the bridge would close"], "The council")]


def test_indirect_speech_behind_an_adjunct() -> None:
    assert said("The council said in a statement that the bridge would close.")[0][1] == ["that the bridge would close"]


def test_indirect_speech_to_a_person() -> None:
    ((_, spans, speaker),) = said("Ms Orlo told the Evening Post that the bridge would close.")
    assert spans == ["that the bridge would close"]
    assert speaker == "Ms Orlo"


def test_indirect_speech_before_the_cue() -> None:
    assert said("The bridge will close in May, two officials said.") == [
        ("indirect", ["The bridge will close in May"], "two officials")
    ]


def test_indirect_speech_around_the_cue() -> None:
    ((kind, spans, speaker),) = said("The bridge, officials said, would close in May.")
    assert (kind, spans, speaker) == ("indirect", ["The bridge", "would close in May"], "officials")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("According to two engineers, the bridge had moved.", "two engineers"),
        ("The bridge had moved, according to two engineers.", "two engineers"),
    ],
)
def test_according_to(text: str, speaker: str) -> None:
    ((kind, spans, who),) = said(text)
    assert (kind, spans[0].casefold(), who) == ("indirect", "the bridge had moved", speaker)


def test_asking_somebody_to_do_something() -> None:
    ((kind, spans, speaker),) = said("The union urged the council to close the bridge.")
    assert (kind, spans, speaker) == ("indirect", ["to close the bridge"], "The union")


def test_a_noun_that_holds_a_claim() -> None:
    ((kind, spans, speaker),) = said("Ms Orlo's claim that the bridge was safe drew laughter.")
    assert kind == "indirect"
    assert spans[0].startswith("that the bridge was safe")
    assert speaker == "Ms Orlo"


def test_a_participle_goes_on_with_the_subject() -> None:
    found = said("Ms Orlo rejected the plan, saying that the bridge was safe.")
    assert ("indirect", ["that the bridge was safe"], "Ms Orlo") in found


def test_the_clause_ends_where_the_speaker_acts_again() -> None:
    found = said("The council said the bridge was safe but declined to give details.")
    assert found[0][1] == ["the bridge was safe"]


def test_the_clause_ends_where_another_subject_begins() -> None:
    found = said("The council said the bridge was safe, but the union called it “a trap.”")
    assert found[0][1] == ["the bridge was safe"]
    assert found[1][2] == "the union"


def test_a_report_inside_a_report_is_wholly_the_last_speakers() -> None:
    found = said("An audit found that the bridge had moved, the officials said.")
    assert ("indirect", ["An audit found that the bridge had moved"], "the officials") in found


@pytest.mark.parametrize(
    "text",
    [
        "The film “Night Water” opened in Port Marlow.",
        "The so-called “pump tax” was dropped.",
        "The state of the bridge is poor.",
        "The claim was settled in March.",
        "Having said that, the bridge stood.",
        "Officials did not know the bridge.",
    ],
)
def test_titles_scare_quotes_and_plain_nouns_are_no_speech(text: str) -> None:
    assert said(text) == []


def test_a_verb_in_no_list_still_attributes_a_quotation() -> None:
    ((kind, spans, speaker),) = said("“Not my bridge,” the ferryman deadpanned.")
    assert (kind, spans, speaker) == ("direct", ["Not my bridge,"], "the ferryman")


def test_a_name_behind_a_dash_signs_a_quotation() -> None:
    ((kind, spans, speaker),) = said("“We were never asked about the bridge.” — Orla Venn, ferry owner")
    assert (kind, spans, speaker) == ("direct", ["We were never asked about the bridge."], "Orla Venn")


def test_frames_hold_no_quotes_but_captions_do() -> None:
    text = "Ms Orlo said the bridge was safe."
    byline = (Frame(0, len(text), "byline"),)
    caption = (Frame(0, len(text), "caption"),)
    assert quotes.find(Document(text), byline, (), ()) == ()
    assert len(quotes.find(Document(text), caption, (), ())) == 1


def test_a_language_without_rules_has_its_marks_only() -> None:
    document = Document("„Die Brücke wurde seit Jahren nicht geprüft“, sagte er.", language="de")
    (quote,) = quotes.find(document, (), (), ())
    assert quote.speaker_type == "unknown"
    assert quote.confidence < 0.5


_WORDS = st.sampled_from(
    [
        "he",
        "Ms Orlo",
        "said",
        "that",
        "the",
        "bridge",
        "was",
        "“",
        "”",
        '"',
        "'",
        ",",
        ".",
        ":",
        "according to",
        "but",
        "who",
        "\n\n",
        "claim",
        "told",
    ]
)


@given(st.lists(_WORDS, max_size=40).map(" ".join))
def test_spans_lie_inside_the_text_and_come_out_the_same_twice(text: str) -> None:
    found = read(text)
    assert found == read(text)
    for quote in found:
        assert 0 <= quote.start < quote.end <= len(text)
        assert (quote.start, quote.end) == (quote.spans[0][0], max(end for _, end in quote.spans))
        for start, end in (*quote.spans, *quote.quoted):
            assert 0 <= start < end <= len(text)
        if quote.cue_start is not None and quote.cue_end is not None:
            assert 0 <= quote.cue_start < quote.cue_end <= len(text)
        if quote.speaker_start is not None and quote.speaker_end is not None:
            assert 0 <= quote.speaker_start < quote.speaker_end <= len(text)


@given(st.text(max_size=200))
def test_any_string_is_read(text: str) -> None:
    for quote in read(text):
        assert quote.end <= len(text)


@pytest.mark.parametrize(
    "unit",
    [
        '"',
        '"a ',
        "“",
        "“a ”",
        "'a ",
        "he said that ",
        "said, ",
        "“A b,” he said, ",
        "“Abc def.\n\n",
        "and Orlo said ",
        "according to ",
        "The man, who is old, said, ",
        "“A b.” ",
        "“A b.”\n\n",
        "what he called “b” ",
        "cast it as “b”, ",
        "His officials said it. ",
        "A clerk of the agency said it. ",
        "” ",
    ],
)
def test_work_grows_with_length_only(unit: str) -> None:
    def work(size: int) -> int:
        document = Document(unit * (size // len(unit)))
        return counted(lambda tally: quotes.find(watched(document, tally), (), (), ()))

    # Four times the text: linear, with room for what is done once; quadratic would be sixteen times.
    assert work(16_000) < 5 * work(4_000) + 10_000


def test_when_it_was_said_stands_beside_the_cue() -> None:
    text = "“The bridge will close in May,” Ms Orlo said on 3 June 2024."
    dates = tuple(
        DateFinding(text.index(words), text.index(words) + len(words), 0.9, "test.given", "date", edtf, None, None)
        for words, edtf in (("May", "2024-05"), ("3 June 2024", "2024-06-03"))
    )
    (quote,) = quotes.find(Document(text), (), (), dates)
    assert quote.edtf == "2024-06-03"


@pytest.mark.parametrize("dash", [" - ", " – ", "—"])
def test_speech_that_is_put_in_between_dashes_is_its_own(dash: str) -> None:
    put_in = f"{dash}“He would have sold the pier,” Renn said twice{dash}"
    text = f"Ivo Renn suggested the chief had lost all sense{put_in}and left."
    found = [(quote.kind, text[quote.start : quote.end], quote.speaker) for quote in extract(text).quotes]
    assert found == [
        ("indirect", "the chief had lost all sense", "Ivo Renn"),
        ("direct", "He would have sold the pier,", "Ivo Renn"),
    ]
