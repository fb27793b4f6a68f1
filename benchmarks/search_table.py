"""What `search.py` prints: each row of issue 4 with what was measured, what is asked, whether it is met; then the rest."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

OURS, TWO, FTS5, TANTIVY, STOCK = (
    "casefile, 1 process",
    "casefile, 2 processes",
    "fts5",
    "tantivy, 2 threads",
    "stock whoosh",
)
SAME = ("term", "common term", "rare term", "AND 2", "date + term", "prefix")
LARGE = 100_000
"""From so many articles on the second column of the issue's table counts."""


@dataclass(frozen=True)
class Row:
    what: str
    value: float
    asked: float
    unit: str = ""
    at_least: bool = False

    def __str__(self) -> str:
        met = self.value >= self.asked if self.at_least else self.value <= self.asked
        sign = ">=" if self.at_least else "<="
        told = f"{self.value:,.2f}{self.unit} | {sign} {self.asked:g}{self.unit}"
        return f"| {self.what} | {told} | {'pass' if met else 'FAIL'} |"


def report(figures: dict[str, Any]) -> None:
    print(f"\n### {figures['articles']:,} articles\n")
    if FTS5 in figures["index"]:
        print("| asked | measured | limit | |\n|---|---|---|---|")
        for row in rows(figures, figures["articles"] >= LARGE):
            print(row)
    print("\n| articles a second | clock | processors | bytes an article |\n|---|---|---|---|")
    for name, made in figures["index"].items():
        print(f"| {name} | {made['clock']:,.0f} | {made['processors']:,.0f} | {made.get('bytes', 0):,.0f} |")
    names = list(figures["queries"])
    print(f"\n| p95, ms of processor time | {' | '.join(names)} |\n|---{'|---' * len(names)}|")
    for kind in figures["queries"][OURS]:
        cells = [f"{figures['queries'][name][kind]:.2f}" for name in names]
        print(f"| {kind} | {' | '.join(cells)} |")
    print("\n| ours, ms of processor time | |\n|---|---|")
    for name, value in figures["ours"].items():
        print(f"| {name} | {value:.1f} |")
    sys.stdout.flush()


def rows(figures: dict[str, Any], large: bool) -> Iterator[Row]:
    """The issue's rows for this size."""
    yield from _indexing(figures["index"], large)
    yield from _asking(figures["queries"], large)
    ours = figures["ours"]
    yield Row("one more article until it is found, median", ours["one more, median"], 20 if large else 15, " ms")
    yield Row("memory of a searcher", ours["memory MB"], 130 if large else 70, " MB")
    size, theirs = figures["index"][OURS]["bytes"], figures["index"][FTS5]["bytes"]
    yield Row("index an article", size / 1024, 2.3 if large else 2.2, " KB")
    yield Row("index / FTS5", size / theirs, 1.15)
    if large:
        yield Row("a scope's query, p95", ours["a scope's query, p95"], 10, " ms")
        yield Row("as you type, p95", ours["as you type, p95"], 50, " ms")


def _indexing(made: dict[str, Any], large: bool) -> Iterator[Row]:
    speed = made[OURS]["processors"]
    limit = 0.4 if large else 0.35
    yield Row("indexing / FTS5, processors, one process", speed / made[FTS5]["processors"], limit, at_least=True)
    yield Row("indexing / FTS5, clock, two processes", made[TWO]["clock"] / made[FTS5]["clock"], limit, at_least=True)
    yield Row("indexing / stock Whoosh, processors", speed / made[STOCK]["processors"], 10, at_least=True)
    if large and TANTIVY in made:
        ratio = made[TWO]["clock"] / made[TANTIVY]["clock"]
        yield Row("indexing / tantivy, clock, two processes and two threads", ratio, 0.3, at_least=True)


def _asking(asked: dict[str, dict[str, float]], large: bool) -> Iterator[Row]:
    limits = {
        FTS5: dict.fromkeys(SAME, 0.2 if large else 1.0)
        | {
            "OR 4": 0.05 if large else 0.1,
            "phrase": 0.8 if large else 1.0,
            "20 with snippets": 0.25 if large else 1.0,
        },
        TANTIVY: dict.fromkeys((*SAME, "fuzzy"), 2.0) | {"OR 4": 3.0, "phrase": 3.0, "20 with snippets": 1.5}
        if large
        else {},
    }
    for other, kinds in limits.items():
        if other in asked:
            for kind, limit in kinds.items():
                yield Row(f"{kind} / {other.partition(',')[0]}", asked[OURS][kind] / asked[other][kind], limit)
