"""What finders propose: one claim with the passages that bear on it, and how each of them stands to the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from casefile.domain.claims import ClaimKind, Passage, Relation

AGAINST = frozenset({Relation.DIFFERS, Relation.DENIES})


@dataclass(frozen=True, slots=True)
class Evidence:
    """One passage's say on a claim."""

    passage: Passage
    start: int
    end: int
    """The words that count, in the article."""
    value: str
    anchor: str
    """Id of the finding it hangs on."""
    measure: tuple[float, float] | None = None
    """What it leaves possible, inclusive: values of a figure, days of a date."""
    exact: tuple[object, ...] = ()
    """Two of equal `exact` say the same; where a measure or key is shared but this differs, they are compatible."""
    key: str = ""
    """What it is compared by where it has no measure: a name, a culprit."""
    coarse: bool = False
    """Too vague for others to be measured by ("in 2023")."""
    denied: bool = False
    """It says that something is not so."""
    provisional: bool = False
    """It says that something is not known so far ("no leak has been confirmed"): a later word takes its place."""
    updates: bool = False
    """It says itself that it takes the place of something said before."""
    vague: bool = False
    """It speaks of the same, but the rules cannot tell whether it agrees."""
    fixed: Relation | None = None
    """The relation that the investigator gave it."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A claim as a finder sees it. `evidence` is in order of publication and place; there is at least one."""

    kind: ClaimKind
    summary: str
    evidence: tuple[Evidence, ...]
    confidence: float
    rule: str
    claim: str = ""
    """Id of the claim, where it is settled."""
    merged: tuple[str, ...] = ()
    """Ids of the claims that were merged into it."""


def relations(evidence: Sequence[Evidence]) -> tuple[Relation, ...]:
    """How each stands to what is said first: states, compatible, differs or denies. Those who deny do so where somebody
    affirms; where nobody does, they state."""
    affirmed = [one for one in evidence if not one.denied]
    measured = affirmed or list(evidence)
    lead = next((one for one in measured if not one.coarse), measured[0])
    return tuple(one.fixed or _relation(lead, one, bool(affirmed)) for one in evidence)


def opposed(one: Evidence, other: Evidence, relation: Relation, others: Relation) -> bool:
    """Whether two pieces of evidence cannot both be right; by their relations where the investigator gave one of them."""
    if one.fixed or other.fixed:
        return (relation in AGAINST) != (others in AGAINST)
    if one.denied or other.denied:
        return one.denied != other.denied
    return _compared(one, other) is Relation.DIFFERS


def _relation(lead: Evidence, one: Evidence, affirmed: bool) -> Relation:
    if one.denied:
        return Relation.DENIES if affirmed else Relation.STATES
    return _compared(lead, one)


def _compared(one: Evidence, other: Evidence) -> Relation:
    if one is other or (one.exact and one.exact == other.exact):
        return Relation.STATES
    if one.measure and other.measure:
        if one.exact[:2] == other.exact[:2]:
            # "about 5,000" and "more than 5,000" are one number with its qualifiers.
            return Relation.COMPATIBLE
        met = max(one.measure[0], other.measure[0]) <= min(one.measure[1], other.measure[1])
        return Relation.COMPATIBLE if met else Relation.DIFFERS
    if one.key and other.key:
        return Relation.COMPATIBLE if one.key == other.key else Relation.DIFFERS
    if one.vague or other.vague:
        return Relation.COMPATIBLE
    return Relation.STATES
