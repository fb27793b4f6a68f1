"""Lists of articles: JSON, JSON lines and CSV with a text and what else is known of each."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

from casefile.domain import edtf
from casefile.domain.articles import Basis, Metadata, Publication
from casefile.ingest.decode import decode
from casefile.ingest.found import Found, Item, Unread
from casefile.ingest.plain import metadata_date

_NAMES = {
    "text": ("text", "body", "content", "article"),
    "title": ("title", "headline"),
    "outlet": ("outlet", "source", "publisher", "site", "sitename"),
    "author": ("authors", "author", "byline"),
    "published": ("published", "date", "published_at", "pub_date"),
    "language": ("language", "lang"),
    "url": ("url", "link"),
}
_NO_TEXT = "it has no text: articles in a list need “text”, and may have title, outlet, author, published, language, url"


def read_json(content: bytes, _name: str, _password: str | None) -> Iterator[Item]:
    """One article, a list of them, or an object with the list under “articles”."""
    text, _ = decode(content)
    try:
        value = json.loads(text)
    except RecursionError:
        yield Unread("it is nested too deep")
        return
    except ValueError as error:
        yield Unread(f"it is not JSON{_place(error)}")
        return
    if isinstance(value, dict) and isinstance(value.get("articles"), list):
        value = value["articles"]
    if isinstance(value, dict):
        yield _article(value, None, content)
    elif isinstance(value, list):
        for number, record in enumerate(value, 1):
            yield _record(
                record, f"record {number}", json.dumps(record, ensure_ascii=False).encode("utf-8", "surrogatepass")
            )
    else:
        yield Unread(_NO_TEXT)


def read_lines(content: bytes, _name: str, _password: str | None) -> Iterator[Item]:
    """An article a line."""
    for number, line in enumerate(content.split(b"\n"), 1):
        if line.strip():
            try:
                record = json.loads(decode(line)[0])
            except (ValueError, RecursionError):
                yield Unread("it is not JSON", f"line {number}")
                continue
            yield _record(record, f"line {number}", line)


def read_csv(content: bytes, _name: str, _password: str | None) -> Iterator[Item]:
    """An article a row; the first row names the columns."""
    text, _ = decode(content)
    csv.field_size_limit(50_000_000)
    reader = csv.DictReader(io.StringIO(text))
    names = {name.strip().casefold() for name in reader.fieldnames or () if name}
    if not names & set(_NAMES["text"]):
        yield Unread("it has no column “text”; name a list of files with --manifest instead")
        return
    try:
        for number, row in enumerate(reader, 1):
            known = {(key or "").strip().casefold(): value for key, value in row.items() if isinstance(value, str)}
            yield _record(known, f"row {number}", json.dumps(known, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    except csv.Error as error:
        yield Unread(f"from row {reader.line_num:,} on it is not CSV: {error}")


def _place(error: ValueError) -> str:
    return f": line {error.lineno}, character {error.colno}" if isinstance(error, json.JSONDecodeError) else ""


def _record(record: object, member: str, content: bytes) -> Item:
    if not isinstance(record, dict):
        return Unread(_NO_TEXT, member)
    return _article(record, member, content)


def _article(record: Mapping[str, Any], member: str | None, content: bytes) -> Item:
    text = _value(record, "text")
    if not text.strip():
        return Unread(_NO_TEXT, member)
    metadata = Metadata(
        title=_value(record, "title"),
        outlet=_value(record, "outlet"),
        authors=tuple(part.strip() for part in _value(record, "author").split(";") if part.strip()),
        published=_published(_value(record, "published")),
        language=_value(record, "language")[:2],
        url=_value(record, "url"),
    )
    return Found(
        text.replace("\r\n", "\n").replace("\r", "\n"),
        metadata,
        member=member,
        content=content,
        media_type="application/json",
    )


def _value(record: Mapping[str, Any], field: str) -> str:
    for name in _NAMES[field]:
        value = record.get(name)
        if isinstance(value, list):
            value = "; ".join(part for part in value if isinstance(part, str))
        if isinstance(value, str) and value.strip():
            return value
    return ""


def _published(text: str) -> Publication:
    try:
        edtf.parse(text.strip())
    except ValueError:
        # Times with fractions and zones without a colon are ISO 8601, but not EDTF.
        return metadata_date(text)
    return Publication(text.strip(), Basis.METADATA, 0.9)
