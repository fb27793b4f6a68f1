"""The record that proves a brief: JSON attached to its PDF, made of the brief and of nothing else.

Because it is made from the finished Brief, after the profile's redaction, it holds nothing that the pages do not.
`seal` is the SHA-256 of the rest in canonical form (sorted keys, no spaces, ASCII), so that a changed record shows.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from casefile.domain.brief import (
    Actors,
    Brief,
    Changes,
    Chronology,
    Citation,
    Differences,
    Evidence,
    Matrix,
    Points,
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
        "summary": ["".join(run.text for run in block.runs) for block in brief.summary],
        "articles": [_article(source) for source in sources],
        "statements": [
            {
                "id": f"{section}.{number}",
                "about": said.about,
                "text": said.text,
                "citations": [_citation(cited) for cited in said.citations],
            }
            for section, statements in _statements(brief)
            for number, said in enumerate(statements, start=1)
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


@dataclass(frozen=True, slots=True)
class _Statement:
    text: str
    citations: tuple[Citation, ...]
    about: str = ""
    """What the text is a value of, where it does not stand alone: the event of a date, the thing counted."""


def _statements(brief: Brief) -> Iterator[tuple[str, list[_Statement]]]:
    glance = [_Statement(point.text, point.citations, point.lead) for point in brief.highlights]
    judged = [_Statement(judgement.text, judgement.citations) for judgement in brief.judgements]
    for name, statements in (("judgements", judged), ("highlights", glance)):
        if statements:
            yield name, statements
    for section in brief.sections:
        found = [statement for statement in _of_section(section) if statement.citations]
        if found:
            yield type(section).__name__.casefold(), found


def _of_section(section: Section) -> Iterator[_Statement]:
    match section:
        case Chronology(items=events):
            for event in events:
                yield _Statement(event.what, event.citations)
                for dating in event.datings:
                    yield _Statement(dating.date, dating.citations, event.what)
        case Actors(groups=groups):
            for group in groups:
                for actor in group.actors:
                    yield _Statement(actor.name, actor.citations)
        case Quotations(items=quotations):
            for quotation in quotations:
                yield _Statement(quotation.words, quotation.citations, quotation.speaker)
        case Differences(items=differences):
            for difference in differences:
                for reading in difference.readings:
                    yield _Statement(reading.value, reading.citations, difference.about)
        case Matrix(items=claims):
            for claim in claims:
                yield _Statement(claim.about, claim.citations)
                for cell in claim.cells:
                    yield _Statement(cell.text, cell.citations, claim.about)
        case Points(items=points):
            for point in points:
                yield _Statement(point.text, point.citations, point.lead)
        case Changes(items=changes):
            for change in changes:
                yield _Statement(change.text, change.citations if change.kind != "gone" else ())
        case Evidence(items=citations):
            for citation in citations:
                yield _Statement(citation.sentence, (citation,))
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
