"""Figures that articles give differently: same unit, sentences about the same thing, another value.

Two figures are taken for one thing when unit and kind agree, they stand in different articles, and their sentences share
enough words of content beside the unit; words that stand in many of the sentences do not count. Values are compared as
the intervals their qualifiers leave open: "more than 10,000" and "12,000" are compatible, "about 5,000" and "9,000" differ.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from casefile.case.composition.material import citation, kept, number_of, once
from casefile.domain.brief import Chip, Difference, Reading
from casefile.domain.rows import FigureRow

SHARED = {"count": 2, "money": 2, "measure": 2, "percent": 3}
"""How many words of content two sentences must share, by kind of figure."""
_ABOUT = 0.1
"""How far "about" reaches, as a share of the value."""
_COMMON = 0.5
"""A word that stands in more than this share of the sentences says nothing (from eight sentences on)."""
_WORD = re.compile(r"[^\W\d_]{4,}")
_STOP = frozenset(
    "about above according after also although among another around because been before being below between both "
    "could does down during each even every from further have having however include included including into just "
    "last less like made make many more most much must near news nearly next only other over people report reported "
    "said same says shall should since some such than that their them then there these they this those through told "
    "under until upon very were what when where which while will with within without would year years".split()
)


def differences(figures: Iterable[FigureRow]) -> tuple[Difference, ...]:
    """Each thing counted or measured that at least two articles give differently; conflicts first, then by place."""
    by_unit: dict[tuple[str, str], list[FigureRow]] = {}
    for row in figures:
        if kept(row.decision) and row.unit and row.kind in SHARED:
            by_unit.setdefault((row.kind, _singular(row.unit)), []).append(row)
    found = [
        item
        for (kind, unit), rows in sorted(by_unit.items())
        for cluster in _clusters(rows, unit, SHARED[kind])
        if (item := _difference(cluster, unit)) is not None
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


def _clusters(rows: Sequence[FigureRow], unit: str, shared: int) -> list[list[FigureRow]]:
    ordered = sorted(rows, key=lambda row: (number_of(row.place.article), row.place.start, row.id))
    words = [_content(row, unit) for row in ordered]
    frequency = Counter(word for content in words for word in content)
    common = {word for word, count in frequency.items() if len(ordered) >= 8 and count > _COMMON * len(ordered)}
    clusters: list[list[int]] = []
    for index in range(len(ordered)):
        best = max(
            (cluster for cluster in clusters),
            key=lambda cluster: _closeness(index, cluster, words, common),
            default=None,
        )
        if best is not None and _closeness(index, best, words, common) >= shared:
            best.append(index)
        else:
            clusters.append([index])
    return [[ordered[index] for index in cluster] for cluster in clusters]


def _closeness(index: int, cluster: Sequence[int], words: Sequence[frozenset[str]], common: set[str]) -> float:
    """Mean number of words shared with the members: one odd sentence does not chain two things together."""
    return sum(len((words[index] & words[member]) - common) for member in cluster) / len(cluster)


def _difference(cluster: Sequence[FigureRow], unit: str) -> Difference | None:
    readings: dict[tuple[float, float | None, str], list[FigureRow]] = {}
    for row in cluster:
        readings.setdefault((row.value, row.value_max, row.qualifier), []).append(row)
    if len(readings) < 2 or len({row.place.article for row in cluster}) < 2:
        return None
    if len({frozenset(row.place.article for row in rows) for rows in readings.values()}) < 2:
        return None  # each article gives all the values: they are several things, not one given differently
    intervals = [interval(rows[0]) for rows in readings.values()]
    compatible = max(low for low, _ in intervals) <= min(high for _, high in intervals)
    return Difference(
        about=cluster[0].unit or unit,
        context=_shared_words(cluster, unit),
        readings=tuple(Reading(_value(rows[0]), once([citation(row.place) for row in rows])) for rows in readings.values()),
        chip=Chip("compatible", "good") if compatible else Chip("differ", "bad"),
    )


def _value(row: FigureRow) -> str:
    counted = row.kind == "count" and row.unit and row.unit.casefold() not in row.place.text.casefold()
    return f"{row.place.text} {row.unit}" if counted else row.place.text


def _shared_words(cluster: Sequence[FigureRow], unit: str) -> str:
    """Up to six words that most of the sentences share, in the order of the first."""
    contents = Counter(word for row in cluster for word in _content(row, unit))
    ordered = dict.fromkeys(match[0] for match in _WORD.finditer(cluster[0].place.sentence))
    enough = max(2, math.ceil(len(cluster) / 2))
    shared = [word for word in ordered if contents[_singular(word)] >= enough]
    return " · ".join(shared[:6])


def _content(row: FigureRow, unit: str) -> frozenset[str]:
    """Words of the sentence that say what is counted: not the figure's own, not the small words of the language."""
    own = {_singular(match[0]) for match in _WORD.finditer(row.place.text)}
    words = (_singular(match[0]) for match in _WORD.finditer(row.place.sentence))
    return frozenset(word for word in words if word not in _STOP and word not in own and word not in unit)


def _singular(word: str) -> str:
    folded = word.casefold()
    if folded.endswith("ies") and len(folded) > 4:
        return folded[:-3] + "y"
    return folded[:-1] if folded.endswith("s") and not folded.endswith("ss") and len(folded) > 3 else folded
