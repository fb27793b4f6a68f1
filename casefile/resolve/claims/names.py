"""Names of one thing that differ: "the Ports Agency" here, "the Ports Ministry" there, in the same place of like lists or
sentences; a first name more or less than another's."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from casefile.domain.claims import ClaimKind
from casefile.domain.findings import EntityType
from casefile.domain.rows import MentionRow
from casefile.resolve.claims.evidence import Evidence, Proposal
from casefile.resolve.claims.reading import Read, Reader
from casefile.resolve.keys import words_of

_IN_LIST = re.compile(r"\s*+,?\s*+(?:,|and|or|&)?\s*+(?:the\s++|of\s++)*")
_FELLOWS = 2
"""Members that two lists share, for the rest of them to be compared."""
_ALIKE = 4
"""Words that two sentences share, for their names to be compared outside of lists."""
_PERSON_ALIKE = 3
_CROWDED = 100
"""Names of one first or last word that are compared with each."""
_OCCURRENCES = 24
"""Of each of two names that are compared: the first ones, so that a name that stands everywhere costs no more."""


@dataclass(frozen=True, slots=True)
class _Name:
    read: Read
    row: MentionRow
    words: tuple[str, ...]


def find(reader: Reader) -> Iterator[Proposal]:
    """Claims on names, by place of their first."""
    standing: dict[tuple[str, ...], list[_Name]] = defaultdict(list)
    for read in reader.passages:
        for row in read.passage.mentions:
            if not row.frame:
                name = _Name(read, row, words_of(row.place.text))
                standing[name.words].append(name)
    lists = [run for read in reader.passages for run in _lists(read)]
    listed = {id(row): number for number, run in enumerate(lists) for row in run}
    runs = [frozenset(row.entity for row in run) for run in lists]
    found = []
    for one, other in _pairs(standing):
        # Where an article uses both names, they are two things to it.
        if {name.read.article for name in standing[one]} & {name.read.article for name in standing[other]}:
            continue
        met = [pair for pair in _met(standing[one], standing[other]) if _alike(*pair, listed, runs)]
        if met:
            members = {(name.read.at, name.row.place.start): name for pair in met for name in pair}
            found.append([members[place] for place in sorted(members)])
    for names in sorted(found, key=lambda names: (names[0].read.at, names[0].row.place.start, names[0].row.id)):
        yield _proposal(names)


def _pairs(standing: Mapping[tuple[str, ...], Sequence[_Name]]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Pairs of names that may be mistaken for each other, lesser first: they share their first or their last word."""
    blocks: dict[tuple[int, str], list[tuple[str, ...]]] = defaultdict(list)
    for words in sorted(standing):
        if len(words) > 1:
            for end in (0, -1):
                blocks[end, words[end]].append(words)
    met = {
        (one, other)
        for block in blocks.values()
        for place, other in enumerate(block)
        for one in block[max(0, place - _CROWDED) : place]
    }
    for one, other in sorted(met):
        types = {name.row.type for name in standing[one]} & {name.row.type for name in standing[other]}
        if any(_confusable(one, other, kind) for kind in sorted(types)):
            yield one, other


def _met(left: Sequence[_Name], right: Sequence[_Name]) -> Iterator[tuple[_Name, _Name]]:
    """Pairs of occurrences of two names, of the first of each."""
    kinds = {name.row.type for name in left} & {name.row.type for name in right}
    confused = {kind for kind in kinds if _confusable(left[0].words, right[0].words, kind)}
    for one in left[:_OCCURRENCES]:
        if one.row.type in confused:
            for other in right[:_OCCURRENCES]:
                if one.row.type is other.row.type:
                    yield one, other


def _alike(one: _Name, other: _Name, listed: Mapping[int, int], runs: Sequence[frozenset[str]]) -> bool:
    """Whether two sentences say so much of the same, or two lists have so many members in common, that these two names
    would be one, and neither name is in the other's sentence or list."""
    if one.row.entity == other.row.entity:
        return False
    if id(one.row) in listed and id(other.row) in listed:
        lists = runs[listed[id(one.row)]], runs[listed[id(other.row)]]
        same = lists[0] & lists[1]
        if len(same) >= _FELLOWS and not {one.row.entity, other.row.entity} & same:
            return True
    same = one.read.entities & other.read.entities
    if {one.row.entity, other.row.entity} & same:
        return False
    enough = _PERSON_ALIKE if one.row.type is EntityType.PERSON else _ALIKE
    return len(one.read.words & other.read.words) >= enough


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
    evidence = tuple(
        Evidence(
            name.read.passage,
            name.row.place.start,
            name.row.place.end,
            name.row.place.text,
            name.row.id,
            exact=name.words,
            key=" ".join(name.words),
        )
        for name in members
    )
    names = list(dict.fromkeys(" ".join(name.row.place.text.split()) for name in members))
    return Proposal(ClaimKind.NAME, f"Which name: {' / '.join(names[:3])}", evidence, 0.6, "claims.names")
