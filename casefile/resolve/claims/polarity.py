"""A statement and its denial: what one sentence says did not happen, others say did, or say too that it did not.

A denial is compared by the words it governs: the clause behind "no", "not", "denied". What is merely not known or said is no
denial; what is said not to be confirmed, or without any sign so far, is one for the time being, which only a later statement
answers. Those who deny the same, and those who assert it, make one claim.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache

from casefile.domain.claims import ClaimKind
from casefile.resolve.claims.dates import shortened
from casefile.resolve.claims.denials import WORD, Denial, acts_in, denial_of, names_in
from casefile.resolve.claims.evidence import Evidence, Proposal
from casefile.resolve.claims.reading import (
    Groups,
    Read,
    Reader,
    anchor_of,
    happenings,
    meaning,
    meeting,
)

_UNIT = re.compile(r"[^\W\d_]+")
_FIRST = re.compile(r"\A[\W\d_]*([^\W\d_]+)")
_SHARED, _MOST = 2, 3
"""Words that a denial and a statement share; and so many that they need not say what happened."""
_CROWDED = 200
"""Denials that share a word, from which on it binds nothing."""
_PARTIES = 2
"""Entities two sentences share that need no more words in common than what happened between them."""


def find(reader: Reader) -> Iterator[Proposal]:
    """Claims that somebody denies and another article asserts, by place of the first denial."""
    vocabulary = {word[0].casefold() for read in reader.passages for word in WORD.finditer(read.passage.text)}
    denials = {read.at: denied for read in reader.passages if (denied := denial_of(read, vocabulary)) is not None}
    groups = Groups(len(reader.passages))
    for one, other in _denied_alike(reader, denials):
        groups.join(one, other)
    # A statement answers one claim: the denial it shares most with.
    best: dict[int, tuple[int, float, int]] = {}
    for denial, statement, shared in _answered(reader, denials):
        # Of sentences that share as much, the one that says least besides.
        near = shared / (1 + len(reader.passages[statement].every))
        answer = shared, near, -groups.root(denial)
        best[statement] = max(best.get(statement, answer), answer)
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


def _both_name(one: Read, other: Read) -> frozenset[str]:
    """Names of the one that stand in the other, as a name or (at the beginning of a sentence) not known as one."""
    return (names_in(one) & _plain(other)) | (names_in(other) & _plain(one))


def _plain(read: Read) -> frozenset[str]:
    return _words_of(read.passage.text)


@lru_cache(maxsize=1 << 14)
def _words_of(text: str) -> frozenset[str]:
    return frozenset(word[0].casefold().removesuffix("'s").removesuffix("’s") for word in WORD.finditer(text))


def _keyed(read: Read) -> set[str]:
    return {f"#{name}" for name in names_in(read) | {word.casefold() for word in _FIRST.findall(read.passage.text)}}


def _denied_alike(reader: Reader, denials: Mapping[int, Denial]) -> Iterator[tuple[int, int]]:
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


def _answered(reader: Reader, denials: Mapping[int, Denial]) -> Iterator[tuple[int, int, int]]:
    """Denials with statements of what they deny, and how many words they share."""
    # Denials are few: only what they hold is looked up among all statements.
    wanted: dict[str, list[int]] = {}
    for at, denial in denials.items():
        read = reader.passages[at]
        for key in {*denial.words, *(f"@{e}" for e in reader.telling(read)), *_happening(read), *_keyed(read)}:
            wanted.setdefault(key, []).append(at)
    crowded = {key for key, ats in wanted.items() if len(ats) > _CROWDED}
    for read in reader.passages:
        if read.at in denials:
            continue
        met: Counter[int] = Counter()
        for key in {*read.every, *(f"@{e}" for e in reader.telling(read)), *_happening(read), *_keyed(read)}:
            if key in wanted and key not in crowded:
                met.update(wanted[key])
        for at, keys in sorted(met.items()):
            denial = denials[at]
            if keys >= _SHARED and (_pending(denial, read) if denial.provisional else _close(reader, denial, read)):
                yield at, read.at, len(denial.words & read.every)


def _close(reader: Reader, denial: Denial, statement: Read) -> bool:
    shared = denial.words & statement.every
    # Most of what is denied must be what is said (of a long denial, three words), and what is denied to have happened.
    enough = len(shared) > _SHARED or 2 * len(shared) > len(denial.words)
    happened = _triggers(denial.read, denial.start, denial.end)
    does = _triggers(statement, 0, statement.passage.end)
    parties = reader.telling(denial.read) & reader.telling(statement)
    named = _both_name(denial.read, statement)
    if denial.contrary:
        return denial.contrary in shared and bool(parties or named or len(shared) > 1)
    if max(len(parties), len(named)) >= _PARTIES:
        acts = denial.acts & acts_in(statement.passage.text)
        if happened & does or acts & (does | happened) or shared:
            return True
    if (parties or named) and shared & _counted(statement):
        # "no jobs" against "700 jobs".
        return True
    if len(denial.words) < _SHARED:
        # One word is enough only where it is what happened, to one of the same.
        return bool(shared and (parties or named) and shared & (happened | does | happenings() | denial.acts & denial.words))
    if len(shared) >= _MOST and 3 * len(shared) >= 2 * len(denial.words):
        return True
    return enough and bool(shared & (happened or does))


def _pending(denial: Denial, statement: Read) -> bool:
    """Whether a statement settles what was not known: it says all of what was left open, of the same parties, and it is a
    report of what happened."""
    shared = denial.words & statement.every
    parties = denial.read.entities & statement.entities
    if statement.article == denial.read.article or statement.at < denial.read.at:
        return False
    if not parties or not shared & happenings():
        return False
    return len(shared) >= min(_SHARED, len(denial.words)) and bool(_triggers(statement, 0, statement.passage.end))


def _counted(read: Read) -> frozenset[str]:
    """What is counted in a sentence."""
    return frozenset(meaning(word) for figure in read.passage.figures for word in _UNIT.findall(figure.unit or ""))


def _happening(read: Read) -> set[str]:
    return {f"!{trigger}" for trigger in _triggers(read, 0, read.passage.end)}


def _triggers(read: Read, start: int, end: int) -> frozenset[str]:
    """What happens in a sentence, between two places of the article: two sentences can be about the same things and say
    different things of them."""
    text, begin = read.passage.text, read.passage.start
    inside = [r for r in read.passage.reports if max(start, begin) <= r.trigger_start < end]
    return frozenset(meaning(text[r.trigger_start - begin : r.trigger_end - begin]) for r in inside)


def _proposal(reader: Reader, denials: Mapping[int, Denial], those: list[int], says: list[int]) -> Proposal:
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
