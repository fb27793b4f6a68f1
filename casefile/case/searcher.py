"""The narrow gate through which a case reaches its search index."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from casefile.domain.documents import IndexDocument
from casefile.domain.hits import SearchAnswer
from casefile.store.vault import Vault

Bodies = Callable[[Sequence[str]], Mapping[str, str]]
"""Texts of documents by id."""
Share = Callable[[], Iterable[IndexDocument]]
"""A part of the documents; can be pickled, and no id stands in two."""


class Searcher(Protocol):
    """A search index: derived from the case, disposable, outside the case file."""

    def update(self, documents: Iterable[IndexDocument], gone: Iterable[str], revision: int) -> None:
        """Put these documents in place of those with the same ids, and drop those that are gone."""

    def search(
        self, query: str, *, limit: int = 20, among: frozenset[int] | None = None, order: str = "relevance"
    ) -> SearchAnswer:
        """Hits by relevance, date or outlet; only in these articles where `among` is given. Raises QueryError."""

    def matching(self, query: str) -> frozenset[int]:
        """Numbers of all articles that the query finds, in the article or in anything inside it. Raises QueryError."""

    def state(self, case_id: str, revision: int) -> str:
        """ "up to date", "stale", "rebuilding" or "missing"."""

    def rebuild(self, documents: Iterable[IndexDocument], revision: int) -> None:
        """Begin afresh with these documents."""

    def rebuild_of(
        self, shares: Sequence[Share], revision: int, processes: int = 1, told: Callable[[int, int], None] | None = None
    ) -> None:
        """Begin afresh with documents in shares, read by so many processes at once; `told` hears (done, of how many)."""

    def tidy(self) -> None:
        """Do what is better not done while somebody waits."""

    def deputy(self) -> Callable[[], Searcher]:
        """Makes the same index in another process. Can be pickled."""

    def carried(self) -> Any:
        """What only this process can see of the index, to be handed to `take` in another; None for nothing."""

    def take(self, carried: Any) -> None:
        """Hold what a deputy carried."""

    def seal_in(self, vault_of: Callable[[Path], Vault]) -> None:
        """Keep the index of an encrypted case, of which nothing may be on disk in the clear, in an encrypted file."""

    def texts_from(self, bodies: Bodies) -> None:
        """Read the texts for snippets there from now on, and keep none."""

    def close(self) -> None:
        """Let go of the index's files."""
