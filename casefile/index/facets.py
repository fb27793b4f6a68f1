"""What the hits are spread over, counted exactly: outlet, year, month, language, entity (by id), speaker, tag."""

from __future__ import annotations

import numpy as np

from casefile.index.pack import Array
from casefile.index.schema import OPEN_PAST
from casefile.index.snapshot import Snapshot

Facet = tuple[str, tuple[tuple[str, int], ...]]

MOST_VALUES = 100
"""Values shown of a facet, most frequent first."""
_KEYS = (
    ("outlet", "outlet_key"),
    ("language", "lang"),
    ("entity", "entity_id"),
    ("speaker", "speaker_key"),
    ("tag", "tag"),
)
_EPOCH = 719_163
"""Ordinal of 1 January 1970."""


class Facets:
    """Counts for one snapshot. Remembers where the values stand."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._placed: dict[str, list[tuple[list[bytes], Array, Array]]] = {}
        self._months: Array | None = None

    def count(self, documents: Array) -> tuple[Facet, ...]:
        """How many of these documents have each value."""
        chosen = np.zeros(self._snapshot.count, bool)
        chosen[documents] = True
        outlet, *others = (self._keyed(name, field, chosen) for name, field in _KEYS)
        return (outlet, *self._dated(documents), *others)

    def _keyed(self, name: str, field: str, chosen: Array) -> Facet:
        totals: dict[bytes, int] = {}
        for leaf, (texts, documents, heads) in zip(self._snapshot.leaves, self._places(field), strict=True):
            if not len(documents):
                continue
            here = chosen[leaf.base : leaf.base + leaf.file.count][documents]
            counts = np.add.reduceat(here, heads, dtype=np.int64)
            for at in np.flatnonzero(counts).tolist():
                totals[texts[at]] = totals.get(texts[at], 0) + int(counts[at])
        return name, _ranked({text.decode(): count for text, count in totals.items()})

    def outlet_ranks(self) -> Array:
        """The place of each document's outlet among all outlets by name; documents without one come last."""
        names = sorted({text for texts, _, _ in self._places("outlet_key") for text in texts}, key=bytes.lower)
        place = {name: rank for rank, name in enumerate(names)}
        ranks = np.full(self._snapshot.count, len(names))
        for leaf, (texts, documents, heads) in zip(self._snapshot.leaves, self._places("outlet_key"), strict=True):
            own = np.fromiter((place[text] for text in texts), np.int64, len(texts))
            ranks[documents + leaf.base] = np.repeat(own, np.diff(heads, append=len(documents)))
        return ranks

    def _places(self, field: str) -> list[tuple[list[bytes], Array, Array]]:
        if field not in self._placed:
            placed = []
            for leaf in self._snapshot.leaves:
                postings = leaf.file.postings
                terms = postings.field_terms(field)
                documents, counts = postings.docs_of(terms)
                placed.append((postings.texts(*postings.fields.get(field, (0, 0))), documents, np.cumsum(counts) - counts))
            self._placed[field] = placed
        return self._placed[field]

    def _dated(self, documents: Array) -> tuple[Facet, Facet]:
        if self._months is None:
            first = self._snapshot.column("first")
            days = (first.astype(np.int64) - _EPOCH).astype("datetime64[D]")
            # Months since 1970; 0 stands for none and is not used by a real month before it.
            self._months = np.where(first > OPEN_PAST, days.astype("datetime64[M]").astype(np.int64), np.iinfo(np.int64).min)
        months, counts = np.unique(self._months[documents], return_counts=True)
        by_month: dict[str, int] = {}
        by_year: dict[str, int] = {}
        for month, count in zip(months.tolist(), counts.tolist(), strict=True):
            if month != np.iinfo(np.int64).min:
                year, index = divmod(month, 12)
                by_month[f"{year + 1970:04d}-{index + 1:02d}"] = count
                by_year[f"{year + 1970:04d}"] = by_year.get(f"{year + 1970:04d}", 0) + count
        return ("year", _ranked(by_year)), ("month", _ranked(by_month))


def _ranked(counts: dict[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:MOST_VALUES])
