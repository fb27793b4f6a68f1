"""Text as the typesetter may have it: every character shown, nothing hidden, nothing that turns what follows around.

Control characters, private use, lone surrogates, bidirectional overrides and whatever our fonts cannot show become
‹U+202E› and the like, so that the page says what the data holds. Each run of right-to-left words is wrapped in
U+2068..U+2069 and each number within one in U+2066..U+2069, so that dates beside a name keep their order (Unicode Standard
Annex 9, isolates).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
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
def _coverage() -> tuple[tuple[int, ...], tuple[int, ...]]:
    pairs = [line.split("-") for line in assets.resource("fonts", "coverage.txt").read_text("ascii").split()]
    return tuple(int(first, 16) for first, _ in pairs), tuple(int(last, 16) for _, last in pairs)


def covered(character: str) -> bool:
    """Whether the brief's fonts can show it."""
    firsts, lasts = _coverage()
    place = bisect_right(firsts, ord(character)) - 1
    return place >= 0 and ord(character) <= lasts[place]


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
    return isolated("".join(_show(character, plain) for character in line))


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
