"""Which words of a text are tinted for a query."""

from __future__ import annotations

import pytest

from casefile.gui.panes.reader.hits import find_in, find_words, query_words


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("ferry port", ("ferry", "port")),
        ('"harbour desk" OR speaker:solberg', ("harbour desk", "solberg")),
        ("ferry NOT police", ("ferry",)),
        ("ferry -police outlet:Post date:2024", ("ferry",)),
        ("ferr* (port AND title:breach~2)", ("ferr*", "port", "breach")),
        ("entity:e0123456789abc", ()),
        ("* ?", ()),
        ('"unclosed phrase', ("unclosed phrase",)),
    ],
)
def test_words_of_a_query(query: str, words: tuple[str, ...]) -> None:
    assert query_words(query) == words


def test_words_are_found_with_their_endings_at_the_start_of_words() -> None:
    text = "Ferries, FERRY, ferrying; transferry. A harbour\u00a0desk. ferry"
    found = [text[start:end] for start, end in find_words(text, ("ferry", "harbour desk"))]
    assert found == ["FERRY", "ferrying", "harbour\u00a0desk", "ferry"]


def test_wild_cards_stay_within_a_word() -> None:
    text = "ferrymen of the ferry"
    assert [text[s:e] for s, e in find_words(text, ("ferr*",))] == ["ferrymen", "ferry"]


def test_finding_takes_characters_as_they_are() -> None:
    text = "a.b A.B a\nb axb"
    assert find_in(text, "a.b") == ((0, 3), (4, 7))
    assert find_in(text, "a b") == ((8, 11),)
    assert find_in(text, "  ") == ()
