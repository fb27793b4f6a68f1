"""What two reports are compared by: the words of their summaries, and whether those say much the same."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import ceil
from sys import intern

from casefile.resolve.claims.reading import contents, rules
from casefile.resolve.keys import bare

_TOKEN = re.compile(r"[^\W_]+(?:[.,'’-][^\W_]+)*")
_CONTAINED = 0.5
"""Part of the words of the shorter report that the longer has too."""
_SHARED = 2
_ALIKE = 0.8
"""Jaccard resemblance from which two sentences are one, reworded here and there."""
FEWEST = 5
"""Words. "He declined to comment" is the same sentence about anything."""
_RARE = 2
"""Long words that two sentences share before they are compared."""


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
    # A case of a million sentences has some ten thousand words: each is kept once.
    tokens = {intern(token.replace("’", "'")) for token in _TOKEN.findall(bare(summary.casefold()))}
    contracted = any(token.endswith("n't") for token in tokens)
    return Wording(
        tuple(sorted(tokens)),
        tuple(sorted(map(intern, contents(summary)))),
        contracted or not tokens.isdisjoint(_negations()),
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
    if one.denies != other.denies or shorter < FEWEST or shorter < _ALIKE * longer:
        return False
    left = set(one.tokens)
    shared = len(left.intersection(other.tokens))
    if shared < _ALIKE * (shorter + longer - shared):
        return False
    return not any(token[0].isdigit() for token in left.symmetric_difference(other.tokens))


def reworded(wordings: Sequence[Wording], days: Sequence[int], reach: int) -> Iterator[tuple[int, int]]:
    """Pairs of places (lesser first) of sentences that are one but for some words, at most `reach` days apart; `days`
    ascend.

    Two such share two of their longest words (prefix filtering, Chaudhuri et al. 2006, by an order that is the same whatever
    else is compared), so that not every pair is looked at. A pair is found or not whatever other sentences there are.
    """
    standing: dict[str, list[int]] = {}
    for index, own in enumerate(wordings):
        if len(own.tokens) < FEWEST:
            continue
        first = bisect_left(days, days[index] - reach)
        shared: Counter[int] = Counter()
        for key in _telling(own.tokens):
            holders = standing.setdefault(key, [])
            shared.update(holders[bisect_left(holders, first) :])
            holders.append(index)
        for other in sorted(shared):
            there = wordings[other]
            if shared[other] >= _RARE and there.tokens != own.tokens and same_sentence(there, own):
                yield other, index


def _telling(tokens: tuple[str, ...]) -> list[str]:
    longest = sorted(tokens, key=lambda token: (-len(token), token))
    return longest[: len(tokens) - ceil(_ALIKE * len(tokens)) + _RARE]
