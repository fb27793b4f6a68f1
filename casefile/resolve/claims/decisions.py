"""What the investigator said about claims, applied to what the rules propose: it always wins.

A decision on a claim remembers the findings that the claim hung on when it was first decided on. Those findings are found
again after a re-reading as any finding is (ADR 1), and the proposal that hangs on most of them is the claim that was meant.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from casefile.domain.claims import ClaimDecision, ClaimKind, Passage, Relation
from casefile.domain.ids import Kind, anchor_id, article_id
from casefile.domain.rows import FigureRow, MentionRow, QuoteRow
from casefile.resolve.claims.evidence import Evidence, Proposal

LINK, PART, LEFT, STAND = "link ", "part ", "left ", "stand "
"""Fields of a decision: evidence that was linked, with its relation; that came along when a claim was split; that left; and
what an article says."""
MADE, KIND, HANGS, INTO, WEIGHED = "made", "kind", "hangs", "into", "weighed"
"""More fields: the investigator made it; what it is about; the findings it hung on; the claim it was merged into; that it is
weighed among hypotheses."""
_NONE = ClaimDecision("", "", {})


class Decided:
    """Decisions by claim. `bound`: what the findings they name are now; those that are not in it are as they were, and
    with "" are gone."""

    def __init__(
        self, decisions: Iterable[ClaimDecision], passages: Sequence[Passage], bound: Mapping[str, str] | None = None
    ) -> None:
        self._decisions = {decision.id: decision for decision in decisions}
        self._passages = passages
        self._bound = bound or {}
        self._found: Mapping[str, Evidence] | None = None

    def of(self, claim: str) -> ClaimDecision:
        """What was said about a claim; an empty decision where nothing was."""
        return self._decisions.get(claim, _NONE)

    def applied(self, proposals: Sequence[Proposal]) -> tuple[Proposal, ...]:
        """The claims as they were decided: each with its id, those that were made, merged or split as such."""
        named = self._named(proposals)
        known = {evidence.anchor: evidence for proposal in proposals for evidence in proposal.evidence}
        every = {proposal.claim: proposal for proposal in (*named, *self._made(known))}
        heads: dict[str, list[str]] = {}
        for claim in every:
            heads.setdefault(self._head(claim, every), []).append(claim)
        return tuple(
            self._joined(every[head], [every[c] for c in claims if c != head], known) for head, claims in heads.items()
        )

    def lost(self, proposals: Iterable[Proposal]) -> tuple[ClaimDecision, ...]:
        """Decisions on claims that no proposal stands for any more."""
        there = {claim for proposal in proposals for claim in (proposal.claim, *proposal.merged)}
        return tuple(decision for claim, decision in sorted(self._decisions.items()) if claim not in there)

    def now(self, finding: str) -> str:
        """What a finding that a decision names is now; "" where it is gone."""
        return self._bound.get(finding, finding)

    def _named(self, proposals: Sequence[Proposal]) -> list[Proposal]:
        """Proposals with their ids: that of the decision that means them, else one that hangs on their first finding."""
        ids: dict[int, str] = {}
        for score, claim, place in sorted(self._meant(proposals), key=lambda found: (-found[0], found[1], found[2])):
            if score and place not in ids and claim not in ids.values():
                ids[place] = claim
        taken = {*ids.values(), *self._decisions}
        found = []
        for place, proposal in enumerate(proposals):
            own = ids.get(place) or _id(proposal, taken)
            taken.add(own)
            found.append(replace(proposal, claim=own))
        return found

    def _meant(self, proposals: Sequence[Proposal]) -> Iterator[tuple[int, str, int]]:
        """How many findings each decision and each proposal share."""
        holders: dict[str, list[int]] = {}
        for place, proposal in enumerate(proposals):
            for evidence in proposal.evidence:
                holders.setdefault(evidence.anchor, []).append(place)
        for claim, decision in self._decisions.items():
            if MADE in decision.fields:
                continue
            shared: Counter[int] = Counter()
            for finding in decision.fields.get(HANGS, "").split():
                shared.update(set(holders.get(self.now(finding), ())))
            for place, count in shared.items():
                if decision.fields.get(KIND, proposals[place].kind) == proposals[place].kind:
                    yield count, claim, place

    def _made(self, known: Mapping[str, Evidence]) -> Iterator[Proposal]:
        """The claims that the investigator made, as far as their evidence is there."""
        for claim, decision in sorted(self._decisions.items()):
            if MADE in decision.fields:
                evidence = tuple(self._linked(decision, known))
                if evidence:
                    words = decision.fields.get("summary") or evidence[0].value
                    kind = ClaimKind(decision.fields.get(KIND) or ClaimKind.POLARITY)
                    yield Proposal(kind, words, evidence, 1.0, "hand", claim)

    def _head(self, claim: str, every: Mapping[str, Proposal]) -> str:
        """The claim that this one was merged into, through others."""
        seen = [claim]
        while (onward := self.of(seen[-1]).fields.get(INTO)) and onward in every and onward not in seen:
            seen.append(onward)
        return seen[-1]

    def _joined(self, head: Proposal, others: Sequence[Proposal], known: Mapping[str, Evidence]) -> Proposal:
        every: dict[str, Evidence] = {}
        for proposal in (head, *others):
            decision = self.of(proposal.claim)
            gone = {self.now(field.removeprefix(LEFT)) for field in decision.fields if field.startswith(LEFT)}
            for evidence in proposal.evidence:
                if evidence.anchor not in gone:
                    every.setdefault(evidence.anchor, evidence)
            for evidence in self._linked(decision, known):
                if evidence.fixed or evidence.anchor not in every:
                    every[evidence.anchor] = evidence
        merged = tuple(claim for proposal in others for claim in (proposal.claim, *proposal.merged))
        # A claim from which all evidence left stays as it was: it can only be rejected.
        return replace(head, evidence=self._stood(head.claim, tuple(every.values()) or head.evidence), merged=merged)

    def _stood(self, claim: str, evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        """With what articles were said to say; as it was where all of them were said to be silent."""
        fields = self.of(claim).fields
        kept = []
        for one in evidence:
            said = fields.get(STAND + article_id(one.passage.article))
            if said == Relation.SILENT:
                continue
            if said:
                one = replace(one, fixed=Relation.STATES if said == Relation.AGREES else Relation(said))
            kept.append(one)
        return tuple(kept) or evidence

    def _linked(self, decision: ClaimDecision, known: Mapping[str, Evidence]) -> Iterator[Evidence]:
        for field, relation in sorted(decision.fields.items()):
            for prefix in (LINK, PART):
                if field.startswith(prefix) and relation:
                    anchor = self.now(field.removeprefix(prefix))
                    found = known.get(anchor) or self._findings().get(anchor)
                    if found is not None:
                        yield found if prefix == PART else replace(found, fixed=Relation(relation))

    def _findings(self) -> Mapping[str, Evidence]:
        if self._found is None:
            self._found = {evidence.anchor: evidence for passage in self._passages for evidence in _of(passage)}
        return self._found


def _of(passage: Passage) -> Iterator[Evidence]:
    rows: tuple[FigureRow | MentionRow | QuoteRow, ...] = (*passage.figures, *passage.mentions, *passage.quotes)
    for row in rows:
        place = row.place
        yield Evidence(passage, place.start, place.end, place.text, row.id)
    for report in passage.reports:
        words = passage.text[report.trigger_start - passage.start : report.trigger_end - passage.start]
        for anchor in (report.id, f"{Kind.EVENT}{report.id[1:]}"):
            yield Evidence(passage, report.trigger_start, report.trigger_end, words, anchor)


def _id(proposal: Proposal, taken: set[str]) -> str:
    """The id of the claim hangs on the first finding in order of article, so that later articles do not change it."""
    ordered = sorted(proposal.evidence, key=lambda e: (e.passage.article, e.start))
    for evidence in ordered:
        own = f"{Kind.CLAIM}{evidence.anchor[1:]}"
        if own not in taken:
            return own
    return anchor_id(Kind.CLAIM, f"{proposal.kind}", ordered[0].anchor, 0)
