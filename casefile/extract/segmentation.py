"""Where paragraphs and sentences end."""

from __future__ import annotations

import re

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_LINE_END = re.compile(r"\n")
_CLOSERS = "\"'”’»)\\]"
_SENTENCE_END = re.compile(
    # Possessive, and never begun inside a run of marks: linear on any string.
    rf"(?<![.!?…])[.!?…]++[{_CLOSERS}]*+(?=\s++[\"'“‘«(\[`*–—-]*+[^\W_a-z]|\s*+$)"
    r"|[。！？]++[」』）]*+"
    r"|\n"
)
_WORD = re.compile(r"[^\W_]+")
# A line that begins so is an item of a list: the one before it has ended.
_ITEM = re.compile(r"\s*(?:[-*•–—‣·]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s")
# After a question or exclamation inside a quotation: `"Why now?" Ms Orrin asked.`
_ATTRIBUTION = re.compile(
    r"\s+(?:[A-Z][\w.'’-]*\s+){1,3}(?:said|asked|says|asks|told|wrote|added|exclaimed|shouted|cried)\b"
)

# A dot after these never ends a sentence: something always follows.
_OPENING = frozenset(
    """mr mrs ms messrs mx dr prof gen lt sgt capt maj adm cmdr col brig cpl pvt rev hon sen rep gov pres supt insp det
    st mt ft vs no nos vol fig approx est viz cf eg ie al dept rt pp sr sra mme mlle msgr ald amb""".split()
)
# A dot after these ends a sentence only before a word that usually begins one.
_CLOSING = frozenset(
    """jr inc ltd corp co bros llc plc etc jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs
    fri sat sun ave blvd rd ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev
    okla ore pa penn tenn tex vt va wash wis wyo""".split()
)
_BEGINNERS = frozenset(
    """the a an he she it they we i you in on at but and or so this that these those his her its their our my when while if
    as for after before however there some many most one two three all another each every other no not by from with during
    since until last earlier later meanwhile still also both officials police authorities analysts according although
    despite among under over what who why how yet then now today yesterday more several even instead nearly about such
    asked""".split()
)


_LEGAL = frozenset("co corp inc ltd llc bros plc".split())
"""Ends of companies' names: a word with a capital and one without behind them begin a sentence."""
_NEW_SENTENCE = re.compile(r"\s+[A-Z][a-z]+ [a-z]")


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Blocks between blank lines; lines where there is no blank line. Trimmed of white space, empty ones dropped."""
    separator = _BLANK_LINE if _BLANK_LINE.search(text.strip()) else _LINE_END
    found, start = [], 0
    for match in [*separator.finditer(text), None]:
        end = match.start() if match else len(text)
        block = text[start:end]
        body = block.strip()
        if body:
            first = start + len(block) - len(block.lstrip())
            found.append((first, first + len(body)))
        start = match.end() if match else end
    return found


def sentences(text: str, blocks: tuple[tuple[int, int], ...]) -> list[tuple[int, int]]:
    """Sentences of each paragraph by start, trimmed, none across a paragraph's end. Headline lines and items of lists
    are sentences; the lines of a paragraph that was wrapped at a width are not."""
    found = []
    for first, last in blocks:
        start = first
        width = _width(text, first, last)
        for match in _SENTENCE_END.finditer(text, first, last):
            if match.start() < start:
                continue
            if match[0] == "\n":
                if not _line_ends_sentence(text, match.start(), first, last, width):
                    continue
                end = match.start()
            else:
                end = match.end()
                if end < last and _goes_on(text, match, start, last):
                    continue
            if body := text[start:end].rstrip():
                found.append((start, start + len(body)))
            start = match.end()
            while start < last and text[start].isspace():
                start += 1
        if start < last:
            found.append((start, last))
    return found


def _width(text: str, first: int, last: int) -> int:
    """Length of the longest line of a block; 0 for a block of one line."""
    if text.find("\n", first, last) < 0:
        return 0
    return max(len(line) for line in text[first:last].split("\n"))


def _line_ends_sentence(text: str, position: int, first: int, last: int, width: int) -> bool:
    """Whether a line end within a paragraph is more than a wrapped line: it is, if the next word would have fitted on
    the line, or an item of a list follows."""
    if _ITEM.match(text, position + 1, last):
        return True
    begin = max(first, text.rfind("\n", first, position) + 1)
    word = _WORD.search(text, position + 1, min(last, position + 80))
    if word is None:
        return True
    if text[word.start()].islower() and position - begin > width // 2:
        return False
    return width < 40 or position - begin + 1 + len(word[0]) + 2 < width


def _goes_on(text: str, match: re.Match[str], floor: int, last: int) -> bool:
    """Whether the sentence goes on after this mark: an abbreviation, an initial, a question inside a quotation."""
    mark = match[0]
    if mark[0] != ".":
        return (
            len(mark) > 1
            and mark[0] in "!?"
            and mark[-1] not in ".!?…)]"
            and bool(_ATTRIBUTION.match(text, match.end(), last))
        )
    if mark != ".":
        return False
    dot = match.start()
    start = dot
    while start > floor and dot - start < 12 and (text[start - 1].isalpha() or text[start - 1] == "."):
        start -= 1
    word = text[start:dot]
    lower = word.casefold()
    if lower in _OPENING:
        # "No." may also be an answer.
        return lower != "no" or _next_is_digit(text, match.end(), last)
    if len(word) == 1 and word.isupper() and word != "I" and not (start > floor and text[start - 1].isalnum()):
        return True
    if lower in _LEGAL and _NEW_SENTENCE.match(text, match.end(), last):
        return False  # "... of Corvin Co. Union members said"
    if lower in _CLOSING or "." in word:
        if lower in ("a.m", "p.m") and not _next_is_digit(text, match.end(), last):
            return not _begins_sentence(text, match.end(), last)
        return not _begins_sentence(text, match.end(), last)
    return False


def _next_is_digit(text: str, position: int, last: int) -> bool:
    while position < last and text[position].isspace():
        position += 1
    return position < last and text[position].isdigit()


def _begins_sentence(text: str, position: int, last: int) -> bool:
    word = _WORD.search(text, position, min(last, position + 24))
    if word is None:
        return True
    before = text[position : word.start()]
    return word[0].casefold() in _BEGINNERS or any(mark in before for mark in '"“‘`')
