"""A stored original as plain words: what a reader takes out of a format that is no text itself."""

from __future__ import annotations

from casefile.ingest.child import ParserChild
from casefile.ingest.found import Found

_KINDS = {
    "message/rfc822": "mail",
    "multipart/related": "mhtml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/warc": "warc",
}


def words_of(content: bytes, media_type: str) -> str | None:
    """The text its reader finds, read in a killable child; None where the format is text itself, or gives nothing."""
    kind = _KINDS.get(media_type)
    if kind is None:
        return None
    with ParserChild() as child:
        texts = [item.text for item in child.items(kind, content, "original") if isinstance(item, Found)]
    return "\n\n".join(texts) or None
