"""Whether something is said to have happened, to be planned, to have not happened, or only alleged."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from casefile.domain.findings import Quote
from casefile.extract import lexicon
from casefile.extract.document import Document
from casefile.extract.reports import polarity
from casefile.extract.reports.clauses import FUTURE, Clause


@dataclass(frozen=True, slots=True)
class _Words:
    """The word lists of events.toml, as sets."""

    modals: frozenset[str]
    hedges: frozenset[str]
    alleging: frozenset[str]
    planning: frozenset[str]
    phrases: tuple[str, ...]
    denying: frozenset[str]
    states: frozenset[str]
    saying: frozenset[str]
    silent: frozenset[str]
    unknown: frozenset[str]
    believing: frozenset[str]
    accusers: frozenset[str]


@lru_cache(maxsize=1)
def _words() -> _Words:
    def words(*path: str) -> frozenset[str]:
        return lexicon.words("en", "events", *path)

    return _Words(
        words("status", "alleged_modals"),
        words("status", "alleged_adverbs") | words("status", "alleged_adjectives"),
        words("status", "alleged_verbs"),
        words("status", "planned_verbs"),
        tuple(lexicon.load("en", "events")["status"]["planned_phrases"]),
        words("status", "denying_verbs"),
        words("verbs", "states"),
        lexicon.words("en", "cues", "say", "lemmas") | lexicon.words("en", "cues", "tell", "lemmas"),
        words("status", "silent_verbs"),
        words("status", "unknown_verbs"),
        words("status", "believing_verbs"),
        words("status", "accusers"),
    )


REPORTED, PLANNED, DENIED, ALLEGED = "reported", "planned", "denied", "alleged"


def of(document: Document, clause: Clause, end: int, first: int, quote: Quote | None) -> str:
    """The status of what a clause tells. `end` is the token where it ends, `first` the first of its sentence; `quote` the
    reported speech it stands in."""
    lower, words = document.lower, _words()
    window = lower[max(clause.begin, clause.first - 12) : min(end, clause.trigger + 3)]
    governed = _governed(document, clause, first, quote)
    silent = quote is None and not clause.passive and (clause.lemma in words.silent or is_attributive(clause.lemma))
    silent = silent or (clause.passive and clause.lemma in words.unknown)
    if governed == DENIED:
        return ALLEGED if clause.negated else DENIED
    if clause.negated and not silent and clause.modal not in ("may", "might"):
        return DENIED
    if governed == ALLEGED or lower[clause.begin] in ("if", "unless", "whether"):
        return ALLEGED
    if clause.modal in words.modals:
        return ALLEGED
    near = lower[clause.first : clause.trigger + 1]
    if not words.hedges.isdisjoint(window):
        return ALLEGED
    arranged = clause.raised == "be" or clause.raised in words.planning
    if clause.raised and not arranged and clause.raised not in ("know", "find", "show"):
        return ALLEGED
    if clause.lemma in words.alleging and (clause.passive or clause.lemma in ("suspect", "allege")):
        return ALLEGED
    if clause.tense == FUTURE or arranged or clause.modal in ("shall", "ll", "wo"):
        return PLANNED
    if clause.modal in ("would", "must", "d"):
        # "It would replace them" is a plan; "it would have replaced them" and "it must have leaked" are inferred.
        return ALLEGED if "have" in near else PLANNED
    after = " ".join(lower[clause.trigger : clause.trigger + 2])
    before = " ".join(near)
    for phrase in words.phrases:
        if after.startswith(phrase) or phrase in before:
            return PLANNED
    if clause.lemma in words.planning and clause.trigger + 1 < len(lower) and lower[clause.trigger + 1] in ("to", "for"):
        return PLANNED
    return REPORTED


def _governed(document: Document, clause: Clause, first: int, quote: Quote | None) -> str:
    """What the verb of saying, the speaker or the words before "that" make of a clause; "" for nothing."""
    lower, words = document.lower, _words()
    if quote is not None:
        if quote.cue in words.denying:
            at = document.token_at(quote.cue_start) if quote.cue_start is not None else 0
            return "" if polarity.denied_before(lower, first, at) else DENIED
        if quote.cue in words.believing:
            return ALLEGED
        if quote.speaker_start is not None and quote.speaker_end is not None:
            source = lower[document.token_at(quote.speaker_start) : document.token_at(quote.speaker_end)]
            if not words.accusers.isdisjoint(source):
                return ALLEGED
    begin = clause.begin
    for at in (begin, begin - 1):
        if at > first and lower[at] == "that" and at + 1 < clause.first + clause.existential:
            return polarity.governor(document, at, first)
    return ""


def is_state(clause: Clause) -> bool:
    """Whether a clause tells how things are rather than what happened."""
    if clause.existential:
        return not clause.noun
    return not clause.noun and clause.tense == "present" and clause.lemma in _words().states and not clause.modal


def is_attributive(lemma: str) -> bool:
    """Whether a verb only reports that something was said."""
    return lemma in _words().saying
