"""What a search answers: frozen rows, as those of the listings (`domain.rows`)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hit:
    """One search hit. `hits` are stretches of `snippet`, code points, half-open."""

    kind: str
    """article, quote, note, entity or event."""
    id: str
    article: str | None
    score: float
    title: str
    snippet: str
    hits: tuple[tuple[int, int], ...]
    start: int | None = None
    """Where the snippet's first hit stands in the article text, if in one."""


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """Ranked hits with what was understood. `total` counts all hits, exact."""

    query: str
    understood: str
    """The parsed query in words."""
    hits: tuple[Hit, ...]
    total: int
    corrections: tuple[str, ...] = ()
    """Sentences on what was read as meant (an unclosed quote, a dangling AND)."""
    suggestions: tuple[str, ...] = ()
    """Did you mean."""
    facets: tuple[tuple[str, tuple[tuple[str, int], ...]], ...] = ()
    """(facet, ((value, count), ...)): outlet, year, month, language, entity (ids), speaker, tag."""
    index_state: str = "up to date"
    names: tuple[tuple[str, str], ...] = ()
    """(id, name) of the entities in the facets."""


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search kept in the case: a lens, as the query it is."""

    name: str
    query: str
    new: tuple[int, ...] = ()
    """Where asked about articles that have come in: the numbers of those it finds."""
