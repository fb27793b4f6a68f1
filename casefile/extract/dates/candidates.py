"""What recognition hands to resolution."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from casefile.extract.dates.meaning import Meaning


@dataclass(frozen=True, slots=True)
class Candidate:
    """An expression that was recognised at text[start:end]."""

    start: int
    end: int
    rule: str
    meaning: Meaning
    direction: Callable[[], int]
    """-1 where the clause tells the past, 1 the future, 0 unknown; asked only where it matters."""
    approximate: bool = False
    """The words before say so: around, circa."""
