"""How far things may be believed, what would explain them, and what nobody says: grades, hypotheses, gaps, origins.

Grades are those of NATO's AJP-2.1, "Allied Joint Doctrine for Intelligence Procedures" (2016), known as the Admiralty code.
Hypotheses are weighed as in the analysis of competing hypotheses (R. Heuer, "Psychology of Intelligence Analysis", 1999,
chapter 8): what speaks against a hypothesis counts, not what speaks for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

RELIABILITY: dict[str, str] = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
"""Letter of a source -> what it says."""

CREDIBILITY: dict[str, str] = {
    "1": "confirmed by other sources",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "truth cannot be judged",
}
"""Digit of an item -> what it says."""


QUICK = 2_000
"""Articles whose claims are compared while one waits for badges."""


@dataclass(frozen=True, slots=True)
class Disputed:
    """What claims in conflict bear on: findings that are their evidence, entities and reports of the same sentences."""

    claims: Mapping[str, tuple[str, ...]]
    """Id of a finding or entity -> ids of the claims in conflict."""


@dataclass(frozen=True, slots=True)
class Grade:
    """A letter or a digit of the Admiralty code, as it is proposed and, where the investigator decided, decided."""

    proposed: str
    reason: str
    """Why it is proposed, in one sentence."""
    decided: str = ""
    """ "" where the investigator said nothing."""

    @property
    def value(self) -> str:
        """The letter or digit that counts."""
        return self.decided or self.proposed

    @property
    def words(self) -> str:
        """ "usually reliable", "possibly true"."""
        return RELIABILITY.get(self.value) or CREDIBILITY.get(self.value, "")


@dataclass(frozen=True, slots=True)
class SourceGrade:
    """How reliable an outlet is, by its record in this case."""

    id: str
    """o and the outlet's name: a target of decisions."""
    outlet: str
    articles: tuple[str, ...]
    grade: Grade
    confirmed: int
    """Statements of its articles that an independent origin bears out."""
    contradicted: int
    """Statements that independent origins, or the investigator, contradict."""
    revised: int
    """Statements that it took back or changed itself."""


class Consistency(StrEnum):
    """How a claim sits with a hypothesis: would it be expected, if the hypothesis were true?"""

    CONSISTENT = "consistent"
    INCONSISTENT = "inconsistent"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One explanation, and what speaks against it."""

    id: str
    text: str
    position: int
    """From 1, in order of making."""
    inconsistency: float
    """Weights of the claims that are inconsistent with it, summed: the least is the best."""
    inconsistent: int
    consistent: int
    rank: int
    """1 for the least inconsistency; equal ones share a rank."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A claim against all hypotheses."""

    claim: str
    summary: str
    weight: float
    """From its grade and those of its sources: 1 in the middle, 2 at most, 0.5 at least."""
    judged: tuple[Consistency | None, ...]
    """In order of the hypotheses; None where nothing was said yet."""
    diagnosticity: float
    """0 where it says the same of all hypotheses, 1 where it sets half of them against the other half."""


@dataclass(frozen=True, slots=True)
class Competition:
    """The matrix of competing hypotheses: columns in order of making, rows by diagnosticity."""

    hypotheses: tuple[Hypothesis, ...] = ()
    rows: tuple[Weighed, ...] = ()


class GapKind(StrEnum):
    """Why something is a gap."""

    UNANSWERED = "unanswered"
    """Something happened, and no article says who, when, how many, how."""
    SILENCE = "silence"
    """A time in which no article was published."""
    UNNAMED = "unnamed"
    """A claim for which nobody stands by name or office."""
    QUESTION = "question"
    """The investigator noted it."""


@dataclass(frozen=True, slots=True)
class GapPlace:
    """A sentence that a gap arises from."""

    article: str
    paragraph: int
    start: int
    end: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Gap:
    """What nobody says."""

    id: str
    """Of the gap, or of the note that asks."""
    kind: GapKind
    question: str
    reason: str
    """Why it is held to be open, in one sentence."""
    places: tuple[GapPlace, ...] = ()
    refers_to: str | None = None
    """Id of the claim or event it arises from."""
    earliest: str | None = None
    latest: str | None = None
    """Of a silence: its first and last day."""
    decision: str = ""
    """ "rejected" where the investigator set it aside."""


class OriginKind(StrEnum):
    """What an origin is."""

    OUTLET = "outlet"
    SPEAKER = "speaker"
    ARTICLE = "article"
    """An article without an outlet."""


class Path(StrEnum):
    """How an article came by its information."""

    OWN = "own"
    """Its outlet's own reporting, anonymous sources among it."""
    REPEATS = "repeats"
    """Its words are another article's."""
    REPORTED = "reported"
    """It says that another outlet reported or was told it."""
    SAID = "said"
    """A person or office says it there."""
    DECIDED = "decided"
    """The investigator said so."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Who answers for information: an outlet, a person or office, or an article that has no outlet."""

    id: str
    """o and an outlet's name, an entity's id, an article's id; = and the words for others."""
    kind: OriginKind
    name: str
    articles: tuple[str, ...]
    """Those that have something from it, by number."""


@dataclass(frozen=True, slots=True)
class OriginEdge:
    """One article has something from one origin."""

    article: str
    origin: str
    path: Path
    whole: bool
    """All of the article that no speaker answers for, not single sentences of it."""
    through: str | None = None
    """The article of the case that it passed through, where one is known."""
    place: GapPlace | None = None
    """The sentence that says so."""


@dataclass(frozen=True, slots=True)
class OriginGraph:
    """Who has what from whom."""

    origins: tuple[Origin, ...] = ()
    """Those of outlets and articles first, then speakers, most articles first."""
    edges: tuple[OriginEdge, ...] = ()
    independent: int = 0
    """How many outlets (or articles without one) have information of their own."""
