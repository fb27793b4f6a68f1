"""Commands that judge what the program proposes: accept, reject, reconsider, grade, star."""

from __future__ import annotations

from collections.abc import Iterable

from casefile.case.handlers.articles import checked_grade
from casefile.case.work import NAMES, Work
from casefile.domain.commands import Accept, Reconsider, Reject, SetGrade, Star
from casefile.domain.ids import Kind
from casefile.store.read.words import words_of

_JUDGED = {Kind.DATE, Kind.MENTION, Kind.QUOTE, Kind.FIGURE, Kind.REPORT, Kind.ENTITY, Kind.EVENT, Kind.CLAIM, Kind.GAP}


def accept(work: Work, command: Accept) -> str:
    """It is as the program says."""
    return _judge(work, command.targets, "accepted", "Accept")


def reject(work: Work, command: Reject) -> str:
    """It is not. The finding stays, hidden."""
    return _judge(work, command.targets, "rejected", "Reject")


def reconsider(work: Work, command: Reconsider) -> str:
    """Neither accepted nor rejected."""
    return _judge(work, command.targets, None, "Reconsider")


def grade(work: Work, command: SetGrade) -> str:
    """Admiralty grade of an article, an outlet or an item."""
    value = checked_grade(command.grade.strip())
    if work.kind_of(command.target) is Kind.ARTICLE:
        number = int(work.one_target(command.target)[1:])
        work.put("metadata_decision", {"article": number, "field": "grade"}, {"value": value})
    else:
        work.say(work.one_target(command.target), "grade", value or None)
    what = counted(work, (command.target,))
    return f"Grade {what} {value}" if value else f"Take the grade from {what}"


def star(work: Work, command: Star) -> str:
    """Mark as important, or no longer."""
    for identifier in command.targets:
        targets = work.targets_of(identifier)
        for target in targets[:1] if command.starred else targets:
            work.say(target, "star", "1" if command.starred else None)
    return f"{'Star' if command.starred else 'Unstar'} {counted(work, command.targets)}"


def counted(work: Work, targets: Iterable[str]) -> str:
    """ "quote “We regret this…”" for one target, "3 quotes" for several of a kind, "3 findings" for a mixture."""
    ids = tuple(targets)
    kinds = {NAMES[work.kind_of(identifier)] for identifier in ids}
    name = kinds.pop() if len(kinds) == 1 else "finding"
    if len(ids) == 1:
        return f"{name} {words_of(work.tx, ids[0])}"
    plural = "entities" if name == "entity" else f"{name}s"
    return f"{len(ids)} {plural}"


def _judge(work: Work, targets: tuple[str, ...], verdict: str | None, verb: str) -> str:
    for identifier in targets:
        if work.kind_of(identifier) not in _JUDGED:
            raise work.refused(
                identifier,
                f"A{'n' if NAMES[work.kind_of(identifier)][0] in 'aeo' else ''} {NAMES[work.kind_of(identifier)]} "
                "cannot be accepted or rejected; findings, entities, events, claims and gaps can.",
            )
        for target in work.verdict_targets(identifier):
            work.say(target, "verdict", verdict)
    return f"{verb} {counted(work, targets)}"
