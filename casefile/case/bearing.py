"""Which claims bear on what is looked at, and what claims in conflict bear on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from casefile.case.claiming import Found, proposed_of, shown
from casefile.domain.claims import Claim, Passage, Said, Standing
from casefile.domain.ids import Kind, article_id
from casefile.domain.scope import Scope
from casefile.domain.selection import Focus
from casefile.domain.weighing import Disputed
from casefile.store.engine import Transaction
from casefile.store.read import identity


def claims_at(tx: Transaction, focus: Focus, scope: Scope, found: Found) -> tuple[Claim, ...]:
    """The claims that bear on what is looked at, rejected ones not: those said of an entity, of an event, in an article, by
    an outlet, or in the sentence of a finding."""
    claims = [claim for claim in shown(tx, scope, found) if claim.decision != "rejected"]
    match focus.kind:
        case Kind.CLAIM:
            return tuple(claim for claim in claims if focus.id in (claim.id, *claim.merged))
        case Kind.ARTICLE if focus.start is None:
            return tuple(claim for claim in claims if any(one.article == focus.id for one in _evidence(claim)))
        case Kind.OUTLET:
            return tuple(claim for claim in claims if focus.id in claim.said_by)
    sentences = _sentences(tx, focus)
    return tuple(
        claim
        for claim in claims
        if any(start <= one.start < end for one in _evidence(claim) for start, end in sentences[one.article])
    )


def disputed(tx: Transaction) -> Disputed:
    """What claims in conflict bear on."""
    conflicts: defaultdict[str, set[str]] = defaultdict(set)
    places: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for claim in shown(tx):
        if claim.standing is Standing.CONFLICT and claim.decision != "rejected":
            for one in _evidence(claim):
                conflicts[one.id].add(claim.id)
                places[one.article].append((one.start, claim.id))
    for passage in proposed_of(tx).passages:
        held = {
            claim for start, claim in places.get(article_id(passage.article), ()) if passage.start <= start < passage.end
        }
        if held:
            for thing in (*(m.entity for m in passage.mentions), *(report.id for report in passage.reports)):
                conflicts[thing] |= held
    return Disputed({thing: tuple(sorted(those)) for thing, those in sorted(conflicts.items())})


def _evidence(claim: Claim) -> Iterator[Said]:
    return (one for cell in claim.said for one in cell.evidence)


def _sentences(tx: Transaction, focus: Focus) -> defaultdict[str, list[tuple[int, int]]]:
    """Article's id -> the sentences that name, report or hold what is looked at."""
    entity = identity.entity_of(tx, focus.id) if focus.kind is Kind.ENTITY else None
    reports = frozenset(identity.reports_of(tx, focus.id)) if focus.kind is Kind.EVENT else frozenset()
    found: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for passage in proposed_of(tx).passages:
        if focus.kind is Kind.ENTITY:
            here = any(mention.entity == entity for mention in passage.mentions)
        elif focus.kind is Kind.EVENT:
            here = any(report.id in reports for report in passage.reports)
        else:
            here = _holds(passage, focus)
        if here:
            found[article_id(passage.article)].append((passage.start, passage.end))
    return found


def _holds(passage: Passage, focus: Focus) -> bool:
    if focus.start is not None:
        return passage.article == focus.article and passage.start <= focus.start < passage.end
    ids = (
        *(row.id for row in passage.figures),
        *(row.id for row in passage.quotes),
        *(row.id for row in passage.mentions),
        *(row.id for row in passage.reports),
    )
    return focus.id in ids
