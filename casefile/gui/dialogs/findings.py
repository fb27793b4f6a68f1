"""What is asked when a passage is marked by hand or a finding is corrected: fields, checks, the command they make."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from casefile.domain import edtf
from casefile.domain.commands import Command, Correct, MarkByHand
from casefile.domain.ids import Kind, kind_of
from casefile.domain.rows import EventRow, FigureRow, MentionRow, QuoteRow, ReportRow
from casefile.gui.dialogs.form import Check, Field
from casefile.gui.text import isolate, one_line, tr

Values = Mapping[str, str]
_DATES = "2023-06, 2023-22 (summer), 2016~, 2019-06-12/2019-06-14"
_QUALIFIERS = ("exactly", "about", "more than", "less than", "at least", "up to")
_FIGURES = ("count", "money", "percent", "measure")
_QUOTES = ("direct", "mixed", "indirect")
_STATUSES = ("reported", "planned", "denied", "alleged")


@dataclass(frozen=True, slots=True)
class Question:
    """A form, and the command its values make; None where nothing was changed."""

    title: str
    why: str
    fields: tuple[Field, ...]
    done: str
    command: Callable[[Values], Command | None]
    check: Check | None = None


def marking(what: str, words: str, article: int, start: int, end: int) -> Question:
    """A date, quote, figure or event that was missed, at `start:end` of an article."""

    def mark(values: Values) -> Command:
        return MarkByHand(article, what, start, end, tuple((name, value) for name, value in values.items() if value))

    passage = f"“{isolate(one_line(words, 120))}”"
    if what == "date":
        return Question(
            tr("Mark a date"),
            tr("{} – which date does it say?").format(passage),
            (Field("edtf", tr("Date"), hint=_DATES),),
            tr("Mark"),
            mark,
            is_date,
        )
    if what == "quote":
        said = (
            Field("speaker", tr("Speaker"), hint=tr("empty: unknown")),
            Field("kind", tr("Kind"), "direct", choices=_QUOTES),
        )
        return Question(tr("Mark a quote"), passage, said, tr("Mark"), mark)
    if what == "figure":
        return Question(
            tr("Mark a figure"), passage, _figure_fields("", "", "exactly", "count"), tr("Mark"), mark, is_number
        )
    fields = (
        Field("summary", tr("What happened"), one_line(words, 200)),
        Field("edtf", tr("When"), hint=tr("empty: undated. {}").format(_DATES)),
        Field("status", tr("Status"), "reported", choices=_STATUSES),
    )
    return Question(tr("Mark an event"), "", fields, tr("Mark"), mark, may_be_date)


def correcting(identifier: str, row: EventRow | ReportRow | FigureRow | QuoteRow | MentionRow | None) -> Question | None:
    """What a finding says, to be put right. `row` gives what it says now (None for a date). None for what has no fields."""
    fields: tuple[Field, ...]
    check: Check | None = None
    match row:
        case EventRow():
            fields, check = _event_fields(row.summary, row.edtf, row.status), may_be_date
        case ReportRow():
            fields, check = _event_fields(one_line(row.place.text, 200), row.edtf, row.status), may_be_date
        case FigureRow():
            fields, check = _figure_fields(f"{row.value:.15g}", row.unit or "", row.qualifier, row.kind), is_number
        case QuoteRow():
            fields = (
                Field("kind", tr("Kind"), row.kind, choices=_QUOTES),
                Field("edtf", tr("Said on"), row.edtf or "", _DATES),
            )
            check = may_be_date
        case MentionRow():
            fields = (Field("role", tr("Role"), row.role or "", tr("chief engineer")),)
        case None if kind_of(identifier) is Kind.DATE:
            fields, check = (Field("edtf", tr("Date"), hint=_DATES),), is_date
        case _:
            return None
    before = {field.name: field.value for field in fields}

    def correct(values: Values) -> Command | None:
        changes = tuple((name, value) for name, value in values.items() if value != before[name])
        return Correct(identifier, changes) if changes else None

    why = tr(
        "The text stays as it is; what the program read in it is put right, and stays right when articles are read anew."
    )
    return Question(tr("Correct"), why, fields, tr("Correct"), correct, check)


def is_date(values: Values) -> tuple[bool, str]:
    """Whether `edtf` is a date, and which."""
    try:
        return True, edtf.parse(values["edtf"].strip()).worded(tr)
    except ValueError as error:
        return False, tr("{}. Write a date such as 2023-06-21, 2023-06, or 2023-22 for summer 2023.").format(error)


def may_be_date(values: Values) -> tuple[bool, str]:
    """The same, where no date is an answer too."""
    return is_date(values) if values["edtf"].strip() else (True, tr("No date."))


def is_number(values: Values) -> tuple[bool, str]:
    """Whether `value` is a number."""
    try:
        float(values["value"].replace(",", ""))
    except ValueError:
        return False, tr("Write the value in digits, such as 10000.")
    return True, ""


def _figure_fields(value: str, unit: str, qualifier: str, kind: str) -> tuple[Field, ...]:
    qualifiers: Sequence[str] = _QUALIFIERS if qualifier in _QUALIFIERS else (*_QUALIFIERS, qualifier)
    return (
        Field("value", tr("Value"), value, "10000"),
        Field("unit", tr("Unit"), unit, "files"),
        Field("qualifier", tr("Qualifier"), qualifier, choices=tuple(qualifiers)),
        Field("kind", tr("Kind"), kind, choices=_FIGURES),
    )


def _event_fields(summary: str, date: str | None, status: str) -> tuple[Field, ...]:
    return (
        Field("summary", tr("What happened"), summary),
        Field("edtf", tr("When"), date or "", _DATES),
        Field("status", tr("Status"), status, choices=_STATUSES),
    )
