"""The claims of a case, from its passages and what was decided about them; and what follows from claims: grades, hypotheses,
gaps, origins.

Comparing all sentences of a case takes a second for two hundred articles, so what the rules propose is kept for as long as
the findings stay as they are ([ADR 4](../../docs/adr/0004-claims-are-compared-once.md)).
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from types import MappingProxyType
from typing import TypeVar

from casefile.domain.claims import Claim, ClaimDecision
from casefile.domain.ids import Kind
from casefile.domain.rows import ReviewItem
from casefile.domain.scope import EVERYTHING, Scope
from casefile.domain.weighing import Competition, Consistency, Gap, OriginGraph, SourceGrade
from casefile.resolve.claims import Proposed, judge, propose
from casefile.resolve.claims.decisions import HANGS, KIND, LEFT, LINK, PART, WEIGHED, Decided
from casefile.resolve.claims.grades import source_grades
from casefile.resolve.claims.memory import Memory
from casefile.resolve.gaps import gaps_of
from casefile.resolve.hypotheses import Judged, compete
from casefile.resolve.origin_graph import graph
from casefile.store.engine import Transaction
from casefile.store.read import claims as said
from casefile.store.read import passages
from casefile.store.read.articles import numbers_in
from casefile.store.read.events import events
from casefile.store.read.listing import case_record
from casefile.store.read.notes import notes

T = TypeVar("T")
Found = Mapping[str, frozenset[int]]
_KEPT = 2
"""States of findings that are kept: the present one, and the one that an undo goes back to."""
_SHOWN = 6
"""Scopes of which claims are kept: panes ask for those of one scope again and again."""
_BY_NAME = (LINK, PART, LEFT)


class _Kept:
    """The last few answers, by what they follow from. One thread works out an answer, others wait for it."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._answers: OrderedDict[Hashable, object] = OrderedDict()
        self._lock = threading.Lock()
        self.worked = 0
        """How often an answer was worked out."""

    def knows(self, key: Hashable) -> bool:
        """Whether the answer of this key is kept. Waits for nothing."""
        return key in self._answers

    def get(self, key: Hashable, work: Callable[[], T]) -> T:
        """The answer of this key, worked out where it is not kept."""
        with self._lock:
            if key not in self._answers:
                self._answers[key] = work()
                self.worked += 1
                while len(self._answers) > self._most:
                    self._answers.popitem(last=False)
            self._answers.move_to_end(key)
            return self._answers[key]  # type: ignore[return-value] # the key says what it is the answer to


SHOWN = _Kept(_SHOWN)
"""Claims as they are shown in a scope."""
KEPT = _Kept(_KEPT)
"""Of all cases that are open: the stamp of findings is a hash of their whole history, so that no two cases share one."""


MEMORIES = _Kept(1)
"""What the comparison of a case remembers for the next one, so that it does only what has changed. Asked for while
an answer of `KEPT` is worked out, so by one thread at a time."""


def is_quick(tx: Transaction, most: int) -> bool:
    """Whether claims can be told at once: they have been compared, or the case has so few articles."""
    return KEPT.knows(said.findings_stamp(tx)) or len(numbers_in(tx, EVERYTHING, {})) <= most


def proposed_of(tx: Transaction) -> Proposed:
    """What the rules propose, before any decision about claims."""
    case = case_record(tx).case_id
    return KEPT.get(
        said.findings_stamp(tx), lambda: propose(passages.sources(tx), passages.passages(tx), MEMORIES.get(case, Memory))
    )


def claims_of(tx: Transaction, scope: Scope = EVERYTHING, found: Found | None = None) -> tuple[Claim, ...]:
    """All claims with a cell for each article in scope, decisions applied, rejected ones too."""
    known, decisions = proposed_of(tx), said.claim_decisions(tx)
    among = None if scope == EVERYTHING else numbers_in(tx, scope, dict(found or {}))
    return judge(known, decisions, bound=_bound(tx, decisions), origins=said.origins_said(tx), among=among)


def shown(tx: Transaction, scope: Scope = EVERYTHING, found: Found = MappingProxyType({})) -> tuple[Claim, ...]:
    """As `claims_of`, kept for as long as the case stays as it is. Not for transactions that write."""
    # The head of the audit trail seals all that was done; resolving after an import is not in it.
    state = said.head(tx), scope, tuple(sorted(found.items()))
    return SHOWN.get(state, lambda: claims_of(tx, scope, found))


def claim_of(tx: Transaction, identifier: str) -> Claim | None:
    """The claim of this id, or that the claim of this id was merged into; None where there is none."""
    claims = claims_of(tx)
    own = next((claim for claim in claims if claim.id == identifier), None)
    return own or next((claim for claim in claims if identifier in claim.merged), None)


def lost_of(tx: Transaction) -> tuple[ReviewItem, ...]:
    """Decisions on claims that nothing in the case stands for any more, with the place of the finding each hung on."""
    decisions = said.claim_decisions(tx)
    if not decisions:
        return ()
    known = proposed_of(tx)
    decided = Decided(decisions, known.passages, _bound(tx, decisions))
    found = []
    for decision in decided.lost(decided.applied(known.proposals)):
        names = [*decision.fields.get(HANGS, "").split(), *_names(decision)]
        place = said.former_place(tx, names[0]) if names else None
        told = [field for field in decision.fields if field not in (HANGS, KIND)]
        if place is not None and (told or decision.decision):
            what = f"a decision lost its claim: {', '.join(sorted(told)) or decision.decision}"
            found.append(ReviewItem(decision.id, "orphan", what, place, 0.0, "orphan"))
    return tuple(found)


def count_lost(tx: Transaction, most: int) -> int:
    """How many decisions `lost_of` has. Of a case of more than `most` articles whose claims were not compared yet, those all
    of whose findings are gone: that needs no comparing."""
    decisions = said.claim_decisions(tx)
    if not decisions or is_quick(tx, most):
        return len(lost_of(tx))
    bound = _bound(tx, decisions)
    named = [[*decision.fields.get(HANGS, "").split(), *_names(decision)] for decision in decisions]
    return sum(bool(names) and not any(bound.get(name) for name in names) for names in named)


def grades_of(tx: Transaction) -> tuple[SourceGrade, ...]:
    """How reliable each outlet is, by its record in the case."""
    return source_grades(claims_of(tx), proposed_of(tx).chains, said.outlet_grades(tx))


def origins_of(tx: Transaction) -> OriginGraph:
    """Who has what from whom."""
    known = proposed_of(tx)
    return graph(known.chains, known.passages, said.origins_said(tx))


def hypotheses_of(tx: Transaction) -> Competition:
    """The hypotheses with the claims that are weighed."""
    claims = claims_of(tx)
    merged = {former: claim.id for claim in claims for former in claim.merged}
    weighed = {decision.id for decision in said.claim_decisions(tx) if WEIGHED in decision.fields}
    judged = []
    for identifier, _, fields in said.said_of(tx, Kind.HYPOTHESIS):
        if "text" in fields:
            cells = {field.removeprefix("claim "): value for field, value in fields.items() if field.startswith("claim ")}
            cells = {**cells, **{merged[claim]: value for claim, value in cells.items() if claim in merged}}
            said_of = {claim: Consistency(value) for claim, value in cells.items()}
            judged.append(Judged(identifier, fields["text"], int(fields.get("position", "0")), said_of))
    shown = [claim for claim in claims if claim.decision != "rejected"]
    return compete(judged, shown, weighed | {merged[claim] for claim in weighed if claim in merged}, grades_of(tx))


def gaps_in(tx: Transaction, scope: Scope = EVERYTHING, found: Found | None = None) -> tuple[Gap, ...]:
    """What nobody says in the articles in scope; those that were set aside too, and say so."""
    known = proposed_of(tx)
    among = frozenset(source.article for source in known.sources)
    if scope != EVERYTHING:
        among &= numbers_in(tx, scope, dict(found or {}))
    set_aside = {gap for gap, verdict, _ in said.said_of(tx, Kind.GAP) if verdict == "rejected"}
    within = dict(found or {})
    happened = events(tx, scope, within, True, False)
    return gaps_of(known, claims_of(tx, scope, found), happened, notes(tx, scope, within), among, set_aside)


def _names(decision: ClaimDecision) -> list[str]:
    return [field.partition(" ")[2] for field in decision.fields if field.startswith(_BY_NAME)]


def _bound(tx: Transaction, decisions: tuple[ClaimDecision, ...]) -> dict[str, str]:
    named = {name for decision in decisions for name in (*decision.fields.get(HANGS, "").split(), *_names(decision))}
    return said.bound(tx, named)
