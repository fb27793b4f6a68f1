"""Did you mean: words of the case's own vocabulary that are near a word it does not have."""

from __future__ import annotations

from collections.abc import Sequence

from casefile.index.executor import Executor
from casefile.index.schema import EXACT_FIELD

MOST = 3
_SHORT = 3
"""Words of so few letters are near too many others."""
_LONG = 6
"""From so many letters on, two edits are allowed."""


def suggestions(executor: Executor, text: str, words: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """The query with a word that occurs nowhere replaced by the nearest that do, most frequent first. `words` are those
    of the query, as written and folded."""
    found: list[str] = []
    for written, exact in words:
        if len(exact) <= _SHORT or len(executor.snapshot.postings(EXACT_FIELD, exact.encode())[0]):
            continue
        near: dict[str, tuple[int, int]] = {}
        for leaf, patterns in zip(executor.snapshot.leaves, executor.patterns, strict=True):
            terms, edits = patterns.near(EXACT_FIELD, exact, 1 if len(exact) < _LONG else 2, swaps=True)
            for word, term, distance in zip(patterns.words(terms), terms.tolist(), edits.tolist(), strict=True):
                known = near.get(word, (distance, 0))
                near[word] = (distance, known[1] - int(leaf.file.postings.df(term, term + 1)[0]))
        for word, _ in sorted(near.items(), key=lambda item: (item[1], item[0]))[:MOST]:
            found.append(text.replace(written, word, 1))
    return tuple(dict.fromkeys(found))[:MOST]
