"""The order of dates in queries: within a day, and over time zones, the clock decides, as in `edtf.instant`."""

from __future__ import annotations

from typing import Any

from sqlalchemy import case, func


def moment(edtf: Any, first: Any) -> Any:
    """What orders dates by their columns: the instant on the clock of Greenwich where the EDTF gives a time of day, else the
    first day; NULL where there is neither."""
    return func.coalesce(case((func.instr(edtf, "T") > 0, func.datetime(edtf)), else_=None), first)
