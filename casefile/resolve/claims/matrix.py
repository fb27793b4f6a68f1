"""From what finders propose to rows of the matrix: a cell for each article, origins counted, standing judged."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from casefile.domain.claims import Cell, Claim, Relation, Source, Standing
from casefile.domain.ids import Kind, article_id
from casefile.resolve.claims.decisions import Decided
from casefile.resolve.claims.evidence import Evidence, Proposal
from casefile.resolve.origins import outlet_key

_UNDATED = "9999"
_OPEN = "open"
_OFFICIAL = ("named", "office", "organisation")
_AGAINST = (Relation.DIFFERS, Relation.DENIES)
_WEIGHT = {Relation.DENIES: 0, Relation.DIFFERS: 1, Relation.STATES: 2, Relation.AGREES: 2, Relation.COMPATIBLE: 3}


class Matrix:
    """The articles of a case and who has what from whom."""

    def __init__(self, sources: Sequence[Source], reported: Mapping[tuple[int, int], int], decided: Decided) -> None:
        self._sources = {source.article: source for source in sources}
        self._columns = sorted(sources, key=lambda source: (source.earliest or _UNDATED, source.article))
        self._order = {source.article: place for place, source in enumerate(self._columns)}
        self._reported = reported
        self._decided = decided

    def claims(self, proposals: Iterable[Proposal]) -> tuple[Claim, ...]:
        """One claim a proposal, in an order of its own: conflicts, then what most articles speak of, then by place."""
        taken: set[str] = set()
        made = []
        for proposal in proposals:
            claim = self._claim(proposal, taken)
            taken.add(claim.id)
            made.append(claim)
        rank = {Standing.CONFLICT: 0, Standing.REVISED: 1, Standing.CORROBORATED: 2, Standing.SINGLE: 3}
        return tuple(sorted(made, key=lambda claim: (rank[claim.standing], -_speaking(claim), _begins(claim), claim.id)))

    def _claim(self, proposal: Proposal, taken: set[str]) -> Claim:
        own = proposal.claim or _id(proposal, taken)
        decision = self._decided.of(own)
        evidence_now = self._decided.evidence(own, proposal.evidence)
        ordered = sorted(evidence_now, key=lambda e: (self._order[e.passage.article], e.start))
        by_article: dict[int, list[Evidence]] = {}
        for evidence in ordered:
            by_article.setdefault(evidence.passage.article, []).append(evidence)
        lead = ordered[0]
        cells = tuple(self._cell(source.article, by_article.get(source.article, []), lead) for source in self._columns)
        shown = [_best(evidence) for evidence in by_article.values()]
        saying = {self._origin(e) for e in shown if e.relation not in _AGAINST}
        standing = self._standing(proposal, ordered, len(saying))
        return Claim(
            own,
            decision.fields.get("summary") or proposal.summary,
            proposal.kind,
            standing,
            max(1, len(saying)),
            decision.fields.get("status") or _OPEN,
            proposal.confidence,
            proposal.rule,
            cells,
            decision.decision,
        )

    def _cell(self, article: int, evidence: Sequence[Evidence], lead: Evidence) -> Cell:
        if not evidence:
            return Cell(article_id(article), Relation.SILENT)
        best = _best(evidence)
        relation = best.relation
        if relation is Relation.STATES and best is not lead and article != lead.passage.article:
            relation = Relation.AGREES
        passage = best.passage
        said = next(iter(speakers(best)), None)
        return Cell(
            article_id(article),
            relation,
            best.value,
            passage.paragraph,
            best.start,
            best.end,
            passage.text,
            said[0] if said else None,
            best.edtf or self._sources[article].edtf,
            article == lead.passage.article,
        )

    def _origin(self, evidence: Evidence) -> tuple[str, str]:
        """Who answers for it: an office or person who is named, else the outlet that has it first."""
        for name, kind, entity in speakers(evidence):
            if kind in _OFFICIAL and not self._is_outlet(name):
                return "speaker", entity or name.casefold()
        passage = evidence.passage
        article = self._reported.get((passage.article, passage.start), passage.article)
        source = self._sources[article]
        # The origin may be out of scope.
        source = self._sources.get(source.origin, source)
        return ("outlet", outlet_key(source.outlet)) if source.outlet else ("article", str(source.article))

    def _is_outlet(self, name: str) -> bool:
        key = outlet_key(name)
        return any(source.outlet and outlet_key(source.outlet) == key for source in self._columns)

    def _standing(self, proposal: Proposal, ordered: Sequence[Evidence], origins: int) -> Standing:
        against = [e for e in ordered if e.relation in _AGAINST]
        if against:
            return Standing.REVISED if proposal.revised else Standing.CONFLICT
        if proposal.revised:
            return Standing.REVISED
        return Standing.CORROBORATED if origins > 1 else Standing.SINGLE


def _best(evidence: Sequence[Evidence]) -> Evidence:
    """What an article's cell shows of all it says: what goes against the others first."""
    return min(evidence, key=lambda e: (_WEIGHT[e.relation], e.start))


def speakers(evidence: Evidence) -> tuple[tuple[str, str, str | None], ...]:
    """Who says it: name, type and entity of the speakers whose words hold the evidence."""
    found = []
    for quote in evidence.passage.quotes:
        inside = any(start <= evidence.start and evidence.end <= end for start, end in quote.spans)
        begins = any(evidence.start <= start and end <= evidence.end for start, end in quote.spans)
        if quote.speaker and (inside or begins):
            found.append((quote.speaker, quote.speaker_type, quote.speaker_entity))
    return tuple(found)


def _id(proposal: Proposal, taken: set[str]) -> str:
    """The id of the claim hangs on the first finding in order of article, so that later articles do not change it."""
    ordered = sorted(proposal.evidence, key=lambda e: (e.passage.article, e.start))
    for evidence in ordered:
        own = f"{Kind.CLAIM}{evidence.anchor[1:]}"
        if own not in taken:
            return own
    return f"{Kind.CLAIM}{hashlib.sha256(f'{proposal.kind}:{ordered[0].anchor}'.encode()).hexdigest()[:13]}"


def _speaking(claim: Claim) -> int:
    return sum(cell.relation is not Relation.SILENT for cell in claim.cells)


def _begins(claim: Claim) -> tuple[int, int]:
    return min((int(cell.article[1:]), cell.start) for cell in claim.cells if cell.start is not None)
