"""What the pane says about a figure, in words. Plain text."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from casefile.domain.rows import FigureRow
from casefile.gui.text import isolate, one_line


def number(value: float) -> str:
    """1,234,567 and 2.5: whole numbers without a point, others with as many places as they need, up to six."""
    if value == int(value) and abs(value) < 1e15:
        return f"{int(value):,}"
    return f"{value:,.6f}".rstrip("0").rstrip(".")


def amount(row: FigureRow) -> str:
    """ "more than 10,000 files", "between 3 and 5 %", "USD 9.99"."""
    value = number(row.value)
    if row.value_max is not None:
        value = _tr("{} to {}").format(value, number(row.value_max))
    unit = isolate(one_line(row.unit)) if row.unit else ""
    if row.kind == "percent":
        value, unit = f"{value} %", unit if unit not in ("%", "percent", "per cent") else ""
    elif row.kind == "money" and unit:
        value, unit = f"{unit} {value}", ""
    qualifier = "" if row.qualifier in ("exactly", "between") else _tr(row.qualifier)
    return " ".join(part for part in (qualifier, value, unit) if part)


def citation(row: FigureRow) -> str:
    return f"[{row.place.article} ¶{row.place.paragraph}]"


def details(row: FigureRow) -> str:
    """For a tooltip: words and amount, the sentence, how sure, what was decided."""
    first = f"“{isolate(one_line(row.place.text))}” – {amount(row)} · {_tr(row.kind)} {citation(row)}"
    sure = _tr("{} % sure").format(round(row.confidence * 100))
    return f"{first}\n{isolate(row.place.sentence)}\n{sure} · {_tr(row.decision or 'not reviewed')}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("Figures", text)


def copied(row: FigureRow) -> str:
    return f"{amount(row)}: “{one_line(row.place.sentence)}” {citation(row)}"
