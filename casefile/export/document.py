"""The brief as the template takes it: plain data, every text made printable, all small print put in words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any
from urllib.parse import quote

from casefile.domain.brief import Actor, Brief, Citation, Quotation, Section, Source, Sources
from casefile.export.printable import breakable, printable

RECORD_NAME = "casefile-brief.json"
"""Name of the record attached to the PDF."""

_TITLE_IN_HEAD = 90
_TITLE_ON_COVER = 200
_LONGEST_WHOLE = 12_000
"""Characters of data up to which a row surely fits on a page and is kept in one piece."""
_LONGEST_ADDRESS = 2000  # the typesetter refuses very long ones
_IN_ADDRESSES = "%/:?#[]@!$&'()*+,;=~-._"


def document(brief: Brief, *, plain: bool = False) -> dict[str, Any]:
    """What resources/brief/brief.typ reads. `plain`: see `printable`."""
    data: dict[str, Any] = _plain_data(brief, plain)
    prepared = date.fromisoformat(brief.prepared)
    articles = {source.number for section in brief.sections if isinstance(section, Sources) for source in section.items}
    title = _shortened(data["title"], _TITLE_ON_COVER) or "Untitled case"
    counted = f"{brief.articles} article{'' if brief.articles == 1 else 's'}"
    return data | {
        "title": title,
        "title_short": _shortened(title, _TITLE_IN_HEAD),
        "classification": _shortened(data["classification"], _TITLE_IN_HEAD),
        "banner": " · ".join(part for part in ("Case brief", data["classification"]) if part),
        "prepared_parts": [prepared.year, prepared.month, prepared.day],
        "foot": f"Prepared {prepared.day} {prepared:%B} {prepared.year} from {counted} · case revision {brief.revision}",
        "linkable": sorted(articles),
        "summary_title": "Summary",
        "record_name": RECORD_NAME,
        "sections": [_section(section, plain) for section in brief.sections],
    }


def _shortened(text: str, length: int) -> str:
    """The beginning of a text that has to fit its place. Isolates that are cut open are closed."""
    if len(text) <= length:
        return text
    cut = text[:length].rsplit(" ", 1)[0]
    still_open = sum(cut.count(mark) for mark in "\u2066\u2068") - cut.count("\u2069")
    return cut + "\u2069" * still_open + " …"


def _section(section: Section, plain: bool) -> dict[str, Any]:
    data: dict[str, Any] = _plain_data(section, plain)
    longest = max((len(json.dumps(item)) for item in data.get("items", ())), default=0)
    return data | {"kind": type(section).__name__.casefold(), "tearable": longest > _LONGEST_WHOLE}


def _plain_data(value: Any, plain: bool) -> Any:
    """Dataclasses to dictionaries, texts printable, all the way down."""
    if isinstance(value, str):
        return breakable(printable(value, plain=plain))
    if isinstance(value, tuple):
        return [_plain_data(item, plain) for item in value]
    if is_dataclass(value):
        data = {field.name: _plain_data(getattr(value, field.name), plain) for field in fields(value)}
        return data | _derived(value, data)
    return value


def _derived(value: Any, data: Mapping[str, Any]) -> dict[str, Any]:
    if isinstance(value, Citation):
        return {"label": value.label}
    if isinstance(value, Quotation):
        parts = (data["speaker"], data["standing"], data["date"], data["outlet"])
        return {"line": " · ".join(part for part in parts if part)}
    if isinstance(value, Actor):
        return {"tally": f"{value.mentions} × in {value.articles} article{'' if value.articles == 1 else 's'}"}
    if isinstance(value, Source):
        # The link has the whole address; what is shown of it may break.
        return {
            "url": _address(value.url),
            "url_shown": data["url"],
            "sha256_shown": f"SHA-256 {value.sha256}" if value.sha256 else "",
        }
    return {}


def _address(url: str) -> str:
    """`url` as a link may have it (RFC 3986: ASCII, percent-encoded), or "" where it cannot be one."""
    address = quote(url.strip().encode("utf-8", "replace"), safe=_IN_ADDRESSES)
    return address if len(address) <= _LONGEST_ADDRESS else ""
