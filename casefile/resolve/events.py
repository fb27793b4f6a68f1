"""Which reports tell of one event: an entity in common, a trigger of the same meaning, dates that meet and words that say
the same; or one sentence in several articles."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import TypeVar

from casefile.domain.entities import Entity, Event, LocalReport, ResolutionDecisions
from casefile.domain.ids import Kind
from casefile.resolve.claims.reading import contents, meaning
from casefile.resolve.forest import Forest
from casefile.resolve.keys import trigger_classes
from casefile.resolve.wording import FEWEST, Wording, reworded, same_subject, wording

Block = tuple[str, str, str]
T = TypeVar("T", int, str)

FINE = 45
"""Days. Longer intervals ("in 2023") meet too much to bind reports to one another by themselves."""
_WEEK = 7
CROWD = 400
"""Reports of one trigger, entity and day that are compared each with each; beyond, only like sentences bind."""


@dataclass(frozen=True, slots=True)
class Happened:
    events: tuple[Event, ...]
    event_of: Mapping[str, str]


def resolve_events(
    local: Iterable[LocalReport],
    entity_of: Mapping[str, str],
    decisions: ResolutionDecisions,
    entities: Iterable[Entity] = (),
    within: Mapping[Block, Container[str]] | None = None,
) -> Happened:
    """Events by anchor, whatever the order of `local`. `entities` are those of `entity_of`, for their names. Where not all
    reports of the case are given, `within` says which are compared in which block."""
    reports = sorted({report.id: report for report in local}.values(), key=lambda report: (report.article, report.id))
    number = {report.id: index for index, report in enumerate(reports)}
    pairs = {
        kind: [(number[one], number[other]) for one, other in ties if one in number and other in number]
        for kind, ties in (("together", decisions.together), ("apart", decisions.apart))
    }
    forest = Forest(len(reports), pairs["apart"])
    for one, other in sorted(pairs["together"]):
        forest.join(one, other, decided=True)
    for members in _found(reports, entity_of, {entity.id: entity for entity in entities}, within):
        forest.join_all(members)
    sets: dict[int, list[str]] = {}
    for index, report in enumerate(reports):
        sets.setdefault(forest.root(index), []).append(report.id)
    events = tuple(Event(Kind.EVENT + members[0][1:], tuple(members)) for _, members in sorted(sets.items()))
    return Happened(events, {member: event.id for event in events for member in event.members})


def _found(
    reports: list[LocalReport],
    entity_of: Mapping[str, str],
    entities: Mapping[str, Entity],
    within: Mapping[Block, Container[str]] | None,
) -> list[list[int]]:
    """Sets of more than one report that tell the same, decisions left aside."""
    intervals = [interval_of(report) for report in reports]
    comparing = _Comparing(reports, [wording(report.summary) for report in reports], entity_of, entities)
    alike = Forest(len(reports))
    _join_sentences(reports, intervals, comparing, alike)
    for key, block in sorted(_blocks(reports, intervals, entity_of).items()):
        if within is not None:
            compared = within.get(key, ())
            block = [index for index in block if reports[index].id in compared]
        if len(block) > 1:
            _join_block(block, intervals, comparing, alike)
    return [members for members in _sets(alike, range(len(reports))) if len(members) > 1]


def _join_sentences(
    reports: list[LocalReport], intervals: list[tuple[int, int] | None], comparing: _Comparing, alike: Forest
) -> None:
    """Join one sentence in several articles: word for word, or reworded about the same entities. Whether two are one depends
    on nothing but the two, so that it is the same whatever else is compared."""
    days = [interval[0] if interval else 0 for interval in intervals]

    def are_one(one: int, other: int) -> bool:
        return comparing.compatible(one, other) and _may_be_one_day(reports, intervals, one, other)

    copies: dict[tuple[object, ...], list[int]] = {}
    about: dict[tuple[object, ...], list[int]] = {}
    for index in sorted(range(len(reports)), key=lambda index: (days[index], index)):
        report, tokens = reports[index], comparing.wordings[index].tokens
        if len(tokens) >= FEWEST:
            copies.setdefault((report.trigger, _polarity(report), tokens), []).append(index)
            if whom := comparing.whom(index):
                about.setdefault((report.trigger, _polarity(report), whom), []).append(index)
    for those in copies.values():
        _join_copies(those, days, are_one, alike)
    for those in about.values():
        for left, right in reworded([comparing.wordings[at] for at in those], [days[at] for at in those], 2 * FINE):
            if are_one(those[left], those[right]):
                alike.join(those[left], those[right])


def _join_copies(those: list[int], days: list[int], are_one: Callable[[int, int], bool], alike: Forest) -> None:
    """Join those, in order of their days, that hang together. Mostly the one before is one with the next."""
    within: list[list[int]] = []
    for index in those:
        own, apart = [index], []
        for members in within:
            near = [member for member in members if days[index] - days[member] <= 2 * FINE]
            if any(are_one(member, index) for member in reversed(near)):
                alike.join(near[0], index)
                own = [*near, *own]
            elif near:
                apart.append(near)
        within = [*apart, own]


def _sets(forest: Forest, indices: Iterable[int]) -> list[list[int]]:
    found: dict[int, list[int]] = {}
    for index in indices:
        found.setdefault(forest.root(index), []).append(index)
    return list(found.values())


class _Comparing:
    """Reports two by two."""

    def __init__(
        self,
        reports: list[LocalReport],
        wordings: list[Wording],
        entity_of: Mapping[str, str],
        entities: Mapping[str, Entity],
    ) -> None:
        self.wordings = wordings
        self._reports = reports
        self._entity_of = entity_of
        self._entities = entities
        self._names: dict[str, frozenset[str]] = {}

    def compatible(self, one: int, other: int) -> bool:
        """A denial is not one with what it denies; one article tells twice of an event only where it dates both."""
        left, right = self._reports[one], self._reports[other]
        if _polarity(left) != _polarity(right):
            return False
        return left.article != right.article or left.basis == right.basis == "explicit"

    def whom(self, index: int) -> frozenset[str]:
        """The entities that a report is about."""
        return frozenset(self._entity_of.get(local, local) for local in self._reports[index].entities)

    def tell_the_same(self, one: int, other: int) -> bool:
        """Whether two reports of one block have words enough in common besides the trigger and their entities' names."""
        if not self.compatible(one, other):
            return False
        left, right = self._reports[one], self._reports[other]
        aside = frozenset().union(
            (meaning(left.trigger), meaning(right.trigger)),
            *(self._name_words(entity) for entity in {*left.entities, *right.entities}),
        )
        return same_subject(self.wordings[one], self.wordings[other], aside)

    def _name_words(self, local: str) -> frozenset[str]:
        own = self._entity_of.get(local, local)
        if own not in self._names:
            entity = self._entities.get(own)
            self._names[own] = contents(" ".join((entity.name, *entity.aliases))) if entity else frozenset()
        return self._names[own]


def _polarity(report: LocalReport) -> str:
    """What is alleged is what others report; what is denied or planned is not."""
    return "reported" if report.status == "alleged" else report.status


def _may_be_one_day(reports: list[LocalReport], intervals: list[tuple[int, int] | None], one: int, other: int) -> bool:
    """Whether dates allow one sentence in two articles to be one event. A date that is not in the words follows from when
    the article appeared, which for a copy is later; a long span meets too much to be more than its equal."""
    left, right = intervals[one], intervals[other]
    if left == right:
        return True
    if left is None or right is None:
        return False
    stated = reports[one].basis == reports[other].basis == "explicit"
    longest, farthest = (_WEEK, 0) if stated else (FINE, FINE)
    apart = max(left[0], right[0]) - min(left[1], right[1])
    return apart <= farthest and max(left[1] - left[0], right[1] - right[0]) <= longest


def interval_of(report: LocalReport) -> tuple[int, int] | None:
    """Ordinals of first and last day; None where the report is not dated on both sides by more than its publication."""
    if not report.earliest or not report.latest:
        return None
    try:
        return date.fromisoformat(report.earliest).toordinal(), date.fromisoformat(report.latest).toordinal()
    except ValueError:
        return None


def blocks_of(report: LocalReport, entity_of: Mapping[str, str]) -> frozenset[Block]:
    """The blocks a dated report is compared in: the meaning of its trigger, its polarity, each of its entities."""
    trigger = report.trigger.casefold()
    if not trigger or interval_of(report) is None:
        return frozenset()
    classed = trigger_classes().get(trigger, trigger)
    return frozenset((classed, _polarity(report), entity_of.get(entity, entity)) for entity in report.entities)


def triggers_of(classes: Container[str]) -> frozenset[str]:
    """All words that have one of these meanings, besides those that stand for themselves."""
    return frozenset(word for word, classed in trigger_classes().items() if classed in classes)


def _blocks(
    reports: list[LocalReport], intervals: list[tuple[int, int] | None], entity_of: Mapping[str, str]
) -> dict[Block, list[int]]:
    blocks: dict[Block, list[int]] = {}
    for index, report in enumerate(reports):
        if intervals[index] is not None:
            for key in sorted(blocks_of(report, entity_of)):
                blocks.setdefault(key, []).append(index)
    return blocks


def _join_block(block: list[int], intervals: list[tuple[int, int] | None], comparing: _Comparing, alike: Forest) -> None:
    """Sweep over the fine intervals: of those that all share a day, those are one event that tell the same. A coarse
    interval joins the one event within it that it tells of, or its equals."""
    spans = [(interval, index) for index in block if (interval := intervals[index]) is not None]
    coarse: dict[tuple[int, int], list[int]] = {}
    for interval, index in spans:
        if interval[1] - interval[0] > FINE:
            coarse.setdefault(interval, []).append(index)
    told = [
        (first, last, told)
        for first, last, members in sharing_a_day(spans)
        for told in _telling_the_same(members, comparing, alike)
    ]
    for (first, last), members in sorted(coarse.items()):
        within = [event for begin, end, event in told if first <= begin and end <= last]
        for same in _telling_the_same(members, comparing, alike):
            meant = [event for event in within if _tells_of(same, event, comparing)]
            if len(meant) == 1:
                alike.join(meant[0][0], same[0])


def sharing_a_day(spans: Iterable[tuple[tuple[int, int], T]]) -> list[tuple[int, int, list[T]]]:
    """Fine intervals, in groups that all share a day: the days they share, and whose they are."""
    groups: list[tuple[int, int, list[T]]] = []
    for (first, last), whose in sorted(span for span in spans if span[0][1] - span[0][0] <= FINE):
        if groups and first <= groups[-1][1]:
            begin, end, members = groups[-1]
            members.append(whose)
            groups[-1] = (max(begin, first), min(end, last), members)
        else:
            groups.append((first, last, [whose]))
    return groups


def _telling_the_same(members: list[int], comparing: _Comparing, alike: Forest) -> list[list[int]]:
    """The sets of those that tell the same, joined in `alike` too."""
    place = Forest(len(members))
    if len(members) <= CROWD:
        for one, other in combinations(range(len(members)), 2):
            if comparing.tell_the_same(members[one], members[other]):
                place.join(one, other)
                alike.join(members[one], members[other])
    return [[members[at] for at in found] for found in _sets(place, range(len(members)))]


def _tells_of(reports: list[int], event: list[int], comparing: _Comparing) -> bool:
    return any(comparing.tell_the_same(one, other) for one in reports for other in event)
