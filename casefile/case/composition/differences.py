"""Figures that articles give differently: sentences about the same thing, another value.

Two figures are taken for one thing when kind and unit agree and their sentences share enough words of content beside the
unit; or when one's unit stands among the other's words ("records of 8,000 consignments", "12,000 records") and they share
one word more. Words that stand in many of the sentences do not count. Values are compared as the intervals their qualifiers
leave open: "more than 10,000" and "12,000" are compatible, "about 5,000" and "9,000" differ.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from casefile.case.composition.material import citation, kept, number_of, once
from casefile.domain.brief import Chip, Difference, Reading
from casefile.domain.rows import FigureRow

SHARED = {"count": 2, "money": 2, "measure": 2, "percent": 3}
"""How many words of content two sentences must share, by kind of figure."""
_ABOUT = 0.1
"""How far "about" reaches, as a share of the value."""
_COMMON = 0.5
"""A word that stands in more than this share of the sentences says nothing."""
_AGREEING = 0.5
"""The share of a cluster's members that a figure must be close to."""
_ENOUGH = 8
"""Sentences from which on that is judged."""
_WORD = re.compile(r"[^\W\d_]{4,}")
_STOP = frozenset(
    "about above according after also although among another around because been before being below between both "
    "could does down during each even every from further have having however include included including into just "
    "last less like made make many more most much must near news nearly next only other over people report reported "
    "said same says shall should since some such than that their them then there these they this those through told "
    "under until upon very were what when where which while will with within without would year years".split()
)


@dataclass(frozen=True, slots=True)
class _Counted:
    """A figure as far as comparing needs it."""

    row: FigureRow
    unit: str
    words: frozenset[str]
    """Of the sentence, without the figure's own and the unit's."""


def differences(figures: Iterable[FigureRow]) -> tuple[Difference, ...]:
    """Each thing counted or measured that at least two articles give differently; conflicts first, then by place."""
    by_kind: dict[str, list[FigureRow]] = {}
    for row in figures:
        if kept(row.decision) and row.unit and row.kind in SHARED:
            by_kind.setdefault(row.kind, []).append(row)
    found = [
        item
        for kind, rows in sorted(by_kind.items())
        for cluster in _clusters(rows, SHARED[kind])
        if (item := _difference(cluster)) is not None
    ]
    return tuple(sorted(found, key=lambda item: (item.chip.tone != "bad", item.readings[0].citations[0], item.about)))


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


def _clusters(rows: Sequence[FigureRow], shared: int) -> list[list[_Counted]]:
    """Figures of one thing each, in order of place; every figure joins the cluster it is closest to, or begins one."""
    ordered = sorted(rows, key=lambda row: (number_of(row.place.article), row.place.start, row.id))
    counted = _without_common(_counted(ordered))
    standing: dict[str, list[int]] = {}
    clusters: list[list[int]] = []
    cluster_of: dict[int, list[int]] = {}
    for index, figure in enumerate(counted):
        meeting = Counter(other for word in figure.words | {figure.unit} for other in standing.get(word, ()))
        # Only clusters with a member that shares words can be close: few, however many figures there are.
        near = {id(cluster_of[other]): cluster_of[other] for other, words in sorted(meeting.items()) if words >= shared}
        margins = [(_fit(figure, [counted[member] for member in cluster], shared), cluster) for cluster in near.values()]
        fits, best = max(margins, key=lambda pair: pair[0], default=((0.0, 0.0), []))
        if fits[0] < _AGREEING:
            best = []
            clusters.append(best)
        best.append(index)
        cluster_of[index] = best
        for word in figure.words | {figure.unit}:
            standing.setdefault(word, []).append(index)
    return [[counted[index] for index in cluster] for cluster in clusters]


def _fit(figure: _Counted, members: Sequence[_Counted], shared: int) -> tuple[float, float]:
    """The share of members that the figure is close enough to, and by how many words on the mean: one odd sentence does not
    chain two things together."""
    margins = [_closeness(figure, member, shared) for member in members]
    return sum(margin >= 0 for margin in margins) / len(margins), sum(margins) / len(margins)


def _closeness(one: _Counted, other: _Counted, shared: int) -> int:
    if one.unit == other.unit:
        return len(one.words & other.words) - shared
    if one.unit in other.words or other.unit in one.words:
        return len((one.words | {one.unit}) & (other.words | {other.unit})) - shared - 1
    return -shared


def _difference(cluster: Sequence[_Counted]) -> Difference | None:
    readings: dict[tuple[float, float | None, str], list[FigureRow]] = {}
    for row in (figure.row for figure in cluster):
        readings.setdefault((row.value, row.value_max, row.qualifier), []).append(row)
    if len(readings) < 2 or len({figure.row.place.article for figure in cluster}) < 2:
        return None
    if len({frozenset(row.place.article for row in rows) for rows in readings.values()}) < 2:
        return None  # each article gives all the values: they are several things, not one given differently
    intervals = [interval(rows[0]) for rows in readings.values()]
    compatible = max(low for low, _ in intervals) <= min(high for _, high in intervals)
    return Difference(
        about=" / ".join(dict.fromkeys(figure.row.unit or "" for figure in cluster)),
        context=_shared_words(cluster),
        readings=tuple(Reading(_value(rows[0]), once([citation(row.place) for row in rows])) for rows in readings.values()),
        chip=Chip("compatible", "good") if compatible else Chip("differ", "bad"),
    )


def _value(row: FigureRow) -> str:
    counted = row.kind == "count" and row.unit and row.unit.casefold() not in row.place.text.casefold()
    return f"{row.place.text} {row.unit}" if counted else row.place.text


def _shared_words(cluster: Sequence[_Counted]) -> str:
    """Up to six words that at least half of the sentences share, in the order of the first."""
    contents = Counter(word for figure in cluster for word in figure.words)
    ordered = dict.fromkeys(match[0] for match in _WORD.finditer(cluster[0].row.place.sentence))
    enough = max(2, math.ceil(len(cluster) / 2))
    shared = [word for word in ordered if contents[_singular(word)] >= enough]
    return " · ".join(shared[:6])


def _counted(rows: Sequence[FigureRow]) -> list[_Counted]:
    beside: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        beside.setdefault((row.place.article, row.place.sentence), set()).update(_words(f"{row.place.text} {row.unit}"))
    found = []
    for row in rows:
        # What else the sentence counts ("three terminals ... 40 ships") says nothing of this figure.
        words = frozenset(_words(row.place.sentence)) - _STOP - beside[row.place.article, row.place.sentence]
        found.append(_Counted(row, _singular(row.unit or ""), words))
    return found


def _words(text: str) -> list[str]:
    return [_singular(match[0]) for match in _WORD.finditer(text)]


def _without_common(counted: Sequence[_Counted]) -> list[_Counted]:
    """The figures without the words that stand in most of the sentences: the name of the case's own subject."""
    frequency = Counter(word for figure in counted for word in figure.words)
    if len(counted) < _ENOUGH:
        return list(counted)
    common = {word for word, count in frequency.items() if count > _COMMON * len(counted)}
    return [replace(figure, words=figure.words - common) for figure in counted]


def _singular(word: str) -> str:
    folded = word.casefold()
    if folded.endswith("ies") and len(folded) > 4:
        return folded[:-3] + "y"
    return folded[:-1] if folded.endswith("s") and not folded.endswith("ss") and len(folded) > 3 else folded
