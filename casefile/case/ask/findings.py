"""Questions about who is named, who said what, and what is counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from casefile.case import suggesting
from casefile.case.ask.questions import Found, Questions
from casefile.domain.listed import FEW, Listed, Wish
from casefile.domain.rows import Company, EntityProfile, EntityRow, FigureRow, MentionRow, MergeSuggestion, QuoteRow
from casefile.domain.scope import EVERYTHING, Scope
from casefile.errors import UserError
from casefile.store.engine import Transaction
from casefile.store.read import company, entities, findings, identity, lists, profile


class OfFindings(Questions):
    """What can be asked about entities, quotes and figures."""

    def entity_names(self, ids: Sequence[str]) -> Mapping[str, str]:
        """The names of entities by id, without those that are gone."""
        return dict(self._read(lambda tx: identity.names_of(tx, list(ids))))

    def entities(self, scope: Scope = EVERYTHING, frame: bool = True, rejected: bool = False) -> tuple[EntityRow, ...]:
        """Entities, most mentioned first; without mere frame (reporters, outlets) where `frame` is False."""
        return self._within(scope, lambda tx, found: entities.entities(tx, scope, found, frame, rejected))

    def entities_in_brief(self, scope: Scope = EVERYTHING, rejected: bool = False) -> tuple[EntityRow, ...]:
        """Entities, most mentioned first, for a list that shows many: their articles are counted, not named."""

        def told(tx: Transaction, found: Found) -> tuple[EntityRow, ...]:
            if scope != EVERYTHING and not self.kept.begun:
                return entities.in_brief(tx, scope, found, rejected)
            every = self.kept.rows(tx)
            rows = every.values() if scope == EVERYTHING else _of(every, entities.ids_in(tx, scope, found))
            return entities.in_order(row for row in rows if rejected or row.decision != "rejected")

        return self._within(scope, told)

    def profile(self, id: str, most: int) -> EntityProfile:
        """The profile of an entity for a card: without its mentions, with the first `most` quotes. Raises UserError."""
        with self._store.read() as tx:
            own = identity.entity_of(tx, id)
            found = profile.in_brief(tx, own, most) if own else None
        if found is None:
            raise UserError(f"There is no entity “{id}” in this case. Take its id from the entities listing.")
        return found

    def entity(self, id: str) -> EntityProfile:
        """All about one entity, by any id it has or had. Raises UserError."""
        with self._store.read() as tx:
            own = identity.entity_of(tx, id)
            found = profile.profile(tx, own) if own else None
        if found is None:
            raise UserError(f"There is no entity “{id}” in this case. Take its id from the entities listing.")
        return found

    def entity_months(self, among: Sequence[str] | None = None) -> Mapping[str, tuple[tuple[str, int], ...]]:
        """Of each entity (or of these), how often it is mentioned in the articles of each month (year-month, mentions)."""
        return self._read(lambda tx: entities.months(tx, among))

    def mentions(self, scope: Scope = EVERYTHING, rejected: bool = False) -> tuple[MentionRow, ...]:
        """Names where they stand."""
        return self._within(scope, lambda tx, found: findings.mentions(tx, scope, found, rejected))

    def company(self, scope: Scope, most: int, few: int) -> Company | None:
        """The `most` mentioned entities and how often each two stand together, counted where they are mentioned more than
        `few` times in all; None otherwise: then `mentions` says it."""

        def told(tx: Transaction, found: Found) -> Company | None:
            ranked = None
            if scope == EVERYTHING and self.kept.begun:
                rows = [row for row in self.kept.rows(tx).values() if row.decision != "rejected" and not row.frame]
                ranked = [(row.id, row.mentions) for row in sorted(rows, key=lambda row: (-row.mentions, row.id))]
            return company.company(tx, scope, found, most, few, ranked)

        return self._within(scope, told)

    def together(self, scope: Scope, first: str, second: str, most: int) -> tuple[MentionRow, ...]:
        """Mentions of the first in sentences in which the second stands as well; at most so many."""
        return self._within(scope, lambda tx, found: company.sentences(tx, scope, found, first, second, most))

    def quotes(self, scope: Scope = EVERYTHING, rejected: bool = False) -> tuple[QuoteRow, ...]:
        """Reported speech, by article and place."""
        return self._within(scope, lambda tx, found: findings.quotes(tx, scope, found, rejected))

    def figures(self, scope: Scope = EVERYTHING, rejected: bool = False) -> tuple[FigureRow, ...]:
        """Numbers counted or measured, by article and place."""
        return self._within(scope, lambda tx, found: findings.figures(tx, scope, found, rejected))

    def quotes_listed(self, scope: Scope, wish: Wish, few: int = FEW) -> Listed[QuoteRow]:
        """Quotes by speaker, article or date: all rows where they are few, else their keys in order. See `Listed`."""
        return self._within(scope, lambda tx, found: lists.quotes(tx, scope, found, wish, few))

    def quotes_at(self, keys: Sequence[int]) -> tuple[tuple[int, QuoteRow], ...]:
        """(key, row) of the quotes with these keys that are still there."""
        return self._read(lambda tx: lists.quotes_at(tx, keys))

    def figures_listed(self, scope: Scope, wish: Wish, few: int = FEW) -> Listed[FigureRow]:
        """Figures by unit, article or value: all rows where they are few, else their keys in order. See `Listed`."""
        return self._within(scope, lambda tx, found: lists.figures(tx, scope, found, wish, few))

    def figures_at(self, keys: Sequence[int]) -> tuple[tuple[int, FigureRow], ...]:
        """(key, row) of the figures with these keys that are still there."""
        return self._read(lambda tx: lists.figures_at(tx, keys))

    def keys_of(self, kind: str, identifiers: Sequence[str]) -> tuple[int, ...]:
        """The keys of findings in the lists of `kind`, quotes or figures, without those that are gone."""
        return self._read(lambda tx: lists.keys_of(tx, kind, identifiers))

    def anonymous_shares(self, scope: Scope = EVERYTHING) -> tuple[tuple[str, int, int], ...]:
        """(outlet, quotes from people it does not name, all its quotes) in scope, without rejected ones."""
        return self._within(scope, lambda tx, found: lists.anonymous_shares(tx, scope, found))

    def merge_suggestions(self, limit: int = 100) -> tuple[MergeSuggestion, ...]:
        """Entities that may be one, surest first, each with its reason; none that was decided on."""
        return self._read(lambda tx: suggesting.merge_suggestions(tx, self.kept.rows(tx).values(), limit))


def _of(rows: Mapping[str, EntityRow], ids: Sequence[str]) -> list[EntityRow]:
    return [rows[identifier] for identifier in ids if identifier in rows]
