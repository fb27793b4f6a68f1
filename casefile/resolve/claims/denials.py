"""What a sentence denies: the clause behind "no", "not", "denied", or a thing said to be the contrary of something."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

from casefile.resolve.claims.reading import Read, contents, meaning, rules, stem
from casefile.resolve.keys import words_of

WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_CLAUSE_END = re.compile(
    r"[;:.!?]|,\s+(?:but|although|though|while|which|who|and)\b|\b(?:but|although|though|while|because)\b"
)
_REACH = 14
"""Words that a negation governs at most."""
_BEFORE = 7
"""Words before "not" that belong to what is denied: its subject."""
_WITH_SUBJECT = frozenset("not never unaffected untrue false neither".split())
_SHARED, _PARTIES = 2, 2
"""Words that a denial has at least; or names, where it has fewer."""
_LEAST_BASE = 5
"""Letters of a word that another can be the contrary of."""


@dataclass(frozen=True, slots=True)
class Denial:
    """One sentence's denial. `start` and `end` are code points of its article."""

    read: Read
    words: frozenset[str]
    """Meanings of its words of content, without names."""
    start: int
    end: int
    provisional: bool
    """Not confirmed, no sign of it: for the time being."""
    acts: frozenset[str]
    """What is denied to have been done, by all words that may say so."""
    contrary: str = ""
    """The word that it says the contrary of, where it has no other negation."""


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(rules()["negation"][name].split())


@cache
def _knowing() -> frozenset[str]:
    return frozenset(stem(word) for word in _words("knowing"))


def denial_of(read: Read, vocabulary: Collection[str]) -> Denial | None:
    """What a sentence denies, if it does."""
    text = read.passage.text
    tokens = list(WORD.finditer(text))
    for place, token in enumerate(tokens):
        word = token[0].casefold()
        contracted = word.endswith(("n't", "n’t"))
        # "was unlawful" says so of a thing; "unlawful entry" only names one.
        said = place > 0 and tokens[place - 1][0].casefold() in _words("copulas")
        contrary = _contrary(word, vocabulary) if said else ""
        if not (contracted or contrary or word in _words("words") or word in _words("verbs") or word in _words("failing")):
            continue
        following = tokens[place + 1 : place + 1 + _REACH]
        if not contrary and (not following or following[0][0].casefold() in _words("harmless")):
            continue
        stop = _CLAUSE_END.search(text, token.end())
        end = min((following or [token])[-1].end(), stop.start() if stop else len(text), _speech_end(read, token.start()))
        governed = [t for t in following if t.end() <= end]
        heads = governed if word in ("no", "none", "nothing", "nobody") else governed[:3]
        provisional = any(stem(t[0]) in _pending_words() for t in heads)
        if not provisional and any(stem(t[0]) in _knowing() for t in heads):
            continue
        begin = token.start()
        if contrary or word in _WITH_SUBJECT or contracted:
            # The subject stands before.
            begin = tokens[max(0, place - _BEFORE)].start()
        words = contents(_without_names(read, begin, end))
        words -= _denying()
        if contrary:
            words = words - {meaning(token[0])} | {contrary}
        acts = acts_in(text[begin:end]) if not contrary else frozenset({contrary})
        if len(words) >= (_SHARED if not read.entities and not provisional else 1) or (
            acts and len(read.parties) >= _PARTIES
        ):
            return Denial(read, words, read.passage.start + begin, read.passage.start + end, provisional, acts, contrary)
    return None


def negated(read: Read) -> Iterator[tuple[int, int, frozenset[str]]]:
    """Each stretch of a sentence that stands under a negation, as code points of the article, with its words of content; not
    what is merely not known. Wider than `denial_of`, for sentences that are known to speak of one matter."""
    text, begin = read.passage.text, read.passage.start
    tokens = list(WORD.finditer(text))
    for place, token in enumerate(tokens):
        word = token[0].casefold()
        if word not in _words("words") | _words("verbs") and not word.endswith(("n't", "n’t")):
            continue
        stop = _CLAUSE_END.search(text, token.end())
        governed = [
            other for other in tokens[place + 1 : place + 1 + _REACH] if other.end() <= (stop.start() if stop else len(text))
        ]
        said = [other[0] for other in governed if other[0].casefold() not in _words("function")]
        if said and stem(said[0]) not in _knowing() and governed[0][0].casefold() not in _words("harmless"):
            yield begin + token.start(), begin + governed[-1].end(), frozenset(said)


def _contrary(word: str, vocabulary: Collection[str]) -> str:
    """The meaning of the word that this one is the contrary of, if the case has it: "lawful" of "unlawful"."""
    for prefix in _words("prefixes"):
        base = word.removeprefix(prefix)
        if base != word and len(base) >= _LEAST_BASE and base in vocabulary:
            return meaning(base)
    return ""


def acts_in(text: str) -> frozenset[str]:
    """Meanings of all words of a text but those that say nothing of what was done."""
    return frozenset(
        meaning(word[0]) for word in WORD.finditer(text) if word[0].casefold() not in _words("function") and len(word[0]) > 2
    )


@cache
def _pending_words() -> frozenset[str]:
    return frozenset(stem(word) for word in _words("pending"))


@cache
def _denying() -> frozenset[str]:
    return frozenset(meaning(word) for name in ("words", "verbs", "failing", "pending") for word in _words(name))


def _speech_end(read: Read, at: int) -> int:
    """Where the reported words around a place of the sentence end, so that ", the navy said" is no part of them."""
    here, begin = at + read.passage.start, read.passage.start
    ends = [end - begin for quote in read.passage.quotes for start, end in quote.spans if start <= here < end]
    return min(ends, default=len(read.passage.text))


def _without_names(read: Read, start: int, end: int) -> str:
    text = read.passage.text
    for mention in read.passage.mentions:
        left, right = mention.place.start - read.passage.start, mention.place.end - read.passage.start
        if 0 <= left < right <= len(text):
            text = text[:left] + " " * (right - left) + text[right:]
    return text[start:end]


def names_in(read: Read) -> frozenset[str]:
    """Last words of the names in a sentence: articles do not always agree who is a person and who a firm."""
    names = (words_of(mention.place.text) for mention in read.passage.mentions)
    return frozenset(words[-1] for words in names if words)
