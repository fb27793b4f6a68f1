"""Grades of the Admiralty code (AJP-2.1), proposed with their reason: an item's credibility from who bears it out, a
source's reliability from its record in the case. Proposals only: how much is known is small, and they say so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from casefile.domain.claims import Claim, Relation, Said, Standing
from casefile.domain.ids import Kind
from casefile.domain.weighing import Grade, SourceGrade
from casefile.resolve.claims.evidence import AGAINST
from casefile.resolve.claims.statements import RULE as STATEMENTS
from casefile.resolve.origins import Chains, outlet_key

_LOOSE = frozenset({Relation.STATES, Relation.COMPATIBLE, Relation.SILENT})
_FEWEST = 3
"""Statements that can be compared, before a source is graded."""
_MANY = 10
"""Statements from which on a source may be held completely reliable."""
_SHARES = ((0.8, "B"), (0.6, "C"), (0.3, "D"))


def graded(claim: Claim, decided: str) -> Grade:
    """The credibility of a claim as it is said last: 1 to 6, with the reason."""
    digit, reason = _item(claim)
    return Grade(digit, reason, decided[-1:] if decided[-1:].isdigit() else "")


def _item(claim: Claim) -> tuple[str, str]:
    if claim.status == "refuted":
        return "5", "The investigator holds it refuted."
    if claim.status == "established":
        return "1", "The investigator holds it established."
    said = [one for cell in claim.said for one in cell.evidence]
    official = any(not one.origin.startswith((Kind.OUTLET, Kind.ARTICLE)) for one in said if not one.superseded)
    against = {one.origin for one in said if one.relation in AGAINST and not one.superseded}
    match claim.standing:
        case Standing.CONFLICT:
            sides = f"{_origins(claim.origins)} against {len(against)}"
            if len(against) > claim.origins:
                return "4", f"Origins contradict each other, {sides}: most are against it."
            return "3" if claim.origins > len(against) else "4", f"Origins contradict each other, {sides}."
        case Standing.REVISED if claim.origins < 2:
            return "3", "It was changed over time, and one origin stands for what is said last."
        case Standing.SINGLE if official:
            return "3", "One origin says it, by name or office; nobody bears it out or contradicts it."
        case Standing.SINGLE:
            return "6", "Only one outlet says it, and nobody stands by it with name or office."
    if claim.origins > 2:
        return "1", f"{_origins(claim.origins)} independent of each other say the same, and none contradicts."
    if official:
        return "2", "Two independent origins say the same, one of them by name or office, and none contradicts."
    return "2", "Two independent origins say the same, and none contradicts."


def _origins(number: int) -> str:
    return f"{number} origin{'' if number == 1 else 's'}"


@dataclass(slots=True)
class _Record:
    confirmed: int = 0
    contradicted: int = 0
    revised: int = 0


def source_grades(claims: Iterable[Claim], chains: Chains, decided: Mapping[str, str]) -> tuple[SourceGrade, ...]:
    """The reliability of each outlet of the case, by name, from claims that are not rejected. `decided`: outlet's id ->
    the grade the investigator gave it."""
    records = {key: _Record() for key in chains.outlets.names}
    for claim in claims:
        if claim.decision != "rejected" and not _undecidable(claim):
            _count(claim, chains, records)
    found = []
    for key, name in chains.outlets.names.items():
        record = records[key]
        letter, reason = _letter(record)
        given = decided.get(f"{Kind.OUTLET}{name}", "")
        articles = tuple(f"S{source.article}" for source in chains.outlets.articles[key])
        found.append(
            SourceGrade(
                f"{Kind.OUTLET}{name}",
                name,
                articles,
                Grade(letter, reason, given[:1] if given[:1].isalpha() else ""),
                record.confirmed,
                record.contradicted,
                record.revised,
            )
        )
    return tuple(sorted(found, key=lambda source: source.outlet.casefold()))


def _undecidable(claim: Claim) -> bool:
    """Whether it only puts sentences side by side of which is not known that they say the same: that bears nobody out."""
    said = {cell.relation for cell in claim.said}
    return claim.rule == STATEMENTS and claim.status == "open" and said <= _LOOSE


def _count(claim: Claim, chains: Chains, records: Mapping[str, _Record]) -> None:
    """What a claim says of the outlets that speak to it. An outlet answers for what it prints, whoever says it there; it
    is borne out, or contradicted, by those who are no origin of its own."""
    by_outlet: dict[str, list[Said]] = {}
    for cell in claim.said:
        key = outlet_key(chains.sources[int(cell.article[1:])].outlet)
        if cell.evidence and key in records:
            by_outlet.setdefault(key, []).extend(cell.evidence)
    every = [one for cell in claim.said for one in cell.evidence]
    for key, own in by_outlet.items():
        record = records[key]
        if any(one.revises and one.origin == other.origin for one in own for other in own if other.superseded):
            record.revised += 1
        current = [one for one in own if not one.superseded]
        if not current:
            continue
        sides = {one.relation in AGAINST for one in current}
        origins = {one.origin for one in own}
        others = [one for one in every if one.origin not in origins and not one.superseded]
        if claim.status in ("established", "refuted"):
            wrong = (claim.status == "refuted") != (True in sides)
            record.contradicted += wrong
            record.confirmed += not wrong
        elif len(sides) == 1 and others:
            agree = {one.origin for one in others if {one.relation in AGAINST} == sides}
            against = {one.origin for one in others} - agree
            if len(agree) > len(against):
                record.confirmed += 1
            elif len(against) > len(agree):
                record.contradicted += 1


def _letter(record: _Record) -> tuple[str, str]:
    judged = record.confirmed + record.contradicted
    changed = f"; it changed {record.revised} itself" if record.revised else ""
    if judged < _FEWEST:
        return "F", f"Only {judged} of its statements could be compared with those of independent origins{changed}."
    share = record.confirmed / judged
    reason = (
        f"{record.confirmed} of its {judged} statements that could be compared are borne out by independent origins, "
        f"{record.contradicted} contradicted{changed}."
    )
    if share == 1 and judged >= _MANY:
        return "A", reason
    return next((letter for least, letter in _SHARES if share >= least), "E"), reason
