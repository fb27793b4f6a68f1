"""How much work it is to propose claims: twice the articles, about twice the steps."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date, timedelta
from types import FrameType

from casefile.domain.claims import Passage, Source
from casefile.domain.findings import EntityType
from casefile.domain.rows import FigureRow, MentionRow, Place, ReportRow
from casefile.resolve.claims import propose

WORDS = "grain timber copper barley marble cotton coffee sugar cement silver".split()
STORY = 5
"""Articles that tell of one thing."""


def article(number: int) -> Iterator[Passage]:
    """Some sentences of one story among many: a count, a denial, a date."""
    story = number // STORY
    cargo, ship = WORDS[story % len(WORDS)], f"Vessel{story}"
    day = (date(2020, 1, 1) + timedelta(days=3 * story)).isoformat()
    sentences = (
        f"The freighter {ship} carried {100 + story} sacks of {cargo} when it sank.",
        f"The owner of the {ship} denied that {cargo} was smuggled on board.",
        f"Guards said {cargo} was smuggled on board the {ship} by night.",
    )
    start = 0
    for position, text in enumerate(sentences):
        at = start + text.index(ship)
        name = MentionRow(
            f"m{number}-{position}",
            Place(f"S{number}", position + 1, at, at + len(ship), ship, text),
            f"e{story}", EntityType.SYSTEM, ship, None, False, "", 0.9, "",
        )  # fmt: skip
        figures: tuple[FigureRow, ...] = ()
        if position == 0:
            digits = str(100 + story)
            place = start + text.index(digits)
            where = Place(f"S{number}", 1, place, place + len(digits), digits, text)
            figures = (FigureRow(f"f{number}", where, 100 + story, None, "sacks", "exactly", "count", "", 0.9, ""),)
        trigger = start + (text.index("sank") if position == 0 else text.index("smuggled"))
        where = Place(f"S{number}", position + 1, start, start + len(text), text, text)
        report = ReportRow(
            f"r{number}-{position}",
            where,
            "",
            day,
            day,
            day,
            "explicit",
            "reported",
            trigger,
            trigger + 4,
            None,
            "",
            0.9,
            "",
        )
        yield Passage(number, position + 1, start, start + len(text), text, (name,), figures, (report,))
        start += len(text) + 2


def steps(articles: int) -> tuple[int, int]:
    """Calls of functions it takes, and proposals that come out."""
    passages = [passage for number in range(1, articles + 1) for passage in article(number)]
    sources = [Source(n, f"Paper {n % STORY}", "2024-01-01", "2024-01-01", n) for n in range(1, articles + 1)]
    calls = 0

    def count(_: FrameType, event: str, __: object) -> None:
        nonlocal calls
        calls += event == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        found = propose(sources, passages)
    finally:
        sys.setprofile(before)
    return calls, len(found.proposals)


def test_twice_the_articles_are_about_twice_the_work() -> None:
    steps(20)  # Word lists are read once.
    few, proposed = steps(150)
    many, more = steps(300)
    assert proposed >= 30
    assert more >= 1.8 * proposed
    assert many <= 2.5 * few, (few, many)
