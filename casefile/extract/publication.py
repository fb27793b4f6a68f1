"""When the article came out, as far as anything says."""

from __future__ import annotations

import re
from datetime import date

from casefile.domain import edtf
from casefile.domain.articles import Basis, Publication
from casefile.extract import dates
from casefile.extract.document import Document, Frame
from casefile.extract.frame import dateline_date

_IN_ADDRESS = re.compile(
    r"https?://[^\s/]+(?:/[^\s/]{0,80}){0,6}?/((?:19|20)\d\d)[/-](0[1-9]|1[0-2])[/-](0[1-9]|[12]\d|3[01])(?!\d)"
)
_HEAD = 2000
"""Code points at the head of a text in which its own address may stand."""


_AGREES = 1
"""Days by which a date line and a publication date may differ and still mean the same issue: midnight, time zones."""


def written(document: Document, frames: tuple[Frame, ...]) -> Publication | None:
    """The day that the article's own date line or dateline gives with its year, where it is not that of publication: a page
    that was put up anew, or a date that was entered wrongly, leaves "yesterday" the day before it was written."""
    for frame in frames:
        if frame.kind in ("published", "dateline") and (line := _line(document, frame)):
            (day, _), (first, last) = edtf.bounds(line), edtf.bounds(document.published.edtf or "")
            if day is None or len(line) != _DAY:
                continue
            if first and first == last and abs((date.fromisoformat(day) - date.fromisoformat(first)).days) <= _AGREES:
                return None
            return Publication(line, Basis.DATELINE if frame.kind == "dateline" else Basis.TEXT, 0.9)
    return None


def _line(document: Document, frame: Frame) -> str | None:
    """The date with its year in a frame that says when; a line that tells of a later change does not."""
    words = document.text[frame.start : frame.end]
    if frame.kind == "dateline":
        found = dateline_date(words)
        return _complete(found, document.language) if found else None
    return None if _CHANGED.match(words) else _complete(words, document.language)


_CHANGED = re.compile(r"\W*(?:last\s+)?(?:updated?|modified|latest)\b", re.IGNORECASE)
_DAY = len("2024-06-21")


def infer(document: Document, frames: tuple[Frame, ...]) -> Publication:
    """The given date if there is one; else a "Published" or date line, a dateline with its year, the date in an address
    at the head; else bounds from the dates the text tells of, as an interval. Never today's date."""
    if document.published.edtf:
        return document.published
    for frame in frames:
        if frame.kind == "published" and (found := _complete(document.text[frame.start : frame.end], document.language)):
            return Publication(found, Basis.TEXT, 0.9)
    for frame in frames:
        if frame.kind == "dateline":
            words = dateline_date(document.text[frame.start : frame.end])
            if words and (found := _complete(words, document.language)):
                return Publication(found, Basis.DATELINE, 0.9)
    if match := _IN_ADDRESS.search(document.text[:_HEAD]):
        iso = f"{match[1]}-{match[2]}-{match[3]}"
        if edtf.bounds(iso)[0]:
            return Publication(iso, Basis.TEXT, 0.7)
    told = dates.bounds_told(document)
    return Publication(told.edtf, Basis.TEXT, told.confidence) if told else Publication()


def _complete(words: str, language: str) -> str | None:
    """The first date with a year in these words, as EDTF."""
    line = Document(words[:400], language=language)
    for found in dates.find(line, ()):
        if found.kind in ("date", "time") and found.edtf and "/" not in found.edtf:
            return found.edtf.split("T")[0]
    return None
