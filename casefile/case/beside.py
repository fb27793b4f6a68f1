"""Where other articles tell what one tells: what is read side by side."""

from __future__ import annotations

from collections.abc import Iterable

from casefile.case.claiming import claim_of, shown
from casefile.domain.claims import Claim
from casefile.domain.edtf import in_words
from casefile.domain.ids import Kind
from casefile.domain.rows import Counterpart
from casefile.domain.selection import Focus
from casefile.store.engine import Transaction
from casefile.store.read.counterparts import first_mentions, outlets_of, place_of, reports_at, reports_of
from casefile.store.read.identity import entity_of, event_of


def counterparts(tx: Transaction, focus: Focus) -> tuple[Counterpart, ...]:
    """The places in all articles that tell what is looked at, its own included, by article; one an article.

    Of an event its reports, of a claim its cells, of an entity its first mentions. Anything else that was read in a text is
    taken for the claim it is evidence for, else for the event its sentence reports.
    """
    match focus.kind:
        case Kind.CLAIM:
            claim = claim_of(tx, focus.id)
            return _cells(tx, claim) if claim is not None else ()
        case Kind.EVENT:
            event = event_of(tx, focus.id)
            return _reports(tx, event) if event is not None else ()
        case Kind.ENTITY:
            entity = entity_of(tx, focus.id)
            found = first_mentions(tx, entity) if entity is not None else ()
            return tuple(Counterpart(row.article, row.start, row.end, row.outlet, row.words) for row in found)
    place = (focus.article, focus.start, focus.end) if focus.article and focus.start is not None else place_of(tx, focus.id)
    if place is None:
        return ()
    article, start, end = place[0], place[1] or 0, place[2] or 0
    claim = _evident(shown(tx), article or 0, start, end)
    if claim is not None:
        return _cells(tx, claim)
    event = reports_at(tx, article or 0, start, end)
    return _reports(tx, event) if event is not None else ()


def _evident(claims: Iterable[Claim], article: int, start: int, end: int) -> Claim | None:
    """The claim that has evidence at this place; one on which articles differ before one on which they agree."""
    name = f"{Kind.ARTICLE}{article}"
    found = [
        claim
        for claim in claims
        if claim.decision != "rejected"
        and any(
            said.article == name and said.start < end and said.end > start for cell in claim.said for said in cell.evidence
        )
    ]
    return min(found, key=lambda claim: (claim.standing != "conflict", claim.id), default=None)


def _cells(tx: Transaction, claim: Claim) -> tuple[Counterpart, ...]:
    told = [cell for cell in claim.said if cell.start is not None]
    outlets = outlets_of(tx, [int(cell.article[1:]) for cell in told])
    return tuple(
        Counterpart(
            int(cell.article[1:]),
            cell.start or 0,
            cell.end or 0,
            outlets.get(int(cell.article[1:]), ""),
            " · ".join(part for part in (str(cell.relation), cell.value or "") if part),
        )
        for cell in told
    )


def _reports(tx: Transaction, event: str) -> tuple[Counterpart, ...]:
    found = {row.article: row for row in reversed(reports_of(tx, event))}
    return tuple(
        Counterpart(row.article, row.start, row.end, row.outlet, in_words(row.edtf) if row.edtf else "undated")
        for _, row in sorted(found.items())
    )
