"""The rows a brief is made of, gathered once; and how their places become citations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from casefile.domain.brief import Citation
from casefile.domain.material import Material
from casefile.domain.rows import ArticleRow, Place
from casefile.domain.scope import EVERYTHING, Scope

if TYPE_CHECKING:
    from casefile.case.ask import Ask


def gather(ask: Ask, extractor: str, scope: Scope = EVERYTHING, *, records: bool = False) -> Material:
    """Everything within scope, rejected rows too. Raises UserError where the scope's query cannot be read."""
    articles = ask.articles(scope)
    return Material(
        overview=ask.overview(scope),
        articles=articles,
        events=ask.timeline(scope, everything=True, rejected=True),
        entities=ask.entities(scope, rejected=True),
        mentions=ask.mentions(scope, rejected=True),
        quotes=ask.quotes(scope, rejected=True),
        figures=ask.figures(scope, rejected=True),
        extractor=extractor,
        texts={row.number: ask.text(row.number) for row in articles},
        notes=ask.notes(scope),
        log=ask.log(),
        records={row.number: ask.record(row.number) for row in articles} if records else None,
        claims=ask.claims(scope, rejected=True),
        judgements=ask.judgements(),
        competition=ask.hypotheses(),
        gaps=ask.gaps(scope),
        grades=ask.grades(),
        origins=ask.origins(),
    )


def kept(decision: str) -> bool:
    """Whether a row with this decision goes into a brief."""
    return decision != "rejected"


def number_of(article: str) -> int:
    """4 for S4."""
    return int(article[1:])


def originals(articles: Iterable[ArticleRow]) -> Mapping[str, str]:
    """Id of each article -> that of the article whose wording it repeats, or its own."""
    return {row.id: row.origin or row.id for row in articles}


def citation(place: Place) -> Citation:
    """The citation of a row's place."""
    return Citation(number_of(place.article), place.paragraph, place.start, place.end, place.sentence)


def once(citations: list[Citation]) -> tuple[Citation, ...]:
    """By article and place, one for each paragraph."""
    first: dict[tuple[int, int], Citation] = {}
    for item in sorted(citations):
        first.setdefault((item.article, item.paragraph), item)
    return tuple(first.values())
