"""Events given by hand, of invented reports."""

from __future__ import annotations

from casefile.domain.edtf import bounds
from casefile.domain.rows import EventRow, Place, ReportRow


def event(name: str, edtf: str | None, outlets: tuple[str, ...] = ("Herald",), status: str = "reported") -> EventRow:
    first, last = bounds(edtf)
    reports = tuple(
        ReportRow(
            f"r{name}{number}",
            Place(f"S{number}", 3, 40, 60, "the gates failed", f"<b>On that day</b> the gates failed ({name})."),
            outlet, edtf, first, last, "explicit", status, 0, 5, "that day", "", 0.8, "made.up",
        )
        for number, outlet in enumerate(outlets, 1)
    )  # fmt: skip
    return EventRow(name, f"Gates fail {name}", edtf, first, last, "explicit", status, (), reports, "", 0.8, "made.up")
