"""From claims to rows of the matrix: a cell for each article, origins counted, development told from conflict, standing
judged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, permutations

from casefile.domain import edtf
from casefile.domain.claims import Cell, Cells, Claim, ClaimDecision, ClaimKind, Relation, Said, Source, Standing
from casefile.domain.ids import article_id
from casefile.domain.rows import QuoteRow
from casefile.resolve.claims.decisions import Decided
from casefile.resolve.claims.evidence import AGAINST, Evidence, Proposal, opposed, relations
from casefile.resolve.claims.grades import graded
from casefile.resolve.origins import OFFICIAL, Answerable, Chains

_UNDATED = "9999"
_OPEN = "open"
_WEIGHT = {Relation.DENIES: 0, Relation.DIFFERS: 1, Relation.STATES: 2, Relation.AGREES: 2, Relation.COMPATIBLE: 3}
_RANK = {Standing.CONFLICT: 0, Standing.REVISED: 1, Standing.CORROBORATED: 2, Standing.SINGLE: 3}


def in_order(source: Source) -> tuple[str, int]:
    """The place of an article among all: by publication; those of which only is known that they came later than something,
    and those without a date, at the end."""
    first, last = edtf.bounds(source.edtf)
    return first if first and last else _UNDATED, source.article


class Matrix:
    """The articles in scope, and who answers for what they say. What a claim came to is kept, and judged anew only where
    its evidence or what was decided about it is another."""

    def __init__(self, sources: Sequence[Source], chains: Chains, origins: Mapping[int, str]) -> None:
        self._columns = sorted(sources, key=in_order)
        self._order = {source.article: place for place, source in enumerate(self._columns)}
        names = [article_id(source.article) for source in self._columns]
        self._silent = {name: Cell(name, Relation.SILENT) for name in names}
        self._chains = chains
        self._origins = origins
        self._rows: dict[str, tuple[Proposal, ClaimDecision, Claim]] = {}
        self.worked = 0
        """How often a claim had to be judged."""

    def claims(self, proposals: Iterable[Proposal], decided: Decided) -> tuple[Claim, ...]:
        """Those that articles in scope speak to: conflicts first, then what most of them speak of, then by place."""
        rows = {}
        for proposal in proposals:
            within = tuple(one for one in proposal.evidence if one.passage.article in self._order)
            if within:
                decision, former = decided.of(proposal.claim), self._rows.get(proposal.claim)
                if former is not None and former[1] == decision and _same(former[0], proposal):
                    claim = former[2]
                else:
                    claim = self._claim(proposal, within, decision)
                    claim = replace(claim, grade=graded(claim, decision.grade))
                    self.worked += 1
                rows[proposal.claim] = proposal, decision, claim
        self._rows = rows
        made = (claim for _, _, claim in rows.values())
        return tuple(sorted(made, key=lambda claim: (_RANK[claim.standing], -_speaking(claim), _begins(claim), claim.id)))

    def _claim(self, proposal: Proposal, within: tuple[Evidence, ...], decision: ClaimDecision) -> Claim:
        ordered = sorted(within, key=lambda e: (self._order[e.passage.article], e.start))
        said = self._said(proposal.kind, ordered)
        standing, supporting = _judged(ordered, said)
        by_article: dict[int, list[Said]] = defaultdict(list)
        for one, shown in zip(ordered, said, strict=True):
            by_article[one.passage.article].append(shown)
        lead = ordered[0].passage.article
        # In order of publication, as the evidence is.
        cells = Cells(self._silent, (_cell(article, those, lead) for article, those in by_article.items()))
        said_by = tuple(dict.fromkeys(said[place].origin for place in supporting))
        return Claim(
            proposal.claim,
            decision.fields.get("summary") or proposal.summary,
            ClaimKind.CHANGE if standing is Standing.REVISED else proposal.kind,
            standing,
            max(1, len(said_by)),
            decision.fields.get("status") or _OPEN,
            proposal.confidence,
            proposal.rule,
            cells,
            decision.decision,
            max((one.as_of for one in said if one.as_of), key=lambda day: edtf.bounds(day)[1] or "", default=None),
            said_by=said_by,
            starred=decision.starred,
            tags=decision.tags,
            merged=proposal.merged,
        )

    def _said(self, kind: ClaimKind, ordered: Sequence[Evidence]) -> list[Said]:
        """What each piece of evidence says, and whether a later one takes its place."""
        related = relations(ordered)
        lead = ordered[0]
        found = []
        for one, relation in zip(ordered, related, strict=True):
            quotes = spoken(one)
            who = self._answerable(one, quotes)
            if relation is Relation.STATES and one is not lead and one.passage.article != lead.passage.article:
                relation = Relation.AGREES
            passage = one.passage
            found.append(
                Said(
                    one.anchor,
                    article_id(passage.article),
                    relation,
                    one.value,
                    passage.paragraph,
                    one.start,
                    one.end,
                    passage.text,
                    quotes[0].speaker if quotes else None,
                    next((quote.edtf for quote in quotes if quote.edtf), None) or self._chains.sources[passage.article].edtf,
                    who.id,
                )
            )
        # Who writes another name has not changed a position.
        return found if kind is ClaimKind.NAME else _developed(ordered, found)

    def _answerable(self, evidence: Evidence, quotes: Sequence[QuoteRow]) -> Answerable:
        return self._chains.answerable(evidence.passage, quotes, self._origins)


def spoken(evidence: Evidence) -> tuple[QuoteRow, ...]:
    """The quotes whose words hold the evidence, or are held by it, with a speaker; those who answer for it first."""
    found = []
    for quote in evidence.passage.quotes:
        inside = any(start <= evidence.start and evidence.end <= end for start, end in quote.spans)
        begins = any(evidence.start <= start and end <= evidence.end for start, end in quote.spans)
        if quote.speaker and (inside or begins):
            found.append(quote)
    return tuple(sorted(found, key=lambda quote: quote.speaker_type not in OFFICIAL))


def _developed(ordered: Sequence[Evidence], said: list[Said]) -> list[Said]:
    """Later words that take the place of earlier ones: of the same origin, saying so themselves, or telling what was said
    not to be known yet. What merely contradicts later is no development."""
    bounds = [edtf.bounds(one.as_of) for one in said]
    superseded: set[int] = set()
    revising: set[int] = set()
    for early, late in combinations(range(len(said)), 2):
        if not _before(bounds[early], bounds[late]):
            if _before(bounds[late], bounds[early]):
                early, late = late, early
            # Of an article without a date it is taken that it came last, as it stands last; of its own origin only.
            elif bounds[late][1] is not None or said[early].origin != said[late].origin:
                continue
        one, other = ordered[early], ordered[late]
        if not opposed(one, other, said[early].relation, said[late].relation):
            continue
        if one.provisional or other.updates or said[early].origin == said[late].origin:
            superseded.add(early)
            revising.add(late)
    for early, late in permutations(range(len(said)), 2):
        # Who follows the new word says it in the place of the old one too.
        follows = early in superseded and late not in superseded and _before(bounds[early], bounds[late])
        if follows and opposed(ordered[early], ordered[late], said[early].relation, said[late].relation):
            revising.add(late)
    return [
        replace(one, superseded=place in superseded, revises=place in revising) if place in superseded | revising else one
        for place, one in enumerate(said)
    ]


def _before(one: tuple[str | None, str | None], other: tuple[str | None, str | None]) -> bool:
    return one[1] is not None and other[0] is not None and one[1] < other[0]


def _judged(ordered: Sequence[Evidence], said: Sequence[Said]) -> tuple[Standing, list[int]]:
    """How a claim stands, and the places of the evidence that stands for what is said now."""
    places = range(len(said))
    current = [place for place in places if not said[place].superseded]
    lead = next((place for place in current if said[place].relation not in AGAINST), current[0] if current else 0)
    standing = Standing.SINGLE
    supporting = [lead]
    for place in current:
        if place != lead:
            against = opposed(ordered[lead], ordered[place], said[lead].relation, said[place].relation)
            if not against and not ordered[place].vague:
                supporting.append(place)
    if _contested(ordered, said, current):
        standing = Standing.CONFLICT
    elif len(current) < len(said):
        standing = Standing.REVISED
    elif len({said[place].origin for place in supporting}) > 1:
        standing = Standing.CORROBORATED
    return standing, supporting


def _contested(ordered: Sequence[Evidence], said: Sequence[Said], current: Sequence[int]) -> bool:
    return any(
        opposed(ordered[one], ordered[other], said[one].relation, said[other].relation)
        # What is not known yet contradicts nothing.
        and not (ordered[one].provisional or ordered[other].provisional)
        for one, other in combinations(current, 2)
    )


def _cell(article: int, said: Sequence[Said], lead: int) -> Cell:
    # What goes against the others is shown first, and of an article that changed its mind what it says last.
    best = min(said, key=lambda one: (one.superseded, _WEIGHT[one.relation], one.start))
    sides = {one.relation in AGAINST for one in said}
    return Cell(
        article_id(article),
        best.relation,
        best.value,
        best.paragraph,
        best.start,
        best.end,
        best.sentence,
        best.speaker,
        best.as_of,
        article == lead,
        len(sides) > 1,
        best.revises,
        tuple(said),
    )


def _same(one: Proposal, other: Proposal) -> bool:
    return (
        (one.kind, one.summary, one.confidence, one.rule, one.merged)
        == (other.kind, other.summary, other.confidence, other.rule, other.merged)
        and len(one.evidence) == len(other.evidence)
        and all(mine is its or mine == its for mine, its in zip(one.evidence, other.evidence, strict=True))
    )


def _speaking(claim: Claim) -> int:
    return len(claim.said)


def _begins(claim: Claim) -> tuple[int, int]:
    return min((int(cell.article[1:]), cell.start) for cell in claim.said if cell.start is not None)
