"""Names of one thing that differ: "the Ports Agency" here, "the Ports Ministry" there, in the same place of like lists or
sentences; a first name more or less than another's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from casefile.domain.claims import ClaimKind, Relation
from casefile.domain.findings import EntityType
from casefile.domain.rows import MentionRow
from casefile.resolve.claims.evidence import Evidence, Proposal
from casefile.resolve.claims.reading import Read, Reader, meeting
from casefile.resolve.keys import words_of

_IN_LIST = re.compile(r"\s*,?\s*(?:,|and|or|&)?\s*(?:the\s+|of\s+)*")
_FELLOWS = 2
"""Members that two lists share, for the rest of them to be compared."""
_ALIKE = 4
"""Words that two sentences share, for their names to be compared outside of lists."""
_PERSON_ALIKE = 3


@dataclass(frozen=True, slots=True)
class _Name:
    read: Read
    row: MentionRow
    words: tuple[str, ...]


def find(reader: Reader) -> Iterator[Proposal]:
    """Claims on names, by place of their first."""
    pairs: dict[tuple[tuple[str, ...], tuple[str, ...]], list[tuple[_Name, _Name]]] = {}
    for one, other in (*_in_lists(reader), *_in_sentences(reader)):
        key = (one.words, other.words) if one.words < other.words else (other.words, one.words)
        pairs.setdefault(key, []).append((one, other))
    names: dict[tuple[str, ...], list[_Name]] = {}
    for read in reader.passages:
        for row in read.passage.mentions:
            if not row.frame:
                name = _Name(read, row, words_of(row.place.text))
                names.setdefault(name.words, []).append(name)
    for (one_words, other_words), met in pairs.items():
        in_pair = {(id(name.read), name.row.id) for pair in met for name in pair}
        every = [*names.get(one_words, []), *names.get(other_words, [])]
        # Where an article uses both names, they are two things to it.
        users = [{name.read.article for name in names.get(words, [])} for words in (one_words, other_words)]
        if users[0] & users[1]:
            continue
        members = [name for name in every if (id(name.read), name.row.id) in in_pair]
        yield _proposal(sorted(members, key=lambda name: (name.read.at, name.row.place.start)))


def _in_lists(reader: Reader) -> Iterator[tuple[_Name, _Name]]:
    lists = [(read, run) for read in reader.passages for run in _lists(read)]
    for one, other in meeting([{row.entity for row in run} for _, run in lists], _FELLOWS):
        left, right = lists[one], lists[other]
        if left[0].article != right[0].article:
            shared = {row.entity for row in left[1]} & {row.entity for row in right[1]}
            yield from _differing(left, right, shared)


def _in_sentences(reader: Reader) -> Iterator[tuple[_Name, _Name]]:
    for one, other in meeting([read.words for read in reader.passages], _PERSON_ALIKE):
        left, right = reader.passages[one], reader.passages[other]
        if left.article == right.article:
            continue
        shared = len(left.words & right.words)
        same = left.entities & right.entities
        rows = [tuple(row for row in read.passage.mentions if not row.frame) for read in (left, right)]
        for pair in _differing((left, rows[0]), (right, rows[1]), same):
            person = pair[0].row.type is EntityType.PERSON
            if shared >= (_PERSON_ALIKE if person else _ALIKE):
                yield pair


def _lists(read: Read) -> Iterator[tuple[MentionRow, ...]]:
    """Runs of names with nothing but commas, "and" and articles between them."""
    run: list[MentionRow] = []
    for row in read.passage.mentions:
        if run:
            between = read.passage.text[run[-1].place.end - read.passage.start : row.place.start - read.passage.start]
            if not _IN_LIST.fullmatch(between) or not between.strip():
                if len(run) > _FELLOWS:
                    yield tuple(run)
                run = []
        run.append(row)
    if len(run) > _FELLOWS:
        yield tuple(run)


def _differing(
    left: tuple[Read, tuple[MentionRow, ...]], right: tuple[Read, tuple[MentionRow, ...]], same: frozenset[str] | set[str]
) -> Iterator[tuple[_Name, _Name]]:
    for one in left[1]:
        for other in right[1]:
            if one.entity in same or other.entity in same or one.type is not other.type:
                continue
            names = _Name(left[0], one, words_of(one.place.text)), _Name(right[0], other, words_of(other.place.text))
            if _confusable(names[0].words, names[1].words, one.type):
                yield names


def _confusable(one: tuple[str, ...], other: tuple[str, ...], kind: EntityType) -> bool:
    """Two names of several words that share some but neither all of the one nor of the other."""
    first, second = set(one), set(other)
    if len(one) < 2 or len(other) < 2 or first <= second or second <= first or not first & second:
        return False
    if kind is EntityType.PERSON:
        # One surname, another first name; or one first name and surnames that differ by a letter or two.
        return one[-1] == other[-1] or (one[0] == other[0] and _near(one[-1], other[-1]))
    return one[0] == other[0] or (one[-1] == other[-1] and len(first & second) >= len(first) - 1)


def _near(one: str, other: str) -> bool:
    """Whether two words differ in one place only: a letter more, less or other."""
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    return max(len(one), len(other)) - start - end <= 2 and min(len(one), len(other)) > 3


def _proposal(members: list[_Name]) -> Proposal:
    first = members[0]
    evidence = tuple(
        Evidence(
            name.read.passage,
            name.row.place.start,
            name.row.place.end,
            name.row.place.text,
            Relation.STATES if name.words == first.words else Relation.DIFFERS,
            name.row.id,
        )
        for name in members
    )
    names = list(dict.fromkeys(" ".join(name.row.place.text.split()) for name in members))
    return Proposal(ClaimKind.NAME, f"Which name: {' / '.join(names[:3])}", evidence, 0.6, "claims.names")
