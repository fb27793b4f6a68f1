"""Pairs of frequent words that follow each other are found as one would find them by hand, and outlive a merge."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.domain.documents import IndexDocument
from casefile.index import merging, open_index, pairs
from casefile.index.generations import Generations
from casefile.index.place import Place

words = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 9), st.integers(0, 4)), max_size=40)


@given(words=words)
def test_pairs_are_words_at_neighbouring_places(words: list[tuple[int, int, int]]) -> None:
    words.sort(key=lambda word: word[0])
    expected = {
        (first * pairs.MOST_WORDS + second, document)
        for document, at, first in words
        for other, beside, second in words
        if other == document and beside == at + 1
    }
    documents, positions, numbers = (np.array([word[at] for word in words], np.int32) for at in range(3))
    codes, found = pairs.following(numbers.astype(np.uint8), documents, positions)
    assert list(zip(codes.tolist(), found.tolist(), strict=True)) == sorted(expected)


def test_the_frequent_are_those_of_a_third_of_many_documents() -> None:
    df = np.array([400, 3, 333, 334, 1_000])
    assert pairs.frequent(df, 1_000).tolist() == [0, 3, 4]
    assert pairs.frequent(df, pairs.FEWEST - 1).tolist() == []
    assert len(pairs.frequent(np.full(200, 900), 1_000)) == pairs.MOST_WORDS


def test_a_merged_segment_knows_the_pairs_that_all_its_parts_know(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pairs, "FEWEST", 2)
    monkeypatch.setattr(merging, "_MANY", 2)
    place = Place("pairs", tmp_path)
    generations = Generations(place, keep_texts=True)
    for first, words in ((1, "the lamp of the quay lamp"), (5, "the lamp of a ferry the lamp")):
        generations.update((IndexDocument(f"S{n}", "article", n, "", words) for n in range(first, first + 4)), (), first)
    generations.tidy()
    stamp = generations.current()
    assert stamp is not None
    ((_, file),) = generations.segments(stamp)
    assert file.frequent == {b"the", b"lamp", b"of"}
    generations.close()
    index = open_index("pairs", tmp_path)
    totals = {
        query: index.search(f'"{query}"').total for query in ("of the", "the lamp", "lamp the", "quay lamp", "lamp of the")
    }
    assert totals == {"of the": 4, "the lamp": 8, "lamp the": 0, "quay lamp": 4, "lamp of the": 4}
    index.close()
