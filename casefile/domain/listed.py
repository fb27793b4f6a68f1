"""What a long list shows: keys of all its rows in order, and the rows themselves only of those that are looked at."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from typing import Generic, TypeVar

R = TypeVar("R")

FEW = 2_000
"""Up to this many rows a list holds all of them; of a longer one it knows the keys and asks for what is in sight."""


@dataclass(frozen=True, slots=True)
class Section:
    """Rows that stand together under one heading. `key` is what they have in common, in the terms of the order."""

    key: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Wish:
    """How a list is wanted."""

    order: str
    words: tuple[str, ...] = ()
    """Each must occur in a row, however written."""
    kinds: frozenset[str] | None = None
    """Kinds of rows; None: all."""
    speaker: str = ""
    """Kind of speaker; "": all."""
    rejected: bool = False
    """Also what was rejected."""


@dataclass(frozen=True, slots=True)
class Listed(Generic[R]):
    """An answer. Where `whole`, `rows` are all in scope, as they stand in the articles, and nothing of the wish but
    `rejected` was looked at; otherwise `keys` are those of the rows that pass, in order, and `sections` their headings."""

    total: int
    """Rows in scope, whatever the filter."""
    whole: bool
    rows: tuple[R, ...] = ()
    keys: array[int] = field(default_factory=lambda: array("q"))
    sections: tuple[Section, ...] = ()
