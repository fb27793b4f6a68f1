"""The quote-mark state machine."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.extract import extract
from casefile.extract.document import Document
from casefile.extract.quotes import marks


def inner(text: str) -> list[str]:
    document = Document(text)
    return [text[each.first : each.last] for each in marks.find(text, document.paragraphs)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('She said, "The gate was open."', ["The gate was open."]),
        ("She said, “The gate was open.”", ["The gate was open."]),
        ("She said, ''The gate was open.''", ["The gate was open."]),
        ("She said, ``The gate was open.''", ["The gate was open."]),
        ("She said, «The gate was open».", ["The gate was open"]),
        ("Er sagte: „Das Tor war zu.“ Dann ging er.", ["Das Tor war zu."]),
        ("Er sagte: »Das Tor war zu.« Dann ging er.", ["Das Tor war zu."]),
        ("Er sagte: ›Das Tor war zu.‹ Dann ging er.", ["Das Tor war zu."]),
        ("Er sagte: ‚Das Tor war zu.‘ Dann ging er.", ["Das Tor war zu."]),
        ("Hän sanoi: »Portti oli auki.» Sitten hän lähti.", ["Portti oli auki."]),
        ("Elle a dit : « Le port était ouvert. »", [" Le port était ouvert. "]),
        ("'The gate was open,' she said.", ["The gate was open,"]),
        ("‘The gate was open,’ she said.", ["The gate was open,"]),
        ("彼は「門は開いていた」と述べた。", ["門は開いていた"]),
    ],
)
def test_every_kind_of_mark_is_read(text: str, expected: list[str]) -> None:
    assert inner(text) == expected


def test_apostrophes_and_inches_are_no_marks() -> None:
    assert inner("The drivers' lorry wasn't Renn's; it's a 20\" tyre from the '90s, 'em all.") == []


def test_plural_genitive_inside_a_single_quotation_does_not_close_it() -> None:
    assert inner("‘The drivers’ lorry was locked,’ he said.") == ["The drivers’ lorry was locked,"]


def test_only_the_outermost_of_nested_quotations_counts() -> None:
    assert inner("“She told me, ‘Close the gate,’ and I did,” he said.") == ["She told me, ‘Close the gate,’ and I did,"]


def test_curly_marks_inside_straight_ones_do_not_end_them() -> None:
    assert inner('"They call it “the ditch.” We call it home," Orla said.') == ["They call it “the ditch.” We call it home,"]


def test_a_mark_that_opens_again_in_the_next_paragraph_continues() -> None:
    text = "“The water came at night.\n\n“We left at dawn,” said the miller."
    document = Document(text)
    first, second = marks.find(text, document.paragraphs)
    assert not first.closed
    assert second.closed
    assert second.continues


def test_an_opening_mark_used_for_closing_closes() -> None:
    assert inner("The report called it “a near miss.“ Nobody agreed.") == ["a near miss."]


def test_a_stray_opening_mark_does_not_swallow_the_paragraph() -> None:
    assert inner('He paused " and then said, "We go." Then he went.')[-1] == "We go."


@given(st.text(alphabet="\"'“”‘’`«»„「」 \nab,.A", max_size=120))
def test_marks_lie_inside_their_text_and_do_not_overlap(text: str) -> None:
    document = Document(text)
    found = marks.find(text, document.paragraphs)
    end = 0
    for each in found:
        assert end <= each.start < each.first <= each.last <= each.end <= len(text)
        end = each.end
    assert found == marks.find(text, document.paragraphs)


def test_turns_of_a_transcript_are_quotes_of_those_they_name() -> None:
    text = (
        'The talk went as follows:\n\n"BERG: When did you hear of the leak?\n\n"LUND: In May.\n\n"We did not believe it.\n\n'
        '"BERG: Who told you?"\n\nNothing more was said.'
    )
    turns = [quote for quote in extract(text).quotes if quote.rule == "quotes.turn"]
    assert [quote.speaker for quote in turns] == ["BERG", "LUND", "BERG"]
    assert [text[a:b] for a, b in turns[1].spans] == ["In May.", "We did not believe it."]
