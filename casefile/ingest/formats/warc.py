"""Web archives: every page that was answered with success, as a member of its own."""

from __future__ import annotations

import io
from collections.abc import Iterator

from casefile.domain.articles import Metadata
from casefile.ingest.found import Item, Member, Unread

_MOST_PAGES = 20_000
_LARGEST_PAGE = 50_000_000


def read(content: bytes, _name: str, _password: str | None) -> Iterator[Item]:
    """HTML responses of a WARC file, gzipped or not."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    count = 0
    try:
        for record in ArchiveIterator(io.BytesIO(content)):
            if record.rec_type != "response" or record.http_headers is None:
                continue
            kind = record.http_headers.get_header("Content-Type") or ""
            if "html" not in kind or not record.http_headers.get_statuscode().startswith("2"):
                continue
            count += 1
            if count > _MOST_PAGES:
                yield Unread(f"it has more than {_MOST_PAGES:,} pages; the rest is left out")
                return
            url = record.rec_headers.get_header("WARC-Target-URI") or ""
            page = record.content_stream().read(_LARGEST_PAGE)
            yield Member(f"{url or f'page {count}'}.html", page, Metadata(url=url))
    except (ArchiveLoadFailed, EOFError, OSError, ValueError, AttributeError):
        yield Unread("it is a damaged web archive; the rest of it is left out" if count else "it is a damaged web archive")
        return
    if not count:
        yield Unread("it has no web page")
