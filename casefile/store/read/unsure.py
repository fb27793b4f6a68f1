"""How many findings of each article are not sure, and how sure the least of them is: what the review goes by.

What a run found is never edited, so this is counted once a run; only runs that came since are looked at again. Marks made by
hand come and go, but are sure.
"""

from __future__ import annotations

import threading
from heapq import nsmallest
from typing import Any

from sqlalchemy import Select, Table, func, select

from casefile.store import tables as t
from casefile.store.engine import Transaction
from casefile.store.write.findings import HAND

SURE = 1.0
"""A finding this sure is not put to the investigator."""
TABLES: dict[str, Table] = {"date": t.date_finding, "quote": t.quote, "figure": t.figure, "event": t.report}


class Unsure:
    """Of one open case. Safe from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last = 0
        self._of: dict[str, dict[int, tuple[int, float]]] = {kind: {} for kind in TABLES}
        """By kind and run: how many, and how sure the least."""

    def count(self, tx: Transaction) -> int:
        """Findings of current runs that are not sure and not decided on."""
        self._keep_up(tx)
        runs = list(tx.execute(select(t.article.c.run).where(~t.article.c.withdrawn)).scalars())
        total = sum(found[run][0] for found in self._of.values() for run in runs if run in found)
        return total - sum(len(_decided(tx, kind)) for kind in TABLES)

    def runs(self, tx: Transaction, kind: str, most: int) -> list[int]:
        """Current runs that hold the `most` least sure findings of a kind that are not decided on, and some others."""
        self._keep_up(tx)
        found, a = self._of[kind], t.article.c
        # Each of these has a finding that comes before all of the runs that are left out.
        standing = tx.execute(select(a.number, a.run).where(~a.withdrawn))
        every = ((found[run][1], number, run) for number, run in standing if run in found)
        return [run for _, _, run in nsmallest(most + len(_decided(tx, kind)), every)]

    def _keep_up(self, tx: Transaction) -> None:
        with self._lock:
            last = int(tx.execute(select(func.max(t.run.c.id))).scalar() or 0)
            if last > self._last:
                for kind, found in self._of.items():
                    for row in tx.execute(_counted(kind, self._last)):
                        found[row.run] = (row.number, row.least)
                self._last = last


def _counted(kind: str, after: int) -> Select[Any]:
    c = TABLES[kind].c
    query = select(c.run, func.count().label("number"), func.min(c.confidence).label("least")).where(
        c.run > after, c.confidence < SURE, c.rule != HAND
    )
    if kind == "event":
        query = query.where(c.basis.in_(DATED))
    return query.group_by(c.run)


DATED = ("explicit", "inherited")
"""What dates the reports that are reviewed: their own words, or those of a sentence before."""


def _decided(tx: Transaction, kind: str) -> list[str]:
    """The same that are decided on: few, and found by their ids."""
    c, d = TABLES[kind].c, t.decided.c
    query = (
        select(c.id)
        .join(t.article, t.article.c.run == c.run)
        .where(c.id.in_(select(d.id).where(d.decision != "")), ~t.article.c.withdrawn, c.confidence < SURE, c.rule != HAND)
    )
    if kind == "event":
        query = query.where(c.basis.in_(DATED))
    return list(tx.execute(query).scalars())
