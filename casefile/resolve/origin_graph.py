"""The origins of a case as a small graph: outlets and people at one side, the articles that have something from them at the
other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from casefile.domain.claims import Passage
from casefile.domain.ids import article_id
from casefile.domain.weighing import GapPlace, Origin, OriginEdge, OriginGraph, OriginKind, Path
from casefile.resolve.origins import Answerable, Chains


def graph(chains: Chains, passages: Iterable[Passage], decided: Mapping[int, str]) -> OriginGraph:
    """Who has what from whom. An article has one origin as a whole, and may have single sentences from others; a speaker is
    an origin of each article that has their words."""
    known: dict[str, Answerable] = {}
    edges: dict[tuple[str, str], OriginEdge] = {}

    def add(article: int, origin: Answerable, whole: bool, place: GapPlace | None) -> None:
        known.setdefault(origin.id, origin)
        through = None if origin.through is None else article_id(origin.through)
        edge = OriginEdge(article_id(article), origin.id, origin.path, whole, through, place)
        edges.setdefault((edge.article, edge.origin), edge)

    for article in sorted(chains.sources):
        origin = chains.of_article(article, decided)
        credit = chains.whole.get(article) if origin.path is Path.REPORTED else None
        add(article, origin, True, place_of(credit.passage) if credit else None)
    for passage in passages:
        here = place_of(passage)
        credit = chains.credits.get((passage.article, passage.start))
        if credit is not None and not decided.get(passage.article):
            add(passage.article, chains.of_article(passage.article, decided, credit), False, here)
        for quote in passage.quotes:
            origin = chains.answerable(passage, (quote,), decided)
            if origin.kind is OriginKind.SPEAKER:
                add(passage.article, origin, False, here)
    own = {edge.origin for edge in edges.values() if edge.whole}
    articles: dict[str, list[int]] = {}
    for edge in edges.values():
        articles.setdefault(edge.origin, []).append(int(edge.article[1:]))
    origins = [
        Origin(one.id, one.kind, one.name, tuple(article_id(number) for number in sorted(set(articles[one.id]))))
        for one in known.values()
    ]
    origins.sort(key=lambda o: (o.kind is OriginKind.SPEAKER, -len(o.articles), o.name.casefold(), o.id))
    ordered = sorted(edges.values(), key=lambda e: (int(e.article[1:]), not e.whole, e.origin))
    return OriginGraph(tuple(origins), tuple(ordered), len(own))


def place_of(passage: Passage) -> GapPlace:
    """The sentence of a passage."""
    return GapPlace(article_id(passage.article), passage.paragraph, passage.start, passage.end, passage.text)
