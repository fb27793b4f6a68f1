"""Whether a case is sound: what was kept is what is there."""

from __future__ import annotations

from casefile.domain.rows import Problem
from casefile.store.engine import Store
from casefile.store.read.soundness import problems


def verify(store: Store) -> tuple[Problem, ...]:
    """Everything that is not as it was written, each with where. Reads the whole case."""
    with store.read() as tx:
        return problems(tx)
