"""Rows given by hand, of invented articles, for the tests of panes."""

from __future__ import annotations

from casefile.domain.articles import Basis, Publication
from casefile.domain.rows import ArticleRow, ArticleText, Counts, Mark, Place, QuoteRow

TEXT = (
    "Ferry firm admits breach\n"
    "\n"
    "Documents of more than 40 partners, among them Norrvik Lines and the port of Halden, were copied in June last year, "
    "the firm said.\n"
    "\n"
    "“We see no danger to passengers at present,” said Mira Solberg, the firm's chief engineer.\n"
    "\n"
    "The intruders 🙂 moved from the booking server to Harbour Desk; police were told on 21 June.\n"
)


def article_row(number: int = 1, **changes: object) -> ArticleRow:
    values: dict[str, object] = {
        "id": f"S{number}",
        "number": number,
        "title": "Ferry firm admits breach",
        "outlet": "The Halden Post",
        "authors": ("Ada Lind",),
        "published": Publication("2024-06-22", Basis.GIVEN, 1.0),
        "language": "en",
        "url": "",
        "sha256": "9f31" + "0" * 58 + "c2",
        "grade": "B2",
        "origin": None,
        "duplicate_of": None,
        "counts": Counts(events=4, quotes=1, dates=2),
    }
    return ArticleRow(**{**values, **changes})  # type: ignore[arg-type]


def span(words: str, text: str = TEXT) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def mark(kind: str, words: str, identifier: str, refers_to: str | None = None, text: str = TEXT, **changes: object) -> Mark:
    start, end = span(words, text)
    values: dict[str, object] = {
        "start": start,
        "end": end,
        "kind": kind,
        "id": identifier,
        "refers_to": refers_to,
        "label": words,
        "decision": "",
        "confidence": 0.93,
        "rule": "names.known",
    }
    return Mark(**{**values, **changes})  # type: ignore[arg-type]


def quote_row(words: str, text: str = TEXT) -> QuoteRow:
    start, end = span(words, text)
    place = Place("S1", 3, start, end, words, words)
    return QuoteRow(
        "q0000000000001", place, ((start, end),), "direct", "say", "Mira Solberg", "named", "e0000000000003",
        ((start, end),), "2024-06-22", "The Halden Post", "", 0.9, "quotes.direct", "chief engineer",
    )  # fmt: skip


def article_text(text: str = TEXT, number: int = 1) -> ArticleText:
    paragraphs = []
    place = 0
    for block in text.split("\n\n"):
        paragraphs.append((place, place + len(block.rstrip("\n"))))
        place += len(block) + 2
    marks = (
        (
            mark("figure", "more than 40", "f0000000000001"),
            mark("organisation", "Norrvik Lines", "m0000000000001", "e0000000000001"),
            mark("place", "Halden", "m0000000000002", "e0000000000002"),
            mark("date", "June last year", "d0000000000001", confidence=0.4),
            mark("person", "Mira Solberg", "m0000000000003", "e0000000000003"),
            mark("system", "Harbour Desk", "m0000000000004", "e0000000000004"),
            mark("date", "21 June", "d0000000000002"),
        )
        if text is TEXT
        else ()
    )
    quotes = (quote_row("“We see no danger to passengers at present,”"),) if text is TEXT else ()
    return ArticleText(article_row(number), text, tuple(paragraphs), (), marks, quotes, ())
