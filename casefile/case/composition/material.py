"""The rows a brief is made of, gathered once; and how their places become citations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casefile.domain.brief import Citation
from casefile.domain.material import Material
from casefile.domain.rows import Place
from casefile.domain.scope import EVERYTHING, Scope

if TYPE_CHECKING:
    from casefile.case.ask import Ask


def gather(ask: Ask, extractor: str, scope: Scope = EVERYTHING) -> Material:
    """Everything within scope. Raises UserError where the scope's query cannot be read."""
    articles = tuple(row for row in ask.articles(scope) if not row.withdrawn)
    return Material(
        overview=ask.overview(scope),
        articles=articles,
        events=ask.timeline(scope, everything=True),
        entities=ask.entities(scope, frame=False),
        mentions=ask.mentions(scope),
        quotes=ask.quotes(scope),
        figures=ask.figures(scope),
        extractor=extractor,
        texts={row.number: ask.article(row.number).text for row in articles},
        notes=ask.notes(scope),
    )


def kept(decision: str) -> bool:
    """Whether a row with this decision goes into a brief."""
    return decision != "rejected"


def number_of(article: str) -> int:
    """4 for S4."""
    return int(article[1:])


def citation(place: Place) -> Citation:
    """The citation of a row's place."""
    return Citation(number_of(place.article), place.paragraph, place.start, place.end, place.sentence)


def once(citations: list[Citation]) -> tuple[Citation, ...]:
    """By article and place, one for each paragraph."""
    first: dict[tuple[int, int], Citation] = {}
    for item in sorted(citations):
        first.setdefault((item.article, item.paragraph), item)
    return tuple(first.values())
