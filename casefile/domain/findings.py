"""What the program read in one article. Never edited: decisions apply on top, a new run writes anew.

Offsets are code points into the article text, half-open. `earliest` and `latest` are inclusive ISO days ("2023-06-30") or
None where open or unknown. `confidence` is 0..1; `rule` names the rule that made the finding, as module.rule.
Field by field this is what `casefile extract` prints (docs: interfaces).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from casefile.domain.articles import Publication


class EntityType(StrEnum):
    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    SYSTEM = "system"
    PROGRAMME = "programme"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Finding:
    """A stretch of the article and what it was taken for."""

    start: int
    end: int
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True)
class DateFinding(Finding):
    """A dating expression: tight, without its preposition."""

    kind: str
    """date, time, duration or set."""
    edtf: str | None = None
    earliest: str | None = None
    latest: str | None = None
    duration: str | None = None
    """ISO 8601 duration ("P4M") of durations and sets."""
    reference: str | None = None
    """past, present or future, of vague words that name no date (currently, recently)."""
    anchor: str = "none"
    """What a relative expression was resolved against: published, document (an earlier date in the text), none."""


@dataclass(frozen=True, slots=True)
class Mention(Finding):
    """A name in the text. Mentions with the same `entity` are one entity within the article."""

    type: EntityType
    name: str
    """The fullest name the article gives."""
    entity: str
    """Anchor id (`e...`) of the first mention of the entity in this article."""
    role: str | None = None
    frame: bool = False
    """Stands in a byline, caption, dateline or biography: not an actor of the case by this mention."""
    surface: str = ""
    """The words as they stand in the text, so that resolution knows the aliases without the text."""


@dataclass(frozen=True, slots=True)
class Quote(Finding):
    """Reported speech. `spans` are its pieces if it is split; `quoted` the fragments inside marks."""

    kind: str
    """direct, mixed or indirect."""
    spans: tuple[tuple[int, int], ...]
    quoted: tuple[tuple[int, int], ...] = ()
    cue: str | None = None
    """Lemma of the reporting verb, or the words (according to)."""
    cue_start: int | None = None
    cue_end: int | None = None
    speaker: str | None = None
    """Resolved name; for the anonymous, the words."""
    speaker_type: str = "unknown"
    """named, office, organisation, anonymous or unknown."""
    speaker_start: int | None = None
    speaker_end: int | None = None
    speaker_entity: str | None = None
    edtf: str | None = None
    """When it was said, where the text says."""
    affiliation: str | None = None
    """Whom an anonymous speaker or an office belongs to, where the text says: "an official of the Harbour Agency"."""
    affiliation_entity: str | None = None
    """Its entity in this article, where it is a name."""


@dataclass(frozen=True, slots=True)
class Figure(Finding):
    """A number that is counted or measured: qualifier and number with its currency or unit of measure."""

    kind: str
    """count, money, percent or measure."""
    value: float
    value_max: float | None = None
    unit: str | None = None
    qualifier: str = "exactly"
    """exactly, about, more than, less than, at least, up to or between."""


@dataclass(frozen=True, slots=True)
class Report(Finding):
    """What one sentence reports as happening; reports of several articles make one event."""

    summary: str
    trigger_start: int
    trigger_end: int
    trigger: str
    """Lemma of the verb or noun that names what happened."""
    edtf: str | None
    earliest: str | None
    latest: str | None
    basis: str
    """explicit (the date is in the words), inherited or published."""
    date_start: int | None
    date_end: int | None
    status: str
    """reported, planned, denied or alleged."""
    entities: tuple[str, ...]
    """Local entity ids, in order of first mention."""
    sentence: int
    """Index into `Findings.sentences`."""


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything one run found in one text."""

    language: str
    published: Publication
    sentences: tuple[tuple[int, int], ...]
    paragraphs: tuple[tuple[int, int], ...]
    dates: tuple[DateFinding, ...]
    mentions: tuple[Mention, ...]
    quotes: tuple[Quote, ...]
    figures: tuple[Figure, ...]
    reports: tuple[Report, ...]
