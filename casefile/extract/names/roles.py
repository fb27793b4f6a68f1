"""Roles: what a person is said to be, before the name or after it."""

from __future__ import annotations

from casefile.extract.document import Document
from casefile.extract.names.candidates import Candidate
from casefile.extract.names.rules import Rules
from casefile.extract.names.shapes import LOWER, NAME, PUNCT

_LONGEST = 7


def before(document: Document, rules: Rules, shapes: list[int], candidate: Candidate) -> None:
    """Notes the role that stands right before the name: "science minister X", "cyber official, X,"."""
    lower, words = document.lower, document.words
    token = candidate.first - 1
    if token >= 1 and words[token] == ",":
        token -= 1
    if token < 0 or lower[token] not in rules.offices or shapes[token] == PUNCT:
        return
    comma = token != candidate.first - 1
    begin = token
    while begin > 0 and candidate.first - begin < _LONGEST:
        word = lower[begin - 1]
        if shapes[begin - 1] != LOWER and begin >= 2 and shapes[begin - 2] in NAME:
            break  # the end of another name: "Green Party candidate"
        if word in rules.modifiers or word in rules.portfolios or word in rules.offices:
            begin -= 1
        elif words[begin - 1] == "-" and begin > 1:
            begin -= 2
        else:
            break
    if comma and not (begin > 0 and lower[begin - 1] in ("the", "a", "an", "'s", "’s", "its", "their", "his", "her")):
        return
    candidate.role = document.text[document.starts[begin] : document.ends[token]]


def after(document: Document, rules: Rules, shapes: list[int], candidate: Candidate) -> str | None:
    """The role in apposition or after "is a": "X, a senior staff writer", "X, president of Y", "X is a reporter for Y"."""
    lower, words = document.lower, document.words
    count = len(words)
    token = candidate.last
    if token >= count:
        return None
    if words[token] == "," or (
        lower[token] in ("is", "was") and token + 1 < count and lower[token + 1] in ("a", "an", "the")
    ):
        token += 1
    else:
        return None
    while token < count and lower[token] in ("a", "an", "the", "its", "their", "then", "now"):
        token += 1
    for index in range(token, min(token + _LONGEST, count)):
        if shapes[index] == PUNCT and words[index] not in "-–":
            return None
        if lower[index] in ("who", "which", "and", "said", "says", "told", "was", "is", "has", "had", "of", "for"):
            return None
        ends = index + 1 >= count or shapes[index + 1] == PUNCT or lower[index + 1] in rules.openers
        if lower[index] in rules.offices and shapes[index] == LOWER and ends:
            return document.text[document.starts[token] : document.ends[index]]
    return None
