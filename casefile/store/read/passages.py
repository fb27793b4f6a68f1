"""The sentences of the case with what was found in each: what claims are proposed from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import TypeVar

from sqlalchemy import select

from casefile.domain.claims import Passage, Source
from casefile.domain.rows import FigureRow, MentionRow, QuoteRow, ReportRow
from casefile.domain.scope import EVERYTHING
from casefile.store import tables as t
from casefile.store.engine import Transaction
from casefile.store.read.articles import numbers_in
from casefile.store.read.events import events
from casefile.store.read.findings import figures, mentions, quotes
from casefile.store.read.origins import origins

R = TypeVar("R", FigureRow, MentionRow, QuoteRow, ReportRow)


def sources(tx: Transaction) -> tuple[Source, ...]:
    """The articles of the case, by number."""
    s, wanted, alike = t.article_shown.c, numbers_in(tx, EVERYTHING, {}), origins(tx)
    rows = tx.execute(select(s.article, s.outlet, s.edtf, s.earliest).order_by(s.article)).all()
    return tuple(
        Source(row.article, row.outlet, row.edtf, row.earliest, alike.origin_of.get(row.article, row.article))
        for row in rows
        if row.article in wanted
    )


def passages(tx: Transaction) -> tuple[Passage, ...]:
    """Every sentence of the case in which something was found, by article and place; what was rejected is left out."""
    names = _by_article(mentions(tx, EVERYTHING, {}))
    counted = _by_article(figures(tx, EVERYTHING, {}))
    said = _by_article(quotes(tx, EVERYTHING, {}))
    happened = [report for event in events(tx, EVERYTHING, {}, True, False) for report in event.reports]
    reports = _by_article(report for report in happened if report.decision != "rejected")
    a, v = t.article.c, t.article_version.c
    rows = tx.execute(
        select(a.number, t.run.c.cut, v.text)
        .join(t.article_version, v.id == a.version)
        .join(t.run, t.run.c.id == a.run)
        .where(~a.withdrawn)
        .order_by(a.number)
    )
    found: list[Passage] = []
    for number, cut, text in rows.all():
        parts = names.get(number, []), counted.get(number, []), reports.get(number, []), said.get(number, [])
        if any(parts):
            found.extend(_passages(tx, number, cut, text, *parts))
    return tuple(found)


def _by_article(rows: Iterable[R]) -> dict[int, list[R]]:
    found: dict[int, list[R]] = {}
    for row in rows:
        found.setdefault(int(row.place.article[1:]), []).append(row)
    return found


def _passages(
    tx: Transaction,
    number: int,
    cut: int,
    text: str,
    names: list[MentionRow],
    counted: list[FigureRow],
    reports: list[ReportRow],
    said: list[QuoteRow],
) -> Iterable[Passage]:
    s, p = t.sentence.c, t.paragraph.c
    spans = [(row.start, row.end) for row in tx.execute(select(s.start, s.end).where(s.cut == cut).order_by(s.start))]
    paragraphs = list(tx.execute(select(p.start).where(p.cut == cut).order_by(p.start)).scalars())
    starts = [start for start, _ in spans]
    mine: list[tuple[list[MentionRow], list[FigureRow], list[ReportRow], list[QuoteRow]]] = [([], [], [], []) for _ in spans]
    for name in names:
        _put(mine, starts, name.place.start, 0, name)
    for figure in counted:
        _put(mine, starts, figure.place.start, 1, figure)
    for report in reports:
        _put(mine, starts, report.trigger_start, 2, report)
    for quote in said:
        first = max(0, bisect_right(starts, quote.place.start) - 1)
        last = max(first, bisect_right(starts, quote.place.end - 1) - 1)
        for index in range(first, min(last + 1, len(mine))):
            mine[index][3].append(quote)
    for (start, end), (m, f, r, q) in zip(spans, mine, strict=True):
        if m or f or r or q:
            paragraph = max(1, bisect_right(paragraphs, start))
            ordered = sorted(m, key=lambda row: row.place.start), sorted(f, key=lambda row: row.place.start)
            triggers = sorted(r, key=lambda row: (row.trigger_start, row.id))
            yield Passage(
                number,
                paragraph,
                start,
                end,
                text[start:end],
                tuple(ordered[0]),
                tuple(ordered[1]),
                tuple(triggers),
                tuple(q),
            )


def _put(
    mine: list[tuple[list[MentionRow], list[FigureRow], list[ReportRow], list[QuoteRow]]],
    starts: list[int],
    start: int,
    kind: int,
    row: MentionRow | FigureRow | ReportRow,
) -> None:
    index = bisect_right(starts, start) - 1
    if index >= 0:
        mine[index][kind].append(row)  # type: ignore[arg-type]
