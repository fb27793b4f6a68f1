"""How often the whole case is resolved while articles come in."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

# Resolving takes at most a fifth of the time of an import, however large the case.
_REST = 4.0
# A resolution that takes less is never put off: a case of some hundred articles always shows what it comes to.
_SECONDS = 0.25


class Pace:
    """Remembers what the last resolution cost, to put off the next one in proportion."""

    def __init__(self) -> None:
        self._cost = 0.0
        self._ended = time.monotonic()

    def due(self) -> bool:
        """Whether enough time has passed for the whole case to be resolved again."""
        return self._cost < _SECONDS or time.monotonic() - self._ended >= _REST * self._cost

    @contextmanager
    def measured(self) -> Iterator[None]:
        """Around each resolution."""
        began = time.monotonic()
        try:
            yield
        finally:
            self._ended = time.monotonic()
            self._cost = self._ended - began
