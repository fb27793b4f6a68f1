"""On articles as papers write them, every query finds what Whoosh's own searcher finds on the same index, with its scores.

The sample case's articles are always there; the acceptance articles where the shared folder is at hand. The words of the
queries, and what stands beside what in a phrase, are drawn from the articles themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import query
from whoosh.reading import MultiReader, SegmentReader
from whoosh.searching import Searcher

from casefile.assets import resource
from casefile.domain.documents import IndexDocument
from casefile.index.executor import Executor
from casefile.index.generations import Generations
from casefile.index.place import Place
from casefile.index.schema import analyst, schema
from casefile.index.snapshot import Snapshot


class Articles:
    """The same index, opened by us and by Whoosh."""

    def __init__(self, paths: Sequence[Path], folder: Path) -> None:
        texts = [path.read_text(encoding="utf-8") for path in paths]
        assert texts
        generations = Generations(Place("articles", folder), keep_texts=True)
        # Two updates, two segments.
        half = len(texts) // 2
        for revision, part in enumerate((range(half), range(half, len(texts))), 1):
            generations.update(
                (IndexDocument(f"S{n}", "article", n, texts[n].partition("\n")[0], texts[n]) for n in part), (), revision
            )
        stamp = generations.current()
        assert stamp is not None
        segments = generations.segments(stamp)
        readers = [SegmentReader(generations.storage(stamp), schema(), segment) for segment, _ in segments]
        self.executor, self.searcher = Executor(Snapshot(segments)), Searcher(MultiReader(readers))
        forms = [[form for _, form in analyst("en").words(text) if form.role == "part"] for text in texts]
        self.stems = [[form.stem for form in own] for own in forms]
        self.exacts = sorted({form.exact for own in forms for form in own if len(form.exact) > 3})

    def agree(self, tree: query.Query, *, scored: bool) -> None:
        expected = {hit.docnum: hit.score for hit in self.searcher.search(tree, limit=None)}
        found, scores = self.executor.find(tree)
        assert (np.diff(found) > 0).all()
        assert set(found.tolist()) == expected.keys()
        if scored:
            assert dict(zip(found.tolist(), scores.tolist(), strict=True)) == pytest.approx(expected, rel=1e-6)

    def terms(self) -> st.SearchStrategy[query.Query]:
        return st.sampled_from(sorted({stem for own in self.stems for stem in own})).map(
            lambda stem: query.Term("text", stem)
        )

    def phrases(self) -> st.SearchStrategy[query.Query]:
        """Words that stand beside each other, or with some between."""

        def phrase(place: tuple[list[str], float, int, int, int]) -> query.Query:
            own, at, step, count, more = place
            begin = int(at * (len(own) - step * count))
            return query.Phrase("text", own[begin : begin + step * count : step], slop=step + more)

        long = st.sampled_from([own for own in self.stems if len(own) > 12])
        numbers = (st.floats(0, 1), st.integers(1, 3), st.integers(2, 4), st.integers(0, 1))
        return st.tuples(long, *numbers).map(phrase)

    def patterns(self) -> st.SearchStrategy[query.Query]:
        words = st.sampled_from(self.exacts)
        return st.one_of(
            words.map(lambda word: query.Prefix("exact", word[:3])),
            words.map(lambda word: query.Wildcard("exact", f"{word[:2]}*{word[-1]}")),
            words.map(lambda word: query.FuzzyTerm("exact", word[:1] + word[2:], maxdist=1, prefixlength=0)),
            st.tuples(words, words).map(lambda pair: query.TermRange("exact", min(pair), max(pair))),
        )

    def all_agree(self) -> None:
        """Made queries of every kind."""
        leaves = st.one_of(self.terms(), self.terms(), self.phrases())

        def grown(inner: st.SearchStrategy[query.Query]) -> st.SearchStrategy[query.Query]:
            several = st.lists(inner, min_size=2, max_size=4)
            without = st.tuples(inner, inner).map(lambda pair: query.And([pair[0], query.Not(pair[1])]))
            return st.one_of(several.map(query.And), several.map(query.Or), without)

        @settings(max_examples=200, deadline=None)
        @given(tree=st.recursive(leaves, grown, max_leaves=6))
        def scored(tree: query.Query) -> None:
            self.agree(tree, scored=True)

        @settings(max_examples=100, deadline=None)
        @given(tree=st.recursive(st.one_of(leaves, self.patterns()), grown, max_leaves=4))
        def found(tree: query.Query) -> None:
            self.agree(tree, scored=False)

        scored()
        found()


def test_the_sample_case(tmp_path: Path) -> None:
    Articles(sorted(resource("sample", "articles").glob("*.txt")), tmp_path).all_agree()


def test_the_acceptance_articles(shared: Path, tmp_path: Path) -> None:
    Articles(sorted((shared / "acceptance" / "jaxa").glob("*.txt")), tmp_path).all_agree()
