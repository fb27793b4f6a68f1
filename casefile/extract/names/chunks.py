"""Runs of capitalised words: where a name may stand, and which small words inside it belong to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from casefile.extract.document import Document
from casefile.extract.names.rules import Rules

LOWER, TITLE, CAPS, MIXED, ALNUM, DIGITS, LETTER, PUNCT = range(8)
NAME = frozenset((TITLE, CAPS, MIXED, ALNUM, LETTER))
APOSTROPHES = "'’"
_OPENING_MARKS = frozenset("\"“”„«»‘:•*–—·|>-;'")
# Openers that may also stand inside a name: Air Force One, New York, First Bank.
_INSIDE = frozenset(
    "one two three four first second third new old last all late early no your our my us more now today up".split()
)
_ABBREVIATED = frozenset(
    "st mt ft jr sr dr mr mrs ms prof gen col lt capt sgt rev hon sen rep gov maj adm cmdr wm chas jos".split()
)
_DOTTED_LEGAL = frozenset("inc corp ltd co bros cos".split())
_LONGEST = 40
"""Tokens. No name is longer; the work on one run is bounded by it."""
_SENTENCE_ENDS = frozenset(".!?;\"”’'")
_SITES = frozenset("com org net io co".split())
_AFTER_COMMA = frozenset("inc ltd llc corp co jr sr plc gmbh".split())


# What code, paths, handles and file names are recognised by: BOOT_COMPLETE, @handle, com.example.app, notes.xml.
_MARK = re.compile(r"https?://\S++|www\.\S++|[_@#\\]|(?<=[^\W_])\.(?=[^\W_])")
_ENDING = re.compile(r"[a-z0-9]{2,}")
_SITE = re.compile(r"[A-Z][^\W_]*\.(?:com|org|net|io|co)\b")


@lru_cache(maxsize=1 << 16)
def shape(word: str) -> int:
    """How a token is written."""
    first = word[0]
    if first.isdigit():
        return DIGITS
    if not first.isalpha():
        return PUNCT
    if word.islower():
        return LOWER
    if len(word) == 1:
        return LETTER if first.isupper() else LOWER
    if any(character.isdigit() for character in word):
        return ALNUM if any(character.isupper() for character in word) else LOWER
    if word.isupper():
        return CAPS
    if first.isupper() and word[1:].islower():
        return TITLE
    return MIXED if any(character.isupper() for character in word) else LOWER


def _code(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of text that are no prose."""
    done, size = 0, len(text)
    for mark in _MARK.finditer(text):
        start, end = mark.span()
        if start < done:
            continue
        if end - start > 1:
            done = end
            yield start, end
            continue
        while start > done and (text[start - 1].isalnum() or text[start - 1] in "._"):
            start -= 1
        while end < size and (text[end].isalnum() or text[end] in "._"):
            end += 1
        done = end
        stretch = text[start:end].rstrip(".")
        if mark[0] != "." or "_" in stretch or _is_dotted_code(stretch):
            yield start, end


def _is_dotted_code(stretch: str) -> bool:
    parts = stretch.split(".")
    if stretch[0].isdigit() or _SITE.match(stretch) or all(len(part) == 1 for part in parts):
        return False
    if len(parts) == 2:
        return _ENDING.fullmatch(parts[1]) is not None
    return not (stretch.isupper() and len(stretch) < 8)


@dataclass(frozen=True, slots=True)
class Chunk:
    """Tokens [first, last) of one sentence."""

    first: int
    last: int
    opening: bool
    """Its first word stands where any word would be capitalised."""
    sentence: int
    headline: bool
    """The sentence is written in title case or capitals, so that capitals say nothing."""


class Scanner:
    """Finds the chunks of one document."""

    def __init__(self, document: Document, rules: Rules, blocked: bytearray) -> None:
        self.document = document
        self.rules = rules
        self.blocked = blocked
        self.shapes = [shape(word) for word in document.words]
        for start, end in _code(document.text):
            for token in range(document.token_at(start), document.token_at(end)):
                blocked[token] = 1

    def chunks(self) -> list[Chunk]:
        """All of them, by position. `blocked` tokens (dates) are in none."""
        document, shapes, blocked = self.document, self.shapes, self.blocked
        words = document.words
        found = []
        for index, (begin, end) in enumerate(document.sentences):
            token, stop = document.token_at(begin), document.token_at(end)
            headline = self._is_headline(token, stop)
            opening = True
            while token < stop:
                form = shapes[token]
                if form == PUNCT:
                    if words[token] in _OPENING_MARKS:
                        opening = True
                elif (
                    form in (LETTER, CAPS)
                    and token
                    and self.shapes[token - 1] == DIGITS
                    and document.starts[token] == document.ends[token - 1]
                ):
                    pass  # a unit or part of an ordinal: 30GB, 3G
                elif form in NAME and not blocked[token] and self._is_alternative(token):
                    opening = False  # "Photo/Drawing": the other word of a pair of common nouns
                elif form in NAME and not blocked[token]:
                    last = self._extend(token, stop)
                    if (
                        last - token > 1
                        and last < stop
                        and words[last] == ":"
                        and document.lower[last - 1] in self.rules.common
                    ):
                        last -= 1  # a label follows the name: "X Image: Y"
                    elif last - token > 1 and self._is_negation(last):
                        last -= 1  # "X Won’t"
                    found.append(Chunk(token, last, opening or headline, index, headline))
                    token = last
                    opening = False
                    continue
                elif form != DIGITS or not opening:
                    opening = False
                token += 1
        return found

    def _is_negation(self, token: int) -> bool:
        document = self.document
        return (
            token + 1 < len(document.words)
            and document.words[token] in APOSTROPHES
            and document.lower[token + 1] == "t"
            and document.starts[token + 1] == document.ends[token] == document.ends[token - 1] + 1
        )

    def _is_alternative(self, token: int) -> bool:
        document = self.document
        return (
            token > 1
            and document.words[token - 1] == "/"
            and document.starts[token] == document.ends[token - 1] == document.ends[token - 2] + 1
            and document.lower[token - 2] in self.rules.common
            and self.rules.known.find(document.words[token]) is None
        )

    def _is_headline(self, token: int, stop: int) -> bool:
        words, shapes = self.document.words, self.shapes
        total = lower = shouted = 0
        for index in range(token, min(stop, token + 25)):
            form = shapes[index]
            if form != PUNCT and form != DIGITS and len(words[index]) > 3:
                total += 1
                if form == LOWER:
                    lower += 1
                    if lower > 4:
                        return False
                elif form == CAPS:
                    shouted += 1
        if shouted == total:
            return total >= 2
        return total >= 4 and lower * 5 <= total and words[stop - 1] not in _SENTENCE_ENDS

    def _extend(self, first: int, stop: int) -> int:
        """Token after the run that begins here."""
        words, lower, shapes, blocked = self.document.words, self.document.lower, self.shapes, self.blocked
        starts, ends, rules = self.document.starts, self.document.ends, self.rules
        token = first + 1
        after_of = False
        stop = min(stop, first + _LONGEST)
        while token < stop and not blocked[token]:
            form = shapes[token]
            more = token + 1 < stop and not blocked[token + 1]
            if form in NAME:
                if form == TITLE and lower[token] in rules.openers and lower[token] not in _INSIDE:
                    break
                token += 1
            elif form == DIGITS:
                if not self._is_version(first, token, stop):
                    break
                token += 1
            elif form == PUNCT:
                close = starts[token] == ends[token - 1]
                word = words[token]
                if word == "." and close:
                    before = lower[token - 1]
                    joins = more and shapes[token + 1] in NAME and starts[token + 1] - ends[token] <= 1
                    if before in _DOTTED_LEGAL or (joins and (shapes[token - 1] == LETTER or before in _ABBREVIATED)):
                        token += 1
                        continue
                    if not (more and lower[token + 1] in _SITES and starts[token + 1] == ends[token]):
                        break
                if not more:
                    break
                tight = close and starts[token + 1] == ends[token]
                following = shapes[token + 1]
                if (
                    (word == "-" and tight and (following in NAME or following == DIGITS))
                    or (word == "&" and following in NAME and (tight or (not close and starts[token + 1] > ends[token])))
                    or (word in APOSTROPHES and tight and following in NAME and len(words[token - 1]) <= 3)
                    or (word == "," and close and lower[token + 1] in _AFTER_COMMA and following in NAME)
                ):
                    token += 2
                elif word == "," and close and lower[token - 1] in rules.fields:
                    last = self._field_list(first, token, stop, after_of)
                    if last == token:
                        break
                    token = last
                elif word[0] in APOSTROPHES and word[1:] == "s" and close and self._known_possessive(first, token):
                    token += 1
                elif word == "." and tight and lower[token + 1] in _SITES:
                    token += 2
                else:
                    break
            else:
                last = self._connect(first, token, stop, after_of) if more else token
                if last == token:
                    break
                after_of = after_of or lower[token] in ("of", "for", "on")
                token = last
        return token

    def _connect(self, first: int, token: int, stop: int, after_of: bool) -> int:
        """Token after a lower-case word that joins two parts of a name, and after the first word of the second part; the
        same token if it joins nothing."""
        lower, shapes, rules, words = self.document.lower, self.shapes, self.rules, self.document.words
        word, before = words[token], lower[token - 1]
        following = token + 1
        if word in ("of", "for", "on"):
            if lower[following] == "the" and words[following] == "the" and following + 1 < stop:
                following += 1
            if shapes[following] not in NAME or self.blocked[following]:
                return token
            joins = (
                before in rules.of_heads or (before, "of", lower[token + 1]) in rules.multi
                if word == "of"
                else before in (rules.for_heads if word == "for" else rules.on_heads)
                or (after_of and lower[following] in rules.fields)
            )
            return following + 1 if joins else token
        if word == "and":
            if shapes[following] != TITLE or lower[following] not in rules.fields:
                return self._two_fields(first, token, stop)
            if (after_of and before in rules.fields) or (after_of and before == "readiness"):
                return following + 1
            return self._two_fields(first, token, stop)
        if word in rules.particles and shapes[token - 1] in (TITLE, MIXED, LETTER):
            last = token + 1
            if last < stop and words[last] in rules.particles:
                last += 1
            if last < stop and words[last] == "-" and last + 1 < stop:
                last += 1
            if last < stop and shapes[last] in (TITLE, MIXED) and not self.blocked[last]:
                return last + 1
        return token

    def _two_fields(self, first: int, token: int, stop: int) -> int:
        """ "Strategic Planning and Management Department": the left part is no name by itself, a head ends the right one."""
        lower, shapes, rules = self.document.lower, self.shapes, self.rules
        first += lower[first] == "the"
        if not all(lower[index] in rules.fields or _abstract(lower[index]) for index in range(first, token)):
            return token
        last = token + 1
        while last < stop and shapes[last] == TITLE and not self.blocked[last]:
            if lower[last] in rules.org_heads and last > token + 1:
                return last + 1
            last += 1
        return token

    def _field_list(self, first: int, token: int, stop: int, after_of: bool) -> int:
        """ "Education, Culture, Sports and Tourism Ministry", "Ministry of Health, Labour and Welfare": token after
        the list (and its head), or the same token."""
        lower, shapes, rules, words = self.document.lower, self.shapes, self.rules, self.document.words
        first += lower[first] == "the"
        if not after_of and not all(lower[index] in rules.fields for index in range(first, token)):
            return token
        last, closed = token, False
        while last < stop and not closed:
            if words[last] == ",":
                last += 1
            if last < stop and words[last] in ("and", "&"):
                closed = True
                last += 1
            begin = last
            while last < stop and shapes[last] == TITLE and lower[last] in rules.fields:
                last += 1
            if last == begin or (not closed and (last >= stop or words[last] not in (",", "and", "&"))):
                return token
        if not closed:
            return token
        if after_of:
            return last
        return last + 1 if last < stop and shapes[last] == TITLE and lower[last] in rules.org_heads else token

    def _is_version(self, first: int, token: int, stop: int) -> bool:
        """A number that belongs to a product's name: Windows 11, iPhone 4, Boeing 787."""
        words, shapes, lower = self.document.words, self.shapes, self.document.lower
        number = words[token]
        if self.document.starts[token] - self.document.ends[token - 1] != 1 or "," in number or len(number) > 4:
            return False
        name = self.document.text[self.document.starts[first] : self.document.ends[token - 1]]
        whole = self.document.text[self.document.starts[first] : self.document.ends[token]]
        if self.rules.known.find(whole) is not None:
            return True
        last = self.rules.known.find(words[token - 1])
        known = self.rules.known.find(name)
        product = shapes[token - 1] in (MIXED, ALNUM) or any(
            entry is not None and entry.category in ("software", "vehicle", "make") for entry in (known, last)
        )
        maker = any(entry is not None and entry.category == "company" for entry in (known, last))
        following = shapes[token + 1] if token + 1 < stop else PUNCT
        if product:
            return not (following == LOWER and lower[token + 1] in ("percent", "million", "billion", "years", "days"))
        return maker and number.isdigit() and 2 <= len(number) <= 3 and following != LOWER

    def _known_possessive(self, first: int, token: int) -> bool:
        name = self.document.text[self.document.starts[first] : self.document.ends[token]].replace("’", "'")
        return name in self.rules.known.exact


def _abstract(word: str) -> bool:
    return len(word) > 5 and word.endswith(
        ("ing", "ment", "tion", "sion", "ness", "ity", "ics", "ship", "ance", "ence", "ism", "logy")
    )
