"""What finders propose: one claim with the passages that bear on it."""

from __future__ import annotations

from dataclasses import dataclass

from casefile.domain.claims import ClaimKind, Passage, Relation


@dataclass(frozen=True, slots=True)
class Evidence:
    """One passage's say on a claim."""

    passage: Passage
    start: int
    end: int
    """The words that count, in the article."""
    value: str
    relation: Relation
    """To the claim as it is stated first: states, compatible, differs or denies. The matrix tells states from agrees."""
    anchor: str
    """Id of the finding it hangs on."""
    edtf: str | None = None
    """When it was said, where the text says so."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A claim as a finder sees it. `evidence` is in order of article and place; there is at least one."""

    kind: ClaimKind
    summary: str
    evidence: tuple[Evidence, ...]
    confidence: float
    rule: str
    revised: bool = False
    """An outlet or office corrected what it had said."""
    claim: str = ""
    """Id of the claim, where the investigator made it."""
