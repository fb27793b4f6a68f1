"""Who says what: quotations with speaker, standing of the speaker, date and place."""

from __future__ import annotations

from collections.abc import Iterable

from casefile.case.composition.material import citation, kept, number_of
from casefile.case.composition.words import ELLIPSIS, shortened, when
from casefile.domain import edtf
from casefile.domain.brief import Quotation, Quotations
from casefile.domain.material import Material
from casefile.domain.profile import Profile
from casefile.domain.rows import QuoteRow

_KINDS = {"direct": "", "mixed": "partly quoted", "indirect": "reported speech"}
_STANDINGS = {
    "named": "named",
    "office": "by office",
    "organisation": "organisation",
    "anonymous": "anonymous",
    "unknown": "speaker not identified",
}
_THAT_CLAUSES = ("quotes.that-", "quotes.impersonal")
"""Rules whose quotes begin with the conjunction; in others "that" points at something and belongs to what was said."""
_MARKS = "\"'“”„‟‘’«»‹›「」『』"


def quotations(material: Material, profile: Profile) -> Quotations:
    """The quotes of the kinds that the profile wants, in order of time."""
    rows = [row for row in material.quotes if kept(row.decision)]
    shown = sorted((row for row in rows if row.kind in profile.quote_kinds), key=_order)
    return Quotations(
        "Who says what", _intro(rows, len(rows) - len(shown)), tuple(_quotation(row, profile.quote_length) for row in shown)
    )


def _intro(rows: Iterable[QuoteRow], left_out: int) -> str:
    known = list(rows)
    anonymous = sum(row.speaker_type == "anonymous" for row in known)
    parts = []
    if known:
        parts.append(f"Quotations and reported statements in the case: {len(known)}; from unnamed sources: {anonymous}.")
    if left_out:
        parts.append(f"Of other kinds, in the case but not printed here: {left_out}.")
    return " ".join(parts)


def _order(row: QuoteRow) -> tuple[str, int, int, str]:
    return edtf.bounds(row.edtf)[0] or "9999", number_of(row.place.article), row.place.start, row.id


def _quotation(row: QuoteRow, length: int) -> Quotation:
    standing = (_STANDINGS.get(row.speaker_type, row.speaker_type), _KINDS.get(row.kind, ""))
    return Quotation(
        words=_words(row, length),
        kind=row.kind,
        speaker=_speaker(row),
        standing="; ".join(part for part in standing if part),
        date=when(row.edtf),
        outlet=row.outlet,
        citations=(citation(row.place),),
    )


def _speaker(row: QuoteRow) -> str:
    if not row.speaker:
        return ""
    role = row.speaker_role
    return f"{row.speaker}, {role}" if role and role.casefold() not in row.speaker.casefold() else row.speaker


def _words(row: QuoteRow, length: int) -> str:
    """The pieces of the quote, joined by an ellipsis; direct speech in marks, reported speech without its "that"."""
    text, offset = row.place.text, row.place.start
    pieces = [piece for start, end in row.spans if (piece := text[max(0, start - offset) : max(0, end - offset)].strip())]
    if row.kind != "direct":
        said = f" {ELLIPSIS} ".join(pieces) or text
        return shortened(said.removeprefix("that ") if row.rule.startswith(_THAT_CLAUSES) else said, length)
    bare = [piece.strip(_MARKS).strip() for piece in pieces or [text]]
    return f"“{shortened(f' {ELLIPSIS} '.join(bare), length)}”"
