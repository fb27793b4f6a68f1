"""Questions to a case. Each is one short read of one state of it; answers are frozen rows. Safe from any thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from casefile.case import beside, claiming
from casefile.case.ask.articles import OfArticles
from casefile.case.ask.claims import OfClaims
from casefile.case.ask.events import OfEvents
from casefile.case.ask.findings import OfFindings
from casefile.case.ask.questions import Found
from casefile.case.ask.searching import OfSearch
from casefile.domain.rows import Counterpart, JournalRow, NoteRow, Overview, ReviewItem
from casefile.domain.scope import EVERYTHING, Scope
from casefile.domain.selection import Focus, Links
from casefile.store.engine import Transaction
from casefile.store.read import listing, notes, review
from casefile.store.read.links import links
from casefile.store.read.overview import overview

__all__ = ["Ask"]

_FEW = 300
"""Articles whose claims are compared while somebody waits."""


class Ask(OfArticles, OfEvents, OfFindings, OfClaims, OfSearch):
    """What can be asked. Listings leave out what was rejected, unless `rejected`, and withdrawn articles always."""

    def review_count(self, scope: Scope = EVERYTHING) -> int:
        """How many items a review of the scope has in all."""

        def counted(tx: Transaction, found: Found) -> int:
            return review.open_proposals(tx, scope, found, self.unsure) + claiming.count_lost(tx, _FEW)

        return self._within(scope, counted)

    def overview(self, scope: Scope = EVERYTHING) -> Overview:
        """The case in numbers, whole and within the scope."""

        def told(tx: Transaction, found: Found) -> Overview:
            known = overview(tx, scope, found, self._store.path, self._store.read_only, self.unsure)
            # The queue begins with decisions on claims that lost what they hung on.
            return replace(known, review=known.review + claiming.count_lost(tx, _FEW))

        return self._within(scope, told)

    def links(self, focus: Focus) -> Links:
        """The counterparts of a focus in every pane; empty where the focus is gone."""
        with self._store.read() as tx:
            return links(tx, focus)

    def counterparts(self, focus: Focus) -> tuple[Counterpart, ...]:
        """Where each article tells what is looked at, for reading side by side; by article, its own included."""
        return self._read(lambda tx: beside.counterparts(tx, focus))

    def review(self, scope: Scope = EVERYTHING, limit: int = 200) -> tuple[ReviewItem, ...]:
        """Decisions that lost their finding, then proposals without a decision, least sure first."""

        def items(tx: Transaction, found: Found) -> tuple[ReviewItem, ...]:
            return (*claiming.lost_of(tx), *review.review(tx, scope, found, limit, self.unsure))[:limit]

        return self._within(scope, items)

    def notes(self, scope: Scope = EVERYTHING) -> tuple[NoteRow, ...]:
        """Notes, oldest first; those on articles in scope, and in no article where the scope is everything."""
        return self._within(scope, lambda tx, found: notes.notes(tx, scope, found))

    def tags(self) -> tuple[tuple[str, int], ...]:
        """Tags, with how many things bear each."""
        return self._read(listing.tags)

    def tag_colours(self) -> Mapping[str, str]:
        """The colours that were chosen for tags; the others have that of their words."""
        return self._read(listing.tag_colours)

    def log(self) -> tuple[JournalRow, ...]:
        """What was done, newest first."""
        return self._read(listing.log)

    def steps(self) -> tuple[JournalRow, ...]:
        """What was done, undone and redone, newest first, by the audit trail; `sequence` is the number there."""
        return self._read(listing.steps)
