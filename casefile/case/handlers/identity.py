"""Commands on who is who and which reports are one event."""

from __future__ import annotations

from collections.abc import Sequence

from casefile.case.handlers import claims
from casefile.case.handlers.verdicts import counted
from casefile.case.work import Work
from casefile.domain.commands import KeepApart, MarkFrame, Merge, Rename, Retype, Split
from casefile.domain.ids import Kind
from casefile.errors import UserError
from casefile.store.read import identity
from casefile.store.read.ties import said, ties_among


def retype(work: Work, command: Retype) -> str:
    """Entities, or single mentions, are of this type."""
    for identifier in command.targets:
        if work.kind_of(identifier) not in (Kind.ENTITY, Kind.MENTION):
            raise work.refused(
                identifier, "Only entities and mentions have a type. Take their ids from the entities listing."
            )
        for target in work.targets_of(identifier):
            work.say(target, "type", str(command.type))
    return f"Retype {counted(work, command.targets)} as {command.type}"


def rename(work: Work, command: Rename) -> str:
    """An entity goes by this name."""
    name = " ".join(command.name.split())
    if not name:
        raise UserError("A name cannot be empty.")
    if work.kind_of(command.target) is not Kind.ENTITY:
        raise work.refused(command.target, "Only entities can be renamed. Take the id from the entities listing.")
    first, *others = work.targets_of(command.target)
    former = identity.entity_name(work.tx, work.entity(command.target))
    for target in others:
        work.say(target, "name", None)
    work.say(first, "name", name)
    return f"Rename “{former}” to “{name}”"


def frame(work: Work, command: MarkFrame) -> str:
    """Entities are, or are not, mere frame."""
    for identifier in command.targets:
        work.entity(identifier)
        for target in work.targets_of(identifier):
            work.say(target, "frame", "1" if command.frame else "0")
    return f"Mark {counted(work, command.targets)} as {'frame' if command.frame else 'part of the case'}"


def merge(work: Work, command: Merge) -> str:
    """These entities, or these events, or these claims, are one; the first gives name and type."""
    kinds = {work.kind_of(identifier) for identifier in command.targets}
    if kinds == {Kind.CLAIM}:
        return claims.merge(work, command)
    if kinds == {Kind.ENTITY}:
        ids = tuple(dict.fromkeys(work.entity(identifier) for identifier in command.targets))
        groups = [work.known_targets(identifier) for identifier in ids]
    elif kinds == {Kind.EVENT}:
        ids = tuple(dict.fromkeys(work.event(identifier) for identifier in command.targets))
        groups = [work.verdict_targets(identifier) for identifier in ids]
    else:
        for identifier in command.targets:
            work.one_target(identifier)
        raise UserError("Merge takes entities, or events, or claims, but not some of each. Take their ids from one listing.")
    if len(ids) < 2:
        raise UserError("Merge takes two or more different ones.")
    everyone = {target for group in groups for target in group}
    for one, other, kind in ties_among(work.tx, everyone):
        if kind == "apart" and {one, other} <= everyone:
            work.put("tie", {"one": one, "other": other}, None)
    first = groups[0][0]
    for group in groups[1:]:
        _tie(work, first, group[0], "together")
    if kinds == {Kind.ENTITY}:
        _give_name(work, ids, groups)
        return f"Merge {counted(work, ids)} as “{identity.entity_name(work.tx, ids[0])}”"
    return f"Merge {counted(work, ids)}"


def split(work: Work, command: Split) -> str:
    """Members leave an entity, an event or a claim, and are one of their own."""
    if work.kind_of(command.target) is Kind.CLAIM:
        return claims.split(work, command)
    of_entity = work.kind_of(command.target) is Kind.ENTITY
    if of_entity:
        everyone = work.targets_of(command.target)
        leaving = {target for member in command.members for target in _entity_members(work, member)}
    elif work.kind_of(command.target) is Kind.EVENT:
        everyone = work.verdict_targets(command.target)
        leaving = {target for member in command.members for target in work.verdict_targets(member)}
    else:
        raise work.refused(command.target, "Only entities, events and claims can be split. Take the id from their listings.")
    strangers = leaving - set(everyone)
    if strangers or not leaving:
        raise UserError(f"Not all of these belong to {command.target}. Take its members' ids from its profile.")
    staying = [target for target in everyone if target not in leaving]
    if not staying:
        raise UserError("Nothing would be left. Leave out at least one that stays.")
    leavers = [target for target in everyone if target in leaving]
    known = set(everyone)
    others: set[str] = set()
    tied: set[str] = set()
    for one, other, kind in ties_among(work.tx, everyone):
        if kind == "apart":
            others |= {one, other} - known
        elif {one, other} <= known:
            tied |= {one, other}
            if (one in leaving) != (other in leaving):
                work.put("tie", {"one": one, "other": other}, None)
    _stay_apart(work, leavers, staying)
    _stay_together(work, leavers)
    # What held those who stay together may have gone through one who leaves.
    _stay_together(work, [target for target in staying if target in tied])
    for part in (leavers, staying):
        # Whoever all of them were kept apart from, both parts still are.
        for hub in _hubs(part):
            for other in sorted(others):
                _tie(work, hub, other, "apart")
    work.created = leavers[0]
    return f"Split {counted(work, (command.target,))}"


def _hubs(part: Sequence[str]) -> list[str]:
    """Those of a part by whom its ties go, so that a thousand and a thousand need no million of them. Not one alone, so that
    the others hold where one is withdrawn; and from all over the part, since what is withdrawn came together."""
    return list(dict.fromkeys((part[0], part[len(part) // 2], part[-1]))) if part else []


def _stay_apart(work: Work, one: Sequence[str], other: Sequence[str]) -> None:
    pairs = {(left, right) for left in one for right in _hubs(other)} | {
        (left, right) for left in _hubs(one) for right in other
    }
    for left, right in sorted(pairs):
        _tie(work, left, right, "apart")


def _stay_together(work: Work, part: Sequence[str]) -> None:
    for hub in _hubs(part):
        for target in part:
            if target != hub:
                _tie(work, hub, target, "together")


def keep_apart(work: Work, command: KeepApart) -> str:
    """Two entities are two."""
    one, other = work.entity(command.one), work.entity(command.other)
    if one == other:
        raise UserError("These two are one entity already. Split it to make two of it.")
    names = (identity.entity_name(work.tx, one), identity.entity_name(work.tx, other))
    _tie(work, work.targets_of(one)[0], work.targets_of(other)[0], "apart")
    return f"Keep “{names[0]}” and “{names[1]}” apart"


def _entity_members(work: Work, member: str) -> tuple[str, ...]:
    """Targets of the local entities that an id stands for: the local entity itself, or that of a mention."""
    if work.kind_of(member) is Kind.MENTION:
        local = identity.local_of_mention(work.tx, member)
        if local is None:
            raise work.unknown(member)
        return (work.local_target(local),)
    if work.kind_of(member) is Kind.ENTITY:
        return (work.local_target(member),)
    raise work.refused(member, "Mentions (m...) leave an entity, reports (r...) an event.")


def _tie(work: Work, one: str, other: str, kind: str) -> None:
    low, high = sorted((one, other))
    work.put("tie", {"one": low, "other": high}, {"kind": kind})


def _give_name(work: Work, ids: tuple[str, ...], groups: list[tuple[str, ...]]) -> None:
    name = identity.entity_name(work.tx, ids[0])
    types = {identity.entity_type(work.tx, identifier) for identifier in ids}
    for group in groups:
        for target in group:
            if target != groups[0][0] and said(work.tx, target, "name") is not None:
                work.say(target, "name", None)
            # The anchor's says it of all that had no word on it.
            if len(types) > 1 and (target == group[0] or said(work.tx, target, "type") is not None):
                work.say(target, "type", identity.entity_type(work.tx, ids[0]))
    work.say(groups[0][0], "name", name)
