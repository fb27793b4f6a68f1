"""Findings on the annotated collections, each judged right or wrong: what calibration and the accuracy page rest on.

The collections lie beside the checkout (shared/bench/open) and never enter the project; only figures do.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casefile.domain.articles import Basis, Publication
from casefile.domain.findings import Findings
from casefile.extract.bulk import Request, evidence_of, extract_many

Gold = dict[str, Any]
Span = tuple[int, int]
_TYPES = {"person": "PER", "organisation": "ORG", "place": "LOC", "system": "PRO"}
_ENOUGH = 0.5
"""Overlap, as intersection over the longer, from which two stretches are taken for the same."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One finding: its layer, the article it is in, its rule, how sure it said it was, and whether it is right."""

    layer: str
    article: str
    rule: str
    said: float
    right: bool


def judged(folder: Path) -> Iterator[Judged]:
    """Every judged finding on the collections in `folder`."""
    for layer, (collection, judge) in _LAYERS.items():
        golds = [gold for gold in _load(folder / f"{collection}.jsonl") if "text" in gold]
        for gold, findings in zip(golds, _read(golds), strict=True):
            for found, right in judge(gold, findings):
                yield Judged(layer, str(gold["id"]), found.rule, found.confidence, right)


def _load(path: Path) -> list[Gold]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _read(golds: list[Gold]) -> Iterator[Findings]:
    requests = [
        Request(
            gold["text"],
            Publication(gold["pub"], Basis.GIVEN, 1.0) if gold.get("pub") else Publication(),
            gold.get("title") or "",
        )
        for gold in golds
    ]
    return extract_many(requests, 1, evidence_of(requests))


def _overlap(first: Span, second: Span) -> float:
    shared = min(first[1], second[1]) - max(first[0], second[0])
    return max(0, shared) / max(first[1] - first[0], second[1] - second[0], 1)


def _dates(gold: Gold, findings: Findings) -> Iterator[tuple[Any, bool]]:
    for found in findings.dates:
        if found.kind == "date" and found.edtf:
            same = [one for one in gold["gold"] if _overlap((one["start"], one["end"]), (found.start, found.end)) >= _ENOUGH]
            yield found, any(not one.get("interval") or one["interval"][0] == found.earliest for one in same)


def _entities(gold: Gold, findings: Findings) -> Iterator[tuple[Any, bool]]:
    scored, ignored = set(gold["scored"]), [tuple(span) for span in gold.get("ignore", [])]
    for found in findings.mentions:
        span = (found.start, found.end)
        if _TYPES.get(found.type) not in scored or any(_overlap(span, other) for other in ignored):
            continue
        near = [one for one in gold["gold"] if min(one["end"], span[1]) > max(one["start"], span[0])]
        yield found, any(one["label"] == _TYPES[found.type] for one in near)


def _quotes(gold: Gold, findings: Findings) -> Iterator[tuple[Any, bool]]:
    for found in findings.quotes:
        yield found, any(_overlap((one["start"], one["end"]), (found.start, found.end)) >= _ENOUGH for one in gold["gold"])


def _figures(gold: Gold, findings: Findings) -> Iterator[tuple[Any, bool]]:
    if gold["source"] == "meantime":
        for found in findings.figures:
            yield found, any(min(one["end"], found.end) > max(one["start"], found.start) for one in gold["gold"])


def _events(gold: Gold, findings: Findings) -> Iterator[tuple[Any, bool]]:
    # Only which sentences report an event is annotated article by article: a report is judged by standing in one.
    spans = {name: span for name, span in gold["sentences"].items() if gold["events"].get(name)}
    for found in findings.reports:
        yield found, any(start <= found.trigger_start < end for start, end in spans.values())


_LAYERS: dict[str, tuple[str, Callable[[Gold, Findings], Iterator[tuple[Any, bool]]]]] = {
    "dates": ("dates", _dates),
    "entities": ("entities", _entities),
    "quotes": ("quotes", _quotes),
    "figures": ("figures", _figures),
    "events": ("timeline", _events),
}
