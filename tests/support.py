"""Values that several test folders share."""

from __future__ import annotations

import gc
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def document(self) -> dict[str, Any]:
        """Standard output as the one JSON document it must be."""
        value = json.loads(self.out)
        assert isinstance(value, dict)
        return value

    @property
    def rows(self) -> list[dict[str, Any]]:
        rows = self.document["rows"]
        assert isinstance(rows, list)
        return rows


Casefile = Callable[..., Ran]


def least_seconds(work: Callable[[], object], times: int = 2) -> float:
    """Processor time of the quickest of several runs: what the work takes when nothing else disturbs it."""
    spent = []
    # Late in a session the collector walks what all other tests left behind, and the larger work meets it more often.
    gc.collect()
    gc.disable()
    try:
        for _ in range(times):
            start = time.process_time()
            work()
            spent.append(time.process_time() - start)
    finally:
        gc.enable()
    return min(spent)
