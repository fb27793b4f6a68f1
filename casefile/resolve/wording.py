"""What two reports are compared by: the words of their summaries, and whether those say much the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
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
    if one.denies != other.denies:
        return False
    left, right = set(one.tokens), set(other.tokens)
    if min(len(left), len(right)) < _FEWEST or len(left & right) < _ALIKE * len(left | right):
        return False
    return not any(token[0].isdigit() for token in left ^ right)


def sentences_alike(wordings: Sequence[Wording]) -> Iterator[tuple[int, int]]:
    """Pairs (lesser first) that are one sentence. Found by their rarest words, of which two such sentences share one
    (prefix filtering, Chaudhuri et al. 2006), so that not every pair is compared."""
    rank = _rarity(word.tokens for word in wordings)
    keys = []
    for own in wordings:
        tokens = sorted(own.tokens, key=lambda token: (rank[token], token)) if len(own.tokens) >= _FEWEST else []
        keys.append(tokens[: len(tokens) - ceil(_ALIKE * len(tokens)) + 1] if tokens else [])
    for one, other in meeting(keys, 1):
        if same_sentence(wordings[one], wordings[other]):
            yield one, other


def _rarity(all_tokens: Iterable[tuple[str, ...]]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for tokens in all_tokens:
        for token in tokens:
            counts[token] = counts.get(token, 0) + 1
    return counts
