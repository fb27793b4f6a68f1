"""The timeline as a table: one row an event, sortable by each column."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from casefile.domain.rows import EventRow
from casefile.gui.panes.timeline import words
from casefile.gui.text import date_words, isolate, one_line
from casefile.gui.widgets.rowtable import Column, RowTable

EVENT_COLUMNS = ("date", "event", "status", "outlets", "reports", "dates", "sure", "where", "decision")
"""What the columns are called in questions to the case."""


def event_table() -> RowTable[EventRow]:
    """The model. Undated events sort last."""

    def tr(text: str) -> str:
        return QCoreApplication.translate("TimelineTable", text)

    return RowTable(
        (
            Column[EventRow](tr("Date"), lambda row: date_words(row.edtf), _when),
            Column[EventRow](tr("Event"), lambda row: isolate(one_line(row.summary))),
            Column[EventRow](tr("Status"), lambda row: row.status),
            Column[EventRow](tr("Outlets"), words.outlets),
            Column[EventRow](tr("Reports"), lambda row: f"{len(row.reports):,}", lambda row: len(row.reports), right=True),
            Column[EventRow](tr("Dates"), lambda row: tr("≠ differ") if row.differing else ""),
            Column[EventRow](
                tr("Sure"), lambda row: f"{round(row.confidence * 100)} %", lambda row: row.confidence, right=True
            ),
            Column[EventRow](tr("Where"), _where),
            Column[EventRow](tr("Decision"), lambda row: row.decision),
        ),
        lambda row: row.id,
        words.tooltip,
    )


def searched(row: EventRow) -> str:
    """What the filter of the table looks in."""
    parts = (date_words(row.edtf), row.summary, row.status, words.outlets(row), _where(row), row.decision)
    return "\n".join((*parts, *(report.place.sentence for report in row.reports), *row.tags)).casefold()


def _when(row: EventRow) -> tuple[bool, str, str]:
    first, last = row.earliest or row.latest, row.latest or row.earliest
    return first is None, first or "", last or ""


def _where(row: EventRow) -> str:
    return " ".join(dict.fromkeys(words.citation(report) for report in row.reports))
