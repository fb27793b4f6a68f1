"""What is looked at (focus) and what is looked among (scope): one value, shared by all panes."""

from __future__ import annotations

from dataclasses import dataclass

from casefile.domain.ids import Kind
from casefile.domain.scope import EVERYTHING, Scope


@dataclass(frozen=True, slots=True)
class Focus:
    """The one thing that is looked at. `id` is its id; `article` and `start`, `end` say where in the text, if anywhere."""

    kind: Kind
    id: str
    article: int | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Selection:
    focus: Focus | None = None
    scope: Scope = EVERYTHING


@dataclass(frozen=True, slots=True)
class Links:
    """The counterparts of a focus in every pane, resolved once for all of them. Ids are those of the rows."""

    focus: Focus | None = None
    articles: frozenset[int] = frozenset()
    entities: frozenset[str] = frozenset()
    quotes: frozenset[str] = frozenset()
    events: frozenset[str] = frozenset()
    figures: frozenset[str] = frozenset()
    claims: frozenset[str] = frozenset()
    article: int | None = None
    """The article the reader shows for it, and where."""
    start: int | None = None
    end: int | None = None
