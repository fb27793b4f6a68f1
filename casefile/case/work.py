"""One change being made: the transaction, what was there before, and what it touches."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from casefile.case.claiming import claim_of, gaps_in
from casefile.domain.articles import ImportResult
from casefile.domain.claims import ClaimKind
from casefile.domain.ids import Kind
from casefile.errors import UserError
from casefile.resolve.claims.decisions import HANGS, KIND
from casefile.store.engine import Transaction
from casefile.store.read import identity
from casefile.store.read.claims import claim_decisions, said_of
from casefile.store.read.notes import note_text
from casefile.store.write.bindings import target_of, targets_bound
from casefile.store.write.findings import HAND
from casefile.store.write.rows import Former, put

_FORM = re.compile(r"S[1-9][0-9]{0,8}|[dmqfrevcnjhg][0-9a-f]{13}|o.+", re.DOTALL)

_HANGS = 4
"""Findings that a claim is found again by."""

NAMES = {
    Kind.ARTICLE: "article",
    Kind.DATE: "date",
    Kind.MENTION: "mention",
    Kind.QUOTE: "quote",
    Kind.FIGURE: "figure",
    Kind.REPORT: "report",
    Kind.ENTITY: "entity",
    Kind.EVENT: "event",
    Kind.CLAIM: "claim",
    Kind.NOTE: "note",
    Kind.JUDGEMENT: "judgement",
    Kind.OUTLET: "outlet",
    Kind.HYPOTHESIS: "hypothesis",
    Kind.GAP: "gap",
    Kind.TAG: "tag",
}


class Work:
    """What a handler works with. All rows that the investigator's word makes or changes go through `put`."""

    def __init__(self, tx: Transaction, at: str) -> None:
        self.tx = tx
        self.at = at
        self.formers: list[Former] = []
        self.tables: set[str] = set()
        self.articles: set[int] = set()
        """Articles whose text, findings or metadata change."""
        self.reread: set[int] = set()
        """Those of them that change run, text or standing."""
        self.targets: set[str] = set()
        """Targets on which decisions change."""
        self.identity = False
        """Whether entities and events have to be resolved anew."""
        self.entities: set[str] = set()
        """Entities that settling made, changed or took away."""
        self.events: set[str] = set()
        """Events that settling made, dated anew or took away."""
        self.gone: set[str] = set()
        """Local entities and reports that somebody had marked by hand and took away."""
        self.renamed: set[int] = set()
        """Articles in which an entity is called otherwise than before."""
        self.fresh_events: set[str] = set()
        """Events that were just made, dated by their one report."""
        self.new_articles: set[int] = set()
        """Articles whose number was given in this change."""
        self.created: str | None = None
        self.result: ImportResult | None = None

    def put(self, table: str, key: Mapping[str, str | int], values: Mapping[str, Any] | None) -> None:
        """Make a row so, remembering what it was, and note what follows from it."""
        former = put(self.tx, table, key, values)
        if former is None:
            return
        self.formers.append(former)
        self.tables.add(table)
        columns = {column for column, _ in former.values} if former.values is not None else set(values or ())
        if table == "article":
            self.articles.add(int(key["number"]))
            self.reread.add(int(key["number"]))
        elif table == "metadata_decision":
            self.articles.add(int(key["article"]))
        elif table == "hand":
            changed = dict(former.values) if former.values is not None else dict(values or {})
            self.articles.add(changed["article"])
            self.reread.add(changed["article"])
        elif table == "decision":
            self._decided(str(key["target"]), str(key["aspect"]))
        elif table == "tie":
            self.identity = True
        elif table in ("tag", "note") and "target" in columns | key.keys():
            self.targets.add(str(key.get("target") or dict(former.values or (values or {}).items()).get("target") or ""))

    def take(self, other: Work) -> None:
        """What another change of the same transaction touches is touched by this one too."""
        self.formers += other.formers
        self.tables |= other.tables
        self.articles |= other.articles
        self.reread |= other.reread
        self.new_articles |= other.new_articles
        self.targets |= other.targets
        self.identity = self.identity or other.identity

    def _decided(self, target: str, aspect: str) -> None:
        self.targets.add(target)
        if aspect in ("name", "type") and target.startswith(Kind.ENTITY):
            self.identity = True
        if aspect == "field.edtf" and target.startswith(Kind.REPORT):
            self.identity = True

    def say(self, target: str, aspect: str, value: str | None) -> None:
        """Put one decision, or with None take it back."""
        self.put("decision", {"target": target, "aspect": aspect}, None if value is None else {"value": value})

    def one_target(self, identifier: str) -> str:
        """The target of an id that names one thing: for an entity its anchor. Raises UserError where there is none."""
        return self.targets_of(identifier)[0]

    def targets_of(self, identifier: str) -> tuple[str, ...]:
        """The targets that stand for an id: all members of an entity, anchor first; one for all else."""
        kind = self.kind_of(identifier)
        ids: tuple[str, ...] = (identifier,)
        if kind is Kind.ENTITY:
            ids = identity.members_of(self.tx, self.entity(identifier))
        elif kind is Kind.EVENT:
            ids = tuple(Kind.EVENT + report[1:] for report in identity.reports_of(self.tx, self.event(identifier)))
        elif kind is Kind.CLAIM:
            ids = (self.claim(identifier),)
        elif (
            kind is Kind.HYPOTHESIS
            and not any(identifier == known and "text" in fields for known, _, fields in said_of(self.tx, Kind.HYPOTHESIS))
        ) or (kind is Kind.GAP and not any(identifier == gap.id for gap in gaps_in(self.tx))):
            raise self.unknown(identifier)
        found = tuple(target for target in (target_of(self.tx, one) for one in ids) if target is not None)
        if not found:
            raise self.unknown(identifier)
        return found

    def known_targets(self, identifier: str) -> tuple[str, ...]:
        """The target of an entity's anchor, and those of its other members on which something was decided before: an entity
        of ten thousand articles is not decided on ten thousand times."""
        members = identity.members_of(self.tx, self.entity(identifier))
        anchor = self.local_target(members[0])
        return (anchor, *(target for target in targets_bound(self.tx, members) if target != anchor))

    def verdict_targets(self, identifier: str) -> tuple[str, ...]:
        """The targets that a verdict on this id is kept under: of an event, its reports."""
        if self.kind_of(identifier) is not Kind.EVENT:
            return self.targets_of(identifier)
        reports = identity.reports_of(self.tx, self.event(identifier))
        return tuple(self.one_target(report) for report in reports)

    def local_target(self, local: str) -> str:
        """The target of one local entity. Raises UserError where there is none."""
        target = target_of(self.tx, local)
        if target is None:
            raise self.unknown(local)
        return target

    def entity(self, identifier: str) -> str:
        """The entity an id names. Raises UserError where there is none."""
        found = identity.entity_of(self.tx, identifier)
        if found is None:
            raise self.unknown(identifier)
        return found

    def event(self, identifier: str) -> str:
        """The event an id names. Raises UserError where there is none."""
        found = identity.event_of(self.tx, identifier)
        if found is None:
            raise self.unknown(identifier)
        return found

    def claim(self, identifier: str) -> str:
        """The claim an id names, which remembers from now on the findings it hangs on. Raises UserError where there is
        none."""
        found = claim_of(self.tx, identifier)
        if found is None:
            raise self.unknown(identifier)
        target = target_of(self.tx, found.id)
        if target is not None and found.rule != HAND:
            known = next((said.fields for said in claim_decisions(self.tx) if said.id == found.id), {})
            if HANGS not in known:
                evidence = [one for cell in found.said for one in cell.evidence]
                first = sorted(evidence, key=lambda one: (int(one.article[1:]), one.start))[:_HANGS]
                for one in first:
                    target_of(self.tx, one.id)
                self.say(target, f"field.{HANGS}", " ".join(one.id for one in first))
                if found.kind is not ClaimKind.CHANGE:
                    self.say(target, f"field.{KIND}", str(found.kind))
        return found.id

    def kind_of(self, identifier: str) -> Kind:
        """The kind an id names. Raises UserError for what has not the form of one: S and a number, o and an outlet's name,
        or another kind's letter and 13 hexadecimal digits."""
        if not _FORM.fullmatch(identifier):
            raise self.unknown(identifier)
        return Kind(identifier[:1])

    def unknown(self, identifier: str) -> UserError:
        """The error for an id that nothing has."""
        return UserError(f"There is no “{identifier}” in this case; take an id that --json rows show.")

    def refused(self, identifier: str, reason: str) -> UserError:
        """The error for an id of a kind that a command does not take; where nothing has the id, that comes first."""
        if self.kind_of(identifier) is Kind.NOTE:
            return UserError(reason) if note_text(self.tx, identifier) is not None else self.unknown(identifier)
        try:
            self.one_target(identifier)
        except UserError as missing:
            return missing
        return UserError(reason)
