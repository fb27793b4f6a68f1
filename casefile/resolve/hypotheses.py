"""Competing hypotheses against claims (R. Heuer, "Psychology of Intelligence Analysis", 1999, chapter 8): the hypothesis
with the least against it is the best, and a claim that sits with all of them alike tells nothing.

The score sums the weights of inconsistent claims. A weight is the product of a source's and an item's part, each 2, 1 or 1/2
under a square root, as in the Palo Alto Research Center's ACH 2.0 ("credibility and relevance", high, medium, low).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import sqrt

from casefile.domain.claims import Claim, Relation
from casefile.domain.weighing import Competition, Consistency, Hypothesis, SourceGrade, Weighed

_HIGH, _LOW = sqrt(2), sqrt(0.5)
_SOURCES = {"A": _HIGH, "B": _HIGH, "D": _LOW, "E": _LOW}
_ITEMS = {"1": _HIGH, "2": _HIGH, "4": _LOW, "5": _LOW}
_STEP = {Consistency.INCONSISTENT: 0.0, Consistency.NEUTRAL: 0.5, Consistency.CONSISTENT: 1.0}


@dataclass(frozen=True, slots=True)
class Judged:
    """A hypothesis with what the investigator said of each claim."""

    id: str
    text: str
    position: int
    said: Mapping[str, Consistency]


def compete(
    judged: Iterable[Judged], claims: Iterable[Claim], weighed: Collection[str], sources: Iterable[SourceGrade]
) -> Competition:
    """The matrix: rows are claims of `weighed` and those judged of any hypothesis, the most diagnostic first."""
    columns = sorted(judged, key=lambda one: (one.position, one.id))
    letters = {article: source.grade.value for source in sources for article in source.articles}
    rows = []
    for claim in claims:
        if claim.id in weighed or any(claim.id in one.said for one in columns):
            said = tuple(one.said.get(claim.id) for one in columns)
            rows.append(Weighed(claim.id, claim.summary, weight(claim, letters), said, diagnosticity(said)))
    rows.sort(key=lambda row: (-row.diagnosticity, -row.weight, row.claim))
    scores = [
        sum(row.weight for row in rows if row.judged[place] is Consistency.INCONSISTENT) for place in range(len(columns))
    ]
    found = tuple(
        Hypothesis(
            one.id,
            one.text,
            place + 1,
            round(scores[place], 3),
            sum(row.judged[place] is Consistency.INCONSISTENT for row in rows),
            sum(row.judged[place] is Consistency.CONSISTENT for row in rows),
            1 + sum(round(other, 3) < round(scores[place], 3) for other in scores),
        )
        for place, one in enumerate(columns)
    )
    return Competition(found, tuple(rows))


def weight(claim: Claim, letters: Mapping[str, str]) -> float:
    """How much a claim counts: from its grade and that of the best of the outlets that say it. `letters`: article's id ->
    its source's letter."""
    saying = [
        cell.article for cell in claim.cells if cell.relation not in (Relation.SILENT, Relation.DENIES, Relation.DIFFERS)
    ]
    source = max((_SOURCES.get(letters.get(article, "F"), 1.0) for article in saying), default=1.0)
    return round(source * _ITEMS.get(claim.grade.value, 1.0), 3)


def diagnosticity(said: Sequence[Consistency | None]) -> float:
    """How far a claim tells the hypotheses apart that it was judged of: 0 where it sits with all alike, 1 where it is
    consistent with one half and inconsistent with the other."""
    steps = [_STEP[one] for one in said if one is not None]
    pairs = list(combinations(steps, 2))
    # Of three hypotheses two are always alike at the extremes: 1 is the most that can be told apart.
    most = (len(steps) // 2) * (len(steps) - len(steps) // 2)
    return round(sum(abs(one - other) for one, other in pairs) / most, 3) if pairs else 0.0
