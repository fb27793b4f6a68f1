"""Our own annotated clusters of articles (tests/quality/claims/*.txt), and the cases that are made of them.

A cluster is "=== name" and articles "--- outlet | published"; a line is a sentence that begins with its claims in brackets:
[a] states, agrees or is compatible with the others of a; [a!] differs from them or denies them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from casefile.case import Case
from casefile.domain.articles import Basis, Metadata, Publication, Reading
from casefile.domain.commands import AddArticle
from casefile.extract import extract
from casefile.index import open_index

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "quality" / "claims"
_TAG = re.compile(r"^\[((?:\w!?)+)\] ")
Place = tuple[int, int]
"""Article and line."""
Pairs = dict[frozenset[Place], bool]
"""Pairs of sentences of different articles on one claim, and whether they disagree."""


@dataclass(frozen=True)
class Article:
    outlet: str
    published: str
    lines: tuple[str, ...]
    tags: tuple[dict[str, bool], ...]
    """Of each line the claims it bears on, and whether it is against the others."""


Cluster = tuple[Article, ...]


def read_clusters(name: str = "clusters.txt") -> dict[str, Cluster]:
    """All clusters of a file."""
    found = {}
    for block in re.split(r"^=== ", (FOLDER / name).read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        title, _, body = block.partition("\n")
        found[title.strip()] = tuple(_article(part) for part in re.split(r"^--- ", body, flags=re.MULTILINE)[1:])
    return found


def _article(part: str) -> Article:
    head, *lines = part.strip().splitlines()
    outlet, published = (words.strip() for words in head.split("|"))
    marks = [_TAG.match(line) for line in lines]
    return Article(
        outlet,
        published,
        tuple(_TAG.sub("", line) for line in lines),
        tuple({one[0]: "!" in one for one in re.findall(r"\w!?", mark[1])} if mark else {} for mark in marks),
    )


def wanted(cluster: Cluster) -> Pairs:
    """What the annotation says."""
    tagged = [
        (tag, (number, line))
        for number, article in enumerate(cluster, 1)
        for line, tags in enumerate(article.tags, 1)
        for tag in tags.items()
    ]
    return {
        frozenset((one, other)): first[1] != second[1]
        for (first, one), (second, other) in combinations(tagged, 2)
        if first[0] == second[0] and one[0] != other[0]
    }


def case_of(cluster: Cluster, path: Path) -> Case:
    """A new case of these articles, each sentence a paragraph. The caller closes it."""
    case = Case.create(path, "Cluster", index=open_index)
    for number, article in enumerate(cluster):
        text = "\n\n".join(article.lines)
        published = Publication(article.published, Basis.GIVEN, 1.0)
        metadata = Metadata("", article.outlet, published=published, language="en")
        reading = Reading(f"{number}.txt", None, text.encode(), "text/plain", text, "utf-8", metadata)
        case.do(AddArticle(reading, extract(text, published=published, language="en"), "import"))
    case.settle()
    return case
