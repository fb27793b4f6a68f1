"""Whether something is said to have happened, to be planned, to have not happened, or only alleged."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from casefile.extract import lexicon
from casefile.extract.document import Document
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
    )


REPORTED, PLANNED, DENIED, ALLEGED = "reported", "planned", "denied", "alleged"


def of(document: Document, clause: Clause, end: int, attributed: bool, cue: str | None) -> str:
    """The status of what a clause tells. `end` is the token where it ends; `attributed` whether somebody is said to have
    said it, by the verb `cue`."""
    lower, words = document.lower, _words()
    window = lower[max(clause.begin, clause.first - 12) : min(end, clause.trigger + 3)]
    if cue in words.denying:
        return DENIED
    if (clause.negated and (attributed or _no_subject(lower, clause))) or _without_evidence(lower, clause):
        return DENIED
    if clause.modal in words.modals:
        return ALLEGED
    near = lower[clause.first : clause.trigger + 1]
    if not words.hedges.isdisjoint(window):
        return ALLEGED
    if clause.lemma in words.alleging and (clause.passive or clause.lemma in ("suspect", "allege")):
        return ALLEGED
    if clause.tense == FUTURE or clause.modal in ("shall", "ll", "wo"):
        return PLANNED
    after = " ".join(lower[clause.trigger : clause.trigger + 2])
    before = " ".join(near)
    for phrase in words.phrases:
        if after.startswith(phrase) or phrase in before:
            return PLANNED
    if clause.lemma in words.planning and clause.trigger + 1 < len(lower) and lower[clause.trigger + 1] in ("to", "for"):
        return PLANNED
    return REPORTED


def _without_evidence(lower: list[str], clause: Clause) -> bool:
    """ "no evidence that files were taken"."""
    nouns = lexicon.words("en", "events", "status", "evidence")
    begin = clause.begin
    return any(lower[i] in nouns and lower[i - 1] == "no" for i in range(max(1, begin - 2), min(begin + 2, clause.first)))


def _no_subject(lower: list[str], clause: Clause) -> bool:
    return (
        any(lower[i] in ("no", "nobody", "none") for i in range(max(clause.begin, clause.first - 8), clause.first))
        and clause.passive
    )


def is_state(clause: Clause) -> bool:
    """Whether a clause tells how things are rather than what happened."""
    if clause.existential:
        return not clause.noun
    return not clause.noun and clause.tense == "present" and clause.lemma in _words().states and not clause.modal


def is_attributive(lemma: str) -> bool:
    """Whether a verb only reports that something was said."""
    return lemma in _words().saying
