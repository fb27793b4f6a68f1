"""Figures of the same thing: counted under the same noun, in sentences that share words, equal or not.

Values that one article gives side by side are several things, and never one claim; "of those" begins a part, which is
compared with parts only. A figure that is said to replace another makes the claim one that was revised.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from casefile.domain.claims import ClaimKind
from casefile.domain.rows import FigureRow
from casefile.resolve.claims.dates import shortened
from casefile.resolve.claims.evidence import Evidence, Proposal
from casefile.resolve.claims.reading import Groups, Read, Reader, contents, meaning, meeting, rules, stop_words

_KINDS = ("count", "money", "measure", "percent")
_ABOUT = 0.1
_PART = re.compile(r"\b(?:of|among) (?:those|these|them|the (?:\w+ )?\d)", re.IGNORECASE)
_INCLUDED = re.compile(
    r"\b(?:include|includes|included|including|among them|of which|of whom)\W+(?:\w+\W+){0,3}$", re.IGNORECASE
)
_HOLDER = re.compile(
    r"([^\W\d_]+) of (?:(?:the|more|about|some|almost|nearly|around|over|at|least|up|to|than|as|many)\s+)*$", re.IGNORECASE
)
_REACH = 4
"""Words between a figure and the verb it is counted by: "killed at least 16 miners", "29 have died"."""
_SAME, _OTHER, _NOUNS = 1, 2, 3
"""Words two sentences must share beside the noun, for equal and for different values, and where the nouns differ."""
_TELLING = 10
"""Numbers from here on are rarely equal by chance."""
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class _Counted:
    read: Read
    row: FigureRow
    units: frozenset[str]
    words: frozenset[str]
    part: bool
    low: float
    high: float

    @property
    def value(self) -> tuple[float, float | None]:
        return self.row.value, self.row.value_max


def find(reader: Reader) -> Iterator[Proposal]:
    """Claims on figures, by place of their first."""
    counted = [figure for read in reader.passages for figure in _figures(reader, read)]
    groups = _equal(counted)
    for group in _different(groups, counted):
        proposal = _proposal([counted[index] for index in group])
        if proposal is not None:
            yield proposal


def interval(row: FigureRow) -> tuple[float, float]:
    """The values that a figure with its qualifier leaves possible, inclusive."""
    value = row.value
    match row.qualifier:
        case "about":
            margin = abs(value) * _ABOUT
            return value - margin, (row.value_max or value) + margin
        case "more than":
            return math.nextafter(value, math.inf), math.inf
        case "at least":
            return value, math.inf
        case "less than":
            return -math.inf, math.nextafter(value, -math.inf)
        case "up to":
            return -math.inf, value
    return value, row.value_max if row.value_max is not None else value


@cache
def _nouns() -> dict[str, str]:
    return {meaning(word): f"={line.split()[0]}" for line in rules()["counted"] for word in line.split()}


def _figures(reader: Reader, read: Read) -> Iterator[_Counted]:
    rows = [row for row in read.passage.figures if row.kind in _KINDS]
    for row in rows:
        others = [other for other in rows if other is not row]
        # A unit that stands with another figure of the sentence belongs to that one.
        units = contents(row.unit or "") | ({(row.unit or "").casefold()} if row.kind != "count" and row.unit else set())
        units = units | {_nouns()[unit] for unit in units if unit in _nouns()}
        if not row.unit:
            units = frozenset(_before(read, row))
        units = units | _held(read, row) | _counted_by(read, row)
        own = contents(f"{row.place.text} {row.unit or ''}").union(*(contents(other.unit or "") for other in others))
        words = (read.words - own) | {f"@{entity}" for entity in reader.telling(read)}
        low, high = interval(row)
        yield _Counted(read, row, frozenset(units), frozenset(words), _is_part(read, row), low, high)


def _is_part(read: Read, row: FigureRow) -> bool:
    """Whether it counts a part of something that is counted elsewhere."""
    text = read.passage.text
    return bool(_PART.search(text) or _INCLUDED.search(text[: max(0, row.place.start - read.passage.start)]))


def _held(read: Read, row: FigureRow) -> frozenset[str]:
    """ "the records of about 8,000 consignments" are counted as records too."""
    holder = _HOLDER.search(read.passage.text[: max(0, row.place.start - read.passage.start)])
    return frozenset({meaning(holder[1])}) if holder and holder[1].casefold() not in stop_words() else frozenset()


def _counted_by(read: Read, row: FigureRow) -> frozenset[str]:
    """What happens to those that are counted, where the sentence says it right beside: two tolls of one disaster are
    compared, whether it is miners, men or bodies that are counted."""
    text, begin = read.passage.text, read.passage.start
    before = [word.casefold() for word in _WORD.findall(text[: max(0, row.place.start - begin)])][-_REACH:]
    after = [word.casefold() for word in _WORD.findall(text[max(0, row.place.end - begin) :])][: _REACH + 1]
    return frozenset(f"!{meaning(word)}" for word in (*before, *after) if meaning(word) in _tolls())


@cache
def _tolls() -> frozenset[str]:
    return frozenset(meaning(word) for line in rules()["tolls"] for word in line.split())


def _before(read: Read, row: FigureRow) -> set[str]:
    """ "Of those files, more than 1,000 were ...": what was counted stands before the figure."""
    before = read.passage.text[: max(0, row.place.start - read.passage.start)]
    words = [word for word in _WORD.findall(before)[-3:] if word.casefold() not in stop_words() and len(word) > 3]
    return {meaning(word) for word in words}


@cache
def _people() -> frozenset[str]:
    return frozenset(meaning(word) for word in rules()["anybody"].split())


def _anybody(row: FigureRow) -> bool:
    """Whether only people are counted, of whatever kind."""
    return bool(row.unit) and all(meaning(word) in _people() for word in _WORD.findall(row.unit or ""))


def _close(one: _Counted, other: _Counted) -> bool:
    """Whether two figures may be of one thing, as far as their sentences say."""
    if one.row.kind != other.row.kind or one.part != other.part:
        return False
    equal = one.value == other.value
    shared = len(one.words & other.words)
    units = one.units & other.units
    if units:
        if equal:
            return shared >= _SAME or one.row.value >= 100 * _TELLING
        # What is counted by noun and by verb ("injured passengers") needs one word less to be the same.
        return shared >= (_SAME if len({unit for unit in units if not unit.startswith("=")}) > 1 else _OTHER)
    # Counted under another noun: only what is equal, and not by chance.
    anybody = _anybody(one.row) or _anybody(other.row)
    needed = _SAME if not (one.units and other.units) else _OTHER if anybody else _NOUNS
    return equal and one.row.value >= _TELLING and shared >= needed and one.row.kind == "count"


def _equal(counted: list[_Counted]) -> list[list[int]]:
    """Figures of equal value that are of one thing."""
    groups = Groups(len(counted))
    blocks: dict[tuple[str, float, float | None], list[int]] = {}
    for index, figure in enumerate(counted):
        blocks.setdefault((figure.row.kind, *figure.value), []).append(index)
    for block in blocks.values():
        # Words bring two figures of one value together; where the value tells enough, so does what is counted.
        keys = [counted[i].words | {f"unit:{unit}" for unit in counted[i].units} for i in block]
        for one, other in meeting(keys, 1):
            if _close(counted[block[one]], counted[block[other]]):
                groups.join(block[one], block[other])
    return groups.sets()


def _different(groups: list[list[int]], counted: list[_Counted]) -> list[list[int]]:
    """Groups of different values that are of one thing, joined: most words shared first."""
    home = {index: number for number, group in enumerate(groups) for index in group}
    pairs: dict[tuple[int, int], int] = {}
    blocks: dict[str, list[int]] = {}
    for index, figure in enumerate(counted):
        for unit in sorted(figure.units):
            blocks.setdefault(f"{figure.row.kind}:{unit}", []).append(index)
    for block in blocks.values():
        for one, other in meeting([counted[i].words for i in block], _SAME):
            left, right = home[block[one]], home[block[other]]
            if left != right and _close(counted[block[one]], counted[block[other]]):
                shared = len(counted[block[one]].words & counted[block[other]].words)
                pair = (min(left, right), max(left, right))
                pairs[pair] = max(pairs.get(pair, 0), shared)
    joined = Groups(len(groups))
    members = [list(indices) for indices in groups]
    for left, right in sorted(pairs, key=lambda pair: (-pairs[pair], pair)):
        one, other = joined.root(left), joined.root(right)
        if one != other and _may_be_one([counted[i] for i in members[one]], [counted[i] for i in members[other]]):
            low = joined.join(one, other)
            members[low] = sorted(members[one] + members[other])
            members[max(one, other)] = []
    return [indices for indices in members if indices]


def _may_be_one(left: list[_Counted], right: list[_Counted]) -> bool:
    """An article that gives both values means two things, unless it says that one replaces the other."""
    both = {figure.read.article for figure in left} & {figure.read.article for figure in right}
    return all(
        any(_replaces(figure) for figure in (*left, *right) if figure.read.article == article) for article in sorted(both)
    )


@cache
def _cues() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, rules()["change"]["cues"])) + r")\b", re.IGNORECASE)


def _replaces(figure: _Counted) -> bool:
    return bool(_cues().search(figure.read.passage.text))


def _proposal(members: list[_Counted]) -> Proposal | None:
    articles = {figure.read.article for figure in members}
    first = members[0]
    if len(articles) < 2 and (first.row.value < _TELLING or not first.row.unit):
        return None
    evidence = tuple(
        Evidence(
            figure.read.passage,
            figure.row.place.start,
            figure.row.place.end,
            counted_words(figure.row),
            figure.row.id,
            measure=(figure.low, figure.high),
            exact=(*figure.value, figure.row.qualifier),
            updates=_replaces(figure),
        )
        for figure in members
    )
    sure = min(0.9, 0.5 + 0.1 * len(articles))
    about = next((figure for figure in members if figure.row.unit), first)
    return Proposal(ClaimKind.FIGURE, _summary(about), evidence, sure, "claims.figures")


def counted_words(row: FigureRow) -> str:
    """The figure as it is shown: with what it counts, where its own words do not say."""
    counted = row.kind == "count" and row.unit and row.unit.casefold() not in row.place.text.casefold()
    return f"{row.place.text} {row.unit}" if counted else row.place.text


def _summary(figure: _Counted) -> str:
    about = shortened(figure.read.passage.text)
    return f"How many {figure.row.unit or 'of them'}: {about}" if figure.row.kind == "count" else f"How much: {about}"
