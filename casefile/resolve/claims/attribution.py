"""Who is said to be behind something, and how firmly; and who is said to have told whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from casefile.domain.claims import ClaimKind, Passage
from casefile.domain.findings import EntityType
from casefile.resolve.claims.dates import shortened
from casefile.resolve.claims.evidence import Evidence, Proposal
from casefile.resolve.claims.reading import Groups, Read, Reader, anchor_of, contents, meaning, meeting, rules, stop_words
from casefile.resolve.keys import words_of

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_NEAR = 70
"""Code points between a cue and the culprit."""
_SAME, _OTHER = 1, 3
"""Words and parties two sentences share, beside the culprit, that blame the same, or others, for one thing."""
_POINTING = re.compile(r"\b(?:those|these|such)\s+[a-z]")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SUBORDINATING = frozenset("until when after before since that because but as once where while if although".split())
_NOT = re.compile(r"\b(?:not|never|denied|denies|no)\b|n['’]t\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Blamed:
    read: Read
    culprit: str
    """What the culprit is compared by: an entity, or where it is from."""
    start: int
    end: int
    firmness: str
    years: frozenset[str]
    about: frozenset[str]
    """Words and parties by which it is known what somebody is blamed for."""
    names: frozenset[str]
    """Words of the names of the parties: articles do not always agree on who is one."""


def find(reader: Reader) -> Iterator[Proposal]:
    """Claims on who is behind what and on who told whom, by place of their first."""
    blamed = [_with_context(reader, item) for read in reader.passages if (item := _blamed(read)) is not None]
    yield from _grouped(blamed, "Who is behind it", "claims.attribution")
    told = [_with_context(reader, item) for read in reader.passages if (item := _informed(read)) is not None]
    yield from _grouped(told, "Who told them", "claims.informed")


def _with_context(reader: Reader, item: _Blamed) -> _Blamed:
    """ "those attacks" are the attacks of the sentence before: its words, parties and years count too."""
    former = reader.before(item.read)
    if former is None or not _POINTING.search(item.read.passage.text):
        return item
    return replace(
        item, about=item.about | _about(former), years=item.years | _years(former), names=item.names | _names(former)
    )


def _about(read: Read) -> frozenset[str]:
    return read.words | {f"@{party}" for party in read.parties}


def _names(read: Read) -> frozenset[str]:
    parties = (mention for mention in read.passage.mentions if mention.type is not EntityType.PLACE)
    return frozenset(f"%{word}" for mention in parties for word in words_of(mention.place.text) if len(word) > 2)


def _years(read: Read) -> frozenset[str]:
    dated = {report.edtf[:4] for report in read.passage.reports if report.edtf and report.basis == "explicit"}
    return frozenset({*_YEAR.findall(read.passage.text), *(year for year in dated if year.isdigit())})


def _grouped(items: list[_Blamed], head: str, rule: str) -> Iterator[Proposal]:
    groups = Groups(len(items))
    years = [item.years for item in items]
    keys = [{f"!{item.culprit}", *item.about, *item.names} for item in items]
    for one, other in meeting(keys, 2):
        left, right = groups.root(one), groups.root(other)
        # What was done in other years was done another time.
        apart = years[left] and years[right] and not years[left] & years[right]
        if left != right and not apart and _one_thing(items[one], items[other]):
            joined = years[left] | years[right]
            years[groups.join(left, right)] = joined
    for indices in groups.sets():
        members = [items[index] for index in indices]
        if len({item.read.article for item in members}) > 1:
            yield _proposal(members, head, rule)


def _one_thing(one: _Blamed, other: _Blamed) -> bool:
    if one.years and other.years and not one.years & other.years:
        return False
    if one.culprit == other.culprit and one.names & other.names:
        return True
    return len(one.about & other.about) >= (_SAME if one.culprit == other.culprit else _OTHER)


def blames(passage: Passage) -> bool:
    """Whether a sentence says who is behind something."""
    return _blamed(Read(0, passage, frozenset(), frozenset(), frozenset())) is not None


@cache
def _cues(name: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, rules()["attribution"][name])) + r")\b", re.IGNORECASE)


@cache
def _terms(name: str) -> frozenset[str]:
    return frozenset(rules()["attribution"][name].split())


def _blamed(read: Read) -> _Blamed | None:
    text = read.passage.text
    for cue in _cues("before").finditer(text):
        found = _culprit(read, cue.end(), min(len(text), cue.end() + _NEAR), last=False)
        if found:
            return _made(read, *found)
    for cue in _cues("after").finditer(text):
        found = _culprit(read, max(0, cue.start() - _NEAR), cue.start(), last=True)
        if found:
            return _made(read, *found)
    return None


def _culprit(read: Read, start: int, end: int, last: bool) -> tuple[str, int, int] | None:
    """A group ("a Chinese hacker group") or a named body between two places of the sentence, as one would be blamed."""
    found: list[tuple[str, int, int]] = []
    named: list[tuple[str, int, int]] = []
    words = list(_WORD.finditer(read.passage.text, start, end))
    for place, word in enumerate(words):
        if word[0].casefold() not in _terms("culprits"):
            continue
        if place + 1 < len(words) and words[place + 1][0].casefold() in _terms("culprits"):
            continue
        before = words[max(0, place - 3) : place]
        adjectives = [w for w in before if w[0][0].isupper() and w[0].casefold() not in stop_words()]
        if adjectives:
            found.append((f"from {meaning(adjectives[0][0])}", adjectives[0].start(), word.end()))
    for mention in read.passage.mentions:
        left, right = mention.place.start - read.passage.start, mention.place.end - read.passage.start
        kinds = (EntityType.ORGANISATION, EntityType.PERSON)
        if start <= left and right <= end and mention.type in kinds:
            named.append((mention.entity, left, right))
    # "a Chinese hacker group" says more than the name of a body that may be the victim.
    nearest = found or named
    if not nearest:
        return None
    return nearest[-1] if last else nearest[0]


def _informed(read: Read) -> _Blamed | None:
    """ "The police contacted the agency": who told whom that something was wrong."""
    text = read.passage.text
    words = list(_WORD.finditer(text))
    told = meaning("alert")
    for place, word in enumerate(words):
        shape = word[0].casefold()
        if place == 0 or meaning(shape) != told or shape.endswith("ing") or words[place - 1][0].casefold() in ("to", "the"):
            continue
        if not any(m.place.start - read.passage.start >= word.end() for m in read.passage.mentions) and not re.match(
            r"\s+(?:the|its|their|an?|it|them|him|her|us)\b", text[word.end() :]
        ):
            continue
        teller = words[max(0, place - 5) : place]
        begins = [number for number, w in enumerate(teller) if w[0].casefold() in _SUBORDINATING]
        teller = teller[begins[-1] + 1 :] if begins else teller
        noun = next((w for w in teller if w[0].casefold() not in _small() and len(w[0]) > 2), None)
        if noun is None or any(w[0].casefold() in ("was", "were", "been", "by") for w in teller[-2:]):
            continue
        return _made(read, f"told by {meaning(noun[0])}", noun.start(), words[place].end())
    return None


@cache
def _small() -> frozenset[str]:
    return frozenset(
        "the a an and until when after before since that it was had been because as then other of by in".split()
    )


def _made(read: Read, culprit: str, start: int, end: int) -> _Blamed:
    words = {word[0].casefold() for word in _WORD.finditer(read.passage.text)}
    firmness = "stated"
    if words & _terms("hedged"):
        firmness = "suspected"
    elif words & _terms("firm"):
        firmness = "concluded"
    near = read.passage.text[max(0, start - 25) : end + 25]
    if _NOT.search(near):
        firmness = "denied"
    return _Blamed(
        read,
        culprit,
        read.passage.start + start,
        read.passage.start + end,
        firmness,
        _years(read),
        # Who is blamed is compared by itself.
        _about(read) - contents(read.passage.text[start:end]) - {f"@{culprit}"},
        _names(read) - {f"%{word}" for word in words_of(read.passage.text[start:end])},
    )


def _proposal(members: list[_Blamed], head: str, rule: str) -> Proposal:
    evidence = []
    for item in members:
        passage = item.read.passage
        words = " ".join(passage.text[item.start - passage.start : item.end - passage.start].split())
        evidence.append(
            Evidence(
                passage,
                item.start,
                item.end,
                words if item.firmness == "stated" else f"{words} ({item.firmness})",
                anchor_of(passage),
                exact=(item.culprit, item.firmness),
                key=item.culprit,
                denied=item.firmness == "denied",
            )
        )
    summary = f"{head}: {shortened(members[0].read.passage.text)}"
    return Proposal(ClaimKind.ATTRIBUTION, summary, tuple(evidence), 0.55, rule)
