"""What two reports are compared by: the words of their summaries, and whether those say much the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from math import ceil

from casefile.resolve.claims.reading import contents, meeting, rules
from casefile.resolve.keys import bare

_TOKEN = re.compile(r"[^\W_]+(?:[.,'’-][^\W_]+)*")
_CONTAINED = 0.5
"""Part of the words of the shorter report that the longer has too."""
_SHARED = 2
_ALIKE = 0.8
"""Jaccard resemblance from which two sentences are one, reworded here and there."""
_FEWEST = 5
"""Words. "He declined to comment" is the same sentence about anything."""
_RARE = 2
"""Rare words that two sentences share before they are compared."""
_NEXT = 16
"""Copies of one sentence that are compared with each."""


@dataclass(frozen=True, slots=True)
class Wording:
    tokens: tuple[str, ...]
    """Every word and number, casefolded, each once, sorted."""
    content: tuple[str, ...]
    """Meanings of the words of content, sorted."""
    denies: bool
    """Whether it says that something did not happen."""


@cache
def _negations() -> frozenset[str]:
    negation = rules()["negation"]
    return frozenset(f"{negation['words']} {negation['verbs']}".split())


def wording(summary: str) -> Wording:
    """The words of a summary."""
    tokens = {token.replace("’", "'") for token in _TOKEN.findall(bare(summary.casefold()))}
    contracted = any(token.endswith("n't") for token in tokens)
    return Wording(
        tuple(sorted(tokens)), tuple(sorted(contents(summary))), contracted or not tokens.isdisjoint(_negations())
    )


def same_subject(one: Wording, other: Wording, aside: frozenset[str]) -> bool:
    """Whether two reports say enough of the same: half of the shorter one's words, two at least, those `aside` (names and
    the trigger, which they share anyway) not counted; neither denies what the other says."""
    if one.denies != other.denies:
        return False
    left, right = set(one.content) - aside, set(other.content) - aside
    shared = len(left & right)
    return shared >= _SHARED and shared >= _CONTAINED * min(len(left), len(right))


def same_sentence(one: Wording, other: Wording) -> bool:
    """Whether two reports are one sentence, word for word or nearly; numbers have to be the same."""
    shorter, longer = sorted((len(one.tokens), len(other.tokens)))
    if one.denies != other.denies or shorter < _FEWEST or shorter < _ALIKE * longer:
        return False
    left = set(one.tokens)
    shared = len(left.intersection(other.tokens))
    if shared < _ALIKE * (shorter + longer - shared):
        return False
    return not any(token[0].isdigit() for token in left.symmetric_difference(other.tokens))


def sentences_alike(wordings: Sequence[Wording]) -> Iterator[tuple[int, int]]:
    """Pairs (lesser first) that are one sentence; of more than a few word for word, each with those next to it. Order
    `wordings` by time, so that those that belong together stand together.

    Sentences nearly the same are found by their rarest words, of which two such share two (prefix filtering, Chaudhuri et
    al. 2006), so that not every pair is compared.
    """
    copies: dict[tuple[str, ...], list[int]] = {}
    for index, own in enumerate(wordings):
        if len(own.tokens) >= _FEWEST:
            copies.setdefault(own.tokens, []).append(index)
    for those in copies.values():
        for at, other in enumerate(those):
            yield from ((one, other) for one in those[max(0, at - _NEXT) : at])
    groups = list(copies.values())
    rank = Counter(token for tokens in copies for token in tokens)
    keys = []
    for tokens in copies:
        rarest = sorted(tokens, key=lambda token: (rank[token], token))
        keys.append(rarest[: len(tokens) - ceil(_ALIKE * len(tokens)) + _RARE])
    for left, right in meeting(keys, _RARE):
        if same_sentence(wordings[groups[left][0]], wordings[groups[right][0]]):
            yield from ((min(pair), max(pair)) for pair in product(groups[left][:_NEXT], groups[right][:_NEXT]))
