"""Findings of many articles become entities and events: pure and order-independent (ADR 2)."""

from __future__ import annotations

from collections.abc import Iterable

from casefile.domain.entities import LocalEntity, LocalReport, Resolution, ResolutionDecisions
from casefile.domain.findings import Findings
from casefile.domain.ids import Kind, anchor_id
from casefile.resolve.entities import resolve_entities
from casefile.resolve.events import resolve_events
from casefile.resolve.gathering import Gathering

NO_DECISIONS = ResolutionDecisions()

__all__ = ["NO_DECISIONS", "Gathering", "local_entities", "local_reports", "resolve"]


def local_entities(findings: Findings, article: str) -> tuple[LocalEntity, ...]:
    """The entities within one article, compact, by first mention. Aliases are the surfaces that mentions carry."""
    members: dict[str, list[int]] = {}
    for index, mention in enumerate(findings.mentions):
        members.setdefault(mention.entity, []).append(index)
    found = []
    for identifier, indices in members.items():
        parts = [findings.mentions[index] for index in indices]
        name = parts[0].name
        surfaces = dict.fromkeys(" ".join(part.surface.split()) for part in parts if part.surface)
        found.append(
            LocalEntity(
                identifier,
                article,
                parts[0].type,
                name,
                tuple(surface for surface in surfaces if surface != name),
                tuple(dict.fromkeys(part.role for part in parts if part.role)),
                len(parts),
                all(part.frame for part in parts),
                any(part.rule == "names.introduced" for part in parts),
            )
        )
    return tuple(found)


def local_reports(findings: Findings, article: str) -> tuple[LocalReport, ...]:
    """The reports of one article, compact. Their ids are of this article and this reading: a case, whose reports have ids
    of their own, makes these values from its rows."""
    return tuple(
        LocalReport(
            anchor_id(Kind.REPORT, article, report.trigger, report.start),
            article,
            report.trigger,
            report.earliest,
            report.latest,
            report.basis,
            report.status,
            report.entities,
            report.summary,
        )
        for report in findings.reports
    )


def resolve(
    entities: Iterable[LocalEntity], reports: Iterable[LocalReport], decisions: ResolutionDecisions = NO_DECISIONS
) -> Resolution:
    """Entities and events of the whole case. Decisions always win; ids in them that are not there are ignored."""
    resolved = resolve_entities(entities, decisions)
    happened = resolve_events(reports, resolved.entity_of, decisions, resolved.entities)
    return Resolution(resolved.entities, resolved.entity_of, happened.events, happened.event_of)
