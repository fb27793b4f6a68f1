"""What the index is given: one flat document for each thing that can be found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class IndexDocument:
    """An article, or something inside one. `id` is the row's id; `text` and `title` are searched as words."""

    id: str
    kind: str
    """article, quote, note, entity or event."""
    article: int | None
    title: str
    text: str
    outlet: str = ""
    authors: tuple[str, ...] = ()
    language: str = ""
    published: tuple[str | None, str | None] = (None, None)
    """Inclusive ISO days."""
    dates: tuple[tuple[str | None, str | None], ...] = ()
    quotes: str = ""
    speakers: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    """Names and aliases, also for field queries."""
    entity_ids: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    notes: str = ""
    type: str = ""
    """Type of an entity, kind of a quote, status of an event."""
    has: tuple[str, ...] = ()
    """What it has: quote, note, tag, figure, date, conflict."""
