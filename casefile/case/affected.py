"""Who is who around a change: the entities that may come out otherwise, and what they come to (ADR 2).

Entities are known by their forms, which are counted: of a name that stands in a hundred thousand articles nothing but the
count is read, unless its entity gets other company.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from casefile.domain.entities import Entity, EntityForm, LocalEntity, ResolutionDecisions, Role
from casefile.resolve.entities import decided_of, keys_of
from casefile.resolve.gathering import Key, Set, key_of, sets_of
from casefile.store.engine import Transaction
from casefile.store.read import resolution as reading
from casefile.store.read.identity import number_of_key, sort_key

NEAR = 30_000
"""Forms of names around a change, local entities that move, or reports, beyond which the whole case is resolved instead."""
_ROUNDS = 4


@dataclass(frozen=True, slots=True)
class Who:
    """Entities around a change: `before` by id; `now` those in their place, each with its members that came or whose company
    is another than before."""

    before: frozenset[str]
    now: tuple[Entity, ...]
    forms: tuple[EntityForm, ...]
    places: tuple[tuple[str, str, int], ...]
    """Local entity, entity and article number of those members."""
    heirs: Mapping[str, str]
    """Entities that are no more, and where most of what was in them went."""
    moved: frozenset[str]
    """Local entities whose entity has another id, or other members than those that came and went, than before."""
    came: frozenset[str]
    """Local entities of the articles that changed, those that are gone too."""


def around(
    tx: Transaction,
    articles: Collection[int],
    stale: set[str],
    said: tuple[Collection[str], Collection[str]],
    decisions: ResolutionDecisions,
) -> Who | None:
    locals_, gone = said
    # What waits to be resolved and was decided on waits no longer.
    own = reading.local_entities_of(tx, articles, locals_=reading.waiting_of(tx, locals_))
    came = {one.id for one in own} | stale
    homes = reading.homes_of(tx, {*came, *locals_})
    # Entities of which members were counted that are other than they were.
    anew = {homes[one] for one in homes.keys() - reading.waiting_of(tx, homes)}
    near = set(homes.values())
    # What is called so no more, or is no more, leaves the name to others.
    ever = reading.names_ever(tx, articles)
    near |= reading.entities_called(tx, {key for kind, name, aliases in ever for key in keys_of(kind, (name, *aliases))})
    near |= reading.entities_called(tx, _keys_of(own))
    near |= reading.sharing_a_key(tx, reading.homes_of(tx, gone).values())
    decided = decided_of(decisions)
    for _ in range(_ROUNDS):
        forms = reading.forms_of(tx, near - anew) + reading.forms_anew(tx, near & anew, decided, came)
        if len(forms) > NEAR:
            return None
        there = {form.decided for form in forms} | came
        # What somebody tied to one of these comes along.
        partners = {o for pair in (*decisions.together, *decisions.apart) if not there.isdisjoint(pair) for o in pair}
        if further := set(reading.homes_of(tx, partners - there).values()) - near:
            near |= further
            continue
        sets = sets_of(forms, own, decisions)
        other = _in_other_company(sets, forms)
        called = {key for one in other for form in one.forms for key in keys_of(form.type, (form.name, *form.aliases))}
        wider = near | reading.entities_called(tx, called)
        if wider == near or not other:
            before = {form.entity for form in forms} | {homes[one] for one in came if one in homes}
            changed = _Changed({sort_key(number) for number in articles}, own, came, homes, frozenset(before))
            return _placed(tx, changed, sets, other, decided)
        near = wider
    return None


@dataclass(frozen=True, slots=True)
class _Changed:
    articles: Collection[str]
    own: Sequence[LocalEntity]
    came: Collection[str]
    homes: Mapping[str, str]
    """Of those that came or were decided on, the entities they were in."""
    before: frozenset[str]


def _in_other_company(sets: Sequence[Set], forms: Iterable[EntityForm]) -> list[Set]:
    """Those that are not just one entity of before, to which something came or from which something went."""
    company: dict[str, set[Key]] = defaultdict(set)
    for form in forms:
        company[form.entity].add((form.type, form.name, form.aliases, form.acronym, form.decided))
    return [one for one in sets if one.homes and not (len(one.homes) == 1 and company[next(iter(one.homes))] <= one.keys)]


def _placed(
    tx: Transaction, changed: _Changed, sets: Sequence[Set], other: Sequence[Set], decided: Collection[str]
) -> Who | None:
    """Who is in what; None where so many would have to be moved that the whole case may as well be resolved."""
    # An entity whose anchor came or went has another id.
    again = {one.entity.id: one for one in sets if one.homes and one.entity.id not in one.homes}
    again.update((one.entity.id, one) for one in other)
    if sum(form.count for one in again.values() for form in one.forms) > NEAR:
        return None
    left = frozenset().union(*(one.homes for one in again.values()))
    there = [one for one in reading.local_entities_of(tx, entities=left) if one.id not in changed.came]
    waiting = reading.waiting_of(tx, [one.id for one in there])
    home_of = {key: one.entity.id for one in sets for key in one.keys}
    members: dict[str, list[LocalEntity]] = defaultdict(list)
    for local in sorted((*changed.own, *there), key=lambda local: (local.article, local.id)):
        if local.id not in waiting:
            members[home_of[key_of(local, decided)]].append(local)
    roles = reading.roles_of(tx, {home for one in sets if one.entity.id not in again for home in one.homes})
    heirs = {home: one.entity.id for one in sorted(sets, key=_size) for home in one.homes}
    for local in changed.own:
        if local.id in changed.homes:
            heirs.setdefault(changed.homes[local.id], home_of[key_of(local, decided)])
    now = []
    for one in sets:
        kept = [] if one.entity.id in again else [role for home in one.homes for role in map(_role, roles[home])]
        told = [role for role in kept if role.article not in changed.articles]
        told += [Role(role, None, local.article) for local in members[one.entity.id] for role in local.roles]
        ids = tuple(local.id for local in members[one.entity.id])
        now.append(replace(one.entity, members=ids, roles=_roles(told, _size(one))))
    return Who(
        changed.before,
        tuple(now),
        tuple(form for one in sets for form in one.forms),
        tuple((local.id, entity, number_of_key(local.article)) for entity, those in members.items() for local in those),
        heirs,
        frozenset(local.id for one in other for local in members[one.entity.id]) - frozenset(changed.came),
        frozenset(changed.came),
    )


def _size(one: Set) -> int:
    return sum(form.count for form in one.forms)


def _roles(told: Sequence[Role], members: int) -> tuple[Role, ...]:
    """Of one article's spellings of a role, that of the first of its local entities."""
    if members == 1:
        return tuple(told)
    first = {(role.article, role.role.casefold()): role for role in reversed(told)}
    return tuple(first[key] for key in sorted(first))


def _role(said: tuple[str, str | None, str]) -> Role:
    """A role as it is written, with its article as resolution knows it."""
    role, edtf, article = said
    return Role(role, edtf, sort_key(int(article[1:])))


def _keys_of(those: Iterable[LocalEntity]) -> set[str]:
    return {key for one in those for key in keys_of(one.type, (one.name, *one.aliases))}
