"""The timeline as Timesketch reads it: CSV with message, datetime and timestamp_desc, one line a report."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from casefile.domain import edtf
from casefile.domain.material import Material
from casefile.domain.rows import ArticleRow, EventRow, ReportRow
from casefile.export.tables import table

COLUMNS = (
    *("message", "datetime", "timestamp", "timestamp_desc", "edtf", "latest", "precision", "status", "article", "paragraph"),
    *("outlet", "url", "sentence", "event"),
)


def timesketch(material: Material) -> str:
    """Dated reports by time. `datetime` is the first instant that the date allows, in UTC; `latest` its last day."""
    sources = {row.id: row for row in material.articles}
    lines = [
        _line(event, report, sources.get(report.place.article))
        for event in material.events
        if event.decision != "rejected"
        for report in event.reports
        if report.decision != "rejected" and report.earliest
    ]
    return table(sorted(lines, key=lambda line: (line["timestamp"], line["article"], line["event"])), COLUMNS)


def _line(event: EventRow, report: ReportRow, source: ArticleRow | None) -> dict[str, Any]:
    first = datetime.fromisoformat(report.earliest or "").replace(tzinfo=UTC)
    precision = _precision(report)
    return {
        "message": event.summary,
        "datetime": first.isoformat(),
        "timestamp": int((first - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds()) * 1_000_000,
        "timestamp_desc": f"Reported to have happened ({precision})",
        "edtf": report.edtf,
        "latest": report.latest,
        "precision": precision,
        "status": report.status,
        "article": report.place.article,
        "paragraph": report.place.paragraph,
        "outlet": report.outlet or (source.outlet if source else ""),
        "url": source.url if source else "",
        "sentence": report.place.sentence,
        "event": event.id,
    }


def _precision(report: ReportRow) -> str:
    try:
        return str(edtf.parse(report.edtf or "").precision)
    except ValueError:
        return "unknown"
