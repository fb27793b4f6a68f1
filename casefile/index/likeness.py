"""More like this: an article as a query of its most telling words."""

from __future__ import annotations

from collections import Counter

from whoosh import query

from casefile.index.schema import analyst
from casefile.index.snapshot import Snapshot
from casefile.index.tree import NOTHING, Like, Query
from casefile.index.words import TAIL

MOST_WORDS = 25
_FEWEST_LETTERS = 3


def like(snapshot: Snapshot, identifier: str, text: str, language: str) -> Query:
    """What is like this document: an OR of its words that weigh most, tf / (tf + 1) x idf each, and as heavy as they weigh.
    Words that stand nowhere else say nothing (G. Salton and C. Buckley, "Term-weighting approaches in automatic text
    retrieval", 1988, with the saturation of BM25)."""
    counts = Counter(
        form.stem
        for _, form in analyst(language).words(text)
        if form.role != TAIL and len(form.stem) >= _shortest(form.stem)
    )
    weighed: list[tuple[float, str]] = []
    for stem, count in counts.items():
        df = snapshot.df("text", stem.encode("utf-8", "replace"))
        if df > 1:
            weighed.append((count / (count + 1) * snapshot.idf(df), stem))
    best = sorted(weighed, key=lambda entry: (-entry[0], entry[1]))[:MOST_WORDS]
    if not best:
        return NOTHING
    return Like(query.Or([query.Term("text", stem, boost=weight / best[0][0]) for weight, stem in best]), identifier)


def _shortest(stem: str) -> int:
    return _FEWEST_LETTERS if stem.isascii() else 2
