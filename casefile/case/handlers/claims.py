"""Commands on claims: make one, link evidence, merge and split, say how it stands."""

from __future__ import annotations

from collections.abc import Sequence

from casefile.case.claiming import claim_of
from casefile.case.handlers.articles import existing
from casefile.case.work import Work
from casefile.domain.claims import Claim, ClaimKind, Relation, Said
from casefile.domain.commands import DecideClaim, LinkEvidence, MakeClaim, Merge, Split
from casefile.domain.ids import Kind, anchor_id
from casefile.errors import UserError
from casefile.resolve.claims.decisions import INTO, KIND, LEFT, LINK, MADE, PART, STAND
from casefile.store.read.claims import claim_decisions
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
    _made(work, claim, summary)
    for identifier in evidence:
        work.say(claim, f"field.{LINK}{identifier}", str(Relation.STATES))
    work.created = claim
    return f"Make the claim “{summary}”"


def link(work: Work, command: LinkEvidence) -> str:
    """Findings bear on a claim, or no longer do."""
    target = _claim(work, command.claim)
    if command.relation and command.relation not in _LINKED:
        raise UserError(f"“{command.relation}” is no relation. Take one of: {', '.join(_LINKED)}.")
    proposed = {one.id for one in _evidence(work, target)}
    for identifier in command.evidence:
        finding = _finding(work, identifier)
        fields = _fields(work, target)
        work.say(target, f"field.{LINK}{finding}", command.relation or None)
        if command.relation:
            work.say(target, f"field.{LEFT}{finding}", None)
        elif f"{PART}{finding}" in fields:
            work.say(target, f"field.{PART}{finding}", None)
        elif finding in proposed and f"{LINK}{finding}" not in fields:
            # The rules propose it: that it does not belong has to be remembered.
            work.say(target, f"field.{LEFT}{finding}", "1")
    verb = "Link" if command.relation else "Unlink"
    return f"{verb} evidence of claim {_named(work, target)}"


def merge(work: Work, command: Merge) -> str:
    """These claims are one; the first gives the words and the id."""
    targets = list(dict.fromkeys(_claim(work, identifier) for identifier in command.targets))
    if len(targets) < 2:
        raise UserError("Merge takes two or more different ones.")
    for target in targets[1:]:
        work.say(target, f"field.{INTO}", targets[0])
    work.say(targets[0], f"field.{INTO}", None)
    return f"Merge {len(targets)} claims as {_named(work, targets[0])}"


def split(work: Work, command: Split) -> str:
    """Evidence leaves a claim and is a claim of its own; a claim that was merged into it stands by itself again."""
    target = _claim(work, command.target)
    claim = _known(work, target)
    parts = [member for member in command.members if member.startswith(Kind.CLAIM)]
    for member in parts:
        if member not in claim.merged:
            raise UserError(f"{member} was not merged into {target}. Name one of: {', '.join(claim.merged) or 'none'}.")
        work.say(member, f"field.{INTO}", None)
        work.created = member
    leaving = _leaving(work, claim, [member for member in command.members if not member.startswith(Kind.CLAIM)])
    if leaving:
        every = {one.id for one in _all(claim)}
        if len(leaving) == len(every):
            raise UserError("Nothing would be left. Leave out at least one that stays.")
        taken = {decision.id for decision in claim_decisions(work.tx)}
        own = f"{Kind.CLAIM}{leaving[0].id[1:]}"
        if own in taken or claim_of(work.tx, own) is not None:
            own = anchor_id(Kind.CLAIM, target, leaving[0].id, len(taken))
        _made(work, own, "")
        if claim.kind is not ClaimKind.CHANGE:
            work.say(own, f"field.{KIND}", str(claim.kind))
        work.say(own, "field.summary", f"{claim.summary} ({leaving[0].value})")
        for one in leaving:
            finding = work.one_target(one.id)
            work.say(own, f"field.{PART}{finding}", "1")
            for home in (target, *claim.merged):
                work.say(home, f"field.{LINK}{finding}", None)
                work.say(home, f"field.{LEFT}{finding}", "1")
        work.created = own
    elif not parts:
        raise UserError("Name the evidence that leaves: findings of the claim, or articles.")
    return f"Split claim {_named(work, target)}"


def decide(work: Work, command: DecideClaim) -> str:
    """Status and words of claims, and what an article says to them."""
    for identifier in command.targets:
        target = _claim(work, identifier)
        for field, value in command.changes:
            work.say(target, f"field.{_field(work, field)}", _sound(field, value.strip()) or None)
    which = _named(work, command.targets[0]) if len(command.targets) == 1 else f"{len(command.targets)} claims"
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


def _known(work: Work, claim: str) -> Claim:
    found = claim_of(work.tx, claim)
    if found is None:
        raise work.unknown(claim)
    return found


def _named(work: Work, claim: str) -> str:
    found = claim_of(work.tx, claim)
    words = " ".join(found.summary.split()) if found else claim
    return f"“{words if len(words) <= 60 else words[:59].rstrip() + '…'}”"


def _all(claim: Claim) -> Sequence[Said]:
    return [one for cell in claim.said for one in cell.evidence]


def _evidence(work: Work, claim: str) -> Sequence[Said]:
    return _all(_known(work, claim))


def _leaving(work: Work, claim: Claim, members: Sequence[str]) -> list[Said]:
    wanted = set(members)
    every = _all(claim)
    strangers = wanted - {one.id for one in every} - {one.article for one in every}
    if strangers:
        for stranger in sorted(strangers):
            work.kind_of(stranger)
        raise UserError(f"Not all of these belong to {claim.id}. Take the ids of its evidence from the claims listing.")
    return [one for one in every if wanted & {one.id, one.article}]


def _fields(work: Work, claim: str) -> dict[str, str]:
    return next((dict(said.fields) for said in claim_decisions(work.tx) if said.id == claim), {})


def _made(work: Work, claim: str, summary: str) -> None:
    if target_of(work.tx, claim) is None:
        raise work.unknown(claim)
    work.say(claim, f"field.{MADE}", "1")
    if summary:
        work.say(claim, "field.summary", summary)


def _finding(work: Work, identifier: str) -> str:
    """The target of a finding that is evidence."""
    if work.kind_of(identifier) not in _EVIDENCE:
        raise work.refused(
            identifier, "Figures, quotes, events and mentions are evidence. Take their ids from the listings."
        )
    return work.one_target(identifier)
