"""Findings of many articles become entities and events: pure and order-independent."""

from __future__ import annotations

from collections.abc import Iterable

from casefile.domain.entities import Entity, Event, LocalEntity, LocalReport, Resolution, ResolutionDecisions
from casefile.domain.findings import Findings

NO_DECISIONS = ResolutionDecisions()


def local_entities(findings: Findings, article: str) -> tuple[LocalEntity, ...]:
    """The entities within one article, compact."""
    mentions: dict[str, list[int]] = {}
    for index, mention in enumerate(findings.mentions):
        mentions.setdefault(mention.entity, []).append(index)
    found = []
    for identifier, members in mentions.items():
        parts = [findings.mentions[index] for index in members]
        roles = tuple(dict.fromkeys(part.role for part in parts if part.role))
        found.append(
            LocalEntity(
                identifier, article, parts[0].type, parts[0].name, (), roles, len(parts), all(part.frame for part in parts)
            )
        )
    return tuple(found)


def local_reports(findings: Findings, article: str) -> tuple[LocalReport, ...]:
    """The reports of one article, compact."""
    return ()


def resolve(
    entities: Iterable[LocalEntity], reports: Iterable[LocalReport], decisions: ResolutionDecisions = NO_DECISIONS
) -> Resolution:
    """One entity a local entity, one event a report."""
    ents, reps = tuple(entities), tuple(reports)
    return Resolution(
        tuple(Entity(e.id, e.name, e.type, e.aliases, (), e.frame, (e.id,)) for e in ents),
        {e.id: e.id for e in ents},
        tuple(Event("v" + r.id[1:], (r.id,)) for r in reps),
        {r.id: "v" + r.id[1:] for r in reps},
    )
