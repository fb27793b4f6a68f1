"""Claims: what articles agree on, differ on or are silent on; and what claims are proposed from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from casefile.domain.rows import FigureRow, MentionRow, QuoteRow, ReportRow


class ClaimKind(StrEnum):
    """What a claim is about."""

    FIGURE = "figure"
    DATE = "date"
    NAME = "name"
    POLARITY = "polarity"
    ATTRIBUTION = "attribution"
    CHANGE = "change"


class Relation(StrEnum):
    """What an article says to a claim."""

    STATES = "states"
    AGREES = "agrees"
    COMPATIBLE = "compatible"
    DIFFERS = "differs"
    DENIES = "denies"
    SILENT = "silent"


class Standing(StrEnum):
    """How a claim stands, all articles taken together."""

    CORROBORATED = "corroborated"
    SINGLE = "single"
    CONFLICT = "conflict"
    REVISED = "revised"


@dataclass(frozen=True, slots=True)
class Source:
    """An article as far as claims need it."""

    article: int
    outlet: str
    edtf: str | None
    """Its publication."""
    earliest: str | None
    origin: int
    """Number of the article whose words it repeats; its own where it repeats none."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence with what was found in it, decisions applied. `start` and `end` are code points of the article."""

    article: int
    paragraph: int
    start: int
    end: int
    text: str
    mentions: tuple[MentionRow, ...] = ()
    figures: tuple[FigureRow, ...] = ()
    reports: tuple[ReportRow, ...] = ()
    quotes: tuple[QuoteRow, ...] = ()
    """Those that begin in it or reach into it."""


@dataclass(frozen=True, slots=True)
class ClaimDecision:
    """What the investigator said about one claim."""

    id: str
    decision: str
    """ "" (open), "accepted" or "rejected"."""
    fields: Mapping[str, str]
    """status, summary, made, "stand S3" and "link f..." with their values."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one article says to one claim; all but `article` and `relation` are empty where it is silent."""

    article: str
    relation: Relation
    value: str | None = None
    """The words that count: "more than 10,000", "June 2023", "denied"."""
    paragraph: int | None = None
    start: int | None = None
    end: int | None = None
    sentence: str | None = None
    speaker: str | None = None
    """Who says so, where it is not the article itself."""
    as_of: str | None = None
    """EDTF: when it was said; the publication where the text says nothing."""
    first: bool = False
    """No earlier article says anything to this claim."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement, and what each article says to it, in order of publication."""

    id: str
    summary: str
    kind: ClaimKind
    standing: Standing
    origins: int
    """How many independent origins say the same or what is compatible with it."""
    status: str
    """open, established, disputed or refuted: what the investigator said."""
    confidence: float
    rule: str
    cells: tuple[Cell, ...]
    decision: str = ""
