"""Claims: what articles agree on, differ on or are silent on; and what claims are proposed from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import overload

from casefile.domain.rows import FigureRow, MentionRow, QuoteRow, ReportRow
from casefile.domain.weighing import Grade


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
    grade: str = ""
    starred: bool = False
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """One piece of evidence: what a sentence of an article says to a claim."""

    id: str
    """Of the finding it hangs on: what link, unlink and split take."""
    article: str
    relation: Relation
    value: str
    paragraph: int
    start: int
    end: int
    sentence: str
    speaker: str | None
    as_of: str | None
    origin: str
    """Id of the origin that answers for it (domain.weighing.Origin)."""
    superseded: bool = False
    """Its own origin, or an update, said otherwise later."""
    revises: bool = False
    """It takes the place of something said earlier."""


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
    both: bool = False
    """The article has sentences on both sides; the cell shows the one that goes against the others."""
    revises: bool = False
    """What it says takes the place of what its origin, or others, said earlier: development, no conflict."""
    evidence: tuple[Said, ...] = ()
    """All its sentences on this claim, by place; the first that counts is the one shown above."""


class Cells(Sequence[Cell]):
    """A cell for each of many articles, most of which are silent: only those that speak take room."""

    def __init__(self, silent: Mapping[str, Cell], said: Iterable[Cell]) -> None:
        """`silent`: what each article has that does not speak, by its id and in order; shared by all rows. `said`: those
        that speak, in the same order."""
        self._silent = silent
        self.said = tuple(said)
        self._spoken = {cell.article: cell for cell in self.said}

    def __len__(self) -> int:
        return len(self._silent)

    def __iter__(self) -> Iterator[Cell]:
        return (self._spoken.get(article, silent) for article, silent in self._silent.items())

    @overload
    def __getitem__(self, place: int) -> Cell: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Cell, ...]: ...
    def __getitem__(self, place: int | slice) -> Cell | tuple[Cell, ...]:
        return tuple(self)[place]

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Cells):
            return self.said == other.said and (self._silent is other._silent or tuple(self) == tuple(other))
        return isinstance(other, tuple) and tuple(self) == other

    def __hash__(self) -> int:
        return hash(self.said)


UNGRADED = Grade("6", "")


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
    cells: Sequence[Cell]
    decision: str = ""
    as_of: str | None = None
    """EDTF: when the latest of its evidence was said."""
    grade: Grade = UNGRADED
    """Credibility, 1 to 6."""
    said_by: tuple[str, ...] = ()
    """Ids of the origins that say the same or what is compatible with it."""
    starred: bool = False
    tags: tuple[str, ...] = ()
    merged: tuple[str, ...] = ()
    """Ids of the claims that were merged into this one."""

    @property
    def said(self) -> tuple[Cell, ...]:
        """The cells of those articles that are not silent, in order."""
        if isinstance(self.cells, Cells):
            return self.cells.said
        return tuple(cell for cell in self.cells if cell.relation is not Relation.SILENT)
