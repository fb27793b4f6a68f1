"""Names under which scanners detect malware: "Trojan.Win32.Lurker", "Android/Spy.Lurker", "W32.Lurker!gen".

They follow the scheme of CARO (1991), type:platform/family.variant, with every vendor's own order and marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from casefile.extract import lexicon
from casefile.extract.document import Document

# Parts and what joins them exclude each other, so that no text is read twice.
_NAME = re.compile(r"(?<![\w./:@-])[A-Za-z]\w*(?:[-.:/!~@]\w+){1,8}(?![\w/@])")
_JOINT = re.compile(r"[-.:/!~@]")


@lru_cache(maxsize=1)
def _parts() -> tuple[frozenset[str], frozenset[str]]:
    table = lexicon.load("en", "systems")["detections"]
    return frozenset(table["platforms"].split()), frozenset(table["types"].split())


def find(document: Document) -> list[tuple[int, int]]:
    """Stretches that are such names, by start; looked for once a document."""
    if "detections" not in document.kept:
        document.kept["detections"] = list(_find(document.text))
    found: list[tuple[int, int]] = document.kept["detections"]
    return found


_MARK = re.compile(r"\w[./:!]\w")
_SPACE = re.compile(r"\s")


def _joined(text: str) -> Iterator[re.Match[str]]:
    """What may be such a name in the words that have one of its marks inside."""
    done = 0
    for mark in _MARK.finditer(text):
        if mark.start() < done:
            continue
        first = max(done, text.rfind(" ", done, mark.start()), text.rfind("\n", done, mark.start()))
        space = _SPACE.search(text, mark.end())
        done = space.start() if space else len(text)
        yield from _NAME.finditer(text, first, done)


def _find(text: str) -> Iterator[tuple[int, int]]:
    platforms, types = _parts()
    for match in _joined(text):
        name = match[0]
        if "/" not in name and "." not in name and ":" not in name and "!" not in name:
            continue
        parts = [part.casefold() for part in _JOINT.split(name)]
        told = [part in platforms or part in types for part in parts]
        if not any(told) or all(told) or not told[0]:
            continue
        own = next(part for part, known in zip(_JOINT.split(name), told, strict=True) if not known)
        if own[0].isupper() or any(part in types for part in parts):
            yield match.span()
