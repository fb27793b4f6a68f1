"""Questions about what the articles agree and differ on, and what is concluded from it."""

from __future__ import annotations

from casefile.case import bearing, claiming
from casefile.case.ask.questions import Questions
from casefile.domain.claims import Claim
from casefile.domain.judgements import Judgement
from casefile.domain.scope import EVERYTHING, Scope
from casefile.domain.selection import Focus
from casefile.domain.weighing import Competition, Disputed, Gap, OriginGraph, SourceGrade
from casefile.errors import UserError
from casefile.store.read import judgements


class OfClaims(Questions):
    """What can be asked about claims, and what the investigator concludes."""

    def claims(self, scope: Scope = EVERYTHING, rejected: bool = False) -> tuple[Claim, ...]:
        """What the articles in scope agree on, differ on or alone say; conflicts first. A cell for each of them."""
        found = self._within(scope, lambda tx, found: claiming.shown(tx, scope, found))
        return tuple(claim for claim in found if rejected or claim.decision != "rejected")

    def claim(self, id: str) -> Claim:
        """One claim, by its id or that of a claim merged into it. Raises UserError."""
        found = self._read(lambda tx: claiming.claim_of(tx, id))
        if found is None:
            raise UserError(f"There is no claim “{id}” in this case. Take its id from the claims listing.")
        return found

    def claims_at(self, focus: Focus, scope: Scope = EVERYTHING) -> tuple[Claim, ...]:
        """The claims that bear on what is looked at; conflicts first."""
        return self._within(scope, lambda tx, found: bearing.claims_at(tx, focus, scope, found))

    def disputed(self, most: int | None = None) -> Disputed:
        """What claims in conflict bear on, for badges where it is shown. With `most`, nothing is said of a case with more
        articles whose claims have not been compared yet: badges must not start that."""
        return self._read(lambda tx: bearing.disputed(tx) if most is None or claiming.is_quick(tx, most) else Disputed({}))

    def hypotheses(self) -> Competition:
        """The hypotheses with the claims that are weighed against them."""
        return self._read(claiming.hypotheses_of)

    def gaps(self, scope: Scope = EVERYTHING, rejected: bool = False) -> tuple[Gap, ...]:
        """What nobody says: noted questions first, then what no article answers, silences, claims without named source."""
        found = self._within(scope, lambda tx, found: claiming.gaps_in(tx, scope, found))
        return tuple(gap for gap in found if rejected or gap.decision != "rejected")

    def grades(self) -> tuple[SourceGrade, ...]:
        """How reliable each outlet is, by its record in the case, with the reason; by name."""
        return self._read(claiming.grades_of)

    def origins(self) -> OriginGraph:
        """Who has what from whom: outlets, speakers and the articles that have something from them."""
        return self._read(claiming.origins_of)

    def judgements(self) -> tuple[Judgement, ...]:
        """What the investigator concludes, in the investigator's order."""
        return self._read(judgements.judgements)

    def profiles(self) -> tuple[tuple[str, str], ...]:
        """The case's own profiles of the brief: name and TOML, by name."""
        return self._read(judgements.profiles)
