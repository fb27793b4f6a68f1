"""Which reports tell of one event: intervals that meet, an entity in common, and a trigger of the same meaning."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from casefile.domain.entities import Event, LocalReport, ResolutionDecisions
from casefile.domain.ids import Kind
from casefile.resolve.forest import Forest
from casefile.resolve.keys import trigger_classes

_FINE = 45
"""Days. Longer intervals ("in 2023") meet too much to bind reports to one another by themselves."""


@dataclass(frozen=True, slots=True)
class Happened:
    events: tuple[Event, ...]
    event_of: Mapping[str, str]


def resolve_events(local: Iterable[LocalReport], entity_of: Mapping[str, str], decisions: ResolutionDecisions) -> Happened:
    """Events by anchor, whatever the order of `local`."""
    reports = sorted({report.id: report for report in local}.values(), key=lambda report: (report.article, report.id))
    number = {report.id: index for index, report in enumerate(reports)}
    pairs = {
        kind: [(number[one], number[other]) for one, other in ties if one in number and other in number]
        for kind, ties in (("together", decisions.together), ("apart", decisions.apart))
    }
    forest = Forest(len(reports), pairs["apart"])
    for one, other in sorted(pairs["together"]):
        forest.join(one, other, decided=True)
    intervals = [_interval(report) for report in reports]
    for _, block in sorted(_blocks(reports, intervals, entity_of).items()):
        if len(block) > 1:
            _join_block(block, intervals, forest)
    sets: dict[int, list[str]] = {}
    for index, report in enumerate(reports):
        sets.setdefault(forest.root(index), []).append(report.id)
    events = tuple(Event(Kind.EVENT + members[0][1:], tuple(members)) for _, members in sorted(sets.items()))
    return Happened(events, {member: event.id for event in events for member in event.members})


def _interval(report: LocalReport) -> tuple[int, int] | None:
    """Ordinals of first and last day; None where the report is not dated on both sides by more than its publication."""
    if not report.earliest or not report.latest:
        return None
    try:
        return date.fromisoformat(report.earliest).toordinal(), date.fromisoformat(report.latest).toordinal()
    except ValueError:
        return None


def _blocks(
    reports: list[LocalReport], intervals: list[tuple[int, int] | None], entity_of: Mapping[str, str]
) -> dict[tuple[str, str, str], list[int]]:
    """Reports that share trigger meaning, status and an entity."""
    classes = trigger_classes()
    blocks: dict[tuple[str, str, str], list[int]] = {}
    for index, report in enumerate(reports):
        if intervals[index] is None or not report.trigger:
            continue
        trigger = report.trigger.casefold()
        for entity in sorted({entity_of.get(entity, entity) for entity in report.entities}):
            blocks.setdefault((classes.get(trigger, trigger), report.status, entity), []).append(index)
    return blocks


def _join_block(block: list[int], intervals: list[tuple[int, int] | None], forest: Forest) -> None:
    """Sweep over the fine intervals: those that all share a day are one event. A coarse interval joins the one event that
    lies within it, or its equals."""
    spans = [(interval, index) for index in block if (interval := intervals[index]) is not None]
    fine = sorted(span for span in spans if span[0][1] - span[0][0] <= _FINE)
    coarse: dict[tuple[int, int], list[int]] = {}
    for interval, index in spans:
        if interval[1] - interval[0] > _FINE:
            coarse.setdefault(interval, []).append(index)
    groups: list[tuple[int, int, list[int]]] = []
    for (first, last), index in fine:
        if groups and first <= groups[-1][1]:
            begin, end, members = groups[-1]
            groups[-1] = (max(begin, first), min(end, last), [*members, index] if len(members) < 2 else members)
            if len(members) >= 2:
                members.append(index)
        else:
            groups.append((first, last, [index]))
    for _, _, members in groups:
        forest.join_all(members)
    for (first, last), members in sorted(coarse.items()):
        forest.join_all(members)
        inside = [group for group in groups if first <= group[0] and group[1] <= last]
        if len(inside) == 1:
            forest.join_all([inside[0][2][0], *members])
