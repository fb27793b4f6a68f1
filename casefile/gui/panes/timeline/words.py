"""What the timeline says about an event, in words: labels, tooltips, citations. Plain text."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from casefile.domain.rows import EventRow, ReportRow
from casefile.gui.panes.timeline.lanes import Words
from casefile.gui.text import count, date_words, isolate, one_line


def label(row: EventRow, *, disputed: bool = False) -> str:
    """Beside the mark: summary, with the words for what its shape says."""
    parts = [("✕ " if disputed else "") + ("≠ " if row.differing else "") + isolate(one_line(row.summary, 64))]
    if row.status in ("planned", "denied", "alleged"):
        parts.append(_tr(row.status))
    if row.decision == "rejected":
        parts.append(_tr("rejected"))
    if row.basis == "published":
        parts.append(_tr("dated by publication"))
    if len(row.reports) > 1:
        parts.append(f"×{len(row.reports)}")
    return " · ".join(parts)


def tooltip(row: EventRow, *, disputed: bool = False) -> str:
    """Date, status, what, who says so, and the first sentence."""
    sure = _tr("{} % sure").format(round(row.confidence * 100)).replace(" ", "\u00a0")
    lines = [f"{date_words(row.edtf)} · {_tr(row.status)} · {_basis(row.basis)} · {sure}"]
    lines.append(isolate(row.summary))
    lines.extend(_report(report) for report in row.reports[:6])
    if len(row.reports) > 6:
        lines.append(_tr("and {}").format(count(len(row.reports) - 6, "more report")))
    if row.differing:
        lines.append(_tr("≠ The reports give dates that cannot all be true."))
    if disputed:
        lines.append(_tr("✕ On this, articles contradict each other: look at it and open the claims."))
    if row.reports and row.reports[0].place.sentence.rstrip(".") != row.summary.rstrip("."):
        lines.append(f"“{isolate(one_line(row.reports[0].place.sentence, 240))}”")
    return "\n".join(lines)


def lane(title: str, events: int, more: int, *, folded: bool) -> str:
    """What a lane holds, and what a click on its title does."""
    lines = [f"{isolate(one_line(title))} · {count(events, 'event')}"]
    if more:
        lines.append(_tr("{} found no room here; the strip shows when they were.").format(f"{more:,}"))
    lines.append(_tr("Click or press Space to open the lane.") if folded else _tr("Click or press Space to fold the lane."))
    return "\n".join(lines)


def lane_titles() -> Words:
    """What lanes are called that have no name of their own."""
    statuses = (_tr("Reported"), _tr("Planned"), _tr("Alleged"), _tr("Denied"))
    return Words(_tr("All events"), _tr("No outlet"), _tr("Nobody named"), _tr("Others"), statuses)


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
    said = {"explicit": _tr("date in the words"), "inherited": _tr("date from before in the text")}
    return said.get(basis, _tr("date of publication"))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Timeline", text)
