"""The source list for reference managers: BibTeX, RIS, CSL-JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from casefile.domain import edtf
from casefile.domain.edtf import Precision
from casefile.domain.rows import ArticleRow

_BIBTEX = str.maketrans(
    {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_"}
    | {"~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
)


def bibtex(rows: Iterable[ArticleRow]) -> str:
    """BibLaTeX entries of type @article, keyed S1, S2, ...; `date` is EDTF, which BibLaTeX reads."""
    return "\n".join(_entry(row) for row in rows)


def ris(rows: Iterable[ArticleRow]) -> str:
    """RIS records of type NEWS, lines ending in CRLF as the format wants."""
    return "".join(f"{tag}  - {value}\r\n" for row in rows for tag, value in _ris(row))


def csl(rows: Iterable[ArticleRow]) -> str:
    """CSL-JSON 1.0 items of type article-newspaper."""
    return json.dumps([_item(row) for row in rows], ensure_ascii=False, indent=1) + "\n"


def _entry(row: ArticleRow) -> str:
    fields = {
        "title": row.title,
        "author": " and ".join(f"{{{_tex(author)}}}" for author in row.authors),
        "journaltitle": row.outlet,
        "date": row.published.edtf or "",
        "url": row.url,
        "langid": row.language,
        "note": f"SHA-256 {row.sha256}",
    }
    lines = [
        f"  {name} = {{{value if name == 'author' else _tex(value)}}},\n" for name, value in fields.items() if _line(value)
    ]
    return f"@article{{{row.id},\n{''.join(lines)}}}\n"


def _ris(row: ArticleRow) -> Iterator[tuple[str, str]]:
    yield "TY", "NEWS"
    yield "ID", row.id
    for tag, value in (("TI", row.title), ("T2", row.outlet), *(("AU", author) for author in row.authors)):
        if value:
            yield tag, _line(value)
    parts = _parts(row)
    if parts:
        yield "PY", f"{parts[0]:04d}"
        yield "DA", "/".join([f"{parts[0]:04d}", *(f"{part:02d}" for part in parts[1:])])
    for tag, value in (("LA", row.language), ("UR", row.url), ("N1", f"SHA-256 {row.sha256}")):
        if value:
            yield tag, _line(value)
    yield "ER", ""


def _item(row: ArticleRow) -> dict[str, Any]:
    item: dict[str, Any] = {"id": row.id, "type": "article-newspaper", "title": row.title}
    if row.outlet:
        item["container-title"] = row.outlet
    if row.authors:
        item["author"] = [{"literal": author} for author in row.authors]
    parts = _parts(row)
    if parts:
        item["issued"] = {"date-parts": [parts]}
    if row.url:
        item["URL"] = row.url
    if row.language:
        item["language"] = row.language
    return item | {"note": f"SHA-256 {row.sha256}"}


def _parts(row: ArticleRow) -> list[int]:
    """Year, month and day of publication, as far as they are known."""
    try:
        date = edtf.parse(row.published.edtf or "")
    except ValueError:
        return []
    if date.earliest is None or date.interval:
        return []
    day = date.earliest
    known = {Precision.DAY: 3, Precision.TIME: 3, Precision.MONTH: 2}.get(date.precision, 1)
    return [day.year, day.month, day.day][:known]


def _tex(text: str) -> str:
    return _line(text).translate(_BIBTEX)


def _line(text: str) -> str:
    return " ".join(text.split())
