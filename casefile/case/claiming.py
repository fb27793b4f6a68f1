"""The claims of a case, from its passages and what was decided about them."""

from __future__ import annotations

from collections.abc import Mapping

from casefile.domain.claims import Claim
from casefile.domain.scope import EVERYTHING, Scope
from casefile.resolve.claims import claims
from casefile.store.engine import Transaction
from casefile.store.read import passages


def proposed(tx: Transaction, scope: Scope, found: Mapping[str, frozenset[int]]) -> tuple[Claim, ...]:
    """All claims on the articles in scope, decisions applied, rejected ones too."""
    known = passages.sources(tx, scope, dict(found))
    return claims(known, passages.passages(tx), passages.claim_decisions(tx))


def claim_of(tx: Transaction, identifier: str) -> Claim | None:
    """The claim of this id; None where there is none."""
    return next((claim for claim in proposed(tx, EVERYTHING, {}) if claim.id == identifier), None)
