"""What was read in an article: mark what was missed, correct what was misread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casefile.domain.commands import MarkByHand
from casefile.domain.ids import Kind, kind_of
from casefile.domain.rows import EventRow, FigureRow, MentionRow, QuoteRow, ReportRow
from casefile.gui.asking.dialogues import Dialogues, Ids, passage
from casefile.gui.dialogs import findings
from casefile.gui.session import Session

if TYPE_CHECKING:
    from casefile.case.ask import Ask

Correctable = EventRow | ReportRow | FigureRow | QuoteRow | MentionRow | None


def mark(asks: Dialogues, session: Session, ids: Ids) -> None:
    """A passage is a finding: (kind, type or words, passage)."""
    what, detail, where = ids
    target, start, end = passage(where)
    if start is None or end is None:
        return
    if what == "mention":
        session.do(MarkByHand(int(target[1:]), what, start, end, (("type", detail),)), "reader")
    else:
        asks.ask(findings.marking(what, detail, int(target[1:]), start, end))


def correct(asks: Dialogues, session: Session, ids: Ids) -> None:
    """Say what a finding is in truth."""
    identifier = ids[0]

    def ask(row: Correctable) -> None:
        question = findings.correcting(identifier, row)
        if question is not None:
            asks.ask(question)

    session.jobs.read(lambda: _row_of(session.case.ask, identifier), ask, "verbs")


def _row_of(ask: Ask, identifier: str) -> Correctable:
    """What an event, report, figure, quote or mention says now; None for other things and for what is gone."""
    match kind_of(identifier):
        case Kind.QUOTE:
            return next((row for row in ask.quotes() if row.id == identifier), None)
        case Kind.FIGURE:
            return next((row for row in ask.figures() if row.id == identifier), None)
        case Kind.MENTION:
            return next((row for row in ask.mentions() if row.id == identifier), None)
        case Kind.EVENT:
            return next((row for row in ask.timeline(everything=True) if row.id == identifier), None)
        case Kind.REPORT:
            reports = (report for row in ask.timeline(everything=True) for report in row.reports)
            return next((report for report in reports if report.id == identifier), None)
        case _:
            return None
