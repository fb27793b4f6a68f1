"""What was worked out for the last comparison, so that the next one does only what has changed."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

from casefile.domain.claims import Passage

T = TypeVar("T")


class Memory:
    """Answers by all that they follow from: whoever asks with one key gets what was worked out for it, so that what comes
    out never depends on what is remembered. Holds what the last two comparisons asked for. For one thread at a time."""

    def __init__(self) -> None:
        self._now: dict[Hashable, object] = {}
        self._before: dict[Hashable, object] = {}
        self._articles: dict[int, tuple[tuple[Passage, ...], int]] = {}
        self._next = 0
        self.worked = 0
        """How often an answer had to be worked out."""

    def begin(self) -> None:
        """Another comparison: what the one before the last asked for is forgotten."""
        self._before, self._now = self._now, {}

    def seal(self, article: int, passages: tuple[Passage, ...]) -> int:
        """A number that stands for these sentences of an article: another one wherever they are not the same."""
        former = self._articles.get(article)
        if former is not None and (former[0] is passages or former[0] == passages):
            return former[1]
        self._next += 1
        self._articles[article] = passages, self._next
        return self._next

    def number(self, key: Hashable) -> int:
        """A number that stands for this key, and for no other."""

        def another() -> int:
            self._next += 1
            return self._next

        return self.get(("number", key), another)

    def get(self, key: Hashable, work: Callable[[], T]) -> T:
        """What this key was answered with, worked out where that is not known."""
        found = self._now.get(key)
        if found is None:
            found = self._before.get(key)
            if found is None:
                found = work()
                self.worked += 1
            self._now[key] = found
        return found  # type: ignore[return-value] # the key says what it is the answer to
