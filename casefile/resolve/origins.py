"""Chains of reporting: "The Halden Courier reported on Tuesday that ...", "... told Northern Wire". What a passage has from
another outlet is that outlet's, not its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from casefile.domain.claims import Passage, Source
from casefile.resolve.keys import words_of

_TOLD = re.compile(
    r"\b(?:told|speaking to|interview with|report by|reports? in|reported by|quoted by|according to|citing)\s+"
)
_OWN = frozenset("newspaper daily weekly agency the".split())
_REACH = 60
"""Code points after "told" in which the outlet's name begins and ends."""


def outlet_key(name: str) -> str:
    """What two ways of naming an outlet share: "the Halden Courier newspaper" is the Halden Courier."""
    words = [word for word in words_of(name) if word not in _OWN]
    return " ".join(words or words_of(name))


def reported_by(sources: Sequence[Source], passages: Iterable[Passage]) -> Mapping[tuple[int, int], int]:
    """For each passage (article, start) that has what it says from another outlet of the case, an article of that outlet:
    the last one published before it, else the first."""
    outlets: dict[str, list[Source]] = {}
    for source in sources:
        if source.outlet:
            outlets.setdefault(outlet_key(source.outlet), []).append(source)
    own = {source.article: source for source in sources}
    found = {}
    for passage in passages:
        here = own[passage.article]
        named = _named(passage, outlets)
        if named and named != outlet_key(here.outlet):
            found[passage.article, passage.start] = _latest(outlets[named], here)
    return found


def edges(sources: Sequence[Source], passages: Iterable[Passage]) -> tuple[tuple[int, int], ...]:
    """(article, the article it has something from), each once, in order: the chains of a case."""
    return tuple(sorted({(article, of) for (article, _), of in reported_by(sources, passages).items()}))


def _named(passage: Passage, outlets: Mapping[str, object]) -> str | None:
    for quote in passage.quotes:
        key = outlet_key(quote.speaker or "")
        if key in outlets:
            return key
    for match in _TOLD.finditer(passage.text):
        words = [word for word in words_of(passage.text[match.end() : match.end() + _REACH]) if word not in _OWN]
        for end in range(min(len(words), 6), 0, -1):
            key = " ".join(words[:end])
            if key in outlets:
                return key
    return None


def _latest(articles: Sequence[Source], here: Source) -> int:
    before = [s for s in articles if s.earliest and here.earliest and s.earliest <= here.earliest]
    if before:
        return max(before, key=lambda source: (source.earliest or "", -source.article)).article
    return min(articles, key=lambda source: (source.earliest or "9999", source.article)).article
