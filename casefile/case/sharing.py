"""The documents of a case in shares, so that several processes read and index them side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from casefile.case.searcher import Share
from casefile.domain.documents import IndexDocument
from casefile.store.engine import Store, Transaction
from casefile.store.read.documents import article_stretches, documents_beside, documents_between


@dataclass(frozen=True, slots=True)
class _Articles:
    """Some articles, with the quotes and events in them."""

    another: Callable[[], Store]
    first: int
    last: int

    def __call__(self) -> Iterator[IndexDocument]:
        store = self.another()
        try:
            with store.read() as tx:
                yield from documents_between(tx, self.first, self.last)
        finally:
            store.close()


@dataclass(frozen=True, slots=True)
class _Beside:
    """What stands in no one article."""

    another: Callable[[], Store]

    def __call__(self) -> Iterator[IndexDocument]:
        store = self.another()
        try:
            with store.read() as tx:
                yield from documents_beside(tx)
        finally:
            store.close()


def shares(store: Store, tx: Transaction) -> list[Share]:
    """All documents of the case, a few hundred articles a share. They can be sent to other processes."""
    another = store.another()
    return [*(_Articles(another, first, last) for first, last in article_stretches(tx)), _Beside(another)]
