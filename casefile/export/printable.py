"""Text as the typesetter may have it: every character shown, nothing hidden, nothing that turns what follows around.

Control characters, private use, lone surrogates, bidirectional overrides and whatever our fonts cannot show become
‹U+202E› and the like, so that the page says what the data holds. Each run of right-to-left words is wrapped in
U+2068..U+2069 and each number within one in U+2066..U+2069, so that dates beside a name keep their order (Unicode Standard
Annex 9, isolates).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from casefile import assets

LEFT_TO_RIGHT_ISOLATE = "\u2066"
FIRST_STRONG_ISOLATE = "\u2068"
POP_ISOLATE = "\u2069"

_SPACES = re.compile(r"[\t\n\r\x0b\x0c\x85\u2028\u2029]+")
# Characters that are meant to be unseen and do no harm: joiners, soft hyphen, variation selectors, word joiner.
_UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff") | frozenset(map(chr, range(0xFE00, 0xFE10)))
_KEPT = frozenset("\u200c\u200d")
_STRONG = frozenset({"R", "AL"})
_NUMBER = re.compile(r"\d(?:[\d.,:/+\-\u2212]*\d)?")
# Scripts that break anywhere (from U+2E80 on) need no help.
_LONG_WORD = re.compile(r"[^\s\u200b\u2e80-\U0010ffff]{35,}")
_PIECE = 30


@lru_cache(maxsize=1)
def _families() -> tuple[frozenset[int], ...]:
    """The code points that each family of our fonts has."""
    lines = assets.resource("fonts", "coverage.txt").read_text("utf-8").splitlines()
    return tuple(frozenset(_points(line.partition("\t")[2])) for line in lines)


def _points(ranges: str) -> Iterator[int]:
    for pair in ranges.split():
        first, _, last = pair.partition("-")
        yield from range(int(first, 16), int(last, 16) + 1)


@lru_cache(maxsize=65536)
def covered(cluster: str) -> bool:
    """Whether one family of the brief's fonts can show it: a character, or a letter with its marks."""
    points = frozenset(map(ord, cluster))
    return any(points <= family for family in _families())


def right_to_left(text: str) -> bool:
    """Whether any letter of it runs from right to left."""
    return any(unicodedata.bidirectional(character) in _STRONG for character in text)


def isolated(text: str) -> str:
    """`text` with its right-to-left runs, and the numbers in them, isolated from what stands beside them."""
    if not right_to_left(text):
        return text
    pieces: list[str] = []
    start, position = 0, 0
    while position < len(text):
        if unicodedata.bidirectional(text[position]) not in _STRONG:
            position += 1
            continue
        end = _run_end(text, position)
        run = _NUMBER.sub(lambda match: f"{LEFT_TO_RIGHT_ISOLATE}{match[0]}{POP_ISOLATE}", text[position:end])
        pieces += (text[start:position], FIRST_STRONG_ISOLATE, run, POP_ISOLATE)
        start = position = end
    return "".join((*pieces, text[start:]))


def _run_end(text: str, start: int) -> int:
    """One past the last right-to-left letter (with its marks) that no left-to-right letter parts from `start`."""
    end = start
    for position in range(start, len(text)):
        direction = unicodedata.bidirectional(text[position])
        if direction == "L":
            break
        if direction in _STRONG or (direction == "NSM" and position == end):
            end = position + 1
    return end


def code(character: str) -> str:
    """‹U+202E›: what cannot be shown, named."""
    return f"‹U+{ord(character):04X}›"


def printable(text: str, *, plain: bool = False) -> str:
    """`text` on one line, as described above. `plain` names everything beyond Latin too: the last resort."""
    line = unicodedata.normalize("NFC", _SPACES.sub(" ", text))
    shown = [_show(character, plain) for character in line]
    return isolated("".join(_with_marks(shown)))


def _with_marks(shown: Sequence[str]) -> Iterator[str]:
    """The same, with marks named that no font has together with their letter: they would be empty boxes."""
    letter = ""
    for piece in shown:
        if len(piece) == 1 and unicodedata.category(piece).startswith("M"):
            if letter and not covered(letter + piece):
                yield code(piece)
                continue
            letter += piece
        elif piece not in _KEPT:
            letter = piece if len(piece) == 1 else ""
        yield piece


def breakable(text: str) -> str:
    """`text` with places to break (U+200B) in words too long for a column: addresses, hash sums."""
    return _LONG_WORD.sub(lambda match: "\u200b".join(_pieces(match[0])), text)


def _pieces(word: str) -> list[str]:
    return [word[start : start + _PIECE] for start in range(0, len(word), _PIECE)]


def _show(character: str, plain: bool) -> str:
    if " " <= character <= "~":
        return character
    if character in _UNSEEN:
        return character if character in _KEPT else ""
    category = unicodedata.category(character)
    if category in ("Cc", "Cf", "Cs", "Co", "Cn") or not covered(character) or (plain and character > "\u024f"):
        return code(character) if category != "Zs" else " "
    return character
