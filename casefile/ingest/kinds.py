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


_SAVE_AS = {
    "unpack it with another program and import what is in it": ".7z .rar .ace .cab .arj .lzh .zst .dmg .iso",
    "save it as CSV, or print it to PDF": ".xls .xlsx .xlsm .ods .numbers",
    "print it to PDF": ".ppt .pptx .odp .key .vsd .vsdx .pub .xps .djvu .ps",
    "save it as .docx or PDF": ".doc .odt .rtf .pages .wpd .wps .dot .dotx",
    "save it as .eml": ".msg .pst .ost .emlx",
    "a picture or a recording has to be written down first": ".png .jpg .jpeg .gif .tif .tiff .bmp .webp .heic .svg "
    ".mp3 .wav .m4a .ogg .mp4 .mov .avi .mkv .webm",
}
_ADVICE = {suffix: advice for advice, suffixes in _SAVE_AS.items() for suffix in suffixes.split()}


def advice_on(name: str) -> str:
    """What to do with a file of a kind that is not read."""
    return _ADVICE.get(PurePath(name.replace("\\", "/")).suffix.casefold(), "save it as text, PDF or page")


def kind_of(name: str, content: bytes) -> str | None:
    """Name of the reader; None where there is none."""
    path = PurePath(name.replace("\\", "/"))
    suffix = path.suffix.casefold()
    inner = PurePath(path.stem).suffix.casefold()
    if suffix in (".gz", ".bz2", ".xz"):
        return inner[1:] if inner in (".tar", ".warc") else "compressed"
    if content.startswith(b"%PDF-"):
        return "pdf"
    package = content.startswith(b"PK\x03\x04")
    if package and (suffix == ".docx" or (suffix == ".doc" and b"word/" in content[:4000])):
        return "docx"
    if suffix in _ADVICE:
        # Many of them are archives inside, whose parts say nothing to anybody.
        return None
    if package:
        return "docx" if b"word/" in content[:4000] else "zip"
    known = _BY_SUFFIX.get(suffix)
    if known:
        return known
    # Files without an ending are mostly text.
    return TEXT if not suffix and not looks_binary(content) else None


def media_type(kind: str) -> str:
    """IANA media type of what that reader reads."""
    return _MEDIA_TYPES[kind]
