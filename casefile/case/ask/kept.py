"""What is told of all entities of a case, kept as long as the case is open, and kept up by what changes touched.

Counting who is mentioned how often takes a large case seconds, and every pane that shows entities asks again after every
change. A change says what it touched: only that is counted anew. What somebody else changed is not known: then all is.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Mapping

from casefile.domain.rows import EntityRow
from casefile.domain.scope import EVERYTHING
from casefile.store.engine import Transaction
from casefile.store.read import entities
from casefile.store.read.listing import case_record

_NOTED = 50
"""Changes that are remembered: nobody asks for so long only where nobody looks."""
_FEW = 4_000
"""Entities that are counted by themselves; more are quicker counted with all others."""


class KeptEntities:
    """Of one open case. Safe from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._noting = threading.Lock()
        self._noted: dict[int, tuple[frozenset[str], frozenset[int]]] = {}
        self._revision: int | None = None
        self._rows: dict[str, EntityRow] = {}
        self.counted = 0
        """Entities that were counted, for tests of how much work a change makes."""

    @property
    def begun(self) -> bool:
        """Whether all were counted once."""
        return self._revision is not None

    def note(self, revision: int, touched: Collection[str], articles: Collection[int]) -> None:
        """The case came to this revision by a change that touched these entities, and what these articles name. Told when it
        is committed: of one that failed nothing is noted, since somebody else may come to its revision. Who asks between the
        two has all counted."""
        with self._noting:
            self._noted[revision] = frozenset(touched), frozenset(articles)
            while len(self._noted) > _NOTED:
                del self._noted[next(iter(self._noted))]

    def rows(self, tx: Transaction) -> Mapping[str, EntityRow]:
        """All entities by id as lists show them, rejected ones too, in the state this transaction sees."""
        revision = case_record(tx).revision
        with self._lock:
            if self._revision is not None and revision < self._revision:
                # A reader that began before the last change: rare, and it must not turn back what is kept.
                return {row.id: row for row in entities.in_brief(tx, EVERYTHING, {}, rejected=True)}
            if revision != self._revision:
                self._keep_up(tx, revision)
            return self._rows

    def _keep_up(self, tx: Transaction, revision: int) -> None:
        stale = self._stale(tx, revision)
        if stale is None:
            self._rows = {row.id: row for row in entities.in_brief(tx, EVERYTHING, {}, rejected=True)}
            self.counted += len(self._rows)
        elif stale:
            # Who holds the former rows still reads them: they stay as they were.
            rows = {name: row for name, row in self._rows.items() if name not in stale}
            found = entities.in_brief(tx, EVERYTHING, {}, rejected=True, where=entities.among(stale))
            rows.update((row.id, row) for row in found)
            self._rows = rows
            self.counted += len(found)
        self._revision = revision

    def _stale(self, tx: Transaction, revision: int) -> frozenset[str] | None:
        """The entities to count anew; None: all."""
        if self._revision is None:
            return None
        with self._noting:
            notes = [self._noted.get(one) for one in range(self._revision + 1, revision + 1)]
        if len(notes) > _NOTED or any(note is None for note in notes):
            return None
        known = [note for note in notes if note is not None]
        articles = frozenset().union(*(numbers for _, numbers in known))
        stale = frozenset().union(*(names for names, _ in known), entities.named_in(tx, articles))
        return stale if len(stale) <= _FEW else None
