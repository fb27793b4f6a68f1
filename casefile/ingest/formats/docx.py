"""Word documents: paragraphs and tables in the order of the body."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from casefile.domain.articles import Basis, Metadata, Publication
from casefile.ingest.found import Found, Item, Unread
from casefile.ingest.plain import date_in_name, headline

_LARGEST_UNPACKED = 300_000_000
_DAMAGED = "it is a damaged Word document; open it in Word and save it anew"


def read(content: bytes, name: str, _password: str | None) -> Iterator[Item]:
    """The text of a document. Legacy and encrypted ones say so."""
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        yield Unread("it is an old or encrypted Word file; save it as .docx without a password")
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(info.file_size for info in archive.infolist()) > _LARGEST_UNPACKED:
                yield Unread("it unpacks to far more than a document would; it looks like a bomb")
                return
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        yield Unread(_DAMAGED)
        return
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from lxml import etree

    try:
        document = docx.Document(io.BytesIO(content))
        text = "\n\n".join(_blocks(document))
        metadata = _metadata(document, text, name)
    except (
        PackageNotFoundError,
        etree.XMLSyntaxError,
        KeyError,
        ValueError,
        AttributeError,
        OSError,
        TypeError,
        IndexError,
    ):
        yield Unread(_DAMAGED)
        return
    yield Found(text, metadata) if text.strip() else Unread("it has no text")


def _blocks(document: Any) -> Iterator[str]:
    from docx.table import Table

    for block in document.iter_inner_content():
        if isinstance(block, Table):
            yield from _rows(block)
        elif block.text.strip():
            yield block.text.strip()


def _rows(table: Any) -> Iterator[str]:
    # Cells as they are written: `row.cells` gives a merged one once for each place it says it covers, be it a billion.
    for row in table._tbl.tr_lst:
        cells = (" ".join(" ".join(text_of(part) for part in cell.p_lst).split()) for cell in row.tc_lst)
        words = [text for text in cells if text]
        if words:
            yield " | ".join(words)


def text_of(paragraph: Any) -> str:
    """The words of a paragraph's element."""
    return str(paragraph.text)


def _metadata(document: Any, text: str, name: str) -> Metadata:
    said = document.core_properties
    published = date_in_name(name)
    if not published.edtf and said.created:
        published = Publication(said.created.date().isoformat(), Basis.METADATA, 0.4)
    author = (said.author or "").strip()
    return Metadata(
        title=(said.title or "").strip() or headline(text),
        authors=(author,) if author and author != "python-docx" else (),
        published=published,
    )
