"""How long the brief of a case takes: composing in this process, typesetting in its child, proving it afterwards.

    python benchmarks/brief.py [--events 1000]

Prints processor seconds (of this process) and seconds by the clock (typesetting runs in a child), and the ratio to
typesetting a brief of ten events in the same run.
"""

from __future__ import annotations

import argparse
import datetime
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from casefile.case.composing import compose
from casefile.domain import edtf
from casefile.domain.articles import Basis, Publication
from casefile.domain.findings import EntityType
from casefile.domain.material import Material
from casefile.domain.profile import PROFILES
from casefile.domain.rows import ArticleRow, Counts, EntityRow, EventRow, MentionRow, Overview, Place, QuoteRow, ReportRow
from casefile.export.pdf import pdf
from casefile.export.verify_brief import verify_brief

T = TypeVar("T")
_EVENTS_AN_ARTICLE = 10
_OUTLETS = ("The Tidewater Post", "Quayside Wire", "Norrland Courier")
_BEGAN = datetime.date(2024, 1, 1)


@dataclass(frozen=True)
class Timed:
    """How long something took."""

    processor: float
    clock: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=1000)
    events = parser.parse_args().events
    day = datetime.date(2026, 1, 1)
    small = compose(material(10), PROFILES["evidence"], day)
    timed(lambda: pdf(small))  # the first child also fills the disk's cache
    _, reference = timed(lambda: pdf(small))
    rows, gathered = timed(lambda: material(events))
    brief, composed = timed(lambda: compose(rows, PROFILES["evidence"], day))
    content, typeset = timed(lambda: pdf(brief))
    problems, proved = timed(lambda: verify_brief(content))
    assert problems == ()
    print(f"{events} events in {len(rows.articles)} articles, {len(content) // 1000} KB")
    for name, took in (("rows made", gathered), ("composed", composed), ("typeset", typeset), ("proved", proved)):
        print(f"{name:<10} {took.processor:6.2f} s processor {took.clock:6.2f} s clock")
    print(f"typesetting a brief of ten events: {reference.clock:.2f} s clock; ratio {typeset.clock / reference.clock:.1f}")
    print(f"pages: {pages_of(content)}")


def timed(task: Callable[[], T]) -> tuple[T, Timed]:
    """What a task gives, and how long it took."""
    processor, clock = time.process_time(), time.perf_counter()
    answer = task()
    return answer, Timed(time.process_time() - processor, time.perf_counter() - clock)


def pages_of(content: bytes) -> int:
    """How many pages a PDF has."""
    from casefile.export.pages import Pages

    return len(Pages(content))


def material(events: int) -> Material:
    """A case of so many events, with a quote and a person an article, all made up."""
    articles = range(1, events // _EVENTS_AN_ARTICLE + 2)
    texts: dict[int, str] = {}
    rows: list[EventRow] = []
    people: list[EntityRow] = []
    mentions: list[MentionRow] = []
    quotes: list[QuoteRow] = []
    for number in articles:
        days = [
            (_BEGAN + datetime.timedelta(days=(number * _EVENTS_AN_ARTICLE + at) % 700)).isoformat()
            for at in range(_EVENTS_AN_ARTICLE)
        ]
        sentences = [
            f"On {day} the barge Grey Heron {number}-{at} left berth {at} with a crew of {3 + at} and was not seen again "
            f"before the evening tide."
            for at, day in enumerate(days)
        ]
        name = f"Ebba Lindqvist {number}"
        said = f"“We counted every barge twice,” said {name}, who keeps the lock."
        texts[number] = "\n\n".join([*sentences, said])
        for at, (day, sentence) in enumerate(zip(days, sentences, strict=True)):
            if len(rows) < events:
                rows.append(event(number, at, day, place(texts[number], number, sentence, at + 1)))
        where = place(texts[number], number, said, _EVENTS_AN_ARTICLE + 1)
        people.append(
            EntityRow(f"e{number}", name, EntityType.PERSON, (), (), 1, (f"S{number}",), None, None, False, "", 0.9, "x")
        )
        mentions.append(MentionRow(f"m{number}", where, f"e{number}", EntityType.PERSON, name, None, False, "", 0.9, "x"))
        quotes.append(quote(number, name, where))
    counts = Counts(articles=len(texts))
    overview = Overview("The barges", "benchmark", "", 1, True, counts, counts, 0, None, None, "", "")
    return Material(
        overview=overview,
        articles=tuple(article(number) for number in articles),
        events=tuple(rows),
        entities=tuple(people),
        mentions=tuple(mentions),
        quotes=tuple(quotes),
        figures=(),
        extractor="benchmark",
        texts=texts,
    )


def place(text: str, number: int, words: str, paragraph: int) -> Place:
    start = text.index(words)
    return Place(f"S{number}", paragraph, start, start + len(words), words, words)


def event(number: int, at: int, day: str, where: Place) -> EventRow:
    earliest, latest = edtf.bounds(day)
    report = ReportRow(f"r{number}.{at}", where, "", day, earliest, latest, "explicit", "reported", 0, 4, None, "", 0.9, "x")
    return EventRow(
        f"v{number}.{at}", where.sentence, day, earliest, latest, "explicit", "reported", (), (report,), "", 0.9, "x"
    )


def quote(number: int, name: str, where: Place) -> QuoteRow:
    spans = ((where.start, where.end),)
    return QuoteRow(
        f"q{number}", where, spans, "direct", "say", name, "named", None, (), "2024-01-01", _OUTLETS[0], "", 0.9, "x"
    )


def article(number: int) -> ArticleRow:
    published = Publication("2024-01-01", Basis.GIVEN, 1.0)
    return ArticleRow(
        f"S{number}", number, f"Barges, part {number}", _OUTLETS[number % 3], (), published, "en", "", f"{number:064x}", "",
        None, None, Counts(),
    )  # fmt: skip


if __name__ == "__main__":
    main()
