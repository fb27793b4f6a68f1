"""Commands on what the investigator concludes."""

from __future__ import annotations

import uuid

from casefile.case.work import Work
from casefile.domain.commands import ChangeJudgement, CiteInJudgement, DeleteJudgement, MakeJudgement
from casefile.domain.ids import Kind
from casefile.domain.judgements import CONFIDENCES, LIKELIHOODS
from casefile.errors import UserError
from casefile.store.read.judgements import order_of_judgements, targets_of_judgement

_CHOICES = {"likelihood": tuple(LIKELIHOODS), "confidence": tuple(CONFIDENCES)}
_FIELDS = ("text", "likelihood", "confidence", "basis", "position")
_EVIDENCE = (Kind.CLAIM, Kind.EVENT, Kind.REPORT, Kind.QUOTE, Kind.FIGURE, Kind.MENTION)


def make(work: Work, command: MakeJudgement) -> str:
    """A new judgement, after the last one."""
    identifier = f"{Kind.JUDGEMENT}{uuid.uuid4().hex[:13]}"
    values = {
        "position": len(order_of_judgements(work.tx)) + 1,
        "text": _sound("text", command.text),
        "likelihood": _sound("likelihood", command.likelihood),
        "confidence": _sound("confidence", command.confidence),
        "basis": _sound("basis", command.basis),
        "evidence": tuple(dict.fromkeys(_target(work, one) for one in command.evidence)),
    }
    work.put("judgement", {"id": identifier}, values)
    work.created = identifier
    return f"Judge “{_short(values['text'])}”"


def change(work: Work, command: ChangeJudgement) -> str:
    """Other words, another likelihood or confidence, another place."""
    _known(work, command.judgement)
    for field, value in command.changes:
        if field not in _FIELDS:
            raise UserError(f"A judgement has no “{field}”. It has: {', '.join(_FIELDS)}.")
        if field == "position":
            _move(work, command.judgement, value)
        else:
            work.put("judgement", {"id": command.judgement}, {field: _sound(field, value)})
    return f"Change a judgement’s {', '.join(field for field, _ in command.changes)}"


def cite(work: Work, command: CiteInJudgement) -> str:
    """A judgement rests on more, or on less."""
    before = _known(work, command.judgement)
    given = [_target(work, one) for one in command.evidence]
    if command.cited:
        after = tuple(dict.fromkeys((*before, *given)))
    else:
        after = tuple(target for target in before if target not in given)
    work.put("judgement", {"id": command.judgement}, {"evidence": after})
    return "Cite evidence in a judgement" if command.cited else "Take evidence from a judgement"


def delete(work: Work, command: DeleteJudgement) -> str:
    """A judgement goes."""
    _known(work, command.judgement)
    work.put("judgement", {"id": command.judgement}, None)
    _number(work, [one for one in order_of_judgements(work.tx) if one != command.judgement])
    return "Delete a judgement"


def _known(work: Work, judgement: str) -> tuple[str, ...]:
    found = targets_of_judgement(work.tx, judgement)
    if found is None:
        raise UserError(f"There is no judgement “{judgement}” in this case. The judgements listing shows their ids.")
    return found


def _target(work: Work, identifier: str) -> str:
    if work.kind_of(identifier) not in _EVIDENCE:
        raise work.refused(
            identifier,
            "A judgement rests on claims, events, quotes, figures and mentions. Take their ids from the listings.",
        )
    return work.one_target(identifier)


def _sound(field: str, value: str) -> str:
    words = value.strip() if field == "basis" else " ".join(value.split())
    if field == "text" and not words:
        raise UserError("A judgement needs words: what do you conclude?")
    choices = _CHOICES.get(field)
    if choices is not None and words and words not in choices:
        raise UserError(f"“{words}” is no {field}. Take one of: {', '.join(choices)}; or leave it empty.")
    return words


def _move(work: Work, judgement: str, place: str) -> None:
    others = [one for one in order_of_judgements(work.tx) if one != judgement]
    if not (place.isascii() and place.isdigit() and 1 <= int(place) <= len(others) + 1):
        raise UserError(f"The position of a judgement is a number from 1 to {len(others) + 1}.")
    _number(work, [*others[: int(place) - 1], judgement, *others[int(place) - 1 :]])


def _number(work: Work, order: list[str]) -> None:
    for position, judgement in enumerate(order, start=1):
        work.put("judgement", {"id": judgement}, {"position": position})


def _short(words: object) -> str:
    text = str(words)
    return text if len(text) <= 60 else text[:59].rstrip() + "…"
