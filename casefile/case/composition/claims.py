"""Claims as the brief shows them: what several articles say, who says it, and how many independent origins there are."""

from __future__ import annotations

from collections.abc import Iterable

from casefile.case.composition.material import kept, number_of, once
from casefile.domain.brief import Chip, Citation, Difference, Reading
from casefile.domain.claims import Cell, Claim, ClaimKind, Relation, Standing

_COMPARED = (ClaimKind.FIGURE, ClaimKind.DATE, ClaimKind.CHANGE)
_CONFLICT = (Standing.CONFLICT, Standing.REVISED)


def claims(found: Iterable[Claim]) -> tuple[Difference, ...]:
    """Claims that two articles speak of, or that the investigator decided, in their order. Figures and dates that are given
    differently are left to the section on differences, unless something was decided about them."""
    return tuple(
        _row(claim)
        for claim in found
        if kept(claim.decision)
        and (_decided(claim) or (len(_said(claim)) > 1 and not (claim.kind in _COMPARED and claim.standing in _CONFLICT)))
    )


def _decided(claim: Claim) -> bool:
    return claim.status != "open" or claim.rule == "hand"


def _said(claim: Claim) -> list[Cell]:
    return [cell for cell in claim.cells if cell.relation is not Relation.SILENT]


def _row(claim: Claim) -> Difference:
    readings: dict[str, list[Citation]] = {}
    for cell in _said(claim):
        assert cell.paragraph is not None
        assert cell.start is not None
        assert cell.end is not None
        place = Citation(number_of(cell.article), cell.paragraph, cell.start, cell.end, cell.sentence or "")
        readings.setdefault(_words(cell), []).append(place)
    context = str(claim.kind) if claim.status == "open" else f"{claim.kind} · {claim.status}"
    rows = tuple(Reading(words, once(places)) for words, places in readings.items())
    return Difference(claim.summary, context, rows, _chip(claim))


def _words(cell: Cell) -> str:
    value = cell.value or str(cell.relation)
    return f"{value}, according to {cell.speaker}" if cell.speaker else value


def _chip(claim: Claim) -> Chip:
    match claim.standing:
        case Standing.CONFLICT:
            return Chip("in conflict", "bad")
        case Standing.REVISED:
            return Chip("revised", "open")
        case Standing.CORROBORATED:
            return Chip(f"{claim.origins} origins", "good")
    return Chip("1 origin", "open")
