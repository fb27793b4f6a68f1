"""Who is who and which reports are one event, brought up to date: for the whole case, or around what changed (ADR 2)."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from casefile.case.affected import NEAR, Who, around
from casefile.domain.entities import Entity, EntityForm, Event, LocalReport, ResolutionDecisions
from casefile.domain.ids import Kind, article_id
from casefile.resolve.entities import keys_of
from casefile.resolve.events import FINE, Block, blocks_of, interval_of, resolve_events, triggers_of
from casefile.resolve.gathering import Everyone
from casefile.resolve.keys import trigger_classes
from casefile.resolve.regrouping import in_company, regrouped
from casefile.resolve.wording import Wording, same_sentence, wording
from casefile.store.engine import Transaction
from casefile.store.read import resolution as reading
from casefile.store.read.identity import number_of_key
from casefile.store.write import projection

_TOGETHER = 20_000
"""Reports that are compared at a time, by their triggers' meanings, so that memory stays bounded."""
_FEW = 2_000
"""Reports of an entity that are compared anew because it got another alias."""
_FEWEST = 4
"""Words of a sentence that is looked for in other articles."""
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
    members = ((one.id, everyone.home(one), number_of_key(one.article)) for one in reading.all_local_entities(tx))
    entities = map(_named, everyone.entities())
    written = projection.write_entities(tx, entities, _keys, members=members, forms=_forms_of(everyone))
    del everyone, members, entities
    changed, gone = projection.write_events(tx, _all_events(tx, decisions))
    return _resolved(tx, written, changed | gone)


def _forms_of(everyone: Everyone) -> Iterator[EntityForm]:
    # They are there when all entities are.
    yield from everyone.forms()


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
    who = around(tx, articles, stale, (locals_, gone), decisions)
    if who is None:
        return None
    told = _Told(tx, articles, reports, who, decisions, {one for one in gone if one.startswith(Kind.REPORT)})
    if told.too_many:
        return None
    left = projection.remove_members(tx, projection.ENTITY_MEMBERS, stale)
    entities = map(_named, who.now)
    written = projection.write_entities(tx, entities, _keys, who.before, who.places, who.forms, who.heirs)
    written.touched |= left
    # What loses a report may have been dated by it.
    changed = projection.remove_members(tx, projection.EVENT_MEMBERS, told.stale)
    events, before = told.events()
    now, gone = projection.write_events(tx, events, before)
    return _resolved(tx, written, changed | now | gone)


class _Told:
    """Reports around a change, with all that they are compared with."""

    def __init__(
        self,
        tx: Transaction,
        articles: Collection[int],
        reports: Collection[str],
        who: Who,
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
        self._compared: dict[Block, frozenset[str]] = {}
        self._loaded: dict[str, LocalReport] = {}
        self._asked: dict[tuple[object, ...], list[str] | None] = {}
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
        if len(region) + len(self._region) > NEAR:
            return False
        came = {one.id: one for one in self._load(region)}
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
        mates = self._load(set(ids) - concerned - self.stale)
        self._know(mates)
        decided = {block for one in now if one.id in reports for block in blocks_of(one, self._entity_of)}
        found = {one.id for one in mates if decided & blocks_of(one, self._entity_of)}
        # Of what was corrected before is not known what it was.
        return regrouped(mates, (now, former), self._entity_of) | (found if len(found) <= _FEW else set())

    def _know_former(self, locals_: set[str]) -> None:
        """Local entities that are gone count as of the entity that they left."""
        gone = reading.homes_of(self._tx, locals_ - self._entity_of.keys())
        self._entity_of.update((local, self._who.heirs.get(home, home)) for local, home in gone.items())

    def _in_blocks(self, blocks: set[Block], reports: Iterable[LocalReport]) -> list[str] | None:
        """Reports of these blocks of about the time of these reports, and some more; None where they are too many."""
        classes = {trigger for trigger, _, _ in blocks}
        names = {entity for _, _, entity in blocks}
        triggers = classes | triggers_of(classes)
        entities, windows = self._entities_before(names), _windows(reports)
        asked = (frozenset(entities), frozenset(triggers), tuple(windows))
        if asked not in self._asked:
            self._asked[asked] = reading.reports_about(self._tx, entities, triggers, windows, NEAR)
        return self._asked[asked]

    def _load(self, ids: Collection[str]) -> list[LocalReport]:
        """These reports, each read once."""
        new = [name for name in ids if name not in self._loaded]
        self._loaded.update((one.id, one) for one in reading.reports_named(self._tx, new))
        return [self._loaded[name] for name in ids if name in self._loaded]

    def _look_beside(self) -> bool:
        """What the reports are compared with besides one another. Returns whether that is not too much."""
        ids = self._in_blocks(self._blocks, self._region.values())
        if ids is None:
            return False
        repeated = self._repeated()
        beside = self._load({*ids, *repeated} - self._region.keys() - self.stale)
        self._know(beside)
        self._compared = in_company(beside, self._region.values(), self._entity_of)
        compared = repeated.union(*self._compared.values())
        self._beside = {one.id: one for one in beside if one.id in compared}
        return True

    def _renamed(self) -> set[str]:
        """Reports of entities in other company than before, and of those that got another name: words are compared without
        the names of whom they are about."""
        found = reading.reports_naming(self._tx, self._who.moved)
        named = projection.names_of(self._tx, self._who.before)
        for entity in self._who.now:
            if entity.id in named and named[entity.id] != _words(entity):
                former = {home for home, heir in self._who.heirs.items() if heir == entity.id}
                about = {one for home in former for one in reading.reports_about_entity(self._tx, home, _FEW + 1)}
                if len(about) <= _FEW:
                    found |= about
        return found

    def _repeated(self) -> set[str]:
        """Reports that may be the same sentence as one of the region's, in an article of about that time."""
        asked: dict[tuple[str, str | None, str | None], list[tuple[frozenset[str], Wording]]] = defaultdict(list)
        for one in self._region.values():
            words = frozenset(one.summary.casefold().split())
            if len(words) >= _FEWEST:
                asked[one.trigger, *_about(one)].append((words, wording(one.summary)))
        found: set[str] = set()
        for (trigger, first, last), sentences in asked.items():
            for name, summary in reading.reports_then(self._tx, trigger, first, last):
                others = frozenset(summary.casefold().split())
                like = [own for words, own in sentences if 2 * len(words & others) > max(len(words), len(others))]
                if like and any(same_sentence(own, wording(summary)) for own in like):
                    found.add(name)
        return found

    def _know(self, reports: Iterable[LocalReport]) -> None:
        """Which entities the local entities of these reports are in."""
        unknown = {local for one in reports for local in one.entities} - self._entity_of.keys()
        homes = reading.homes_of(self._tx, unknown)
        self._entity_of.update((local, self._who.heirs.get(home, home)) for local, home in homes.items())

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
        found = resolve_events(reports, self._entity_of, decisions, self._entities(reports), self._compared).events
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


def _named(entity: Entity) -> Entity:
    """Resolution knows articles by their sort key; rows name them by id."""
    roles = tuple(replace(role, article=article_id(number_of_key(role.article))) for role in entity.roles)
    return replace(entity, roles=roles)
