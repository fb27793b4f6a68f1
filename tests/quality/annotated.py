"""Reads the annotated articles: text with the marks taken out, and the marks as typed spans."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

_MARK = re.compile(r"<(?P<close>/)?(?P<kind>[dnfqe])(?: (?P<value>[^>]+))?>")


@dataclass
class Annotated:
    """One article. Spans are code points of `text`, half-open."""

    name: str
    published: str
    text: str = ""
    dates: list[tuple[int, int, str]] = field(default_factory=list)
    names: list[tuple[int, int, str, str]] = field(default_factory=list)
    """start, end, type, name."""
    figures: list[tuple[int, int, float]] = field(default_factory=list)
    quotes: list[tuple[int, int, str, str]] = field(default_factory=list)
    """start, end, kind, speaker."""
    events: list[tuple[int, int, str, str]] = field(default_factory=list)
    """start and end of the word that tells it, status, EDTF ("-" for none)."""


def read_articles(name: str = "articles") -> list[Annotated]:
    """All articles of a file, in order: `articles` by phenomenon, `genres` longer ones as papers and vendors write them."""
    source = Path(__file__).with_name(f"{name}.txt").read_text(encoding="utf-8")
    found = []
    for block in re.split(r"^=== ", source, flags=re.MULTILINE)[1:]:
        head, _, body = block.partition("\n")
        name, published = (part.strip() for part in head.split("|"))
        found.append(_read(Annotated(name, published), body.strip()))
    return found


def _read(article: Annotated, body: str) -> Annotated:
    open_marks: list[tuple[str, str, int]] = []
    parts: list[str] = []
    place = length = 0
    for mark in _MARK.finditer(body):
        parts.append(body[place : mark.start()])
        length += mark.start() - place
        place = mark.end()
        if not mark["close"]:
            open_marks.append((mark["kind"], mark["value"], length))
            continue
        kind, value, start = open_marks.pop()
        assert kind == mark["kind"], f"{article.name}: marks cross"
        match kind:
            case "d":
                article.dates.append((start, length, value))
            case "f":
                article.figures.append((start, length, float(value)))
            case "n":
                article.names.append((start, length, *value.split(" ", 1)))  # type: ignore[arg-type]
            case "e":
                article.events.append((start, length, *value.split(" ", 1)))  # type: ignore[arg-type]
            case "q":
                article.quotes.append((start, length, *value.split(" ", 1)))  # type: ignore[arg-type]
    assert not open_marks, f"{article.name}: a mark is not closed"
    article.text = "".join([*parts, body[place:]])
    return article
