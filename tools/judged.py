"""Findings on the annotated collections, each judged right or wrong: what calibration and the accuracy page rest on.

The collections lie beside the checkout (shared/bench/open) and never enter the project; only figures do.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from casefile.domain.articles import Basis, Publication
from casefile.domain.findings import DateFinding, Findings, Report
from casefile.extract.bulk import Request, evidence_of
from casefile.extract.pipeline import read

Gold = dict[str, Any]
Span = tuple[int, int]
_TYPES = {"person": "PER", "organisation": "ORG", "place": "LOC", "system": "PRO"}
_ENOUGH = 0.5
"""Overlap, as intersection over the longer, from which two stretches are taken for the same."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One finding: its layer, the article it is in, its rule, how sure the rule said it was, and whether it is right."""

    layer: str
    article: str
    rule: str
    said: float
    right: bool


def judged(folder: Path) -> Iterator[Judged]:
    """Every judged finding on the collections in `folder`."""
    for layer, (collection, judge) in _LAYERS.items():
        golds = _load(folder / f"{collection}.jsonl")
        if collection == "timeline":
            golds = _dated(golds)
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
    evidence = evidence_of(requests)
    for one in requests:
        yield read(one.text, published=one.published, title=one.title, evidence=evidence)


def _overlap(first: Span, second: Span) -> float:
    shared = min(first[1], second[1]) - max(first[0], second[0])
    return max(0, shared) / max(first[1] - first[0], second[1] - second[0], 1)


_KINDS = {"duration": "DURATION", "set": "SET", "time": "TIME"}


def _dates(gold: Gold, findings: Findings) -> Iterator[tuple[Any, bool]]:
    for found in findings.dates:
        same = [one for one in gold["gold"] if _overlap((one["start"], one["end"]), (found.start, found.end)) >= _ENOUGH]
        yield found, any(_same_time(found, one) for one in same)


def _same_time(found: DateFinding, one: Gold) -> bool:
    """Whether a date has the same first and last day, a duration the same length, a clock time its kind."""
    if found.kind == "date" and found.edtf:
        if not one.get("interval"):
            return False
        first, behind, _ = one["interval"]
        return first == found.earliest and _day_before(behind) == found.latest
    if found.kind in ("duration", "set"):
        return bool(one["label"] == _KINDS[found.kind] and one["value"] == found.duration)
    if found.kind == "time":
        return bool(one["label"] in ("TIME", "DATE"))
    return found.reference is None or one["value"] == f"{found.reference.upper()}_REF"


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


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


def _dated(golds: list[Gold]) -> list[Gold]:
    """The articles of a collection of timelines, each with its dated events: which sentence, where, when."""
    articles = {gold["id"]: {**gold, "dated": []} for gold in golds if gold["kind"] == "article"}
    for gold in golds:
        for item in gold["items"] if gold["kind"] == "timeline" else ():
            for event in item["events"] if item["date"] else ():
                articles[event["doc"]]["dated"].append((str(event["sent"]), event["pos"] or 0, item["date"]))
    return list(articles.values())


def _events(gold: Gold, findings: Findings) -> Iterator[tuple[Any, bool]]:
    """Only some events are annotated with their date: the report nearest to each is judged, right where neither date
    contradicts the other ("2008-01" and "2008-01-22")."""
    judged: dict[int, bool] = {}
    for name, position, when in gold["dated"]:
        start, end = gold["sentences"][name]
        inside = [place for place, found in enumerate(findings.reports) if start <= found.trigger_start < end]
        if inside:
            place = min(inside, key=lambda place: abs(findings.reports[place].trigger_start - position))
            judged[place] = judged.get(place, True) and _compatible(findings.reports[place], when)
    for place, right in sorted(judged.items()):
        yield findings.reports[place], right


def _compatible(found: Report, when: str) -> bool:
    said = (found.edtf or "").strip("?~%").partition("/")[0]
    return bool(said) and (said.startswith(when) or when.startswith(said))


_LAYERS: dict[str, tuple[str, Callable[[Gold, Findings], Iterator[tuple[Any, bool]]]]] = {
    "dates": ("dates", _dates),
    "entities": ("entities", _entities),
    "quotes": ("quotes", _quotes),
    "figures": ("figures", _figures),
    "events": ("timeline", _events),
}
