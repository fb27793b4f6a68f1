"""Decisions that come from another case."""

from __future__ import annotations

import uuid

from casefile.case.work import Work
from casefile.domain.commands import TakeOver
from casefile.domain.exchange import Given
from casefile.domain.ids import Kind, article_id
from casefile.errors import UserError
from casefile.store.read.exchange import texts
from casefile.store.write.bindings import target_of


def take_over(work: Work, command: TakeOver) -> str:
    """What is given is said here. What is about a finding that was not made here is left, and counted."""
    numbers = {digest: number for number, digest in texts(work.tx).items()}
    taken = sum(_take(work, one, numbers.get(one.text_sha256)) for one in command.given)
    if not taken:
        raise UserError(f"Nothing of “{command.source}” could be taken over: what it is about was not found here.")
    left = len(command.given) - taken
    words = f"Take over {taken} decision{'' if taken == 1 else 's'} from “{command.source}”"
    return f"{words} ({left} left: what they are about was not found here)" if left else words


def _take(work: Work, one: Given, number: int | None) -> bool:
    if number is None:
        return False
    if one.kind == "metadata":
        work.put("metadata_decision", {"article": number, "field": one.aspect}, {"value": one.value})
        return True
    target = target_of(work.tx, article_id(number) if one.target.startswith(Kind.ARTICLE) else one.target)
    if target is None:
        return False
    match one.kind:
        case "tag":
            work.put("tag", {"target": target, "tag": one.aspect}, {})
        case "note":
            start, _, end = one.more.partition(":")
            place = (int(start), int(end)) if end else (None, None)
            values = {"target": target, "text": one.value, "start": place[0], "end": place[1], "created": work.at}
            work.put("note", {"id": f"{Kind.NOTE}{uuid.uuid4().hex[:13]}"}, values)
        case "tie":
            other = target_of(work.tx, one.aspect)
            if other is None:
                return False
            work.put("tie", {"one": target, "other": other}, {"kind": one.value})
        case _:
            work.say(target, one.aspect, one.value)
    return True
