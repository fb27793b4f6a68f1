"""Names given in two scripts: "Naomi Kitahara (北原直美)", "北原直美 / Naomi Kitahara"."""

from __future__ import annotations

import re

from casefile.extract.document import Document
from casefile.extract.names.candidates import Candidate

# Letters of scripts without capitals: Hebrew to Thai, Georgian, Hangul, kana, Han.
_NATIVE = re.compile(r"[\u0590-\u0e7f\u10a0-\u10ff\u1100-\u11ff\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3々・]{2,24}")
_BEFORE = re.compile(r"\s?[（(/]\s?\Z")
_AFTER = re.compile(r"\s?[（(/]\s?")


def pairs(document: Document, candidates: list[Candidate]) -> list[tuple[Candidate, Candidate]]:
    """(name in Latin letters, its first native form). Every mention of a native form found so is added to `candidates`,
    which stay in order."""
    text = document.text
    if text.isascii():
        return []
    ends = {candidate.end: candidate for candidate in candidates}
    starts = {candidate.start: candidate for candidate in candidates}
    matches = list(_NATIVE.finditer(text))
    latin_of: dict[str, Candidate] = {}
    for match in matches:
        if match[0] in latin_of:
            continue
        bracket = _BEFORE.search(text, max(0, match.start() - 3), match.start())
        latin = ends.get(bracket.start()) if bracket else None
        if latin is None:
            opened = _AFTER.match(text, match.end())
            latin = starts.get(opened.end()) if opened else None
        if latin is not None:
            latin_of[match[0]] = latin
    found: dict[str, tuple[Candidate, Candidate]] = {}
    added = []
    for match in matches:
        latin = latin_of.get(match[0])
        if latin is None:
            continue
        first = document.token_at(match.start())
        native = Candidate(
            first, first + 1, match.start(), match.end(), match[0], False, document.sentence_at(match.start()), native=True
        )
        added.append(native)
        found.setdefault(match[0], (latin, native))
    candidates.extend(added)
    candidates.sort(key=lambda candidate: candidate.start)
    return list(found.values())
