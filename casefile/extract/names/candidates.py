"""A stretch of text that may be a name, with what is known of it before its kind is."""

from __future__ import annotations

from dataclasses import dataclass, field

from casefile.domain.findings import EntityType
from casefile.extract.evidence import key_of
from casefile.extract.names.gazetteer import Known


@dataclass(slots=True, eq=False)
class Candidate:
    """A stretch that may be a name."""

    first: int
    last: int
    start: int
    end: int
    surface: str
    opening: bool
    sentence: int
    role: str | None = None
    gender: str = ""
    """m or f where the title says so."""
    titled: bool = False
    headline: bool = False
    """Stands where every word has a capital."""
    native: bool = False
    """In a script without capitals, equated with a name in Latin letters."""
    detection: bool = False
    """Is written as scanners name malware."""
    known: Known | None = None
    scores: dict[EntityType, float] = field(default_factory=dict)
    rule: str = ""

    key: str = field(init=False)
    """What mentions of the same name share."""

    def __post_init__(self) -> None:
        self.key = key_of(self.surface)
