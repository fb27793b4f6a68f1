"""Saved pages: the article's text with its paragraphs, and what the page says of itself. Nothing is fetched or run."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from casefile.domain.articles import Basis, Metadata, Publication
from casefile.ingest.decode import decode, looks_binary
from casefile.ingest.formats.bare import bare_text
from casefile.ingest.formats.page_facts import best_authors, best_title, page_facts
from casefile.ingest.found import Found, Item, Unread
from casefile.ingest.plain import date_in_name

_FEWEST_WORDS = 20


def read(content: bytes, name: str, _password: str | None) -> Iterator[Item]:
    """The article of one saved page."""
    if b"\0" in content[:4000] and not looks_binary(content):
        # Wide characters, which the libraries know by their mark alone.
        content = codecs.BOM_UTF8 + decode(content)[0].encode("utf-8", "replace")
    text, metadata = read_html(content, name)
    if text.strip():
        yield Found(text, metadata)
        return
    text = bare_text(content)
    if len(text.split()) < _FEWEST_WORDS:
        yield Unread("no article text was found in it")
        return
    said = page_facts(content)
    metadata = Metadata(title=best_title(said, ""), authors=best_authors(said, (), ""), published=date_in_name(name))
    yield Found(text, metadata, warnings=("no article was told apart from the rest of the page: all its words were taken",))


def _published(day: str, moments: tuple[str, ...]) -> Publication:
    """The day that was found, with the time and zone that the page declares for it."""
    return Publication(next((one for one in moments if one.startswith(day)), day), Basis.METADATA, 0.85)


def read_html(content: bytes, name: str) -> tuple[str, Metadata]:
    """Text (paragraphs between blank lines) and metadata. Text is "" where the page has no article."""
    # trafilatura takes long to import and is needed for pages only.
    import trafilatura
    from trafilatura.settings import Document

    document = trafilatura.bare_extraction(
        content, with_metadata=True, include_comments=False, include_tables=True, favor_recall=True, as_dict=False
    )
    if not isinstance(document, Document):
        return "", Metadata()
    paragraphs = [line.strip() for line in (document.text or "").split("\n") if line.strip()]
    date = document.date
    facts = page_facts(content)
    # What the page declares in words that the library does not know.
    declared = _published(facts.days[0], facts.moments) if facts.days else None
    outlet = (document.sitename or "").strip()
    authors = tuple(part.strip() for part in (document.author or "").split(";") if part.strip())
    metadata = Metadata(
        title=best_title(facts, (document.title or "").strip()),
        outlet=outlet,
        authors=best_authors(facts, authors, outlet),
        published=_published(date, facts.moments) if date else declared or date_in_name(name),
        language=(document.language or "")[:2],
        url=(document.url or "").strip(),
    )
    return "\n\n".join(paragraphs), metadata
