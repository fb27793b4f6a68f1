"""Texts cut many at a time stand for the words they stand for one by one; a segment of many is one of few, joined."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from casefile.index.inversion import Cut, Texts, by_rank, inverted
from casefile.index.schema import analyst
from casefile.index.vocabulary import Vocabulary

PIECES = (
    "the", "The", "quay", "quay.", "“quay”", "10", "000", "12,500", "non-disclosure", "s-s", "U.N.", "a\0b", "\0",
    "\ud800x", "internationally-agreed-upon", "Zoë", "I\u0307", "10.000", "\u00a0", "\u3000", "\x1c", "\n", "  ",
    "abcdefgh", "abcdefghi", "abcdefghijklmnop", "abcdefghijklmnopq", "e\u0301te\u0301", "K", "…", "l’agence",
    "不正アクセス", "潮位局は",
)  # fmt: skip
texts = st.lists(st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join) | st.text(max_size=40), min_size=1, max_size=6)


def words_cut(vocabulary: Vocabulary, texts: Sequence[str], language: str) -> list[set[tuple[int, str, str]]]:
    chunks, counts = vocabulary.cut(texts, language)
    numbers = np.arange(len(texts), dtype=np.int32)
    words = Texts([Cut(chunks, counts, np.zeros(len(texts), np.uint8), numbers)], vocabulary)
    found: list[set[tuple[int, str, str]]] = [set() for _ in texts]
    placed = words.words(0)
    stems, exacts = (list(terms._numbers) for terms in (vocabulary.stems, vocabulary.exacts))
    for document, position, form in zip(*(values.tolist() for values in placed), strict=True):
        found[document].add((position, exacts[words.exact[form]], stems[words.stem[form]]))
    return found


@settings(max_examples=400, deadline=None)
@given(several=st.lists(texts, min_size=1, max_size=3), language=st.sampled_from(("en", "fr", "ja")))
def test_words_cut_together_are_those_of_each_text(several: list[list[str]], language: str) -> None:
    vocabulary = Vocabulary()
    for texts in several:
        expected = [
            {(position, form.exact, form.stem) for position, form in analyst(language).words(text)} for text in texts
        ]
        assert words_cut(vocabulary, texts, language) == expected


def test_a_table_that_grows_keeps_what_it_has() -> None:
    vocabulary = Vocabulary()
    many = [f"w{number} " * 2 + f"{number:020d}" for number in range(9_000)]
    first, counts = vocabulary.cut(many, "en")
    assert counts.tolist() == [3] * len(many)
    assert len(np.unique(first)) == 2 * len(many)
    again, _ = vocabulary.cut(many, "en")
    assert again.tolist() == first.tolist()


@given(ranks=st.lists(st.integers(0, 1 << 20), max_size=60))
def test_ranks_are_sorted_and_equal_ones_stay_as_they_come(ranks: list[int]) -> None:
    assert by_rank(np.array(ranks, np.int32)).tolist() == sorted(range(len(ranks)), key=ranks.__getitem__)


@given(words=st.lists(st.tuples(st.integers(0, 5), st.integers(0, 3), st.integers(0, 4)), max_size=40))
def test_inversion_orders_words_and_drops_doublets(words: list[tuple[int, int, int]]) -> None:
    words.sort(key=lambda word: word[1])
    ranks, documents, positions = (np.array([word[at] for word in words], np.int32) for at in range(3))
    found = inverted(ranks, documents, positions)
    assert list(zip(*(values.tolist() for values in found), strict=True)) == sorted(set(words))
