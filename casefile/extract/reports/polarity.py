"""Whether a clause is negated, and by what it is governed: the small words that turn what a verb says into its contrary.

Negation has scope: "no" denies a clause as its subject or its object, not from within a prepositional phrase ("with no
insurance"), and not where it is the start of a degree or a connective ("no fewer than", "not only", "no longer").
"""

from __future__ import annotations

from casefile.extract import lexicon, syntax
from casefile.extract.document import Document

_NOBODY = frozenset(["no", "nobody", "none", "neither", "nothing"])
_NO_DEGREE = frozenset("fewer less more sooner longer doubt wonder matter later earlier stranger other".split())
"""What makes of "no" before it a degree or a connective."""
_NOT_DEGREE = frozenset("only just merely simply least".split())
_OCCASIONS = frozenset("time point stage moment circumstance circumstances way case event account".split())
"""Nouns that carry the clause's negation behind a preposition: "at no time"."""
_PARTITIVE = frozenset("one a an any single even".split())
"""What may stand between "not" and a subject that it denies: "not one of them"."""
_WITHIN = 25
_GOVERNED = 10
"""Tokens looked at before a verb for its subject, and before "that" for what governs it."""
_BOUNDARIES = frozenset([";", ":", '"', "“", "”"])


def negates(lower: list[str], at: int, last: int) -> bool:
    """Whether the negative word at this token, within or behind a verb group, denies the verb."""
    after = lower[at + 1] if at + 1 < last else ""
    if lower[at] == "no":
        return after not in _NO_DEGREE
    return not (lower[at] == "not" and after in _NOT_DEGREE)


def object_denies(lower: list[str], at: int, last: int) -> bool:
    """Whether a verb group is denied by the object that begins at this token: "paid no ransom", "took nothing"."""
    return at < last and lower[at] in _NOBODY and negates(lower, at, last)


def subject_denies(tags: list[int], lower: list[str], begin: int, verb: int) -> bool:
    """Whether a clause is denied by its subject or by what is fronted: "nobody", "none of them", "at no time"."""
    for at in range(max(begin, verb - _WITHIN), verb):
        word = lower[at]
        if word == "not" and at == begin:
            if lower[at + 1] in _PARTITIVE:
                return True
        elif word in _NOBODY and negates(lower, at, verb):
            if at > begin and tags[at - 1] & syntax.PREPOSITION and lower[at + 1] not in _OCCASIONS:
                continue
            return True
        elif word in ("never", "nor") and at == begin:
            return True
    return False


def _words(*path: str) -> frozenset[str]:
    return lexicon.words("en", "events", "status", *path)


def denied_before(lower: list[str], begin: int, at: int) -> bool:
    """Whether a negative word stands in the few tokens before this one: "did not deny", "nobody doubts"."""
    negation = _words("negation")
    return any(
        (lower[i] in negation or lower[i] == "t" or lower[i] == "little") and negates(lower, i, at)
        for i in range(max(begin, at - 4), at)
    )


def governor(document: Document, conjunction: int, first: int) -> str:
    """What the words before a "that" make of the clause behind it: "denied" (rejected claims that, it is not true that, no
    evidence that), "alleged" (suspect that, it is possible that, rumours that), or "" where they leave it as it is.
    `conjunction` is the token of "that", `first` the first token of its sentence."""
    lower = document.lower
    floor = max(first, conjunction - _GOVERNED)
    at = conjunction - 1
    while at > floor and lower[at] in ("also", "still", "now", "then"):
        at -= 1
    if at < first:
        return ""
    for i in range(at, floor - 1, -1):
        if lower[i] in _BOUNDARIES:
            floor = i + 1
            break
    word = lower[at]
    negated = denied_before(lower, floor, at)
    if word in _words("falsehoods"):
        return "alleged" if negated else "denied"
    if word in _words("truths"):
        return "denied" if negated else ""
    if word in _words("chances"):
        return "alleged"
    if word in _words("contents"):
        return _content(lower, floor, at, word)
    if word == "out" and at > first and syntax.lemma_of(lower[at - 1]) == "rule":
        return "alleged" if denied_before(lower, floor, at - 1) else "denied"
    lemma = syntax.lemma_of(word)
    if lemma == "doubt":
        return "" if negated else "alleged"
    if lemma in _words("denying_verbs"):
        return "" if negated else "denied"
    return "alleged" if lemma in _words("believing_verbs") else ""


def _content(lower: list[str], floor: int, at: int, noun: str) -> str:
    """The same for a noun with a content: "claims that", "evidence that"."""
    for i in range(at - 1, floor - 1, -1):
        if lower[i] in ("no", "without", "little", "any") and i >= at - 4 and noun in _words("evidence"):
            return "denied"
        if syntax.lemma_of(lower[i]) in _words("denying_verbs"):
            return "" if denied_before(lower, floor, i) else "denied"
    return "" if noun in _words("evidence") else "alleged"
