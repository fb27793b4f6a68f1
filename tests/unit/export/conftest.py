"""An invented case in rows, made by hand: five articles on a broken sluice."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

import pytest

from casefile.case.composing import compose
from casefile.domain import edtf
from casefile.domain.articles import Basis, Publication
from casefile.domain.brief import Brief
from casefile.domain.claims import Cell, Claim, ClaimKind, Relation, Standing
from casefile.domain.entities import Role
from casefile.domain.findings import EntityType
from casefile.domain.judgements import Judgement
from casefile.domain.material import Material
from casefile.domain.profile import Profile
from casefile.domain.rows import (
    ArticleRow,
    Counts,
    EntityRow,
    EventRow,
    FigureRow,
    MentionRow,
    NoteRow,
    Overview,
    Place,
    QuoteRow,
    ReportRow,
)

TEXTS = {
    1: (
        "Sluice at Marrow Quay fails\n\n"
        "The sluice at Marrow Quay failed in June 2023, the Port of Ellmouth said.\n\n"
        "About 5,000 pumps were damaged by the flood, an official said.\n\n"
        "“We were never told,” said Ines Corvalho, harbour master of Ellmouth."
    ),
    2: (
        "Port knew of the sluice\n\n"
        "The sluice failed this summer, two residents told the Courier.\n\n"
        "The flood damaged more than 9,000 pumps, according to the insurer."
    ),
    3: (
        "Harbour master denies the sluice was neglected\n\n"
        "Corvalho denied on 21 June 2024 that inspections had been skipped.\n\n"
        "The port plans to replace the gates in 2025."
    ),
    4: "مدير الميناء محمد علي\n\nThe engineer محمد علي 2019-06-12 signed the log.",
    5: "水門が壊れた\n\n港湾局の木原稔氏は「問題はない」と述べた。",
}
TITLES = {number: text.split("\n")[0] for number, text in TEXTS.items()}


def place(number: int, words: str) -> Place:
    """Where `words` stand in the article of that number."""
    text = TEXTS[number]
    start = text.index(words)
    paragraphs = text.split("\n\n")
    position, paragraph = 0, 0
    while position + len(paragraphs[paragraph]) < start:
        position += len(paragraphs[paragraph]) + 2
        paragraph += 1
    return Place(f"S{number}", paragraph + 1, start, start + len(words), words, paragraphs[paragraph])


def article(number: int, outlet: str, published: Publication, **more: object) -> ArticleRow:
    values: dict[str, object] = {
        "id": f"S{number}",
        "number": number,
        "title": TITLES[number],
        "outlet": outlet,
        "authors": (),
        "published": published,
        "language": "en",
        "url": "",
        "sha256": f"{number:064x}",
        "grade": "",
        "origin": None,
        "duplicate_of": None,
        "counts": Counts(),
    }
    return ArticleRow(**(values | more))  # type: ignore[arg-type]


def report(number: int, words: str, date: str | None, **more: object) -> ReportRow:
    earliest, latest = edtf.bounds(date)
    where = place(number, words)
    values: dict[str, object] = {
        "id": f"r{number}{where.start}",
        "place": where,
        "outlet": "",
        "edtf": date,
        "earliest": earliest,
        "latest": latest,
        "basis": "explicit",
        "status": "reported",
        "trigger_start": where.start,
        "trigger_end": where.end,
        "date_text": None,
        "decision": "",
        "confidence": 0.8,
        "rule": "reports.verb",
    }
    return ReportRow(**(values | more))  # type: ignore[arg-type]


def event(summary: str, date: str | None, *reports: ReportRow, **more: object) -> EventRow:
    earliest, latest = edtf.bounds(date)
    values: dict[str, object] = {
        "id": f"v{reports[0].id}",
        "summary": summary,
        "edtf": date,
        "earliest": earliest,
        "latest": latest,
        "basis": reports[0].basis,
        "status": reports[0].status,
        "entities": (),
        "reports": reports,
        "decision": "",
        "confidence": 0.8,
        "rule": "resolve.events",
    }
    return EventRow(**(values | more))  # type: ignore[arg-type]


def quote(number: int, words: str, kind: str, speaker: str | None, speaker_type: str, **more: object) -> QuoteRow:
    where = place(number, words)
    values: dict[str, object] = {
        "id": f"q{number}{where.start}",
        "place": where,
        "spans": ((where.start, where.end),),
        "kind": kind,
        "cue": "say",
        "speaker": speaker,
        "speaker_type": speaker_type,
        "speaker_entity": None,
        "quoted": (),
        "edtf": "2023-11-29",
        "outlet": "The Ellmouth Courier",
        "decision": "",
        "confidence": 0.9,
        "rule": "quotes.direct",
    }
    return QuoteRow(**(values | more))  # type: ignore[arg-type]


def figure(number: int, words: str, value: float, unit: str, qualifier: str, **more: object) -> FigureRow:
    values: dict[str, object] = {
        "id": f"f{number}{words}",
        "place": place(number, words),
        "value": value,
        "value_max": None,
        "unit": unit,
        "qualifier": qualifier,
        "kind": "count",
        "decision": "",
        "confidence": 0.9,
        "rule": "figures.count",
    }
    return FigureRow(**(values | more))  # type: ignore[arg-type]


def mention(number: int, words: str, entity: str, name: str, type_: EntityType = EntityType.PERSON) -> MentionRow:
    where = place(number, words)
    return MentionRow(f"m{number}{where.start}", where, entity, type_, name, None, False, "", 0.9, "names.title")


def cell(number: int, words: str, relation: Relation, value: str, **more: object) -> Cell:
    where = place(number, words)
    values: dict[str, object] = {
        "article": where.article,
        "relation": relation,
        "value": value,
        "paragraph": where.paragraph,
        "start": where.start,
        "end": where.end,
        "sentence": where.sentence,
    }
    return Cell(**(values | more))  # type: ignore[arg-type]


def claim(id: str, summary: str, standing: Standing, *cells: Cell, **more: object) -> Claim:
    values: dict[str, object] = {
        "id": id,
        "summary": summary,
        "kind": ClaimKind.FIGURE,
        "standing": standing,
        "origins": 1,
        "status": "open",
        "confidence": 0.8,
        "rule": "claims.figure",
        "cells": cells,
    }
    return Claim(**(values | more))  # type: ignore[arg-type]


@dataclass(frozen=True)
class Rows:
    """The parts of the invented case, for tests to change some."""

    articles: tuple[ArticleRow, ...] = (
        article(
            1,
            "The Ellmouth Courier",
            Publication("2023-11-29", Basis.GIVEN, 1.0),
            authors=("Ada Brook", "Lin Tao"),
            url="https://courier.example/2023/11/29/sluice-at-marrow-quay-fails-and-nobody-knows-why-or-says-so-in-public",
            grade="B",
        ),
        article(2, "Harbour Wire", Publication("2023-12", Basis.DATELINE, 0.7)),
        article(3, "The Ellmouth Courier", Publication("2024-06-22", Basis.METADATA, 0.9), grade="B"),
        article(4, "Al-Marsa", Publication(None)),
        article(5, "Minato Shimbun", Publication("2024-06-23", Basis.GIVEN, 1.0), origin="S3"),
    )
    events: tuple[EventRow, ...] = (
        event(
            "The sluice at Marrow Quay failed.",
            "2023-06",
            report(1, "failed in June 2023", "2023-06", date_text="June 2023"),
            report(2, "failed this summer", "2023-22", date_text="this summer"),
        ),
        event(
            "Corvalho denied that inspections had been skipped.",
            "2024-06-21",
            report(3, "denied on 21 June 2024", "2024-06-21", status="denied", date_text="21 June 2024"),
        ),
        event(
            "The port plans to replace the gates.",
            "2025",
            report(3, "replace the gates in 2025", "2025", status="planned", date_text="2025"),
        ),
        event(
            "The engineer محمد علي signed the log.",
            "2019-06-12",
            report(4, "signed the log", "2019-06-12", status="alleged"),
            report(5, "述べた", "2020-01", basis="inherited"),
            differing=True,
        ),
        event("A report without a date.", None, report(2, "residents told", None)),
    )
    entities: tuple[EntityRow, ...] = (
        EntityRow(
            "e1",
            "Ines Corvalho",
            EntityType.PERSON,
            ("Ines Corvalho", "Corvalho"),
            (Role("harbour master", "2023-11-29", "S1"), Role("Harbour master", "2024-06-22", "S3")),
            3,
            ("S1", "S3"),
            "2023-11-29",
            "2024-06-22",
            False,
            "",
            0.9,
            "resolve.names",
        ),
        EntityRow("e2", "木原稔", EntityType.PERSON, (), (), 1, ("S5",), None, None, False, "", 0.9, "resolve.names"),
        EntityRow(
            "e3", "Port of Ellmouth", EntityType.ORGANISATION, ("the port",), (), 2, ("S1",), None, None, False, "", 0.9, "x"
        ),
        EntityRow("e4", "محمد علي", EntityType.PERSON, (), (), 1, ("S4",), None, None, False, "", 0.9, "x"),
    )
    mentions: tuple[MentionRow, ...] = (
        mention(3, "Corvalho", "e1", "Ines Corvalho"),
        mention(1, "Ines Corvalho", "e1", "Ines Corvalho"),
        mention(5, "木原稔", "e2", "木原稔"),
        mention(1, "Port of Ellmouth", "e3", "Port of Ellmouth", EntityType.ORGANISATION),
        mention(4, "محمد علي", "e4", "محمد علي"),
    )
    quotes: tuple[QuoteRow, ...] = (
        quote(1, "We were never told,", "direct", "Ines Corvalho", "named", speaker_role="harbour master"),
        quote(1, "About 5,000 pumps were damaged by the flood", "indirect", "an official", "anonymous"),
        quote(5, "問題はない", "direct", "木原稔", "named", edtf="2024-06-23", outlet="Minato Shimbun"),
    )
    figures: tuple[FigureRow, ...] = (
        figure(1, "About 5,000", 5000, "pumps", "about"),
        figure(2, "more than 9,000", 9000, "pumps", "more than"),
    )
    notes: tuple[NoteRow, ...] = (NoteRow("n1", "e1", "Call again", None, None, None, "2026-11-20T10:00:00Z"),)
    claims: tuple[Claim, ...] = (
        claim(
            "c1",
            "Pumps damaged",
            Standing.CONFLICT,
            cell(1, "About 5,000 pumps", Relation.STATES, "about 5,000 pumps", speaker="an official", first=True),
            cell(2, "more than 9,000 pumps", Relation.DIFFERS, "more than 9,000 pumps"),
            Cell("S3", Relation.SILENT),
        ),
        claim(
            "c2",
            "When the sluice failed",
            Standing.CORROBORATED,
            cell(1, "failed in June 2023", Relation.STATES, "June 2023", first=True),
            cell(2, "failed this summer", Relation.COMPATIBLE, "this summer"),
            kind=ClaimKind.DATE,
            origins=2,
        ),
    )
    judgements: tuple[Judgement, ...] = (
        Judgement("j1", "The port **knew** of the fault.", "likely", "moderate", "Two residents say so.", ("c2", "e9")),
    )
    texts: dict[int, str] = field(default_factory=lambda: dict(TEXTS))

    def material(self, **overview: object) -> Material:
        values: dict[str, object] = {
            "title": "The sluice at Marrow Quay",
            "case_id": "c0ffee",
            "path": "sluice.casefile",
            "revision": 41,
            "read_only": False,
            "counts": Counts(articles=5),
            "scoped": Counts(articles=5),
            "review": 0,
            "undo": None,
            "redo": None,
            "summary": "1. The sluice failed in **June 2023** [S1 ¶2].\n2. Nobody was told.\n",
            "classification": "For internal use",
        }
        return Material(
            overview=Overview(**(values | overview)),  # type: ignore[arg-type]
            articles=self.articles,
            events=self.events,
            entities=self.entities,
            mentions=self.mentions,
            quotes=self.quotes,
            figures=self.figures,
            extractor="7",
            texts=self.texts,
            notes=self.notes,
            claims=self.claims,
            judgements=self.judgements,
        )


@pytest.fixture
def rows() -> Rows:
    return Rows()


@pytest.fixture
def material(rows: Rows) -> Material:
    return rows.material()


@pytest.fixture
def brief(material: Material) -> Brief:
    return compose(material, Profile(), datetime.date(2026, 11, 21))
