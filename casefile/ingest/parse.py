"""What the parser child runs: a reader by name, its findings one after the other."""

from __future__ import annotations

import importlib
from collections.abc import Iterator

from casefile.ingest.found import Item, Reader, Unread

_READERS = {
    "html": ("html", "read"),
    "mhtml": ("mail", "read_mhtml"),
    "mail": ("mail", "read_message"),
    "mailbox": ("mail", "read_mailbox"),
    "pdf": ("pdf", "read"),
    "docx": ("docx", "read"),
    "zip": ("archive", "read_zip"),
    "tar": ("archive", "read_tar"),
    "compressed": ("archive", "read_compressed"),
    "warc": ("warc", "read"),
    "json": ("records", "read_json"),
    "jsonl": ("records", "read_lines"),
    "csv": ("records", "read_csv"),
}
"""Kind -> module of casefile.ingest.formats and function. Modules load when a file needs them."""


def items(kind: str, content: bytes, name: str, password: str | None) -> Iterator[Item]:
    """Everything in one file. Never raises: what a foreign file breaks is said as Unread, and it alone pays."""
    module, function = _READERS[kind]
    read: Reader = getattr(importlib.import_module(f"casefile.ingest.formats.{module}"), function)
    try:
        yield from read(content, name, password)
    except MemoryError:
        yield Unread("reading it needs more memory than is allowed")
    except RecursionError:
        yield Unread("it is nested too deep")
    except Exception:  # noqa: BLE001 - a hostile file may break its parser anywhere
        yield Unread("it cannot be read and is probably damaged; open it in the program it was made with and save it anew")
