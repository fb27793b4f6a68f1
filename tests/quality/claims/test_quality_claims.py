"""How right the proposed claims are on our own clusters: pairs of sentences that bear on one claim. The floors only rise."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import pytest

from casefile.case import Case
from casefile.domain.articles import Basis, Metadata, Publication, Reading
from casefile.domain.claims import Relation
from casefile.domain.commands import AddArticle
from casefile.extract import extract
from casefile.index import open_index

PRECISION, RECALL, OPPOSED = 0.95, 0.85, 0.95
"""Of pairs, and of right pairs the share that is rightly held to agree or to disagree."""
_TAG = re.compile(r"^\[(\w)(!?)\] ")
_AGAINST = (Relation.DIFFERS, Relation.DENIES)
Place = tuple[int, int]
"""Article and line."""


@dataclass(frozen=True)
class Article:
    outlet: str
    published: str
    lines: tuple[str, ...]
    tags: tuple[tuple[str, bool] | None, ...]


def read_clusters() -> dict[str, tuple[Article, ...]]:
    """All clusters of clusters.txt."""
    source = Path(__file__).with_name("clusters.txt").read_text(encoding="utf-8")
    found = {}
    for block in re.split(r"^=== ", source, flags=re.MULTILINE)[1:]:
        name, _, body = block.partition("\n")
        found[name.strip()] = tuple(_article(part) for part in re.split(r"^--- ", body, flags=re.MULTILINE)[1:])
    return found


def _article(part: str) -> Article:
    head, *lines = part.strip().splitlines()
    outlet, published = (words.strip() for words in head.split("|"))
    marks = [_TAG.match(line) for line in lines]
    return Article(
        outlet,
        published,
        tuple(_TAG.sub("", line) for line in lines),
        tuple((mark[1], bool(mark[2])) if mark else None for mark in marks),
    )


def wanted(cluster: tuple[Article, ...]) -> dict[frozenset[Place], bool]:
    """Pairs of sentences of different articles on one claim, and whether they disagree."""
    tagged = [
        (tag, (number, line))
        for number, article in enumerate(cluster, 1)
        for line, tag in enumerate(article.tags, 1)
        if tag is not None
    ]
    return {
        frozenset((one, other)): first[1] != second[1]
        for (first, one), (second, other) in combinations(tagged, 2)
        if first[0] == second[0] and one[0] != other[0]
    }


def proposed(cluster: tuple[Article, ...], path: Path) -> dict[frozenset[Place], bool]:
    """Pairs of sentences that a case of these articles proposes."""
    with Case.create(path, "Cluster", index=open_index) as case:
        for number, article in enumerate(cluster):
            text = "\n\n".join(article.lines)
            published = Publication(article.published, Basis.GIVEN, 1.0)
            metadata = Metadata("", article.outlet, published=published, language="en")
            reading = Reading(f"{number}.txt", None, text.encode(), "text/plain", text, "utf-8", metadata)
            case.do(AddArticle(reading, extract(text, published=published, language="en"), "import"))
        case.settle()
        found = {}
        for claim in case.ask.claims():
            said = [cell for cell in claim.cells if cell.relation is not Relation.SILENT]
            for one, other in combinations(said, 2):
                pair = frozenset((int(c.article[1:]), c.paragraph or 0) for c in (one, other))
                found[pair] = (one.relation in _AGAINST) != (other.relation in _AGAINST)
        return found


@pytest.fixture(scope="module")
def judged(
    tmp_path_factory: pytest.TempPathFactory,
) -> list[tuple[str, dict[frozenset[Place], bool], dict[frozenset[Place], bool]]]:
    folder = tmp_path_factory.mktemp("clusters")
    return [
        (name, wanted(cluster), proposed(cluster, folder / f"{number}.casefile"))
        for number, (name, cluster) in enumerate(read_clusters().items())
    ]


def test_the_set_is_large_enough() -> None:
    clusters = read_clusters()
    assert len(clusters) >= 20
    assert sum(len(wanted(cluster)) for cluster in clusters.values()) >= 20


def test_pairs_are_right(judged: list[tuple[str, dict[frozenset[Place], bool], dict[frozenset[Place], bool]]]) -> None:
    right = sum(len(gold.keys() & found.keys()) for _, gold, found in judged)
    precision = right / sum(len(found) for _, _, found in judged)
    recall = right / sum(len(gold) for _, gold, _ in judged)
    missed = [
        f"{name}: {sorted(map(sorted, gold.keys() - found.keys()))}"
        for name, gold, found in judged
        if gold.keys() - found.keys()
    ]
    wrong = [
        f"{name}: {sorted(map(sorted, found.keys() - gold.keys()))}"
        for name, gold, found in judged
        if found.keys() - gold.keys()
    ]
    told = f"precision {precision:.2f}, recall {recall:.2f}; missed {missed}; wrong {wrong}"
    assert precision >= PRECISION, told
    assert recall >= RECALL, told


def test_agreement_and_disagreement_are_told_apart(
    judged: list[tuple[str, dict[frozenset[Place], bool], dict[frozenset[Place], bool]]],
) -> None:
    both = [(name, gold[pair] == found[pair]) for name, gold, found in judged for pair in gold.keys() & found.keys()]
    assert sum(same for _, same in both) / len(both) >= OPPOSED, [name for name, same in both if not same]
