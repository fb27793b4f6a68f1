"""The clauses of a sentence with what happens in each: trigger, tense, polarity, modality."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, replace
from functools import lru_cache

from casefile.extract import lexicon, syntax
from casefile.extract.document import Document
from casefile.extract.reports import polarity

PAST, PERFECT, PLUPERFECT, PRESENT, FUTURE, NONE = "past", "perfect", "pluperfect", "present", "future", "none"
_GENITIVES = frozenset(["'s", "’s"])
REACH = 400
"""Tokens of a sentence that are read; a longer one is no prose."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A finite clause, or what stands for one. Token indices."""

    begin: int
    """First token of the clause, about: after the conjunction or comma before its subject."""
    first: int
    """First token of the verb group."""
    trigger: int
    lemma: str
    tense: str
    negated: bool
    modal: str
    """The modal verb, "" for none."""
    passive: bool
    noun: bool = False
    """The trigger is a noun."""
    relative: bool = False
    """Its subject is a relative pronoun: it tells about a noun, not what the sentence is about."""
    existential: bool = False
    """ "There was": it only brings in what is told."""
    raised: str = ""
    """The verb through which the trigger is told: "are said to have forged", "seems to have hit"; "be" for "is to hear"."""


@lru_cache(maxsize=1)
def _nouns() -> frozenset[str]:
    words = lexicon.words("en", "events", "nouns", "happenings")
    return words | {
        word[:-1] + "ies"
        if word.endswith("y") and word[-2] not in "aeiou"
        else word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")
        for word in words
    }


def is_happening(word: str) -> bool:
    """Whether a noun names something that happens."""
    return word in _nouns()


def singular(word: str) -> str:
    """The lemma of a happening's noun."""
    nouns = lexicon.words("en", "events", "nouns", "happenings")
    for candidate in (word, word[:-1], word[:-2], word[:-3] + "y"):
        if candidate in nouns:
            return candidate
    return word


def read(document: Document, tags: list[int], first: int, last: int, taken: Container[int] = ()) -> list[Clause]:
    """Clauses by position of their verb. `taken` are tokens that are something else for sure: dates ("March")."""
    last = min(last, first + REACH)
    lower = document.lower
    light = lexicon.words("en", "events", "verbs", "light")
    negation = lexicon.words("en", "events", "status", "negation")
    clauses: list[Clause] = []
    floors: list[int] = []
    begin = first
    possible = syntax.POSSIBLY_FINITE
    for at in [i for i in range(first + 1, last) if tags[i] & possible or lower[i] in _GENITIVES]:
        if at < begin or at in taken or not syntax.finite_at(tags, lower, at, first, last):
            continue
        if clauses and _is_reduced(tags, lower, clauses[-1], at):
            continue
        if clauses and _is_participle(tags, lower, clauses[-1], at):
            clauses.pop()
            begin = floors.pop()
        clause, behind = _group(document, tags, begin, at, last, negation, light)
        if clauses and clauses[-1].relative and clause.begin == begin:
            # "The server that holds the files was cut off": the relative clause belongs to the subject.
            clause = replace(clause, begin=floors[-1])
        clauses.append(clause)
        floors.append(begin)
        begin = behind
    if not clauses:
        nouns = _nouns()
        for at in range(first, last):
            if at in taken:
                continue
            if lower[at] in nouns or (tags[at] & (syntax.THIRD | syntax.PAST) and at > first):
                noun = lower[at] in nouns
                lemma = singular(lower[at]) if noun else syntax.lemma_of(lower[at])
                clauses.append(Clause(first, at, at, lemma, NONE, False, "", False, noun))
                break
    return clauses


_PARTICLES = frozenset("off out up down away back".split())


def _has_object(tags: list[int], lower: list[str], verb: int) -> bool:
    """Whether an object stands right behind a verb, so that it is no passive participle: "called off a strike"."""
    at = verb + 1 + (lower[verb + 1 : verb + 2] != [] and lower[verb + 1] in _PARTICLES)
    return at < len(tags) and bool(tags[at] & (syntax.DETERMINER | syntax.POSSESSIVE | syntax.OBJECT))


def _is_reduced(tags: list[int], lower: list[str], clause: Clause, at: int) -> bool:
    """Whether a verb form belongs to the object of the clause before it: "called off a strike planned for Monday"."""
    ambiguous = syntax.PAST | syntax.PARTICIPLE
    if tags[at] & ambiguous != ambiguous or tags[at] & syntax.AUXILIARY or clause.relative or at - clause.trigger > 8:
        return False
    if clause.lemma in lexicon.words("en", "cues", "bare", "lemmas") or not _has_object(tags, lower, clause.trigger):
        return False
    return not any(
        (tags[i] & _CLAUSE_OPENERS and not tags[i] & syntax.PREPOSITION) or lower[i] in (",", ";", ":")
        for i in range(clause.trigger + 1, at)
    )


def _is_participle(tags: list[int], lower: list[str], clause: Clause, following: int) -> bool:
    """Whether a verb form is no clause of its own, because the next verb is the finite one: "files stored on the server
    could have leaked"."""
    ambiguous = syntax.PAST | syntax.PARTICIPLE
    verb = tags[clause.first]
    if clause.first != clause.trigger or verb & ambiguous != ambiguous or verb & syntax.AUXILIARY:
        return False
    if following - clause.first > 14:
        return False
    if lower[clause.first - 1] == "," and lower[following - 1] == ",":
        # "The launch, planned for 5 July, was called off": set off between subject and verb.
        return True
    if clause.lemma in lexicon.words("en", "cues", "bare", "lemmas") and not tags[clause.first - 1] & syntax.PUNCTUATION:
        # "Officials said thieves took it": two verbs.
        return False
    return not any(
        (tags[i] & _CLAUSE_OPENERS and not tags[i] & syntax.PREPOSITION) or lower[i] in (",", ";", ":")
        for i in range(clause.first + 1, following)
    )


_CLAUSE_OPENERS = syntax.COORDINATOR | syntax.SUBORDINATOR | syntax.QUESTION | syntax.SUBJECT


def _group(
    document: Document, tags: list[int], begin: int, at: int, last: int, negation: frozenset[str], light: frozenset[str]
) -> tuple[Clause, int]:
    """The verb group that begins with a finite verb."""
    lower = document.lower
    start = at
    modal, negated, had, be, been, have = "", False, False, False, False, False
    head = at
    tense = PAST if tags[at] & (syntax.PAST) else PRESENT
    i = at
    while i < last:
        tag, word = tags[i], lower[i]
        if i == at and (tag & syntax.MODAL or word in _CONTRACTED):
            modal = _CONTRACTED.get(word, word)
            negated = modal == "cannot"
            tense = FUTURE if modal in ("will", "shall", "ll", "wo") else PRESENT
        elif word == "no" and not polarity.negates(lower, i, last):
            pass
        elif word in ("no", "nothing", "nobody", "none", "neither", "nor", "without"):
            break
        elif word in negation or word == "t":
            negated = negated or polarity.negates(lower, i, last)
        elif tag & (syntax.BE | syntax.NONFINITE_BE):
            be = True
            been = been or word == "been"
            head = i
            if i == at:
                tense = PAST if word in ("was", "were") else PRESENT
        elif tag & syntax.HAVE:
            have = True
            had = had or word == "had"
            head = i
            if i == at:
                tense = PAST if word == "had" else PRESENT
        elif tag & syntax.DO and i == at:
            tense = PAST if word in ("did", "didn") else PRESENT
            head = i
        elif word in ("'", "’", "'s", "’s"):
            if i == at:
                be = True
        elif tag & syntax.VERB and (i == at or (be or have or modal or head != i)) and not tag & syntax.DETERMINER:
            if i > at and not _fits(tag, be, have, bool(modal) or bool(tags[at] & syntax.DO)):
                break
            head = i
            i += 1
            break
        elif tag & syntax.ADVERB and not tag & (syntax.PREPOSITION | syntax.SUBORDINATOR | syntax.DETERMINER):
            pass
        else:
            break
        i += 1
    if have and (been or tags[head] & (syntax.PARTICIPLE | syntax.NONFINITE_BE)):
        tense = PLUPERFECT if had else PERFECT if not modal else tense
    passive = be and bool(tags[head] & syntax.PARTICIPLE) and not tags[head] & syntax.GERUND
    lemma = syntax.lemma_of(lower[head])
    # "plans to close", "began to fall": the verb that says what happens.
    trigger, noun = head, False
    if lemma in light:
        nouns = _nouns()
        for j in range(i, min(last, i + 8)):
            if lower[j] in nouns:
                trigger, noun, lemma = j, True, singular(lower[j])
                break
            if lower[j] in (",", ";") or tags[j] & (syntax.SUBORDINATOR | syntax.QUESTION):
                break
    raised = ""
    if not noun and (moved := _raised(tags, lower, head, i, last, passive)):
        raised, trigger = lemma, moved
        lemma, i = syntax.lemma_of(lower[trigger]), trigger + 1
    opened = _begin(tags, lower, begin, start)
    negated = negated or polarity.object_denies(lower, i, last) or polarity.subject_denies(tags, lower, opened, start)
    relative = lower[opened] in ("which", "who", "whom", "whose") or any(
        lower[j] in ("who", "which", "that") for j in range(max(opened, start - 2), start)
    )
    existential = lemma == "be" and lower[start - 1] == "there"
    clause = Clause(opened, start, trigger, lemma, tense, negated, modal, passive, noun, relative, existential, raised)
    return clause, max(i, at + 1)


_CONTRACTED = {
    "wo": "wo",
    "ca": "ca",
    "won": "wo",
    "wouldn": "would",
    "couldn": "could",
    "shouldn": "should",
    "mustn": "must",
}
"""Modals as they are cut before "n't"."""


def _raised(tags: list[int], lower: list[str], head: int, i: int, last: int, passive: bool) -> int:
    """The verb that happens, where the verb group only says how sure that is or that it is arranged: "are said to have
    forged", "seems to have hit", "is to hear", "plans to strike". 0 for none. `i` is the token behind the group."""
    if i + 1 >= last or lower[i] != "to":
        return 0
    if tags[head] & syntax.BE:
        return i + 1 if tags[i + 1] & syntax.BASE else 0
    lemma = syntax.lemma_of(lower[head])
    if lower[i + 1] == "have" and i + 2 < last:
        j = i + 3 if lower[i + 2] == "been" and i + 3 < last else i + 2
        held = passive and lemma in lexicon.words("en", "events", "status", "raising_verbs")
        return j if tags[j] & syntax.PARTICIPLE and (held or lemma in ("seem", "appear")) else 0
    planned = lexicon.words("en", "events", "status", "planned_verbs")
    return i + 1 if lemma in planned and tags[i + 1] & syntax.BASE and lower[i + 1] not in ("be", "have") else 0


def _fits(tag: int, be: bool, have: bool, modal: bool) -> bool:
    """Whether a verb form can follow these auxiliaries."""
    if be:
        return bool(tag & (syntax.PARTICIPLE | syntax.GERUND))
    if have:
        return bool(tag & syntax.PARTICIPLE)
    return modal and bool(tag & syntax.BASE)


def _begin(tags: list[int], lower: list[str], floor: int, verb: int) -> int:
    """Where the clause of a verb begins: at its conjunction, or behind the comma before its subject."""
    i = verb - 1
    while i > floor:
        tag, word = tags[i], lower[i]
        if word in (";", ":"):
            return i + 1
        if word == ",":
            if i < verb - 1:
                return i + 1
            # An apposition stands between subject and verb: past it.
            i -= 1
            while i > floor and lower[i] != ",":
                i -= 1
        elif tag & syntax.QUESTION or (tag & (syntax.SUBORDINATOR | syntax.COORDINATOR) and not tag & syntax.PREPOSITION):
            if word not in ("and", "or") or i == verb - 1 or tags[i + 1] & _SUBJECTS:
                return i
        elif tag & syntax.SUBORDINATOR and tags[i + 1] & (syntax.SUBJECT | syntax.DETERMINER | syntax.POSSESSIVE):
            return i
        i -= 1
    return floor


_SUBJECTS = syntax.SUBJECT | syntax.DETERMINER | syntax.POSSESSIVE | syntax.CAPITAL
