"""How right the extractor is on our own annotated articles, layer by layer. The floors only rise."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from quality.annotated import Annotated, read_articles

from casefile.domain.articles import Basis, Publication
from casefile.domain.findings import Findings
from casefile.extract import extract

FLOORS: dict[str, Any] = tomllib.loads(Path(__file__).with_name("floors.toml").read_text(encoding="utf-8"))
QUOTE_OVERLAP = 0.5
Span = tuple[int, int]
Judge = Callable[[Any, Any, str], bool]


def date_right(gold: Any, found: Any, _text: str) -> bool:
    return bool(found.edtf == gold[2])


def name_right(gold: Any, found: Any, _text: str) -> bool:
    return bool(found.type == gold[2] and found.name.removeprefix("the ") == gold[3])


def figure_right(gold: Any, found: Any, _text: str) -> bool:
    return abs(found.value - gold[2]) < 1e-6 * max(1.0, gold[2])


def quote_right(gold: Any, found: Any, _text: str) -> bool:
    return found.kind == gold[2] and gold[3].casefold() in (found.speaker or "?").casefold()


LAYERS: dict[str, tuple[Callable[[Annotated], Sequence[Any]], Callable[[Findings], Sequence[Any]], Judge]] = {
    "dates": (lambda a: a.dates, lambda f: [d for d in f.dates if d.kind == "date" and d.edtf], date_right),
    "names": (lambda a: a.names, lambda f: f.mentions, name_right),
    "figures": (lambda a: a.figures, lambda f: f.figures, figure_right),
    "quotes": (lambda a: a.quotes, lambda f: f.quotes, quote_right),
}


def overlap(first: Span, second: Span) -> float:
    shared = min(first[1], second[1]) - max(first[0], second[0])
    return max(0, shared) / max(first[1] - first[0], second[1] - second[0])


def spans(layer: str, found: Any) -> Span:
    if layer == "quotes" and found.kind == "mixed" and found.quoted:
        return found.quoted[0][0], found.quoted[-1][1]
    return found.start, found.end


def test_floor_of_events(read: list[tuple[Annotated, Findings]]) -> None:
    """Of the events that are annotated: how many are found by their word, with their status and date. An article may tell
    more than is annotated."""
    wanted = right = 0
    misses = []
    for article, findings in read:
        told = {(one.trigger_start, one.trigger_end): one for one in findings.reports}
        for start, end, status, when in article.events:
            wanted += 1
            one = told.get((start, end))
            found = (one.status, one.edtf or "-") if one else None
            right += found == (status, when)
            if found != (status, when):
                misses.append(f"{article.name}: {article.text[start:end]!r} is {status} {when}, found {found}")
    assert wanted >= 30
    assert right / wanted >= FLOORS["events"], "\n".join([f"events: {right / wanted:.3f}", *misses])


@pytest.fixture(scope="module")
def genres() -> list[tuple[Annotated, Findings]]:
    return [
        (article, extract(article.text, published=Publication(article.published, Basis.GIVEN, 1.0)))
        for article in read_articles("genres")
    ]


@pytest.fixture(scope="module")
def read() -> list[tuple[Annotated, Findings]]:
    return [
        (article, extract(article.text, published=Publication(article.published, Basis.GIVEN, 1.0)))
        for article in read_articles()
    ]


@pytest.mark.parametrize("layer", LAYERS)
def test_floor(layer: str, read: list[tuple[Annotated, Findings]]) -> None:
    check(layer, read, FLOORS[layer])


@pytest.mark.parametrize("layer", LAYERS)
def test_floor_by_genre(layer: str, genres: list[tuple[Annotated, Findings]]) -> None:
    """Security reports, wire news, court reports, statements, interviews: written before the rules were run on them, with
    their hard places left in."""
    check(layer, genres, FLOORS["genres"][layer])


def check(layer: str, read: list[tuple[Annotated, Findings]], floor: float) -> None:
    wanted_of, found_of, right = LAYERS[layer]
    counts: Counter[str] = Counter()
    misses = []
    for article, findings in read:
        wanted, found = list(wanted_of(article)), list(found_of(findings))
        counts["wanted"] += len(wanted)
        counts["found"] += len(found)
        for gold in wanted:
            near = [
                one
                for one in found
                if overlap(gold[:2], spans(layer, one)) >= QUOTE_OVERLAP and right(gold, one, article.text)
            ]
            if near:
                counts["right"] += 1
                found.remove(near[0])
            else:
                misses.append(f"{article.name}: missed {article.text[gold[0] : gold[1]]!r} {gold[2:]}")
        misses += [f"{article.name}: not wanted {article.text[slice(*spans(layer, one))]!r}" for one in found]
    score = 2 * counts["right"] / (counts["wanted"] + counts["found"])
    assert score >= floor, "\n".join([f"{layer}: {score:.3f}", *misses])
