"""What is capitalised and no name all the same: generic technology, headings, days, bare titles, identifiers in code."""

from __future__ import annotations

from casefile.extract.document import Document
from casefile.extract.names.rules import Rules
from casefile.extract.names.shapes import ALNUM, CAPS, DIGITS, LETTER, LOWER, MIXED, PUNCT, TITLE

LONGEST_NAME = 7
"""Words."""


def is_opener(document: Document, rules: Rules, shapes: list[int], token: int) -> bool:
    """A word that has a capital only because it stands first; not an abbreviation that is known."""
    word = document.words[token]
    return document.lower[token] in rules.openers and not (shapes[token] == CAPS and word in rules.known.exact)


def is_generic(document: Document, rules: Rules, shapes: list[int], first: int, last: int, *, headed: bool) -> bool:
    """Abbreviations of common nouns, formats, protocols; headings without a name in them."""
    lower, generic = document.lower, rules.generic
    tokens = [token for token in range(first, last) if shapes[token] != PUNCT]
    if " ".join(lower[token] for token in tokens) in rules.generic_phrases:
        return True
    if len(tokens) > LONGEST_NAME and not headed and all(shapes[token] != LOWER for token in tokens):
        return True
    if all(shapes[token] == LETTER for token in tokens) and any(
        document.words[token] == "&" for token in range(first, last)
    ):
        return True
    return any(lower[token] in generic or lower[token].removesuffix("s") in generic for token in tokens) and all(
        lower[token] in generic
        or lower[token].removesuffix("s") in generic
        or (len(tokens) > 1 and (shapes[token] in (DIGITS, LETTER) or lower[token].endswith(("ing", "ed"))))
        for token in tokens
    )


def hopeless(document: Document, rules: Rules, shapes: list[int], token: int, *, titled: bool) -> bool:
    """One word that is no name: a day, a nationality, a bare title."""
    word = document.lower[token]
    if titled:
        return False
    form = shapes[token]
    if word in rules.never or word in rules.demonyms or is_opener(document, rules, shapes, token):
        return True
    if word in rules.offices or word in rules.ranks or word in rules.honorifics:
        return not (word in rules.lasts or word in rules.firsts)
    if word in rules.malware:
        return True  # "a Trojan"
    if form == DIGITS or (word.endswith("s") and (word[:-1] in rules.malware or word[:-1] in rules.offices)):
        return True
    surface = document.words[token]
    if form == MIXED and surface[:2].islower() and not surface.endswith("OS"):
        return True  # an identifier: grabScreen
    if form == MIXED and surface.endswith(rules.identifier_ends):
        return True  # a class: AlarmManager
    if form == CAPS and not surface.strip("IVX"):
        return True  # a number: Chapter XVII
    if form == ALNUM and (len(surface) > 12 or sum(map(str.isdigit, surface)) > 5):
        return True  # a digest or a serial number
    return form not in (TITLE, CAPS, MIXED, ALNUM)
