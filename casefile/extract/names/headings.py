"""Headings and captions that run into the sentence behind them: "Lurker Sending the code Lurker sends the code"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from casefile.domain.findings import EntityType
from casefile.extract.document import Document
from casefile.extract.evidence import key_of
from casefile.extract.names.candidates import Candidate
from casefile.extract.names.gazetteer import Known, plain
from casefile.extract.names.rules import Rules

_THINGS = (EntityType.SYSTEM, EntityType.OTHER)
_LONGEST = 12
"""Tokens. What is longer is taken apart where its names are picked out of a headline."""


def strip(document: Document, rules: Rules, found: list[Candidate], is_plain: Callable[[int], bool]) -> None:
    """Leaves of a candidate only the names in it that stand alone elsewhere or are known, where all its other words are
    ordinary words with capitals (`is_plain` says of which tokens that holds); parts what two sentences brought together.
    Changes `found` in place."""
    alone = Counter(candidate.key for candidate in found if candidate.last - candidate.first == 1)
    seen = Counter(candidate.key for candidate in found)
    final = (rules.org_heads, rules.legal, rules.place_heads, rules.others)
    parted = []
    for candidate in found:
        length = candidate.last - candidate.first
        last_word = document.lower[candidate.last - 1]
        whole = candidate.known or candidate.titled or any(last_word in heads for heads in final)
        if not 2 <= length <= _LONGEST or whole or seen[candidate.key] > 1:
            parted.append(candidate)
        else:
            parted += _parts(document, rules, candidate, alone, is_plain) or [candidate]
    found[:] = parted


def _parts(
    document: Document, rules: Rules, candidate: Candidate, alone: Counter[str], is_plain: Callable[[int], bool]
) -> list[Candidate]:
    """The names in the candidate; none where a word is neither ordinary nor part of one."""
    names: list[tuple[int, int, Known | None]] = []
    token = candidate.first
    ordinary = 0
    while token < candidate.last:
        for last in range(candidate.last - (token == candidate.first), token, -1):
            known = rules.known.find(plain(document.text[document.starts[token] : document.ends[last - 1]]))
            if known is not None and (last - token > 1 or not _is_ambiguous(document.lower[token], rules)):
                break
            if last - token == 1 and alone[key_of(document.words[token])] >= 2:
                break
        else:
            if not is_plain(token):
                return []
            ordinary += 1
            token += 1
            continue
        names.append((token, last, known))
        token = last
    last_word = document.lower[candidate.last - 1]
    headed = last_word in rules.product_heads or last_word in rules.system_heads or last_word in rules.versions
    if headed and names and names[-1][1] < candidate.last:
        return []  # "Veltron Defense Platform"
    kinds = [known.type if known is not None else None for _, _, known in names]
    if len(names) != 1 and (ordinary or not _are_two(kinds)):
        return []
    return [_cut(document, candidate, first, last, known) for first, last, known in names]


def _are_two(kinds: list[EntityType | None]) -> bool:
    """A thing, then who or what begins the next sentence: a maker comes before its product, not behind it."""
    return len(kinds) == 2 and kinds[0] in _THINGS and kinds[1] is not EntityType.SYSTEM


def _is_ambiguous(word: str, rules: Rules) -> bool:
    return word in rules.common or word in rules.ambiguous or word in rules.firsts or word in rules.lasts


def _cut(document: Document, candidate: Candidate, first: int, last: int, known: Known | None) -> Candidate:
    start, end = document.starts[first], document.ends[last - 1]
    opening = candidate.opening and first == candidate.first
    return Candidate(
        first,
        last,
        start,
        end,
        document.text[start:end],
        opening,
        candidate.sentence,
        headline=candidate.headline,
        known=known,
    )
