"""All rows of a case at one revision: what a brief is composed of and what exports hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from casefile.domain.claims import Claim
from casefile.domain.judgements import Judgement
from casefile.domain.rows import (
    ArticleRow,
    EntityRow,
    EventRow,
    FigureRow,
    JournalRow,
    MentionRow,
    NoteRow,
    Overview,
    QuoteRow,
)
from casefile.domain.weighing import Competition, Gap, OriginGraph, SourceGrade


@dataclass(frozen=True, slots=True)
class Material:
    """What the case shows, decisions applied; rejected rows are among them, for exports to say so."""

    overview: Overview
    articles: tuple[ArticleRow, ...]
    events: tuple[EventRow, ...]
    """All of them, undated and inherited ones too."""
    entities: tuple[EntityRow, ...]
    mentions: tuple[MentionRow, ...]
    quotes: tuple[QuoteRow, ...]
    figures: tuple[FigureRow, ...]
    extractor: str
    texts: Mapping[int, str]
    """Article number -> text."""
    notes: tuple[NoteRow, ...] = ()
    log: tuple[JournalRow, ...] = ()
    records: Mapping[int, Mapping[str, Any]] | None = None
    """Article number -> its findings as `casefile extract` prints them; None where they were not asked for."""
    claims: tuple[Claim, ...] = ()
    """Rejected ones too."""
    judgements: tuple[Judgement, ...] = ()
    competition: Competition = field(default_factory=Competition)
    gaps: tuple[Gap, ...] = ()
    grades: tuple[SourceGrade, ...] = ()
    """Of outlets."""
    origins: OriginGraph = field(default_factory=OriginGraph)
