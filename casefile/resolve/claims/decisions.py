"""What the investigator said about claims, applied to what the rules propose: it always wins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from casefile.domain.claims import ClaimDecision, ClaimKind, Passage, Relation
from casefile.domain.ids import Kind, article_id
from casefile.domain.rows import FigureRow, MentionRow, QuoteRow
from casefile.resolve.claims.evidence import Evidence, Proposal

LINK, STAND, MADE = "link ", "stand ", "made"
_NONE = ClaimDecision("", "", {})


class Decided:
    """Decisions by claim, and the findings that evidence is linked by."""

    def __init__(self, decisions: Iterable[ClaimDecision], passages: Sequence[Passage]) -> None:
        self._decisions = {decision.id: decision for decision in decisions}
        self._passages = passages
        self._found: Mapping[str, Evidence] | None = None

    def of(self, claim: str) -> ClaimDecision:
        """What was said about a claim; an empty decision where nothing was."""
        return self._decisions.get(claim, _NONE)

    def made(self) -> Iterator[Proposal]:
        """The claims that the investigator made, as far as their evidence is in scope."""
        for _, decision in sorted(self._decisions.items()):
            if MADE in decision.fields:
                evidence = tuple(self._linked(decision))
                if evidence:
                    words = decision.fields.get("summary") or evidence[0].value
                    yield Proposal(ClaimKind.POLARITY, words, evidence, 1.0, "hand", claim=decision.id)

    def evidence(self, claim: str, proposed: Sequence[Evidence]) -> tuple[Evidence, ...]:
        """The evidence of a claim with links added and what articles say decided; as it was where nothing is left."""
        decision = self.of(claim)
        if not decision.fields:
            return tuple(proposed)
        known = {evidence.anchor for evidence in proposed}
        every = (*proposed, *(evidence for evidence in self._linked(decision) if evidence.anchor not in known))
        kept = []
        for evidence in every:
            said = decision.fields.get(STAND + article_id(evidence.passage.article))
            if said == Relation.SILENT:
                continue
            relation = Relation.STATES if said == Relation.AGREES else Relation(said) if said else evidence.relation
            kept.append(replace(evidence, relation=relation))
        return tuple(kept) or tuple(proposed)

    def _linked(self, decision: ClaimDecision) -> Iterator[Evidence]:
        for field, relation in sorted(decision.fields.items()):
            if field.startswith(LINK) and relation:
                found = self._findings().get(field.removeprefix(LINK))
                if found is not None:
                    yield replace(found, relation=Relation(relation))

    def _findings(self) -> Mapping[str, Evidence]:
        if self._found is None:
            self._found = {evidence.anchor: evidence for passage in self._passages for evidence in _of(passage)}
        return self._found


def _of(passage: Passage) -> Iterator[Evidence]:
    rows: tuple[FigureRow | MentionRow | QuoteRow, ...] = (*passage.figures, *passage.mentions, *passage.quotes)
    for row in rows:
        place = row.place
        yield Evidence(passage, place.start, place.end, place.text, Relation.STATES, row.id)
    for report in passage.reports:
        words = passage.text[report.trigger_start - passage.start : report.trigger_end - passage.start]
        for anchor in (report.id, f"{Kind.EVENT}{report.id[1:]}"):
            yield Evidence(passage, report.trigger_start, report.trigger_end, words, Relation.STATES, anchor)
