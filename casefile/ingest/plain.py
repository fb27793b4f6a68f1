"""Plain text and Markdown: the text is the file, untouched; only title and date are looked for."""

from __future__ import annotations

import re

from casefile.domain import edtf
from casefile.domain.articles import Basis, Metadata, Publication

# Spaces are taken once and for all, so that a line of nothing else costs one pass.
_HEADING = re.compile(r"\A\s*+#[^\S\n]++(\S[^\n]*)")
_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_FIELD = re.compile(
    r"^(title|outlet|author|authors|date|published|url|language)[^\S\n]*+:[^\S\n]*+(\S[^\n]*)$", re.MULTILINE | re.IGNORECASE
)
_DATE_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?\s?(Z|z|[+-]\d\d(?::?\d\d)?)")
_TITLE_LENGTH = 160


def plain_metadata(text: str, name: str) -> Metadata:
    """Title: the first line where it reads like a headline. Date: from the file's name, weakly."""
    return Metadata(title=headline(text), published=date_in_name(name))


def markdown_metadata(text: str, name: str) -> Metadata:
    """Front matter first, then the first heading, then as in plain text."""
    fields = {}
    matter = _FRONT_MATTER.match(text)
    if matter:
        fields = {key.casefold(): value.rstrip().strip("\"'") for key, value in _FIELD.findall(matter[1])}
        text = text[matter.end() :]
    heading = _HEADING.match(text)
    date = fields.get("published") or fields.get("date")
    authors = fields.get("authors") or fields.get("author") or ""
    return Metadata(
        title=fields.get("title") or (heading[1].rstrip().rstrip("#").rstrip() if heading else headline(text)),
        outlet=fields.get("outlet", ""),
        authors=tuple(part.strip() for part in authors.strip("[]").split(";") if part.strip()),
        published=metadata_date(date) if date else date_in_name(name),
        language=fields.get("language", ""),
        url=fields.get("url", ""),
    )


def headline(text: str) -> str:
    """The first line, where it stands alone, is short and does not end like a sentence; else ""."""
    first, _, rest = text.lstrip().partition("\n")
    first = first.strip()
    if not first or len(first) > _TITLE_LENGTH or not rest.strip() or first[-1] in ".。…:;,":
        return ""
    return first


def date_in_name(name: str) -> Publication:
    """A date as in 2024-06-21-report.txt or 20240621.txt."""
    match = _DATE_IN_NAME.search(name)
    if match is None:
        return Publication()
    return Publication("-".join(match.groups()), Basis.FILE, 0.6)


def metadata_date(text: str) -> Publication:
    """A date a file declares of itself: the day of an ISO date, with its time where that has a zone."""
    match = re.match(r"(\d{4})(-\d\d)?(-\d\d)?", text.strip())
    return Publication(moment(text) or match[0], Basis.METADATA, 0.9) if match else Publication()


def moment(text: str) -> str | None:
    """An ISO date and time with its zone as EDTF writes it ("2024-05-03T10:15:00+02:00"). None for a day, a time without a
    zone, and midnight, which mostly stands for a time that nobody noted."""
    said = _MOMENT.fullmatch(text.strip()[:40])
    if said is None or (said[2] in ("00:00", "24:00") and (said[3] or "00") == "00"):
        return None
    zone = "Z" if said[4] in "Zz" else f"{said[4][:3]}:{said[4][3:].removeprefix(':') or '00'}"
    written = f"{said[1]}T{said[2]}:{said[3] or '00'}{zone}"
    try:
        edtf.parse(written)
    except ValueError:
        return None
    return written
