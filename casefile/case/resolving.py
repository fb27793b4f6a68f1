"""Who is who and which reports are one event, brought up to date: for the whole case, or around what changed (ADR 2)."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from casefile.domain.entities import Entity, Event, LocalEntity, LocalReport, ResolutionDecisions
from casefile.domain.ids import Kind, article_id
from casefile.resolve.entities import keys_of, resolve_entities
from casefile.resolve.events import FINE, Block, blocks_of, interval_of, resolve_events, triggers_of
from casefile.resolve.gathering import Everyone
from casefile.resolve.keys import trigger_classes
from casefile.resolve.regrouping import regrouped
from casefile.store.engine import Transaction
from casefile.store.read import identity
from casefile.store.read import resolution as reading
from casefile.store.write import projection

_TOGETHER = 20_000
"""Reports that are compared at a time, by their triggers' meanings, so that memory stays bounded."""
_NEAR = 30_000
"""Local entities, or reports, around a change, beyond which the whole case is resolved instead."""
_FEW = 2_000
"""Reports of an entity that are compared anew because it got another alias."""
_FEWEST = 4
"""Words of a sentence that is looked for in other articles."""
_ROUNDS = 4
_ASIDE = 4 * FINE
"""Days on either side of a report within which others may share one with it, or with one that does."""


@dataclass(slots=True)
class Resolved:
    """Entities and events that are new, other than before or gone; events of them whose dates are to be refreshed."""

    entities: set[str] = field(default_factory=set)
    events: set[str] = field(default_factory=set)
    articles: set[int] = field(default_factory=set)
    """Articles in which something is called otherwise than before."""


def resolve_whole(tx: Transaction) -> Resolved:
    """Resolve the case from its findings and decisions alone."""
    decisions = reading.identity_decisions(tx)
    everyone = Everyone(decisions)
    for one in reading.all_local_entities(tx):
        everyone.take(one)
    members = ((one.id, *everyone.place(one)) for one in reading.all_local_entities(tx))
    written = projection.write_entities(tx, map(_named, everyone.entities()), _keys, members=members)
    del everyone, members
    changed, gone = projection.write_events(tx, _all_events(tx, decisions))
    return _resolved(tx, written, changed | gone)


def _resolved(tx: Transaction, written: projection.Written, events: set[str]) -> Resolved:
    return Resolved(written.touched, events, reading.articles_naming(tx, written.moved, written.renamed))


def _all_events(tx: Transaction, decisions: ResolutionDecisions) -> Iterator[Event]:
    """Of what entities are written, some reports at a time."""
    classes = trigger_classes()
    shards: dict[str, array[int]] = defaultdict(lambda: array("q"))
    for row, trigger in reading.report_triggers(tx):
        shards[classes.get(trigger.casefold(), trigger.casefold())].append(row)
    tied = {one for pair in (*decisions.together, *decisions.apart) for one in pair if one.startswith(Kind.REPORT)}
    if tied:
        # Reports that decisions tie are compared as one, with all that may be one with them.
        triggers = [one.trigger.casefold() for one in reading.reports_named(tx, tied)]
        with_ties = shards.keys() & {classes.get(trigger, trigger) for trigger in triggers}
        shards[""] += array("q", [row for shard in sorted(with_ties - {""}) for row in shards.pop(shard)])
    some = array("q")
    for trigger in sorted(shards):
        some += shards.pop(trigger)
        if len(some) >= _TOGETHER:
            yield from _events_of(tx, some, decisions)
            some = array("q")
    yield from _events_of(tx, some, decisions)


def _events_of(tx: Transaction, rows: Sequence[int], decisions: ResolutionDecisions) -> tuple[Event, ...]:
    """The events that the reports of these rows are, of which no other is one with any."""
    reports = reading.reports_in_rows(tx, rows)
    entity_of = reading.homes_of(tx, {local for one in reports for local in one.entities})
    return resolve_events(reports, entity_of, decisions, projection.entities_known(tx, set(entity_of.values()))).events


def resolve_around(
    tx: Transaction,
    articles: Collection[int],
    locals_: Collection[str] = (),
    reports: Collection[str] = (),
    gone: Collection[str] = (),
) -> Resolved | None:
    """Resolve what these articles (new, read anew or gone), local entities and reports (decided on) have a bearing on, and
    leave the rest as it is; `gone` stood in their current runs and do so no more. None, with nothing written, where that is
    much of the case."""
    decisions = reading.identity_decisions(tx)
    stale = reading.stale_locals(tx, articles) | {one for one in gone if one.startswith(Kind.ENTITY)}
    who = _around_entities(tx, articles, stale, (locals_, gone), decisions)
    if who is None:
        return None
    told = _Told(tx, articles, reports, who, decisions, {one for one in gone if one.startswith(Kind.REPORT)})
    if told.too_many:
        return None
    left = projection.remove_members(tx, projection.ENTITY_MEMBERS, stale)
    written = projection.write_entities(tx, map(_named, who.now), _keys, who.before)
    written.touched |= left
    # What loses a report may have been dated by it.
    changed = projection.remove_members(tx, projection.EVENT_MEMBERS, told.stale)
    events, before = told.events()
    now, gone = projection.write_events(tx, events, before)
    return _resolved(tx, written, changed | now | gone)


@dataclass(frozen=True, slots=True)
class _Who:
    """Entities around a change: `before` by id, with their members; `now` those in their place."""

    before: frozenset[str]
    now: tuple[Entity, ...]
    moved: frozenset[str]
    """Local entities whose entity has another id, or other members than those that came and went, than before."""
    came: frozenset[str]
    """Local entities of the articles that changed, those that are gone too."""


def _around_entities(
    tx: Transaction,
    articles: Collection[int],
    stale: set[str],
    said: tuple[Collection[str], Collection[str]],
    decisions: ResolutionDecisions,
) -> _Who | None:
    locals_, gone = said
    own = reading.local_entities_of(tx, articles)
    came = {one.id for one in own} | stale
    near = set(reading.homes_of(tx, {*came, *locals_}).values())
    # What is called so no more, or is no more, leaves the name to others.
    ever = reading.names_ever(tx, articles)
    near |= reading.entities_called(tx, {key for kind, name, aliases in ever for key in keys_of(kind, (name, *aliases))})
    near |= reading.sharing_a_key(tx, reading.homes_of(tx, gone).values())
    tied = {one for pair in (*decisions.together, *decisions.apart) for one in pair}
    for _ in range(_ROUNDS):
        members = {one.id: one for one in (*own, *reading.local_entities_of(tx, entities=near)) if one.id not in stale}
        if len(members) > _NEAR:
            return None
        # What somebody tied to one of these comes along.
        partners = {o for pair in (*decisions.together, *decisions.apart) if members.keys() & pair for o in pair}
        homes = reading.homes_of(tx, members.keys() | stale)
        if tied & partners - members.keys():
            near |= set(reading.homes_of(tx, partners - members.keys()).values())
            continue
        now = resolve_entities(members.values(), decisions).entities
        moved = _moved(now, homes, came)
        wider = near | reading.entities_called(tx, _keys_of(members[one] for one in moved if one in members))
        if wider == near or not moved:
            return _Who(frozenset(near), now, frozenset(moved), frozenset(came))
        near = wider
    return None


def _moved(now: Iterable[Entity], homes: Mapping[str, str], came: set[str]) -> set[str]:
    """Local entities that were there before and are in other company now."""
    company: dict[str, set[str]] = defaultdict(set)
    for local, home in homes.items():
        if local not in came:
            company[home].add(local)
    moved: set[str] = set()
    for entity in now:
        those = {local for local in entity.members if local not in came}
        if those and company[homes[min(those)]] != those:
            moved |= those
    return moved


class _Told:
    """Reports around a change, with all that they are compared with."""

    def __init__(
        self,
        tx: Transaction,
        articles: Collection[int],
        reports: Collection[str],
        who: _Who,
        decisions: ResolutionDecisions,
        gone: Collection[str],
    ) -> None:
        self._tx = tx
        self._decisions = decisions
        self._who = who
        self._entity_of = {member: entity.id for entity in who.now for member in entity.members}
        stale = reading.stale_reports(tx, articles) | set(gone)
        own = {one.id: one for one in reading.reports_in(tx, articles)}
        concerned = {*own, *stale, *reports, *self._renamed()}
        for pair in (*decisions.together, *decisions.apart):
            if concerned & set(pair):
                concerned.update(one for one in pair if one.startswith(Kind.REPORT))
        self.stale = stale
        self._before: dict[str, list[tuple[str, str]]] = {}
        self._region: dict[str, LocalReport] = {}
        self._beside: dict[str, LocalReport] = {}
        self._blocks: set[Block] = set()
        self.too_many = not (
            self._take(concerned) and self._take(self._regrouped(concerned, articles, reports)) and self._look_beside()
        )

    def _take(self, concerned: set[str] | None) -> bool:
        """Compare these reports anew, and all that are in one event with them. Returns whether that is not too much."""
        if concerned is None:
            return False
        before = reading.events_holding(self._tx, concerned)
        self._before.update(before)
        region = concerned | {member for members in before.values() for _, member in members}
        region -= self.stale | self._region.keys()
        if len(region) + len(self._region) > _NEAR:
            return False
        came = {one.id: one for one in reading.reports_named(self._tx, region)}
        self._region.update(came)
        self._know(came.values())
        for one in came.values():
            self._blocks |= blocks_of(one, self._entity_of)
        return True

    def _regrouped(self, concerned: set[str], articles: Collection[int], reports: Collection[str]) -> set[str] | None:
        """Reports that did not change, in blocks of which others came or went; None where they are too many."""
        former = reading.former_reports(self._tx, articles)
        self._know_former({local for one in former for local in one.entities})
        now = [one for one in self._region.values() if one.id in concerned]
        blocks = {block for one in (*now, *former) for block in blocks_of(one, self._entity_of)}
        ids = self._in_blocks(blocks, (*now, *former))
        if ids is None:
            return None
        mates = reading.reports_named(self._tx, set(ids) - concerned - self.stale)
        self._know(mates)
        decided = {block for one in now if one.id in reports for block in blocks_of(one, self._entity_of)}
        found = {one.id for one in mates if decided & blocks_of(one, self._entity_of)}
        # Of what was corrected before is not known what it was.
        return regrouped(mates, (now, former), self._entity_of) | (found if len(found) <= _FEW else set())

    def _know_former(self, locals_: set[str]) -> None:
        """Local entities that are gone count as of the entity that they left."""
        gone = reading.homes_of(self._tx, locals_ - self._entity_of.keys())
        if gone:
            members = [member for entity in self._who.now for member in entity.members]
            now = {home: self._entity_of[local] for local, home in reading.homes_of(self._tx, members).items()}
            self._entity_of.update((local, now.get(home, home)) for local, home in gone.items())

    def _in_blocks(self, blocks: set[Block], reports: Iterable[LocalReport]) -> list[str] | None:
        """Reports of these blocks of about the time of these reports, and some more; None where they are too many."""
        classes = {trigger for trigger, _, _ in blocks}
        names = {entity for _, _, entity in blocks}
        triggers = classes | triggers_of(classes)
        return reading.reports_about(self._tx, self._entities_before(names), triggers, _windows(reports), _NEAR)

    def _look_beside(self) -> bool:
        """What the reports are compared with besides one another. Returns whether that is not too much."""
        ids = self._in_blocks(self._blocks, self._region.values())
        if ids is None:
            return False
        repeated = self._repeated()
        beside = reading.reports_named(self._tx, {*ids, *repeated} - self._region.keys() - self.stale)
        self._know(beside)
        # Of an entity's reports and a trigger's, only those of both at once are compared.
        self._beside = {
            one.id: one
            for one in beside
            if one.id in repeated or not self._blocks.isdisjoint(blocks_of(one, self._entity_of))
        }
        return True

    def _renamed(self) -> set[str]:
        """Reports of entities in other company than before, and of those that got another name: words are compared without
        the names of whom they are about."""
        found = reading.reports_naming(self._tx, self._who.moved)
        named = projection.names_of(self._tx, self._who.before)
        for entity in self._who.now:
            if entity.id in named and named[entity.id] != _words(entity):
                about = reading.reports_naming(self._tx, set(entity.members) - self._who.came)
                if len(about) <= _FEW:
                    found |= about
        return found

    def _repeated(self) -> set[str]:
        """Reports that may be the same sentence as one of the region's, in an article of about that time."""
        asked: dict[tuple[str, str | None, str | None], list[frozenset[str]]] = defaultdict(list)
        for one in self._region.values():
            words = frozenset(one.summary.casefold().split())
            if len(words) >= _FEWEST:
                asked[one.trigger, *_about(one)].append(words)
        found: set[str] = set()
        for (trigger, first, last), sentences in asked.items():
            for name, summary in reading.reports_then(self._tx, trigger, first, last):
                others = frozenset(summary.casefold().split())
                if any(2 * len(words & others) > max(len(words), len(others)) for words in sentences):
                    found.add(name)
        return found

    def _know(self, reports: Iterable[LocalReport]) -> None:
        """Which entities the local entities of these reports are in."""
        unknown = {local for one in reports for local in one.entities} - self._entity_of.keys()
        self._entity_of.update(reading.homes_of(self._tx, unknown))

    def _entities_before(self, names: set[str]) -> set[str]:
        """The entities by which reports on these are found in the tables, where changes are not written yet."""
        now = [member for entity in self._who.now if entity.id in names for member in entity.members]
        return names | set(reading.homes_of(self._tx, now).values())

    def events(self) -> tuple[list[Event], set[str]]:
        """The events these reports are, and those in whose place."""
        beside = reading.events_holding(self._tx, self._beside)
        standing: list[tuple[str, str]] = []
        for members in beside.values():
            there = [member for _, member in members if member in self._beside]
            standing += ((there[0], other) for other in there[1:])
        decisions = replace(self._decisions, together=(*self._decisions.together, *standing))
        reports = (*self._region.values(), *self._beside.values())
        found = resolve_events(reports, self._entity_of, decisions, self._entities(reports), self._blocks).events
        article = {one.id: one.article for one in reports}
        home = {member: event for event, members in beside.items() for _, member in members}
        events, replaced = [], set(self._before)
        for event in found:
            if not any(member in self._region for member in event.members):
                continue
            held = {home[member] for member in event.members if member in self._beside}
            replaced |= held
            whole = {(article[member], member) for member in event.members}
            whole.update(one for name in held for one in beside[name] if one[1] not in self.stale)
            ordered = [member for _, member in sorted(whole)]
            events.append(Event(Kind.EVENT + ordered[0][1:], tuple(ordered)))
        return events, replaced

    def _entities(self, reports: Iterable[LocalReport]) -> list[Entity]:
        now = {entity.id: entity for entity in self._who.now}
        others = {self._entity_of[e] for one in reports for e in one.entities if e in self._entity_of} - now.keys()
        return [*now.values(), *projection.entities_known(self._tx, others)]


def _about(one: LocalReport) -> tuple[str | None, str | None]:
    """First and last day on which a report of the same sentence can begin. Longer spans are one only with their equals."""
    if not one.earliest or not one.latest:
        return None, None
    day = date.fromisoformat(one.earliest)
    far = timedelta(days=min(2 * FINE, day.toordinal() - 1, date.max.toordinal() - day.toordinal()))
    return (day - far).isoformat(), (day + far).isoformat()


def _windows(reports: Iterable[LocalReport]) -> list[tuple[str, str]]:
    """The days in which what bears on these reports may have happened, as intervals that do not meet."""
    found: list[tuple[int, int]] = []
    for first, last in sorted({interval for one in reports if (interval := interval_of(one)) is not None}):
        begin, end = max(first - _ASIDE, 1), min(last + _ASIDE, date.max.toordinal())
        if found and begin <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((begin, end))
    return [(date.fromordinal(begin).isoformat(), date.fromordinal(end).isoformat()) for begin, end in found]


def _words(entity: Entity) -> frozenset[str]:
    return frozenset((entity.name, *entity.aliases))


def _keys(entity: Entity) -> frozenset[str]:
    # A surname is that of the one article that holds somebody for a person, whatever most hold the name for.
    return frozenset().union(*(keys_of(kind, (entity.name, *entity.aliases)) for kind in entity.types))


def _keys_of(those: Iterable[LocalEntity]) -> set[str]:
    return {key for one in those for key in keys_of(one.type, (one.name, *one.aliases))}


def _named(entity: Entity) -> Entity:
    """Resolution knows articles by their sort key; rows name them by id."""
    roles = tuple(replace(role, article=article_id(identity.number_of_key(role.article))) for role in entity.roles)
    return replace(entity, roles=roles)
