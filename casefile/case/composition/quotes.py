"""Who says what: quotations with speaker, standing of the speaker, date and place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from casefile.case.composition.material import citation, kept, number_of, once
from casefile.case.composition.redaction import TAG
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
_LAST_COMMA = re.compile(r",([\"'”’»]?)$")
"""The comma before "he said" belongs to the article's sentence."""
_MARKS = "\"'“”„‟‘’«»‹›「」『』"


def quotations(material: Material, profile: Profile) -> Quotations:
    """The quotes of the kinds that the profile wants, in order of time."""
    rows = [row for row in material.quotes if kept(row.decision)]
    shown = sorted((row for row in rows if row.kind in profile.quote_kinds), key=_order)
    # What a protected article says must not lend another its date.
    apart = {row.id for row in material.articles if profile.protect and TAG in row.tags}
    together: dict[tuple[str, ...], list[QuoteRow]] = {}
    for row in shown:
        words = " ".join(_words(row, profile.quote_length).casefold().split())
        whose = row.place.article if row.place.article in apart else ""
        together.setdefault((words, row.kind, row.speaker or "", whose), []).append(row)
    items = tuple(_quotation(same, profile.quote_length) for same in together.values())
    return Quotations("Who says what", _intro(rows, shown, merged=len(items) < len(shown)), items)


def _intro(rows: Sequence[QuoteRow], shown: Sequence[QuoteRow], *, merged: bool) -> str:
    anonymous = sum(row.speaker_type == "anonymous" for row in rows)
    parts = []
    if rows:
        parts.append(f"Quotations and reported statements in the case: {len(rows)}; from unnamed sources: {anonymous}.")
    if left_out := len(rows) - len(shown):
        kinds = {row.kind for row in rows} - {row.kind for row in shown}
        parts.append(
            f"In the case, but not printed here: {left_out}{' in reported speech' if kinds == {'indirect'} else ''}."
        )
    if merged:
        parts.append("Words that several articles quote stand once, with the date of the first.")
    return " ".join(parts)


def _order(row: QuoteRow) -> tuple[str, int, int, str]:
    return edtf.bounds(row.edtf)[0] or "9999", number_of(row.place.article), row.place.start, row.id


def _quotation(same: Sequence[QuoteRow], length: int) -> Quotation:
    """One quotation, by all who quote it; the first of them is dated."""
    row = same[0]
    standing = (_STANDINGS.get(row.speaker_type, row.speaker_type), _KINDS.get(row.kind, ""))
    return Quotation(
        words=_words(row, length),
        kind=row.kind,
        speaker=_speaker(row),
        standing="; ".join(part for part in standing if part),
        date=when(edtf.day_and_time(row.edtf)[0]),
        outlet=", ".join(dict.fromkeys(one.outlet for one in same if one.outlet)),
        citations=once([citation(one.place) for one in same]),
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
        reported = said.removeprefix("that ") if row.rule.startswith(_THAT_CLAUSES) else said
        return _LAST_COMMA.sub(r"\1", shortened(reported, length))
    bare = [piece.strip(_MARKS).strip().rstrip(",") for piece in pieces or [text]]
    return f"“{shortened(f' {ELLIPSIS} '.join(bare), length)}”"
