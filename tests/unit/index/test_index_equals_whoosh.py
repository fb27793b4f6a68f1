"""Our executor finds what Whoosh's own searcher finds on the same index, with its scores."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import query
from whoosh.reading import MultiReader, SegmentReader
from whoosh.searching import Searcher

from casefile.domain.documents import IndexDocument
from casefile.index import pairs
from casefile.index.executor import Executor
from casefile.index.generations import Generations
from casefile.index.place import Place
from casefile.index.schema import schema
from casefile.index.snapshot import Snapshot

WORDS = ("harbour", "pilot", "ledger", "crane", "inquiry", "the", "of", "night", "cargo", "signal", "tide", "broker", "seal")


def documents(count: int, seed: int, first: int = 0) -> Iterator[IndexDocument]:
    chance = random.Random(seed)
    for number in range(first, first + count):
        words = chance.choices(WORDS, weights=range(1, len(WORDS) + 1), k=chance.randint(3, 120))
        yield IndexDocument(f"S{number}", "article", number, " ".join(words[:3]), " ".join(words[3:]))


def opened(place: Place, *, gone: bool) -> tuple[Executor, Searcher]:
    """Several segments, one with pairs of frequent words; with `gone`, some documents replaced and some taken out."""
    generations = Generations(place, keep_texts=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pairs, "FEWEST", 100)
        generations.update(documents(150, 1), (), 1)
        generations.update(documents(40, 2, 0 if gone else 150), (), 2)
    if gone:
        generations.update((), [f"S{number}" for number in range(0, 150, 7)], 3)
    stamp = generations.current()
    assert stamp is not None
    segments = generations.segments(stamp)
    assert len(segments) > 1
    assert {len(file.frequent) > 3 for _, file in segments} == {True, False}
    readers = [SegmentReader(generations.storage(stamp), schema(), segment) for segment, _ in segments]
    return Executor(Snapshot(segments)), Searcher(MultiReader(readers))


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> tuple[Executor, Searcher]:
    return opened(Place("changed", Path(tmp_path_factory.mktemp("index"))), gone=True)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Executor, Searcher]:
    """Nothing is gone: Whoosh 2.7.4 loses count of what is when a NOT stands within a NOT."""
    return opened(Place("whole", Path(tmp_path_factory.mktemp("index"))), gone=False)


def theirs(searcher: Searcher, tree: query.Query) -> dict[int, float]:
    """Without documents that are gone: Whoosh 2.7.4 lets some through after a NOT."""
    leaves = searcher.reader().leaf_readers()
    gone = {number + offset for reader, offset in leaves for number in reader.segment().gone}
    found = searcher.search(tree, limit=None).top_n
    return {number: score for score, number in found if number not in gone}


def ours(executor: Executor, tree: query.Query) -> dict[int, float]:
    found, scores = executor.find(tree)
    assert (np.diff(found) > 0).all()
    return dict(zip(found.tolist(), scores.tolist(), strict=True))


fields = st.sampled_from(("text", "title"))
words = st.sampled_from(
    ("harbour", "pilot", "ledger", "crane", "inquiri", "the", "of", "night", "cargo", "signal", "nowhere")
)
terms = st.builds(query.Term, fields, words)
phrases = st.builds(
    lambda field, found, slop: query.Phrase(field, found, slop=slop),
    fields,
    st.lists(words, min_size=2, max_size=4),
    st.integers(1, 4),
)
scored = st.recursive(
    st.one_of(terms, terms, phrases),
    lambda inner: st.one_of(
        st.builds(query.And, st.lists(inner, min_size=2, max_size=4)),
        st.builds(query.Or, st.lists(inner, min_size=2, max_size=4)),
        st.builds(lambda a, b: query.And([a, query.Not(b)]), inner, inner),
    ),
    max_leaves=8,
)
patterns = st.one_of(
    st.builds(query.Prefix, st.sampled_from(("text", "exact")), st.sampled_from(("c", "cr", "ti", "x", "harb"))),
    st.builds(query.Wildcard, st.sampled_from(("text", "exact")), st.sampled_from(("*r", "?i*", "c*e", "*a*", "t?de"))),
    st.builds(
        query.FuzzyTerm, st.just("exact"), st.sampled_from(("crome", "tied", "sael", "nigt", "pilots")),
        maxdist=st.sampled_from((1, 2)),
        prefixlength=st.sampled_from((0, 1)),
    ),
    st.builds(query.TermRange, st.just("exact"), st.sampled_from(("b", "crane")), st.sampled_from(("night", "z"))),
    st.builds(query.Term, st.just("article"), st.sampled_from(("3", "90", "400"))),
    st.just(query.Every()),
)  # fmt: skip
anything = st.recursive(
    st.one_of(terms, phrases, patterns),
    lambda inner: st.one_of(
        st.builds(query.And, st.lists(inner, min_size=2, max_size=3)),
        st.builds(query.Or, st.lists(inner, min_size=2, max_size=3)),
        st.builds(query.Not, inner),
        st.builds(query.AndMaybe, inner, inner),
    ),
    max_leaves=6,
)


@settings(max_examples=250, deadline=None)
@given(tree=scored)
def test_hits_and_scores_equal(engines: tuple[Executor, Searcher], tree: query.Query) -> None:
    executor, searcher = engines
    expected, found = theirs(searcher, tree), ours(executor, tree)
    assert found.keys() == expected.keys()
    for number, score in expected.items():
        assert found[number] == pytest.approx(score, rel=1e-6)


@settings(max_examples=250, deadline=None)
@given(tree=anything)
def test_hits_equal_for_every_kind_of_query(whole: tuple[Executor, Searcher], tree: query.Query) -> None:
    executor, searcher = whole
    assert ours(executor, tree).keys() == theirs(searcher, tree).keys()
