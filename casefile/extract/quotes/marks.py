"""The quote-mark state machine: which stretches of a text stand in quotation marks.

One pass over the marks of each paragraph, so the time is linear in the text. Straight, curly, low, angular and typed
('' and ``) marks; a mark that opens again at the start of the next paragraph continues the quotation before it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

_MARK = re.compile(r"``|''|[\"“”„‟«»‹›'‘’‚‛「」『』〝〟]")
_OPEN = {
    "“": "”",
    "„": "“”",
    "‟": "”",
    "«": "»",
    "‹": "›",
    "‘": "’",
    "‚": "‘’",
    "‛": "’",
    "``": "''",
    "「": "」",
    "『": "』",
    "〝": "〟",
}
_TURNED = {"»": "«»", "›": "‹›"}
"""Marks that close in one country and open in another, with what then closes them: »so«, »så»."""
_CLOSE = frozenset("”»›’」』〟")
_SINGLE = frozenset(["'", "‘", "’", "‚", "‛", "‹", "›"])
_ELISIONS = frozenset("em til tis twas cause n bout round cuz er im ere neath gainst sup".split())
_SINGLE_REACH = 400
"""A single mark that is not closed within so many characters is an apostrophe."""
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Marked:
    """A quotation as the marks show it. `start:end` with, `first:last` without its marks."""

    start: int
    end: int
    first: int
    last: int
    single: bool
    closed: bool
    continues: bool = False
    """Goes on from the quotation before it: its marks open again in a new paragraph."""
    turn: int = 0
    """End of the speaker's label it begins with, as in a transcript ("BERG: We did."); 0 where it has none."""


@dataclass(slots=True)
class _Open:
    start: int
    first: int
    mark: str
    depth: int
    begins: bool
    """Stands at the beginning of its paragraph."""


_TURN = re.compile(r"(?:[^\W\d_a-z][\w.'’-]{0,20}[ \u00a0]?){1,4}:(?=\s+\S)")
"""A speaker's label: up to four words in capitals or with a capital, and a colon."""


def find(text: str, paragraphs: tuple[tuple[int, int], ...]) -> list[Marked]:
    """Outermost quotations by start, none across a paragraph's end."""
    found: list[Marked] = []
    pending = ""
    for start, end in paragraphs:
        outer, pending = _paragraph(text, start, end, pending)
        found += outer
    return found


def _paragraph(text: str, start: int, end: int, pending: str) -> tuple[list[Marked], str]:
    """Quotations of one paragraph, and the mark that was left open at its end ("" if none)."""
    stack: list[_Open] = []
    found: list[tuple[int, Marked]] = []
    continued = False
    position = start
    for match in _MARK.finditer(text, start, end):
        at, mark = match.span()[0], match[0]
        if at < position:
            continue
        position = match.end()
        if mark == "''" and not _typed_pair(text, at, start, stack):
            # Two single marks beside each other: an empty quotation, or one closing inside another.
            continue
        role = _role(text, at, position, start, end, mark, stack)
        if role == "open":
            if at == start and pending and _kind(mark) == _kind(pending):
                continued = True
            if (
                stack
                and _same_family(stack[-1].mark, mark)
                and mark not in ("„", "‚")
                and not _will_close_twice(text, position, end, mark)
            ):
                # Opened anew before it was closed: the first mark was stray.
                stack.pop()
            stack.append(_Open(at, position, mark, len(stack), at == start))
        elif role == "close":
            depth = _match_depth(stack, mark)
            if depth is not None:
                opened = stack[depth]
                del stack[depth:]
                single = opened.mark in _SINGLE
                if text[opened.first : at].strip():
                    found.append((depth, Marked(opened.start, position, opened.first, at, single, True)))
    left = ""
    if stack and stack[0].mark not in _SINGLE:
        opened = stack[0]
        if not any(marked.start > opened.start and not marked.single for _, marked in found) or opened.begins:
            found = [(depth, marked) for depth, marked in found if marked.end <= opened.start]
            found.append((0, Marked(opened.start, end, opened.first, end, False, False)))
            left = opened.mark
    result = _outermost([marked for _, marked in found])
    if continued and result and result[0].start == start:
        turn = _TURN.match(text, result[0].first, result[0].last)
        result[0] = replace(result[0], continues=turn is None, turn=turn.end() if turn else 0)
    elif left and result and result[0].start == start:
        # The first turn of a transcript: what is left open goes on in the next paragraph.
        turn = _TURN.match(text, result[0].first, result[0].last)
        result[0] = replace(result[0], turn=turn.end() if turn else 0)
    return result, left


def _outermost(found: list[Marked]) -> list[Marked]:
    result: list[Marked] = []
    for marked in sorted(found, key=lambda each: (each.start, -each.end)):
        if not result or marked.start >= result[-1].end:
            result.append(marked)
    return result


def _kind(mark: str) -> str:
    return "double" if mark in ('"', "“", "”", "``", "''", "„", "‟") else mark


def _same_family(one: str, other: str) -> bool:
    return one == other


def _typed_pair(text: str, at: int, start: int, stack: list[_Open]) -> bool:
    """Whether '' is a typed double mark."""
    return any(each.mark in ("``", "''", '"') for each in stack) or at == start or not text[at - 1].isalnum()


def _will_close_twice(text: str, position: int, end: int, mark: str) -> bool:
    """Whether a nested quotation of the same marks is plausible: curly marks show their direction, straight ones do not."""
    if mark != "“":
        return False
    window = text[position : min(end, position + 2000)]
    closing = window.find("”")
    if closing < 0:
        return False
    second = window.find("”", closing + 1)
    opening = window.find("“", closing + 1)
    return second >= 0 and (opening < 0 or second < opening)


def _match_depth(stack: list[_Open], mark: str) -> int | None:
    """Index of the innermost open mark that this one closes."""
    for depth in range(len(stack) - 1, max(-1, len(stack) - 4), -1):
        opened = stack[depth].mark
        if opened == mark and mark in ('"', "'", "''", "”", "’", "“"):
            return depth
        if mark in _OPEN.get(opened, "") or mark in _TURNED.get(opened, ""):
            return depth
        if (opened, mark) in (
            ("``", '"'),
            ("“", '"'),
            ('"', "”"),
            ('"', "''"),
            ("''", '"'),
            ("'", "’"),
            ("‘", "'"),
            ('"', "“"),
            ("”", '"'),
        ):
            return depth
    return None


def _role(text: str, at: int, after: int, start: int, end: int, mark: str, stack: list[_Open]) -> str:
    """open, close or "" (an apostrophe, a stray mark)."""
    before = text[at - 1] if at > start else " "
    following = text[after] if after < end else " "
    opens = (before.isspace() or before in "([{-–—―/“\"‘'«:") and not following.isspace() and following not in ",.;!?)]}"
    closes = not before.isspace() and (not following.isalnum())
    if stack and not before.isspace() and mark in _TURNED.get(stack[-1].mark, ""):
        return "close"
    if mark in _SINGLE and mark not in "‹›":
        return _single_role(text, after, end, mark, before, following, stack)
    if mark in _OPEN:
        if mark == "“" and stack and not before.isspace() and (stack[-1].mark == "„" or not following.isalnum()):
            return "close"
        return "open"
    if mark in _CLOSE:
        if _match_depth(stack, mark) is None and opens and following.isalnum():
            return "open"
        if at == start and not stack and text.find(mark, after, end) > 0:
            # A mark that can close nothing, turned the wrong way: `” ... it held,” he wrote.`
            return "open"
        return "close"
    is_open = _match_depth(stack, mark) is not None
    if not is_open and before.isdigit() and not opens:
        return ""
    if opens and not closes:
        return "open"
    if closes and not opens:
        return "close" if is_open else ("open" if following.isalnum() else "")
    return "close" if is_open else "open"


def _single_role(text: str, after: int, end: int, mark: str, before: str, following: str, stack: list[_Open]) -> str:
    if before.isalnum() and following.isalnum():
        return ""
    is_open = _match_depth(stack, mark) is not None
    if mark == "‘" and stack and stack[-1].mark == "‚" and not before.isspace():
        return "close"
    if mark in "‘‚‛" or (mark == "'" and not is_open):
        if before.isalnum() or not (following.isalnum() or following in '“"(['):
            return ""
        word = _WORD.match(text, after, min(end, after + 12))
        if following.isdigit() or (word and word[0].lower() in _ELISIONS):
            return ""
        return "open" if _closing_single(text, after, end, mark) else ""
    if not is_open or following.isalnum():
        return ""
    if before.isspace():
        return ""
    if before in "sS" and following.isspace():
        # The plural's genitive, unless nothing later could close.
        return "" if _closing_single(text, after, end, mark) else "close"
    return "close"


def _closing_single(text: str, position: int, end: int, mark: str) -> bool:
    """Whether a mark within reach can close a single quotation."""
    limit = min(end, position + _SINGLE_REACH)
    closers = "'" if mark == "'" else "‘’'" if mark == "‚" else "’'"
    opener = "‘" if mark not in ("'", "‚") else ""
    at = position
    while at < limit:
        char = text[at]
        if opener and char == opener:
            return False
        if char in closers and at > position and not text[at - 1].isspace():
            following = text[at + 1] if at + 1 < end else " "
            if not following.isalnum():
                return True
        at += 1
    return False
