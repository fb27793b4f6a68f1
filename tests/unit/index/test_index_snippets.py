"""What a snippet shows: every word that is wanted, whatever is passed over to find it."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from casefile.index.schema import analyst
from casefile.index.snippets import Marker, Wanted
from casefile.index.words import SURFACE

PIECES = (
    "harbour", "Harbours", "hardly", "tie", "tying", "ties", "Ti", "pilot", "pilot's", "co-pilot", "pilot-boat", "10 000",
    "10,000", "a.b", "U.N.", "été", "Etes", "naïve", "pilot\u0301s", "the", "of", "in", "x1", "pilot_boat", "…", "潮位局",
)  # fmt: skip
texts = st.lists(
    st.tuples(st.sampled_from(PIECES), st.sampled_from((" ", " ", ", ", ". ", "-", "\n", "’", "", " (", "; "))), max_size=30
).map(lambda parts: "".join(piece + joint for piece, joint in parts))


@given(text=texts, words=st.sets(st.sampled_from(("harbour", "tying", "pilot", "un", "10000", "ete", "naive")), max_size=3))
def test_every_wanted_word_is_marked(text: str, words: set[str]) -> None:
    stems = frozenset(analyst("en").stem(word) for word in words)
    expected = [
        match.span()
        for match in SURFACE.finditer(text)
        if stems & {form.stem for form in analyst("en").surface(match[0]).forms}
    ]
    found = [(mark.start, mark.end) for mark in Marker(Wanted(stems=stems), "en").marks(text)]
    assert sorted(set(found)) == expected


@example(text="10 000’pilot tie ", first="pilot", second="tying")
@given(text=texts, first=st.sampled_from(("harbour", "pilot", "the")), second=st.sampled_from(("pilot", "tying", "of")))
def test_a_phrase_is_marked_where_its_words_meet(text: str, first: str, second: str) -> None:
    stems = tuple(analyst("en").stem(word) for word in (first, second))
    places = {(form.stem, position) for position, form in analyst("en").words(text)}
    met = any((stems[0], position) in places and (stems[1], position + 1) in places for _, position in places)
    marks = Marker(Wanted(phrases=((stems, 1),)), "en").marks(text)
    assert bool(marks) is met
    assert {mark.stem for mark in marks} <= set(stems)


@pytest.mark.parametrize("text", ["harbour " * 5, "no such word " * 100_000])
def test_a_long_text_without_a_hit_shows_its_beginning(text: str) -> None:
    snippet = Marker(Wanted(stems=frozenset({"lantern"})), "en").snippet(text)
    assert text.startswith(snippet.text.rstrip("…").strip()[:20])
    assert snippet.hits == ()
