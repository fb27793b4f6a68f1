"""What mentions and reports of many articles refer to: the results of resolution."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from casefile.domain.findings import EntityType


@dataclass(frozen=True, slots=True)
class Role:
    """A role an article gives a person, and when (publication of that article unless the text says)."""

    role: str
    edtf: str | None
    article: str


@dataclass(frozen=True, slots=True)
class LocalEntity:
    """One entity within one article: compact evidence that resolution works on, small however long the article."""

    id: str
    """Anchor id of its first mention (`e...`)."""
    article: str
    """Any id of the article that sorts: resolution prefers the earliest."""
    type: EntityType
    name: str
    """The fullest name the article gives."""
    aliases: tuple[str, ...]
    """Other surfaces, in order of first occurrence."""
    roles: tuple[str, ...]
    mentions: int
    frame: bool
    """All its mentions stand in the frame."""
    acronym: bool = False
    """The article itself introduces an alias as the acronym of the name: "Long Form (LF)"."""


@dataclass(frozen=True, slots=True)
class LocalReport:
    """One report within one article, as far as resolution needs it."""

    id: str
    article: str
    trigger: str
    earliest: str | None
    latest: str | None
    basis: str
    status: str
    entities: tuple[str, ...]
    """Local entity ids."""
    summary: str = ""
    """Its words; without them nothing but a decision makes it one event with another."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, organisation, place, system or programme across the case. `id` hangs on its anchor mention."""

    id: str
    name: str
    type: EntityType
    aliases: tuple[str, ...]
    roles: tuple[Role, ...]
    frame: bool
    members: tuple[str, ...]
    """Ids of the local entities it holds."""
    types: frozenset[EntityType] = frozenset()
    """What its local entities are held for: what it may be joined by is for each of them to say."""


@dataclass(frozen=True, slots=True)
class EntityForm:
    """Local entities of one entity that are alike in all that rules look at, counted: however many articles have a name, one
    more is resolved by looking at it once. What was decided on is a form of its own."""

    entity: str
    type: EntityType
    name: str
    aliases: tuple[str, ...]
    acronym: bool
    decided: str
    """The local entity that was decided on; empty for all others."""
    count: int
    mentions: int
    frame: bool
    """Whether all their mentions stand in the frame."""
    article: str
    least: str
    """The first of them: article, as in `LocalEntity`, and id."""


@dataclass(frozen=True, slots=True)
class Event:
    """What one or several articles report. `id` hangs on its anchor report."""

    id: str
    members: tuple[str, ...]
    """Ids of the reports it holds."""


@dataclass(frozen=True, slots=True)
class ResolutionDecisions:
    """What the investigator decided about identity. Ids are local entity (or report) ids, which survive re-resolution."""

    together: tuple[tuple[str, str], ...] = ()
    """Pairs that are one entity (or one event)."""
    apart: tuple[tuple[str, str], ...] = ()
    """Pairs that are two, whatever the rules say."""
    names: Mapping[str, str] = field(default_factory=dict)
    types: Mapping[str, EntityType] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Alike:
    """Two entities that may be one."""

    first: str
    second: str
    reason: str
    """acronym, order (the same words), spelling, initial, surname, part (the longer name begins so) or script."""
    confidence: float


@dataclass(frozen=True, slots=True)
class Resolution:
    """A projection of findings and decisions; recomputed, never edited."""

    entities: tuple[Entity, ...]
    entity_of: Mapping[str, str]
    """Local entity id -> entity id."""
    events: tuple[Event, ...]
    event_of: Mapping[str, str]
    """Report id -> event id."""
