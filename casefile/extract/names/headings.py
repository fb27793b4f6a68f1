"""Headings and captions that run into the sentence behind them: "Lurker Sending the code Lurker sends the code"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from casefile.extract.document import Document
from casefile.extract.evidence import key_of
from casefile.extract.names.candidates import Candidate
from casefile.extract.names.gazetteer import plain
from casefile.extract.names.rules import Rules


def strip(document: Document, rules: Rules, found: list[Candidate], is_plain: Callable[[int], bool]) -> None:
    """Leaves of a candidate only the word that stands alone elsewhere, where all others are ordinary words with capitals
    (`is_plain` says of which tokens that holds). Changes `found` in place."""
    alone = Counter(candidate.key for candidate in found if candidate.last - candidate.first == 1)
    seen = Counter(candidate.key for candidate in found)
    final = (rules.org_heads, rules.legal, rules.place_heads, rules.others)
    for number, candidate in enumerate(found):
        tokens = range(candidate.first, candidate.last)
        whole = candidate.known or candidate.titled or any(document.lower[tokens[-1]] in heads for heads in final)
        if len(tokens) < 2 or whole or seen[candidate.key] > 1:
            continue
        for name, others in ((tokens[0], tokens[1:]), (tokens[-1], tokens[:-1])):
            rest = document.text[document.starts[others[0]] : document.ends[others[-1]]]
            if alone[key_of(document.words[name])] < 2 or rules.known.find(plain(rest)) is not None:
                continue
            if all(map(is_plain, others)):
                start, end = document.starts[name], document.ends[name]
                surface = document.text[start:end]
                found[number] = Candidate(
                    name,
                    name + 1,
                    start,
                    end,
                    surface,
                    candidate.opening,
                    candidate.sentence,
                    known=rules.known.find(surface),
                )
                break
