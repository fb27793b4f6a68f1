"""Passages of many articles become claims: pure, deterministic, independent of the order of articles."""

from __future__ import annotations

from collections.abc import Iterable

from casefile.domain.claims import Claim, ClaimDecision, Passage, Source
from casefile.resolve.claims import attribution, dates, figures, names, polarity
from casefile.resolve.claims.decisions import Decided
from casefile.resolve.claims.evidence import Proposal
from casefile.resolve.claims.matrix import Matrix
from casefile.resolve.claims.reading import Reader
from casefile.resolve.origins import reported_by

__all__ = ["claims"]

_FINDERS = (figures.find, dates.find, names.find, polarity.find, attribution.find)


def claims(
    sources: Iterable[Source], passages: Iterable[Passage], decisions: Iterable[ClaimDecision] = ()
) -> tuple[Claim, ...]:
    """What these articles claim: conflicts first, then by how many articles say something, then by place.

    Decisions win; rejected claims are among them and say so. Single sentences become claims only where they count something;
    all other kinds need two articles.
    """
    known = sorted({source.article: source for source in sources}.values(), key=lambda source: source.article)
    published = sorted(known, key=lambda source: (source.earliest or "9999", source.article))
    # In order of publication: what is said first is what the rest is compared with.
    place = {source.article: number for number, source in enumerate(published)}
    ordered = sorted(
        (passage for passage in passages if passage.article in place), key=lambda p: (place[p.article], p.start)
    )
    reader = Reader(ordered)
    proposals: list[Proposal] = [proposal for find in _FINDERS for proposal in find(reader)]
    decided = Decided(decisions, ordered)
    return Matrix(known, reported_by(known, ordered), decided).claims((*proposals, *decided.made()))
