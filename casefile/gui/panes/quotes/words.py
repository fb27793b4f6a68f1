"""What the pane says about a quote, in words: speaker line, citation, clipboard. Plain text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from casefile.domain.rows import QuoteRow
from casefile.gui.text import date_words, isolate, one_line


def speaker(row: QuoteRow) -> str:
    """Who said it; for the anonymous the article's own words for them."""
    return isolate(one_line(row.speaker)) if row.speaker else unknown_speaker()


def unknown_speaker() -> str:
    return _tr("unknown speaker")


def speaker_line(row: QuoteRow) -> str:
    """ "Mira Toll · harbour master · said · 21 Jun 2024"; the anonymous are called so, and whom they belong to is said."""
    role = row.speaker_role if row.speaker_role and row.speaker_role != row.speaker else None
    parts = [speaker(row), isolate(one_line(role)) if role else ""]
    parts.append(_tr("anonymous") if row.speaker_type == "anonymous" else "")
    parts.append(affiliation(row))
    parts.append(row.cue or "")
    parts.append(date_words(row.edtf) if row.edtf else "")
    return " · ".join(part for part in parts if part)


def affiliation(row: QuoteRow) -> str:
    """ "of the Harbour Agency", unless the words for the speaker say so already; "" where it is not known."""
    if not row.affiliation or row.affiliation.casefold() in (row.speaker or "").casefold():
        return ""
    return _tr("of {}").format(isolate(one_line(row.affiliation)))


def said(row: QuoteRow) -> str:
    """The words: a direct quote in marks, reported speech as the article has it."""
    text = one_line(row.place.text)
    if row.kind == "direct" and not text.startswith(("“", '"', "‘", "'", "«", "„", "「")):
        return f"“{text}”"
    return text


def citation(row: QuoteRow) -> str:
    page = _tr(", p. {}").format(row.place.page) if row.place.page else ""
    return f"[{row.place.article} ¶{row.place.paragraph}{page}]"


def copied(row: QuoteRow) -> str:
    """For the clipboard: the quote, its speaker, where it stands."""
    return f"{said(row)} – {speaker_line(row)}, {one_line(row.outlet) or _tr('no outlet')} {citation(row)}"


def details(row: QuoteRow) -> str:
    """For a tooltip: speaker line, where it stands, the sentence, how sure, what was decided."""
    lines = [speaker_line(row), f"{_tr(row.kind)} · {isolate(row.outlet)} {citation(row)}", isolate(row.place.sentence)]
    lines.append(f"{_tr('{} % sure').format(round(row.confidence * 100))} · {_tr(row.decision or 'not reviewed')}")
    return "\n".join(lines)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Quotes", text)


@dataclass(frozen=True, slots=True)
class Share:
    """How many of an outlet's quotes come from people it does not name."""

    outlet: str
    anonymous: int
    total: int

    @property
    def share(self) -> float:
        return self.anonymous / self.total


def anonymous_shares(rows: Iterable[QuoteRow]) -> list[Share]:
    """By outlet, the greatest share first; rejected quotes do not count."""
    totals: Counter[str] = Counter()
    anonymous: Counter[str] = Counter()
    for row in rows:
        if row.decision != "rejected":
            totals[row.outlet] += 1
            anonymous[row.outlet] += row.speaker_type == "anonymous"
    return shares((outlet, anonymous[outlet], total) for outlet, total in totals.items())


def shares(counted: Iterable[tuple[str, int, int]]) -> list[Share]:
    """Of (outlet, from people it does not name, all): the greatest share first."""
    found = [Share(*each) for each in counted]
    return sorted(found, key=lambda share: (-share.share, -share.total, share.outlet))
