"""Counting occurrences gives the same ids however long the text and in whatever order they are asked for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from casefile.domain.ids import Kind, Occurrences, anchor_id, text_digest


def _naive(text: str, start: int, end: int) -> str:
    surface = text[start:end]
    count = sum(1 for place in range(start) if text.startswith(surface, place))
    return anchor_id(Kind.ENTITY, text_digest(text), surface, count)


@given(st.text(alphabet="AbAa ", min_size=1, max_size=40), st.data())
def test_every_place_has_its_id(text: str, data: st.DataObject) -> None:
    occurrences = Occurrences(text)
    for _ in range(4):
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        assert occurrences.id(Kind.ENTITY, start, end) == _naive(text, start, end)


@given(st.lists(st.sampled_from(["Ab", "A", "Abc", "b", "Abcd"]), min_size=1, max_size=8), st.data())
def test_far_into_a_text_it_is_the_same(words: list[str], data: st.DataObject) -> None:
    text = "Abc Ab b " * 8 + "x " * 30_000 + " ".join(words)
    first = len(text) - len(" ".join(words))
    occurrences = Occurrences(text)
    start = data.draw(st.integers(first, len(text) - 1))
    end = data.draw(st.integers(start + 1, min(len(text), start + 5)))
    assert occurrences.id(Kind.ENTITY, start, end) == _naive(text, start, end)
    assert occurrences.id(Kind.ENTITY, start, end) == _naive(text, start, end)
