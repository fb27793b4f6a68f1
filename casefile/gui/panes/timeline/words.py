"""What the timeline says about an event, in words: labels, tooltips, citations. Plain text."""

from __future__ import annotations

from casefile.domain.rows import EventRow, ReportRow
from casefile.gui.text import count, date_words, isolate, one_line


def label(row: EventRow) -> str:
    """Beside the mark: summary, with the words for what its shape says."""
    parts = [("≠ " if row.differing else "") + isolate(one_line(row.summary, 64))]
    if row.status in ("planned", "denied", "alleged"):
        parts.append(row.status)
    if row.decision == "rejected":
        parts.append("rejected")
    if row.basis == "published":
        parts.append("dated by publication")
    if len(row.reports) > 1:
        parts.append(f"×{len(row.reports)}")
    return " · ".join(parts)


def tooltip(row: EventRow) -> str:
    """Date, status, what, who says so, and the first sentence."""
    lines = [f"{date_words(row.edtf)} · {row.status} · {_basis(row.basis)} · {round(row.confidence * 100)} % sure"]
    lines.append(isolate(row.summary))
    lines.extend(_report(report) for report in row.reports[:6])
    if len(row.reports) > 6:
        lines.append(f"and {count(len(row.reports) - 6, 'more report')}")
    if row.differing:
        lines.append("≠ The reports give dates that cannot all be true.")
    if row.reports:
        lines.append(f"“{isolate(one_line(row.reports[0].place.sentence, 240))}”")
    return "\n".join(lines)


def _report(report: ReportRow) -> str:
    words = f" (“{isolate(one_line(report.date_text, 40))}”)" if report.date_text else ""
    return f"{citation(report)} {isolate(report.outlet)}: {date_words(report.edtf)}{words}"


def citation(report: ReportRow) -> str:
    """[S2 ¶4]"""
    return f"[{report.place.article} ¶{report.place.paragraph}]"


def copied(row: EventRow) -> str:
    """The event as one line for the clipboard: date, summary, status, citations."""
    status = f" ({row.status})" if row.status != "reported" else ""
    where = " ".join(dict.fromkeys(citation(report) for report in row.reports))
    return f"{date_words(row.edtf)}: {one_line(row.summary)}{status} {where}".rstrip()


def outlets(row: EventRow) -> str:
    return ", ".join(dict.fromkeys(isolate(report.outlet) for report in row.reports if report.outlet))


def _basis(basis: str) -> str:
    return {"explicit": "date in the words", "inherited": "date from before in the text"}.get(basis, "date of publication")
