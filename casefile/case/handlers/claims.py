"""Commands on claims: make one, link evidence, say how it stands."""

from __future__ import annotations

from casefile.case.claiming import claim_of
from casefile.case.handlers.articles import existing
from casefile.case.work import Work
from casefile.domain.claims import Relation
from casefile.domain.commands import DecideClaim, LinkEvidence, MakeClaim
from casefile.domain.ids import Kind
from casefile.errors import UserError
from casefile.resolve.claims.decisions import LINK, MADE, STAND
from casefile.store.write.bindings import target_of

STATUSES = ("open", "established", "disputed", "refuted")
_LINKED = (Relation.STATES, Relation.COMPATIBLE, Relation.DIFFERS, Relation.DENIES)
_EVIDENCE = (Kind.FIGURE, Kind.QUOTE, Kind.REPORT, Kind.EVENT, Kind.MENTION)


def make(work: Work, command: MakeClaim) -> str:
    """A claim of the investigator's own."""
    summary = " ".join(command.summary.split())
    if not summary:
        raise UserError("A claim needs words: what is it that is claimed?")
    if not command.evidence:
        raise UserError("A claim needs evidence: name at least one figure, quote, event or mention.")
    evidence = [_finding(work, identifier) for identifier in command.evidence]
    claim = f"{Kind.CLAIM}{evidence[0][1:]}"
    if claim_of(work.tx, claim) is not None:
        raise UserError(f"A claim hangs on {evidence[0]} already: {claim}. Link the rest to that one.")
    target = _free_target(work, claim)
    work.say(target, f"field.{MADE}", "1")
    work.say(target, "field.summary", summary)
    for identifier in evidence:
        work.say(target, f"field.{LINK}{identifier}", str(Relation.STATES))
    work.created = claim
    return f"Make the claim “{summary}”"


def link(work: Work, command: LinkEvidence) -> str:
    """Findings bear on a claim, or no longer do."""
    target = _claim(work, command.claim)
    if command.relation and command.relation not in _LINKED:
        raise UserError(f"“{command.relation}” is no relation. Take one of: {', '.join(_LINKED)}.")
    for identifier in command.evidence:
        work.say(target, f"field.{LINK}{_finding(work, identifier)}", command.relation or None)
    verb = "Link" if command.relation else "Unlink"
    return f"{verb} evidence of claim {command.claim}"


def decide(work: Work, command: DecideClaim) -> str:
    """Status and words of claims, and what an article says to them."""
    for identifier in command.targets:
        target = _claim(work, identifier)
        for field, value in command.changes:
            work.say(target, f"field.{_field(work, field)}", _sound(field, value.strip()) or None)
    which = command.targets[0] if len(command.targets) == 1 else f"{len(command.targets)} claims"
    return f"Decide {', '.join(field for field, _ in command.changes)} of {which}"


def _field(work: Work, field: str) -> str:
    if field in ("status", "summary"):
        return field
    if field[:1] == Kind.ARTICLE and field[1:].isascii() and field[1:].isdigit() and len(field) < 10:
        existing(work, int(field[1:]))
        return STAND + field
    raise UserError(f"A claim has no “{field}”. It has status and summary, and a relation to each article, such as S3.")


def _sound(field: str, value: str) -> str:
    choices: tuple[str, ...] = STATUSES if field == "status" else tuple(Relation)
    if field != "summary" and value and value not in choices:
        raise UserError(f"“{value}” cannot be chosen for {field}. Take one of: {', '.join(choices)}.")
    return value


def _claim(work: Work, identifier: str) -> str:
    if work.kind_of(identifier) is not Kind.CLAIM:
        raise work.refused(identifier, f"“{identifier}” is not a claim. Take its id from the claims listing.")
    return work.one_target(identifier)


def _free_target(work: Work, claim: str) -> str:
    target = target_of(work.tx, claim)
    if target is None:
        raise work.unknown(claim)
    return target


def _finding(work: Work, identifier: str) -> str:
    if work.kind_of(identifier) not in _EVIDENCE:
        raise work.refused(
            identifier, "Figures, quotes, events and mentions are evidence. Take their ids from the listings."
        )
    work.one_target(identifier)
    return identifier
