"""Numbers that name rather than count: H-3, Windows 11, No. 5, flight 370, page 12, telephone and version numbers."""

from __future__ import annotations

import re
from bisect import bisect_left

from casefile.extract import syntax
from casefile.extract.document import Document
from casefile.extract.figures.codes import dashes, in_code, is_code_part, is_list_mark, is_score, is_telephone
from casefile.extract.figures.lexis import lexis
from casefile.extract.figures.nouns import is_plural
from casefile.extract.figures.quantities import glued
from casefile.extract.numbers import Number

_VERSION = re.compile(r"\d+(?:\.\d+){2,}")


def is_name(document: Document, number: Number) -> bool:
    """Whether the number is part of a name, a code or a list mark."""
    lower, words = document.lower, document.words
    first, last = number.first, number.last
    count = len(lower)
    if not number.digits and lower[first] == "zero" and lower[last + 1 : last + 2] == ["-"]:
        # zero-tolerance, zero-day
        return True
    if not number.digits:
        return _is_pronoun(document, number) or _is_title(document, number) or _is_of_time(document, number)
    if _VERSION.fullmatch(words[first]):
        return True
    before = lower[first - 1] if first else ""
    if words[first][0] == "0" and number.plain and len(words[first]) > 1:
        return True
    if first and glued(document, first - 1):
        if before[-1].isalnum() or before in ("#", "@", "_", "&", "=", "\\", "°", "+"):
            return True
        if (
            before in (".", ":", "/", "-", "–", "−")
            and first > 1
            and glued(document, first - 2)
            and is_code_part(words[first - 2], before)
        ):
            return True
        if in_code(document, first) or _is_variant(document, first):
            return True
    if last + 1 < count and glued(document, last):
        after = lower[last + 1]
        if after[0].isalpha() and after not in ("s", "x", "plus"):
            return True
        if after == "." and last + 2 < count and glued(document, last + 1) and words[last + 2][0].isalpha():
            return True
        if after in ("_", "@", "&", "=", ":", "/") and last + 2 < count and glued(document, last + 1):
            return True
        if after in "-–" and last + 2 < count and glued(document, last + 1) and not number.scaled:
            follower = words[last + 2]
            if follower[0].isdigit() and (
                (number.plain and len(words[first]) == len(follower) == 3) or dashes(document, last) > 1
            ):
                return True
            if follower == "to" and lower[last + 3 : last + 4] == ["-"]:
                return True
            if len(follower) == 1 and follower.isalpha() and follower.isupper():
                return True
            if first and follower.istitle() and words[first - 1].islower():
                return True  # 7-Zip, 7-Eleven
    if is_score(document, number) or is_telephone(document, first) or is_telephone(document, first - 2):
        return True
    if last + 1 < count and lower[last + 1] == "index" and number.plain:
        return True
    if is_list_mark(document, number) or _is_of_time(document, number):
        return True
    if before in lexis().naming and (not number.scaled or _is_letter(document, number)):
        return _names(document, first - 1)
    if _is_letter(document, number) and first and words[first - 1][0].isupper() and before not in _FUNCTION:
        # "Block 4B": no billions.
        return True
    if _is_model(document, number) or _is_circle(document, first):
        return True
    if (
        before in (".", "-", "#")
        and first > 1
        and lower[first - 2] in ("no", "nos", "fig", "vol", "art", "sec", "ch", "pp", "p", "v")
    ):
        return True
    return _follows_name(document, number)


def _is_variant(document: Document, first: int) -> bool:
    """CRJ 900-200: two numbers behind the name of a make in capitals."""
    words = document.words
    make = words[first - 3] if first > 2 else ""
    return words[first - 1] == "-" and words[first - 2].isdigit() and 1 < len(make) < 5 and make.isalpha() and make.isupper()


def _is_title(document: Document, number: Number) -> bool:
    """Number words that are capitalised inside a sentence: the Group of Seven, Ninety Mile Beach."""
    first = number.first
    if not document.words[first][0].isupper():
        return False
    begin, _ = document.sentences[document.sentence_at(document.starts[first])]
    return document.starts[first] > begin and document.lower[first - 1].isalpha()


def _is_of_time(document: Document, number: Number) -> bool:
    """ "three or four a.m.", "40 to 60 minutes" whose end is a duration already: no counts."""
    following = document.lower[number.last + 1 : number.last + 5]
    if _is_age(following):
        return False
    if following and following[0] in ("to", "or", "-", "–"):
        following = following[2:]
    if following[:1] == ["o"] and following[2:3] == ["clock"]:
        return True
    return bool(following) and following[0] in _TIME


def _is_age(following: list[str]) -> bool:
    """ "years old", "-year-old"."""
    return (
        following[:2] == ["years", "old"]
        or following[:4] == ["-", "year", "-", "old"]
        or following[:3] == ["years", "of", "age"]
    )


_TIME = frozenset("a.m. p.m. am pm o'clock o hours minutes seconds days weeks months years hour minute".split()) - {"o"}


def _names(document: Document, at: int) -> bool:
    """Whether a naming noun ("section", "group") really numbers: it stands in the singular right before."""
    lower = document.lower
    if lower[at] in ("top",) or _is_verb(document, at):
        return False
    if at and document.words[at][0].isupper() and document.words[at - 1].islower():
        return True  # "on a Windows 7 machine"
    return not (at and lower[at - 1] in ("of", "every", "a") and lower[at] not in ("page", "section", "no", "number"))


def _is_verb(document: Document, at: int) -> bool:
    """ "will call 30 witnesses", "plans to build 200 homes", "they release 40": no numbering noun."""
    if not document.words[at].islower() or not _counts(document, document_number(document, at + 1)):
        return False
    tags, before = syntax.tag(document), document.lower[at - 1] if at else ""
    if before == "to" or (at and tags[at - 1] & (syntax.MODAL | syntax.DO)):
        return True
    begin, end = document.sentences[document.sentence_at(document.starts[at])]
    return syntax.finite_at(tags, document.lower, at, document.token_at(begin), document.token_at(end))


def document_number(document: Document, at: int) -> Number:
    """The number that begins at a token."""
    return document.numbers[bisect_left(document.numbers, at, key=lambda one: one.first)]


def _is_letter(document: Document, number: Number) -> bool:
    """Digits with one capital letter glued on: 4B, 12M."""
    word = document.words[number.last]
    return number.digits and number.last == number.first + 1 and len(word) == 1 and word.isupper() and number.value % 1 == 0


def _is_model(document: Document, number: Number) -> bool:
    """ "a 747", "the 787 was late", "the 737 MAX": a cardinal behind an article counts the noun behind it; where none is
    counted, it is a name. So is one in the plural: "two 777s"."""
    first, last, lower = number.first, number.last, document.lower
    if not number.plain or number.value < _LEAST_MODEL:
        return False
    following = lower[last + 1] if last + 1 < len(lower) else ""
    if following == "s" and glued(document, last):
        return lower[last + 2 : last + 3] != ["of"]
    before = lower[first - 1] if first else ""
    if before not in ("a", "an", "the", "this", "that", "first", "new"):
        return False
    if (following in ("-", "‑") and glued(document, last)) or following in lexis().measures or following in _LEVELS:
        return False
    phrase = document.words[last + 1 : last + 4]
    for word in phrase:
        if not word[0].isalpha() or word.casefold() in _FUNCTION:
            break
        if (
            is_plural(word.casefold())
            or (word[-1] == "s" and word[:-1].isupper())
            or (word.islower() and word in ("or", "strong", "odd", "plus", "who", "people"))
        ):
            return False
    return True


_LEAST_MODEL = 100
_LEVELS = frozenset("level barrier threshold milestone limit ceiling line total figure target cap".split())
"""A number before these is a height that is reached."""


def _is_circle(document: Document, first: int) -> bool:
    """The Group of 20, the Committee of 100."""
    return first > 1 and document.lower[first - 1] == "of" and document.words[first - 2] in _CIRCLES


_CIRCLES = frozenset(["Group", "Committee", "Council", "Gang", "Club"])


def _follows_name(document: Document, number: Number) -> bool:
    """A plain number right behind a capitalised word inside a sentence: Windows 11, Apollo 13, S&P 500."""
    words = document.words
    first = number.first
    if not first or number.scaled or not (number.plain or "." in words[first]):
        return False
    before = words[first - 1]
    if not (before[0].isupper() and before.isalnum()) or not _same_line(document, first):
        return False
    start = document.sentences[document.sentence_at(document.starts[first])][0]
    if document.starts[first - 1] == start:
        # A sentence that begins "Of 200 people" against "Apollo 13 was".
        return document.lower[first - 1] not in _FUNCTION and not _counts(document, number)
    return document.lower[first - 1] not in _FUNCTION and not (
        _counts(document, number) and number.value >= 100 and len(words[first]) > 3
    )


def _counts(document: Document, number: Number) -> bool:
    """A plural noun follows, or something hyphenated ("40-plus")."""
    i = number.last + 1
    if i + 1 < len(document.words) and document.words[i] == "-" and document.words[i + 1].islower():
        return True
    return i < len(document.words) and document.words[i].islower() and document.words[i].endswith("s")


def _same_line(document: Document, first: int) -> bool:
    return "\n" not in document.text[document.ends[first - 1] : document.starts[first]]


_FUNCTION = frozenset(
    """of in on at by for from to with and or but the a an some all about over more than nearly almost at these those
    their his her its our my as if when while after before since until only just up under between among another other
    most least last next first he she it they we you i who which that this there was were is are had has have not no
    january february march april may june july august september october november december today yesterday""".split()
)


def _is_pronoun(document: Document, number: Number) -> bool:
    """ "one" counts nothing ("one of them", "one day", "one affected company"), nor does "the two" (both of them)."""
    lower = document.lower
    first, last = number.first, number.last
    if first != last:
        return False
    before = lower[first - 1] if first else ""
    return lower[first] == "one" or (lower[first] == "two" and before in ("the", "these", "those", "other", "or"))
