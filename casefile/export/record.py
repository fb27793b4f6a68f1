"""The record that proves a brief: JSON attached to its PDF, made of the brief and of nothing else.

Because it is made from the finished Brief, after the profile's redaction, it holds nothing that the pages do not.
`seal` is the SHA-256 of the rest in canonical form (sorted keys, no spaces, ASCII), so that a changed record shows.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from casefile.domain.brief import (
    Actors,
    Brief,
    Chronology,
    Citation,
    Differences,
    Evidence,
    Quotations,
    Section,
    Source,
    Sources,
)

FORMAT = "casefile-brief"
SCHEMA_VERSION = 1


def record(brief: Brief) -> dict[str, Any]:
    """The record of a brief, sealed."""
    sources = [source for section in brief.sections if isinstance(section, Sources) for source in section.items]
    content: dict[str, Any] = {
        "format": FORMAT,
        "schema_version": SCHEMA_VERSION,
        "case": {"id": brief.case_id, "title": brief.title, "revision": brief.revision},
        "prepared": brief.prepared,
        "profile": brief.profile,
        "extractor": brief.extractor,
        "withheld": list(brief.withheld),
        "articles": [_article(source) for source in sources],
        "statements": [
            {"id": f"{section}.{number}", "text": text, "citations": [_citation(citation) for citation in citations]}
            for section, statements in _statements(brief)
            for number, (text, citations) in enumerate(statements, start=1)
        ],
    }
    return content | {"seal": seal(content)}


def seal(content: dict[str, Any]) -> str:
    """SHA-256 over the canonical form of a record without its seal."""
    unsealed = {key: value for key, value in content.items() if key != "seal"}
    return hashlib.sha256(dumps(unsealed).encode("ascii")).hexdigest()


def dumps(content: dict[str, Any]) -> str:
    """Canonical JSON: sorted keys, no spaces, ASCII (which also carries lone surrogates through)."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def sentence_digest(sentence: str) -> str:
    """SHA-256 of a sentence as cited."""
    return hashlib.sha256(sentence.encode("utf-8", "surrogatepass")).hexdigest()


def _statements(brief: Brief) -> Iterator[tuple[str, list[tuple[str, tuple[Citation, ...]]]]]:
    for section in brief.sections:
        found = [pair for pair in _of_section(section) if pair[1]]
        if found:
            yield type(section).__name__.casefold(), found


def _of_section(section: Section) -> Iterator[tuple[str, tuple[Citation, ...]]]:
    match section:
        case Chronology(items=events):
            for event in events:
                yield event.what, event.citations
                for dating in event.datings:
                    yield dating.date, dating.citations
        case Actors(groups=groups):
            for group in groups:
                for actor in group.actors:
                    yield actor.name, actor.citations
        case Quotations(items=quotations):
            for quotation in quotations:
                yield quotation.words, quotation.citations
        case Differences(items=differences):
            for difference in differences:
                for reading in difference.readings:
                    yield f"{difference.about}: {reading.value}", reading.citations
        case Evidence(items=citations):
            for citation in citations:
                yield citation.sentence, (citation,)
        case _:
            return


def _article(source: Source) -> dict[str, Any]:
    return {
        "number": source.number,
        "title": source.title,
        "outlet": source.outlet,
        "published": source.edtf,
        "url": source.url,
        "grade": source.grade,
        "sha256": source.sha256,
        "text_sha256": source.text_sha256,
    }


def _citation(citation: Citation) -> dict[str, Any]:
    return {
        "article": citation.article,
        "paragraph": citation.paragraph,
        "start": citation.start,
        "end": citation.end,
        "sentence": citation.sentence,
    }
