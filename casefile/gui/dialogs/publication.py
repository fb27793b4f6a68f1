"""What a typed publication date means, and what follows from it, in plain sentences."""

from __future__ import annotations

from collections.abc import Mapping

from casefile.domain import edtf
from casefile.domain.rows import ArticleRow
from casefile.gui.text import count, date_words, isolate, one_line, published_words, tr

EXAMPLES = "2024-06-21 a day · 2024-10 a month · 2023-22 summer 2023 · 2024 a year · 2024-10~ about · 2024-10? uncertain"


def why(row: ArticleRow) -> str:
    """What stands now and what changes."""
    name = isolate(one_line(row.title, 80)) or row.id
    return tr(
        "{} ({}) counts as published: {}.\nRelative dates in the article, such as “last year” or “on Friday”, are worked "
        "out from this date.\n{}"
    ).format(name, row.id, published_words(row.published), tr(EXAMPLES))


def explain(row: ArticleRow, values: Mapping[str, str]) -> tuple[bool, str]:
    """Whether the entry is a date, and what follows from it."""
    text = values["published"].strip()
    if not text:
        return True, (
            tr(
                "No date: relative dates in this article lose their anchor, and its events go to the undated shelf unless "
                "their words carry a full date."
            )
        )
    try:
        date = edtf.parse(text)
    except ValueError as error:
        return False, tr("{}. Write a date such as 2024-06-21, 2024-06 or 2024.").format(error)
    span = (
        tr("any day from {} to {}").format(_day(date.earliest), _day(date.latest))
        if date.earliest != date.latest
        else tr("that day")
    )
    if date.earliest is None or date.latest is None:
        span = tr("a time with an open end")
    if text == row.published.edtf:
        return True, tr("{} – {}. This is what it says already; saving confirms it as given by you.").format(
            date_words(text), span
        )
    dates, events = count(row.counts.dates, "date"), count(row.counts.events, "event")
    return True, (
        tr(
            "{} – {}. The {} and {} of this article are worked out anew at once, and the timeline follows. Undo takes it "
            "all back."
        ).format(date_words(text), span, dates, events)
    )


def _day(day: object) -> str:
    return date_words(str(day))
