"""Columns of the matrix: an article each, or folded by outlet or by origin. No Qt in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from casefile.domain.claims import Cell, Claim, Relation
from casefile.domain.rows import ArticleRow

ARTICLE, OUTLET, ORIGIN = "article", "outlet", "origin"
_WEIGHT = {
    Relation.DENIES: 0,
    Relation.DIFFERS: 1,
    Relation.STATES: 2,
    Relation.AGREES: 3,
    Relation.COMPATIBLE: 4,
    Relation.SILENT: 9,
}
_AGAINST = (Relation.DENIES, Relation.DIFFERS)


@dataclass(frozen=True, slots=True)
class Column:
    """Articles that share a column."""

    name: str
    """Of the outlet or origin; an article's id where each has its own."""
    articles: tuple[str, ...]


def columns(
    claims: Sequence[Claim], rows: Mapping[str, ArticleRow], by: str, origins: Mapping[str, str]
) -> tuple[Column, ...]:
    """The columns of these claims, in order of the first publication of each. `origins`: article's id -> name of where it
    has its information from."""
    articles = tuple(cell.article for cell in claims[0].cells) if claims else ()
    if by == ARTICLE:
        return tuple(Column(name, (name,)) for name in articles)
    found: dict[str, list[str]] = {}
    for name in articles:
        row = rows.get(name)
        outlet = row.outlet if row is not None and row.outlet else name
        found.setdefault(origins.get(name, outlet) if by == ORIGIN else outlet, []).append(name)
    return tuple(Column(name, tuple(those)) for name, those in found.items())


def folded(cells: Mapping[str, Cell], column: Column) -> Cell:
    """What the articles of a column say together: what goes against the others first, of those that say the same the
    earliest; on both sides where some are for and some against."""
    own = [cells[name] for name in column.articles]
    best = min(own, key=lambda cell: _WEIGHT[cell.relation])
    speaking = [cell for cell in own if cell.relation is not Relation.SILENT]
    if len(speaking) < 2:
        return best
    sides = {cell.relation in _AGAINST for cell in speaking}
    evidence = tuple(one for cell in speaking for one in cell.evidence)
    return replace(best, both=best.both or len(sides) > 1, evidence=evidence, first=any(cell.first for cell in speaking))
