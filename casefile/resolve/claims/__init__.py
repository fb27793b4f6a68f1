"""Passages of many articles become claims: pure, deterministic, independent of the order of articles.

Two steps. `propose` compares all passages and knows nothing of what was decided about claims, so that it is done once for as
long as findings stay as they are. `judge` applies decisions and scope, and is quick.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from casefile.domain.claims import Claim, ClaimDecision, Passage, Source
from casefile.resolve.claims import attribution, dates, figures, names, polarity, statements
from casefile.resolve.claims.decisions import Decided
from casefile.resolve.claims.evidence import Proposal
from casefile.resolve.claims.matrix import Matrix, in_order
from casefile.resolve.claims.memory import Memory
from casefile.resolve.claims.reading import Reader
from casefile.resolve.origins import Chains

__all__ = ["Proposed", "claims", "judge", "propose"]

_SCOPES = 4
"""Scopes of which what claims came to is kept."""
_FINDERS = (figures.find, dates.find, names.find, polarity.find, attribution.find)


@dataclass(frozen=True, slots=True)
class Proposed:
    """What the rules make of a case. Nothing the investigator says about claims changes it."""

    sources: tuple[Source, ...]
    passages: tuple[Passage, ...]
    """In order of publication."""
    proposals: tuple[Proposal, ...]
    chains: Chains
    memory: Memory = field(default_factory=Memory, repr=False, compare=False)
    """What the next comparison need not work out anew."""
    matrices: dict[object, Matrix] = field(default_factory=dict, repr=False, compare=False)
    """Of the scopes asked for last, with the claims as they were judged."""


def propose(sources: Iterable[Source], passages: Iterable[Passage], memory: Memory | None = None) -> Proposed:
    """Compare what these articles say. Single sentences become claims only where they count something; all other kinds
    need two articles. `memory` of a former comparison makes this one quicker, never different."""
    memory = memory or Memory()
    memory.begin()
    known = sorted({source.article: source for source in sources}.values(), key=lambda source: source.article)
    published = sorted(known, key=in_order)
    # In order of publication: what is said first is what the rest is compared with.
    place = {source.article: number for number, source in enumerate(published)}
    ordered = tuple(
        sorted((passage for passage in passages if passage.article in place), key=lambda p: (place[p.article], p.start))
    )
    reader = Reader(ordered)
    close = [proposal for find in _FINDERS for proposal in find(reader)]
    proposals = (*close, *statements.find(reader, close, memory))
    return Proposed(tuple(known), ordered, proposals, Chains(known, ordered), memory)


def judge(
    proposed: Proposed,
    decisions: Iterable[ClaimDecision] = (),
    *,
    bound: Mapping[str, str] | None = None,
    origins: Mapping[int, str] | None = None,
    among: Collection[int] | None = None,
) -> tuple[Claim, ...]:
    """Claims with what was decided: conflicts first, then by how many articles say something, then by place. Rejected ones
    are among them and say so.

    `bound`: what findings that decisions name are now; `origins`: where articles were said to have their information from;
    `among`: numbers of the articles that get a cell, all where it is None.
    """
    decided = Decided(decisions, proposed.passages, bound)
    sources = [source for source in proposed.sources if among is None or source.article in among]
    context = None if among is None else frozenset(among), frozenset((origins or {}).items())
    # Taken out while it is used: another thread that asks for the same makes its own.
    matrix = proposed.matrices.pop(context, None) or Matrix(sources, proposed.chains, origins or {})
    found = matrix.claims(decided.applied(proposed.proposals), decided)
    proposed.matrices[context] = matrix
    for former in list(proposed.matrices)[:-_SCOPES]:
        proposed.matrices.pop(former, None)
    return found


def claims(
    sources: Iterable[Source], passages: Iterable[Passage], decisions: Iterable[ClaimDecision] = ()
) -> tuple[Claim, ...]:
    """Both steps at once, for articles that are compared only once."""
    return judge(propose(sources, passages), decisions)
