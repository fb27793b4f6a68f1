"""A statement and its denial: what one sentence says did not happen, others say did, or say too that it did not.

A denial is compared by the words it governs: the clause behind "no", "not", "denied". What is merely not known or said is no
denial; what is said not to be confirmed, or without any sign so far, is one for the time being, which only a later statement
answers. Those who deny the same, and those who assert it, make one claim.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from casefile.domain.claims import ClaimKind
from casefile.resolve.claims.dates import shortened
from casefile.resolve.claims.evidence import Evidence, Proposal
from casefile.resolve.claims.reading import (
    Groups,
    Read,
    Reader,
    anchor_of,
    contents,
    happenings,
    meaning,
    meeting,
    rules,
    stem,
)

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_CLAUSE_END = re.compile(
    r"[;:.!?]|,\s+(?:but|although|though|while|which|who|and)\b|\b(?:but|although|though|while|because)\b"
)
_REACH = 14
"""Words that a negation governs at most."""
_BEFORE = 7
"""Words before "not" that belong to what is denied: its subject."""
_SHARED = 2
_CROWDED = 200
"""Denials that share a word, from which on it binds nothing."""
_PARTIES = 2
"""Entities two sentences share that need no more words in common than what happened between them."""


@dataclass(frozen=True, slots=True)
class _Denied:
    read: Read
    words: frozenset[str]
    start: int
    end: int
    provisional: bool
    """Not confirmed, no sign of it: for the time being."""


def find(reader: Reader) -> Iterator[Proposal]:
    """Claims that somebody denies and another article asserts, by place of the first denial."""
    denials = {read.at: denied for read in reader.passages if (denied := _denied(read)) is not None}
    groups = Groups(len(reader.passages))
    for one, other in _denied_alike(reader, denials):
        groups.join(one, other)
    # A statement answers one claim: the denial it shares most with.
    best: dict[int, tuple[int, float, int]] = {}
    for denial, statement, shared in _answered(reader, denials):
        # Of sentences that share as much, the one that says least besides.
        near = shared / (1 + len(reader.passages[statement].every))
        best[statement] = max(best.get(statement, (0, 0.0, 0)), (shared, near, -groups.root(denial)))
    answers: dict[int, list[int]] = {}
    for home, statements in _nearest(reader, best):
        answers[home] = statements
    those: dict[int, list[int]] = {}
    for at in sorted(denials):
        those.setdefault(groups.root(at), []).append(at)
    for root in sorted(those):
        says = answers.get(root, [])
        articles = {reader.passages[at].article for at in (*those[root], *says)}
        if len(articles) > 1 and (says or len(those[root]) > 1):
            yield _proposal(reader, denials, those[root], says)


def _nearest(reader: Reader, best: Mapping[int, tuple[int, float, int]]) -> Iterator[tuple[int, list[int]]]:
    """For each claim the sentence of each article that comes nearest to what is denied: its cell says one thing."""
    nearest: dict[int, dict[int, int]] = {}
    for statement, (shared, near, home) in sorted(best.items()):
        articles = nearest.setdefault(-home, {})
        known = articles.get(reader.passages[statement].article)
        if known is None or (shared, near) > best[known][:2]:
            articles[reader.passages[statement].article] = statement
    for home, articles in nearest.items():
        yield home, sorted(articles.values())


def _denied_alike(reader: Reader, denials: Mapping[int, _Denied]) -> Iterator[tuple[int, int]]:
    """Pairs of denials of one thing."""
    ats = sorted(denials)
    for one, other in meeting([denials[at].words for at in ats], _SHARED):
        left, right = reader.passages[ats[one]], reader.passages[ats[other]]
        shared = denials[ats[one]].words & denials[ats[other]].words
        if denials[ats[one]].provisional is not denials[ats[other]].provisional:
            # What is not known yet and what is denied are two positions.
            continue
        if len(shared) > _SHARED or left.entities & right.entities:
            yield ats[one], ats[other]


def _answered(reader: Reader, denials: Mapping[int, _Denied]) -> Iterator[tuple[int, int, int]]:
    """Denials with statements of what they deny, and how many words they share."""
    # Denials are few: only what they hold is looked up among all statements.
    wanted: dict[str, list[int]] = {}
    for at, denial in denials.items():
        read = reader.passages[at]
        for key in {*denial.words, *(f"@{e}" for e in reader.telling(read)), *_happening(read)}:
            wanted.setdefault(key, []).append(at)
    crowded = {key for key, ats in wanted.items() if len(ats) > _CROWDED}
    for read in reader.passages:
        if read.at in denials:
            continue
        met: Counter[int] = Counter()
        for key in {*read.every, *(f"@{e}" for e in reader.telling(read)), *_happening(read)}:
            if key in wanted and key not in crowded:
                met.update(wanted[key])
        for at, keys in sorted(met.items()):
            denial = denials[at]
            if keys >= _SHARED and (_pending(denial, read) if denial.provisional else _close(reader, denial, read)):
                yield at, read.at, len(denial.words & read.every)


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(rules()["negation"][name].split())


@cache
def _knowing() -> frozenset[str]:
    return frozenset(stem(word) for word in _words("knowing"))


def _denied(read: Read) -> _Denied | None:
    """What a sentence denies, if it does."""
    text = read.passage.text
    tokens = list(_WORD.finditer(text))
    for place, token in enumerate(tokens):
        word = token[0].casefold()
        contracted = word.endswith(("n't", "n’t"))
        if not (contracted or word in _words("words") or word in _words("verbs") or word in _words("failing")):
            continue
        following = tokens[place + 1 : place + 1 + _REACH]
        if not following or following[0][0].casefold() in _words("harmless"):
            continue
        stop = _CLAUSE_END.search(text, token.end())
        end = min(following[-1].end(), stop.start() if stop else len(text), _speech_end(read, token.start()))
        governed = [t for t in following if t.end() <= end]
        heads = governed if word in ("no", "none", "nothing", "nobody") else governed[:3]
        provisional = any(stem(t[0]) in _pending_words() for t in heads)
        if not provisional and any(stem(t[0]) in _knowing() for t in heads):
            continue
        begin = token.start()
        if word in ("not", "never", "unaffected", "untrue", "false", "neither") or contracted:
            # The subject stands before.
            begin = tokens[max(0, place - _BEFORE)].start()
        words = contents(_without_names(read, begin, end))
        words -= _denying()
        if len(words) >= (1 if provisional else _SHARED):
            return _Denied(read, words, read.passage.start + begin, read.passage.start + end, provisional)
    return None


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


def _close(reader: Reader, denial: _Denied, statement: Read) -> bool:
    shared = denial.words & statement.every
    # Most of what is denied must be what is said (of a long denial, three words), and what is denied to have happened.
    enough = len(shared) > _SHARED or 2 * len(shared) > len(denial.words)
    happened = _triggers(denial.read, denial.start, denial.end)
    parties = reader.telling(denial.read) & reader.telling(statement)
    if len(parties) >= _PARTIES and happened & _triggers(statement, 0, statement.passage.end):
        return True
    return enough and bool(shared & (happened or _triggers(statement, 0, statement.passage.end)))


def _pending(denial: _Denied, statement: Read) -> bool:
    """Whether a statement settles what was not known: it says all of what was left open, of the same parties, and it is a
    report of what happened."""
    shared = denial.words & statement.every
    parties = denial.read.entities & statement.entities
    if statement.article == denial.read.article or statement.at < denial.read.at:
        return False
    if not parties or not shared & happenings():
        return False
    return len(shared) >= min(_SHARED, len(denial.words)) and bool(_triggers(statement, 0, statement.passage.end))


def _happening(read: Read) -> set[str]:
    return {f"!{trigger}" for trigger in _triggers(read, 0, read.passage.end)}


def _triggers(read: Read, start: int, end: int) -> frozenset[str]:
    """What happens in a sentence, between two places of the article: two sentences can be about the same things and say
    different things of them."""
    text, begin = read.passage.text, read.passage.start
    inside = [r for r in read.passage.reports if max(start, begin) <= r.trigger_start < end]
    return frozenset(meaning(text[r.trigger_start - begin : r.trigger_end - begin]) for r in inside)


def _proposal(reader: Reader, denials: Mapping[int, _Denied], those: list[int], says: list[int]) -> Proposal:
    evidence = []
    for at in sorted((*those, *says)):
        passage = reader.passages[at].passage
        denial = denials.get(at)
        if denial is not None:
            value = "not confirmed" if denial.provisional else "denied"
            evidence.append(
                Evidence(
                    passage,
                    denial.start,
                    denial.end,
                    value,
                    anchor_of(passage),
                    denied=True,
                    provisional=denial.provisional,
                )
            )
        else:
            value = "alleged" if any(report.status == "alleged" for report in passage.reports) else "stated"
            evidence.append(Evidence(passage, passage.start, passage.end, value, anchor_of(passage)))
    counts = Counter(word for at in (*those, *says) for word in reader.passages[at].words)
    sure = 0.45 + 0.05 * min(5, sum(count == len(those) + len(says) for count in counts.values()))
    denied = denials[those[0]]
    begin = denied.read.passage.start
    what = shortened(denied.read.passage.text[denied.start - begin : denied.end - begin])
    summary = f"Said and denied: {what}" if says else f"Denied: {what}"
    return Proposal(ClaimKind.POLARITY, summary, tuple(evidence), sure, "claims.polarity")
