"""Shallow English syntax: which words can be verbs, and in which form; closed-class words; where a finite verb stands.

No tagger: each token gets the set of readings its form allows, and neighbours rule out what cannot be. This is enough to
find subjects, clauses and main verbs in reporting prose, in one dictionary look-up a token.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from casefile.extract import lexicon
from casefile.extract.document import Document

DETERMINER = 1 << 0
POSSESSIVE = 1 << 1
SUBJECT = 1 << 2
OBJECT = 1 << 3
MODAL = 1 << 4
BE = 1 << 5
HAVE = 1 << 6
DO = 1 << 7
PREPOSITION = 1 << 8
COORDINATOR = 1 << 9
SUBORDINATOR = 1 << 10
QUESTION = 1 << 11
ADVERB = 1 << 12
NEGATION = 1 << 13
BASE = 1 << 14
THIRD = 1 << 15
PAST = 1 << 16
PARTICIPLE = 1 << 17
GERUND = 1 << 18
CAPITAL = 1 << 19
NUMBER = 1 << 20
PUNCTUATION = 1 << 21
DEMONSTRATIVE = 1 << 22
NONFINITE_BE = 1 << 23

AUXILIARY = MODAL | BE | HAVE | DO
VERB = BASE | THIRD | PAST | PARTICIPLE | GERUND
FUNCTION = (
    DETERMINER
    | POSSESSIVE
    | SUBJECT
    | OBJECT
    | AUXILIARY
    | PREPOSITION
    | COORDINATOR
    | SUBORDINATOR
    | QUESTION
    | NONFINITE_BE
)

_VOWELS = frozenset("aeiou")
_CLASSES = {
    "determiner": DETERMINER,
    "possessive": POSSESSIVE,
    "subject": SUBJECT,
    "demonstrative": DEMONSTRATIVE,
    "object": OBJECT,
    "modal": MODAL,
    "be": BE,
    "be_nonfinite": NONFINITE_BE,
    "have": HAVE,
    "do": DO,
    "preposition": PREPOSITION,
    "coordinator": COORDINATOR,
    "subordinator": SUBORDINATOR,
    "question": QUESTION,
    "adverb": ADVERB,
    "negation": NEGATION,
}


@dataclass(frozen=True, slots=True)
class Form:
    """One reading of a word as a verb."""

    lemma: str
    form: int


def inflect(lemma: str) -> tuple[tuple[str, int], ...]:
    """The forms of a verb with their kind; spellings in -ise and -ize are lemmas of their own."""
    irregular = lexicon.load("en", "verbs")["irregular"].get(lemma)
    forms = [(lemma, BASE), (_third(lemma), THIRD)]
    stems = _stems(lemma)
    forms += [(_gerund(stem), GERUND) for stem in stems]
    if irregular:
        forms += [(form, PAST) for form in irregular[0].split("|")]
        forms += [(form, PARTICIPLE) for form in irregular[1].split("|")]
    else:
        forms += [(_past(stem), PAST | PARTICIPLE) for stem in stems]
    return tuple(forms)


def _third(lemma: str) -> str:
    if lemma in ("be", "have"):
        return {"be": "is", "have": "has"}[lemma]
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ies"
    return lemma + "s"


def _stems(lemma: str) -> tuple[str, ...]:
    """What -ed and -ing are put to: the lemma, with its last consonant doubled where the stress is on the last syllable."""
    if lemma in lexicon.words("en", "verbs", "doubling", "lemmas"):
        return (lemma + lemma[-1],)
    if lemma in lexicon.words("en", "verbs", "doubling", "either"):
        return (lemma, lemma + lemma[-1])
    if (
        2 < len(lemma) <= 5
        and lemma[-1] not in "aeiouwxy"
        and lemma[-2] in _VOWELS
        and lemma[-3] not in _VOWELS
        and sum(letter in _VOWELS for letter in lemma) == 1
    ):
        return (lemma + lemma[-1],)
    return (lemma,)


def _past(stem: str) -> str:
    if stem.endswith("e"):
        return stem + "d"
    if stem.endswith("y") and stem[-2:-1] not in _VOWELS:
        return stem[:-1] + "ied"
    return stem + "ed"


def _gerund(stem: str) -> str:
    if stem.endswith("ie"):
        return stem[:-2] + "ying"
    if stem.endswith("e") and not stem.endswith(("ee", "oe", "ye")) and stem != "be":
        return stem[:-1] + "ing"
    return stem + "ing"


@lru_cache(maxsize=1)
def _lexicon() -> tuple[dict[str, int], dict[str, str]]:
    """Readings of each known word, and the lemma of each verb form."""
    tags: dict[str, int] = {}
    lemmas: dict[str, str] = {}
    verbs = lexicon.load("en", "verbs")
    known = dict.fromkeys(verbs["irregular"])
    for group in verbs["senses"].values():
        known.update(dict.fromkeys(group.split()))
    for name, group in lexicon.load("en", "cues").items():
        if name != "nouns":
            known.update(dict.fromkeys(group.get("lemmas", "").split()))
    for lemma in known:
        if lemma in ("be", "have", "do"):
            continue
        for word, form in inflect(lemma):
            tags[word] = tags.get(word, 0) | form
            if form != BASE:
                lemmas.setdefault(word, lemma)
    for lemma in known:
        lemmas[lemma] = lemma
    for word, lemma in (
        ("found", "find"),
        ("left", "leave"),
        ("felt", "feel"),
        ("lay", "lie"),
        ("wound", "wound"),
        ("saw", "see"),
    ):
        lemmas[word] = lemma
    for lemma, forms in (
        ("be", "is are was were am be been being"),
        ("have", "has have had having"),
        ("do", "does do did done doing"),
    ):
        for word in forms.split():
            lemmas[word] = lemma
    tags["done"] = PARTICIPLE
    tags["doing"] = tags["having"] = GERUND
    for name, tag in _CLASSES.items():
        for word in lexicon.words("en", "closed", "classes", name):
            tags[word] = tags.get(word, 0) | tag
    for word in ("like", "may", "will", "might", "can", "must", "own", "near", "back", "up", "down", "out", "off", "over"):
        tags[word] = tags.get(word, 0) & ~VERB
    return tags, lemmas


def lemma_of(word: str) -> str:
    """Lemma of a verb form (lower case); the word itself where it is not known, with a regular ending taken off."""
    _, lemmas = _lexicon()
    if found := lemmas.get(word):
        return found
    if word.endswith("ied"):
        return word[:-3] + "y"
    if word.endswith("ed") and len(word) > 4:
        if word[:-1] in lemmas:
            return word[:-1]
        stem = word[:-2]
        if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "lsfzo":
            return stem[:-1]  # "chipped"
        return word[:-1] if word[-3] in "cgsuvz" else stem
    return word


_readings: dict[str, int] = {}
"""Readings by surface: words come again and again. Emptied when it grows large, so that memory stays flat."""
_MOST_READINGS = 50_000
POSSIBLY_FINITE = VERB | AUXILIARY
"""Without one of these readings (or being 's) a token is no finite verb."""


def tag(document: Document) -> list[int]:
    """The readings of each token; made once a document."""
    kept = document.kept.get("syntax")
    if isinstance(kept, list):
        return kept
    if len(_readings) > _MOST_READINGS:
        _readings.clear()
    known = _readings
    words = document.words
    for word in set(words).difference(known):
        known[word] = _reading(word)
    tags = [known[word] for word in words]
    document.kept["syntax"] = tags
    return tags


def _reading(word: str) -> int:
    known, _ = _lexicon()
    lower = word.casefold()
    found = known.get(lower)
    if found is None:
        first = word[0]
        found = 0
        if first.isalpha():
            if len(lower) > 4:
                if lower.endswith("ed"):
                    # "Ahmed said": with a capital it is as well a name, and verbs rarely have one.
                    found = 0 if first.isupper() else PAST | PARTICIPLE
                elif lower.endswith("ing"):
                    found = GERUND
                elif lower.endswith("ly") and lower not in lexicon.words("en", "closed", "classes", "ly_nouns"):
                    found = ADVERB
        elif first.isdigit():
            found = NUMBER
        elif lower not in ("'s", "’s"):
            found = PUNCTUATION
    return found | CAPITAL if word[0].isupper() else found


_AFTER_VERB = (
    DETERMINER | POSSESSIVE | SUBJECT | OBJECT | PREPOSITION | ADVERB | QUESTION | NUMBER | GERUND | MODAL | CAPITAL
)
_BEFORE_PARTICIPLE = frozenset("when while if as once though although until unless where".split())
"""Before a participle without a subject these make no clause: "when asked"."""
_BEFORE_NOUN = frozenset("a an the my his our their".split())
_PRONOMINAL = frozenset(["which", "what"])
"""Determiners that also stand alone as a subject."""
_PLURALS = frozenset("people police men women children media".split())
_CLITICS = frozenset(["re", "m", "d", "ll", "ve"])
_PLURAL_SUBJECTS = frozenset("i we you they who these those many some most few others all both several".split())


def finite_at(tags: list[int], lower: list[str], i: int, floor: int, ceiling: int) -> bool:
    """Whether token i can be read as a finite verb, given its neighbours within [floor, ceiling)."""
    t = tags[i]
    if t & AUXILIARY:
        if lower[i] in _CLITICS and not (i > floor and lower[i - 1] in ("'", "’")):
            return False
        if t & MODAL and i > floor and lower[i] in ("may", "will"):
            # May the month, Will the man; the will that is read.
            return not (t & CAPITAL or lower[i - 1] in _BEFORE_NOUN)
        return True
    if not t & VERB:
        if lower[i] in ("'s", "’s"):
            return _is_contraction(tags, lower, i, ceiling)
        return False
    before = tags[i - 1] if i > floor else 0
    word_before = lower[i - 1] if i > floor else ""
    after = tags[i + 1] if i + 1 < ceiling else PUNCTUATION
    word_after = lower[i + 1] if i + 1 < ceiling else ""
    if i == floor:
        return False
    if before & ADVERB and i - 1 > floor:
        # "they quickly left": look past the adverb.
        before, word_before = tags[i - 2], lower[i - 2]
    if t & CAPITAL and not before & PUNCTUATION and t & (BASE | THIRD):
        return False
    if word_before == "to" or (before & (MODAL | DO | NONFINITE_BE | BE | HAVE) and not before & SUBJECT):
        return False
    if word_before in ("'s", "’s", "-", "‑") or (word_after in ("-", "‑") and not t & PAST):
        return False
    if t & PAST:
        if (
            before & (DETERMINER | POSSESSIVE) and not (before & (SUBJECT | DEMONSTRATIVE) or word_before in _PRONOMINAL)
        ) or before & PREPOSITION:
            return False
        agent = word_after == "by" and not (i + 2 < ceiling and tags[i + 2] & GERUND)
        if t & PARTICIPLE and (agent or word_before in _BEFORE_PARTICIPLE):
            # "seized by police"; but "began by asking".
            return False
        if (
            before & DEMONSTRATIVE
            and not before & SUBJECT
            and word_before not in ("this", "that")
            and not after & _AFTER_VERB
        ):
            # "one affected company"
            return False
        return not (before & SUBORDINATOR and not before & (DEMONSTRATIVE | QUESTION))
    if before & (DETERMINER | POSSESSIVE | PREPOSITION) and not (
        before & (SUBJECT | DEMONSTRATIVE) or word_before in _PRONOMINAL
    ):
        return False
    if before & (NUMBER | GERUND) and not before & SUBJECT:
        # "on 21 June acknowledged", "on June 21 acknowledged" against "200 hijacked accounts".
        return bool(t & PAST and before & NUMBER and i - 1 > floor and tags[i - 2] & CAPITAL)
    if lower[i] == "close" and word_after == "to":
        return False
    if t & THIRD:
        if after & AUXILIARY and word_before in ("that", "which", "what", "this"):
            # "that files were taken": the subject of what follows.
            return False
        if before & SUBJECT or word_before in ("which", "that", "who", "this", "what", "one"):
            return True
        return (
            bool(after & _AFTER_VERB or word_after == "\0quote")
            and not (before & (COORDINATOR | PUNCTUATION))
            and word_after != "of"
        )
    if t & BASE:
        if word_before in _PLURAL_SUBJECTS and (before & SUBJECT or after & _AFTER_VERB):
            return True
        if lower[i] in lexicon.words("en", "verbs", "plain", "lemmas") and not before & (FUNCTION | PUNCTUATION | GERUND):
            plural_noun = word_before.endswith("s") and not word_before.endswith(("ss", "us"))
            if plural_noun or word_before in _PLURALS:
                return True
        plural = word_before in _PLURALS or (
            len(word_before) > 3 and word_before.endswith("s") and not word_before.endswith("ss")
        )
        return plural and not before & (VERB & ~THIRD & ~BASE) and bool(after & _AFTER_VERB) and word_after != "of"
    return False


_CONTRACTING = frozenset(
    "it he she that there what who here where this everyone somebody someone everything let how".split()
)


def _is_contraction(tags: list[int], lower: list[str], i: int, ceiling: int) -> bool:
    """Whether 's is "is" or "has" rather than a genitive."""
    if i == 0:
        return False
    if lower[i - 1] in _CONTRACTING:
        return lower[i - 1] != "let"
    if i + 1 >= ceiling:
        return False
    after = tags[i + 1]
    return bool(after & (DETERMINER | NEGATION)) or bool(
        after & PREPOSITION and not after & ADVERB and lower[i + 1] not in ("own",)
    )
