"""Which reader a file needs: by what it begins with, where that is sure, else by its name."""

from __future__ import annotations

from pathlib import PurePath

from casefile.ingest.decode import looks_binary

TEXT = "text"
MARKDOWN = "markdown"

_BY_SUFFIX = {
    ".txt": TEXT,
    ".text": TEXT,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".mhtml": "mhtml",
    ".mht": "mhtml",
    ".eml": "mail",
    ".mbox": "mailbox",
    ".pdf": "pdf",
    ".docx": "docx",
    ".zip": "zip",
    ".tar": "tar",
    ".tgz": "tar",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".warc": "warc",
}
_MEDIA_TYPES = {
    TEXT: "text/plain",
    MARKDOWN: "text/markdown",
    "html": "text/html",
    "mhtml": "multipart/related",
    "mail": "message/rfc822",
    "mailbox": "application/mbox",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "zip": "application/zip",
    "tar": "application/x-tar",
    "json": "application/json",
    "jsonl": "application/jsonl",
    "csv": "text/csv",
    "compressed": "application/octet-stream",
    "warc": "application/warc",
}


def kind_of(name: str, content: bytes) -> str | None:
    """Name of the reader; None where there is none."""
    path = PurePath(name.replace("\\", "/"))
    suffix = path.suffix.casefold()
    inner = PurePath(path.stem).suffix.casefold()
    if suffix in (".gz", ".bz2", ".xz"):
        return inner[1:] if inner in (".tar", ".warc") else "compressed"
    if content.startswith(b"%PDF-"):
        return "pdf"
    if content.startswith(b"PK\x03\x04"):
        return "docx" if suffix == ".docx" or b"word/" in content[:4000] else "zip"
    known = _BY_SUFFIX.get(suffix)
    if known:
        return known
    # Files without an ending are mostly text.
    return TEXT if not suffix and not looks_binary(content) else None


def media_type(kind: str) -> str:
    """IANA media type of what that reader reads."""
    return _MEDIA_TYPES[kind]
