"""Commands that weigh claims: hypotheses, what sits with them, and where articles have their information from."""

from __future__ import annotations

import uuid

from casefile.case.handlers.articles import existing
from casefile.case.work import Work
from casefile.domain.commands import (
    DeleteHypothesis,
    EditHypothesis,
    JudgeHypothesis,
    MakeHypothesis,
    SetOrigin,
    WeighClaims,
)
from casefile.domain.ids import Kind, article_id
from casefile.domain.weighing import Consistency
from casefile.errors import UserError
from casefile.resolve.claims.decisions import WEIGHED
from casefile.resolve.origins import INDEPENDENT
from casefile.store.read.claims import said_of
from casefile.store.write.bindings import target_of


def make(work: Work, command: MakeHypothesis) -> str:
    """A hypothesis, after the last one."""
    words = _words(command.text)
    places = [int(fields.get("position", "0")) for _, _, fields in said_of(work.tx, Kind.HYPOTHESIS)]
    identifier = f"{Kind.HYPOTHESIS}{uuid.uuid4().hex[:13]}"
    target_of(work.tx, identifier)
    work.say(identifier, "field.text", words)
    work.say(identifier, "field.position", str(max(places, default=0) + 1))
    for claim in _claims(work, command.claims) if command.claims else ():
        work.say(claim, f"field.{WEIGHED}", "1")
    work.created = identifier
    return f"Make the hypothesis “{_short(words)}”"


def edit(work: Work, command: EditHypothesis) -> str:
    """Other words for a hypothesis."""
    _known(work, command.hypothesis)
    words = _words(command.text)
    work.say(command.hypothesis, "field.text", words)
    return f"Reword the hypothesis as “{_short(words)}”"


def delete(work: Work, command: DeleteHypothesis) -> str:
    """A hypothesis goes, with all that was judged of it."""
    fields = _known(work, command.hypothesis)
    for field in sorted(fields):
        work.say(command.hypothesis, f"field.{field}", None)
    return f"Delete the hypothesis “{_short(fields['text'])}”"


def judge(work: Work, command: JudgeHypothesis) -> str:
    """How claims sit with a hypothesis."""
    fields = _known(work, command.hypothesis)
    if command.consistency and command.consistency not in tuple(Consistency):
        raise UserError(f"“{command.consistency}” cannot be chosen. Take one of: {', '.join(Consistency)}.")
    for claim in _claims(work, command.claims):
        work.say(command.hypothesis, f"field.claim {claim}", command.consistency or None)
    number = len(command.claims)
    what = f"{number} claim{'' if number == 1 else 's'}"
    said = command.consistency or "open"
    return f"Hold {what} {said} {'to' if not command.consistency else 'with'} “{_short(fields['text'])}”"


def weigh(work: Work, command: WeighClaims) -> str:
    """Claims are rows of the matrix, or no longer."""
    for claim in _claims(work, command.claims):
        work.say(claim, f"field.{WEIGHED}", "1" if command.weighed else None)
        if not command.weighed:
            for identifier, _, fields in said_of(work.tx, Kind.HYPOTHESIS):
                if f"claim {claim}" in fields:
                    work.say(identifier, f"field.claim {claim}", None)
    number = len(command.claims)
    return f"{'Weigh' if command.weighed else 'No longer weigh'} {number} claim{'' if number == 1 else 's'}"


def origin(work: Work, command: SetOrigin) -> str:
    """Where articles have their information from."""
    said = " ".join(command.origin.split())
    if not command.articles:
        raise UserError("Name at least one article.")
    if said[:1] == Kind.ARTICLE and said[1:].isascii() and said[1:].isdigit() and len(said) < 10:
        existing(work, int(said[1:]))
        if int(said[1:]) in command.articles:
            raise UserError("An article cannot have its information from itself. Say “independent” instead.")
    for number in command.articles:
        existing(work, number)
        work.say(work.one_target(article_id(number)), "field.origin", said or None)
    which = ", ".join(map(article_id, command.articles))
    if not said:
        return f"Leave the origin of {which} to the rules"
    return f"Hold {which} independent" if said == INDEPENDENT else f"Say that {which} has its information from {said}"


def _claims(work: Work, claims: tuple[str, ...]) -> list[str]:
    found = []
    for identifier in claims:
        if work.kind_of(identifier) is not Kind.CLAIM:
            raise work.refused(identifier, f"“{identifier}” is not a claim. Take its id from the claims listing.")
        found.append(work.one_target(identifier))
    if not found:
        raise UserError("Name at least one claim.")
    return found


def _known(work: Work, hypothesis: str) -> dict[str, str]:
    """What is said of a hypothesis. Raises UserError where there is none."""
    if work.kind_of(hypothesis) is not Kind.HYPOTHESIS:
        raise work.refused(hypothesis, f"“{hypothesis}” is no hypothesis. Take its id from the hypotheses listing.")
    found = next((fields for known, _, fields in said_of(work.tx, Kind.HYPOTHESIS) if known == hypothesis), {})
    if "text" not in found:
        raise work.unknown(hypothesis)
    return found


def _words(text: str) -> str:
    words = " ".join(text.split())
    if not words:
        raise UserError("A hypothesis needs words: what would explain it?")
    return words


def _short(words: str) -> str:
    return words if len(words) <= 60 else words[:59].rstrip() + "…"
