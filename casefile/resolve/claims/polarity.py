"""A statement and its denial: what one sentence says did not happen, others say did, or say too that it did not.

A denial is compared by the words it governs: the clause behind "no", "not", "denied". What is merely not known, confirmed or
said is no denial. Those who deny the same, and those who assert it, make one claim.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from casefile.domain.claims import ClaimKind, Relation
from casefile.resolve.claims.dates import shortened
from casefile.resolve.claims.evidence import Evidence, Proposal
from casefile.resolve.claims.reading import Read, Reader, contents, meaning, meeting, rules, stem

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_CLAUSE_END = re.compile(
    r"[;:.!?]|,\s+(?:but|although|though|while|which|who|and)\b|\b(?:but|although|though|while|because)\b"
)
_REACH = 14
"""Words that a negation governs at most."""
_BEFORE = 7
"""Words before "not" that belong to what is denied: its subject."""
_SHARED = 2
_PARTIES = 2
"""Entities two sentences share that need no more words in common than what happened between them."""


@dataclass(frozen=True, slots=True)
class _Denied:
    read: Read
    words: frozenset[str]
    start: int
    end: int


def find(reader: Reader) -> Iterator[Proposal]:
    """Claims that somebody denies and another article asserts, by place of the first denial."""
    denials = {read.at: denied for read in reader.passages if (denied := _denied(read)) is not None}
    keys = [denials[read.at].words if read.at in denials else read.every for read in reader.passages]
    # Entities and what happens bring sentences together too.
    meet = [{*keys[read.at], *(f"@{e}" for e in reader.telling(read)), *_happening(read)} for read in reader.passages]
    group = list(range(len(keys)))
    against: list[tuple[int, int]] = []
    for one, other in meeting(meet, _SHARED):
        both = (one in denials) + (other in denials)
        if both == 0 or not _close(reader, keys, one, other, denials):
            continue
        if both == 2:
            left, right = _root(group, one), _root(group, other)
            group[max(left, right)] = min(left, right)
        else:
            against.append((one, other) if one in denials else (other, one))
    claims: dict[int, dict[int, int]] = {}
    for denial, statement in against:
        # A statement answers one claim: the denial it shares most with.
        shared = len(keys[denial] & keys[statement])
        root = _root(group, denial)
        claims.setdefault(root, {})
        claims[root][statement] = max(shared, claims[root].get(statement, 0))
    best: dict[int, tuple[int, int]] = {}
    for root, statements in claims.items():
        for statement, shared in statements.items():
            best[statement] = max(best.get(statement, (0, 0)), (shared, -root))
    for root in sorted({_root(group, at) for at in denials}):
        those = [at for at in sorted(denials) if _root(group, at) == root]
        says = [statement for statement, (_, home) in sorted(best.items()) if -home == root]
        articles = {reader.passages[at].article for at in (*those, *says)}
        if len(articles) > 1 and (says or len(those) > 1):
            yield _proposal(reader, denials, those, says)


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
        if any(stem(t[0]) in _knowing() for t in heads):
            continue
        begin = token.start()
        if word in ("not", "never", "unaffected", "untrue", "false", "neither") or contracted:
            # The subject stands before.
            begin = tokens[max(0, place - _BEFORE)].start()
        words = contents(_without_names(read, begin, end))
        words -= {meaning(w) for w in (*_words("words"), *_words("verbs"), *_words("failing"))}
        if len(words) >= _SHARED:
            return _Denied(read, words, read.passage.start + begin, read.passage.start + end)
    return None


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


def _close(reader: Reader, keys: list[frozenset[str]], one: int, other: int, denials: dict[int, _Denied]) -> bool:
    left, right = reader.passages[one], reader.passages[other]
    shared = keys[one] & keys[other]
    entities = left.entities & right.entities
    if one in denials and other in denials:
        return len(shared) >= _SHARED + 1 or (len(shared) >= _SHARED and bool(entities))
    at, statement = (one, right) if one in denials else (other, left)
    denial = denials[at]
    # Most of what is denied must be what is said (of a long denial, three words), and what is denied to have happened.
    enough = len(shared) > _SHARED or 2 * len(shared) > len(keys[at])
    happened = _triggers(denial.read, denial.start, denial.end)
    parties = reader.telling(left) & reader.telling(right)
    if len(parties) >= _PARTIES and happened & _triggers(statement, 0, statement.passage.end):
        return True
    return enough and bool(shared & (happened or _triggers(statement, 0, statement.passage.end)))


def _happening(read: Read) -> set[str]:
    return {f"!{trigger}" for trigger in _triggers(read, 0, read.passage.end)}


def _triggers(read: Read, start: int, end: int) -> frozenset[str]:
    """What happens in a sentence, between two places of the article: two sentences can be about the same things and say
    different things of them."""
    text, begin = read.passage.text, read.passage.start
    inside = [r for r in read.passage.reports if max(start, begin) <= r.trigger_start < end]
    return frozenset(meaning(text[r.trigger_start - begin : r.trigger_end - begin]) for r in inside)


def _proposal(reader: Reader, denials: dict[int, _Denied], those: list[int], says: list[int]) -> Proposal:
    evidence = []
    for at in sorted((*those, *says)):
        passage = reader.passages[at].passage
        anchor = passage.reports[0].id if passage.reports else f"r{passage.article:06d}{passage.start:07d}"
        if at in denials:
            relation = Relation.DENIES if says else Relation.STATES
            evidence.append(Evidence(passage, denials[at].start, denials[at].end, "denied", relation, anchor))
        else:
            value = "alleged" if any(report.status == "alleged" for report in passage.reports) else "stated"
            evidence.append(Evidence(passage, passage.start, passage.end, value, Relation.STATES, anchor))
    counts = Counter(word for at in (*those, *says) for word in reader.passages[at].words)
    sure = 0.45 + 0.05 * min(5, sum(count == len(those) + len(says) for count in counts.values()))
    denied = denials[those[0]]
    begin = denied.read.passage.start
    what = shortened(denied.read.passage.text[denied.start - begin : denied.end - begin])
    summary = f"Said and denied: {what}" if says else f"Denied: {what}"
    return Proposal(ClaimKind.POLARITY, summary, tuple(evidence), sure, "claims.polarity")


def _root(group: list[int], index: int) -> int:
    while group[index] != index:
        group[index] = group[group[index]]
        index = group[index]
    return index
