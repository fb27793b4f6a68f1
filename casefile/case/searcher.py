"""The narrow gate through which a case reaches its search index."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from casefile.domain.documents import IndexDocument
from casefile.domain.rows import SearchAnswer


class Searcher(Protocol):
    """A search index: derived from the case, disposable, outside the case file."""

    def update(self, documents: Iterable[IndexDocument], gone: Iterable[str], revision: int) -> None:
        """Put these documents in place of those with the same ids, and drop those that are gone."""

    def search(self, query: str, *, limit: int = 20, among: frozenset[int] | None = None) -> SearchAnswer:
        """Ranked hits; only in these articles where `among` is given. Raises QueryError."""

    def matching(self, query: str) -> frozenset[int]:
        """Numbers of all articles that the query finds, in the article or in anything inside it. Raises QueryError."""

    def state(self, case_id: str, revision: int) -> str:
        """ "up to date", "stale", "rebuilding" or "missing"."""

    def rebuild(self, documents: Iterable[IndexDocument], revision: int) -> None:
        """Begin afresh with these documents."""

    def close(self) -> None:
        """Let go of the index's files."""
