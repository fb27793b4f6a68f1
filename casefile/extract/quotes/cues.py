"""Reporting cues: the verbs, phrases, nouns and prepositions that bring in somebody's words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from casefile.extract import lexicon, syntax

SAY = 1 << 0
TELL = 1 << 1
ASK = 1 << 2
COMMIT = 1 << 3
QUESTION = 1 << 4
THINK = 1 << 5
SHOW = 1 << 6
EVALUATE = 1 << 7
NOMINAL = 1 << 8
SOURCE = 1 << 9
CITING = 1 << 10
NOUN = 1 << 11
PHRASE = 1 << 12
BARE = 1 << 13
ABOUT = 1 << 14
REGARD = 1 << 15

_VERB_GROUPS = {
    "say": SAY,
    "tell": TELL,
    "ask": ASK,
    "commit": COMMIT,
    "question": QUESTION,
    "think": THINK,
    "show": SHOW,
    "evaluate": EVALUATE,
    "nominal": NOMINAL,
    "bare": BARE,
    "regard": REGARD,
}


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue in the text: tokens [first, last), its lemma, what it may take, and its form as a verb (0 for none)."""

    first: int
    last: int
    lemma: str
    takes: int
    form: int


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, tuple[str, int, int]], dict[str, list[tuple[tuple[str, ...], str, int]]]]:
    """Single words: word -> (lemma, takes, form). Phrases by first word, longest first."""
    data = lexicon.load("en", "cues")
    takes: dict[str, int] = {}
    for group, bit in _VERB_GROUPS.items():
        for lemma in data[group]["lemmas"].split():
            takes[lemma] = takes.get(lemma, 0) | bit
    for lemma in data["about"]:
        takes[lemma] = takes.get(lemma, 0) | ABOUT
    single: dict[str, tuple[str, int, int]] = {}
    for lemma, bits in takes.items():
        for word, form in syntax.inflect(lemma):
            known = single.get(word)
            single[word] = (lemma, bits, form | known[2]) if known and known[0] == lemma else known or (lemma, bits, form)
    for lemma in data["nouns"]["lemmas"].split():
        for word in (lemma, lemma[:-1] + "ies" if lemma.endswith("y") else lemma + "s"):
            known = single.get(word)
            single[word] = (known[0], known[1] | NOUN, known[2]) if known else (lemma, NOUN, 0)
    for word in data["source"]["citing"]:
        single[word] = (word, CITING, syntax.GERUND)
    phrases: dict[str, list[tuple[tuple[str, ...], str, int]]] = {}

    def put(words: str, lemma: str, bits: int) -> None:
        parts = tuple(words.split())
        phrases.setdefault(parts[0], []).append((parts, lemma, bits))

    for words, lemma in data["phrases"].items():
        put(words, lemma, SAY | PHRASE | BARE)
    for words in data["source"]["words"]:
        put(words, words, SOURCE)
    for entries in phrases.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return single, phrases


@lru_cache(maxsize=1)
def _starters() -> frozenset[str]:
    single, phrases = _table()
    return frozenset(single) | frozenset(phrases)


def find(lower: list[str], tags: list[int], first: int, last: int) -> list[Cue]:
    """Cues among the tokens [first, last), by position, the longest at each."""
    single, phrases = _table()
    found = []
    behind = first
    starters = _starters()
    for i in [i for i in range(first, last) if lower[i] in starters]:
        if i < behind:
            continue
        word = lower[i]
        for parts, lemma, takes in phrases.get(word, ()):
            if i + len(parts) <= last and tuple(lower[i : i + len(parts)]) == parts:
                found.append(Cue(i, i + len(parts), lemma if takes & SAY else _head(parts), takes, tags[i] & syntax.VERB))
                behind = i + len(parts)
                break
        else:
            if entry := single.get(word):
                found.append(Cue(i, i + 1, entry[0], entry[1], entry[2]))
    return found


def _head(parts: tuple[str, ...]) -> str:
    return " ".join((syntax.lemma_of(parts[0]), *parts[1:]))


@lru_cache(maxsize=1)
def _prepositions() -> dict[str, frozenset[str]]:
    return {lemma: frozenset(words.split()) for lemma, words in lexicon.load("en", "cues")["about"].items()}


def matter_begins(lower: list[str], tags: list[int], cue: Cue) -> int:
    """Where what a verb of speech is about begins, behind its preposition; 0 if it has none here."""
    wanted = _prepositions().get(cue.lemma)
    if wanted is None:
        return 0
    at = cue.last
    while at < len(lower) and at < cue.last + 3 and tags[at] & syntax.ADVERB and lower[at] not in wanted:
        at += 1
    if at + 1 >= len(lower) or lower[at] not in wanted:
        return 0
    # "spoke out against", "weighed in on"
    if lower[at] in ("out", "in") and tags[at + 1] & syntax.PREPOSITION:
        at += 1
    return at + 1 if at + 1 < len(lower) and lower[at] not in ("out", "in") else 0


def sureness(rule: str, lemma: str | None) -> float:
    """How often a rule is right, measured: "say" and "tell" are surer than other cues."""
    plain, other = lexicon.load("en", "cues")["confidence"][rule]
    return float(plain if lemma in ("say", "tell") else other)
