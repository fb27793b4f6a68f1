"""What panes and listings show: frozen rows, findings with decisions applied. Only these reach the window.

`decision` is "" (open), "accepted", "rejected" or "corrected". `paragraph` counts from 1. Names and fields follow the
listings of the command line, which print them as they are.
"""

from __future__ import annotations

from dataclasses import dataclass

from casefile.domain.articles import Publication
from casefile.domain.entities import Role
from casefile.domain.findings import EntityType


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is of each kind in an article, or in scope."""

    articles: int = 0
    dates: int = 0
    entities: int = 0
    quotes: int = 0
    figures: int = 0
    events: int = 0
    notes: int = 0


@dataclass(frozen=True, slots=True)
class ArticleRow:
    id: str
    number: int
    title: str
    outlet: str
    authors: tuple[str, ...]
    published: Publication
    language: str
    url: str
    sha256: str
    """Of the original's bytes."""
    grade: str
    origin: str | None
    """Article id of the earliest article of its origin, where it repeats another; else None."""
    duplicate_of: str | None
    counts: Counts
    starred: bool = False
    tags: tuple[str, ...] = ()
    withdrawn: bool = False
    opening: str = ""
    """First words of the text, where it has no title to be known by."""
    overlap: float | None = None
    """Share of the shorter text's words, in runs, that it has in common with its origin, or with what it repeats of it."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands in a text."""

    article: str
    paragraph: int
    start: int
    end: int
    text: str
    sentence: str
    page: int | None = None
    """Of a document with pages: the one it begins on."""


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One article's report of an event."""

    id: str
    place: Place
    outlet: str
    edtf: str | None
    earliest: str | None
    latest: str | None
    basis: str
    status: str
    trigger_start: int
    trigger_end: int
    date_text: str | None
    """The words that date it."""
    decision: str
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event with all its reports. Its date is that of its most precise accepted or explicit report."""

    id: str
    summary: str
    edtf: str | None
    earliest: str | None
    latest: str | None
    basis: str
    status: str
    entities: tuple[str, ...]
    reports: tuple[ReportRow, ...]
    decision: str
    confidence: float
    rule: str
    differing: bool = False
    """Its reports give dates that cannot all be true."""
    starred: bool = False
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Company:
    """Who stands with whom, counted."""

    entities: tuple[tuple[str, str, str, int], ...]
    """(id, name, type, mentions), most mentioned first."""
    pairs: tuple[tuple[int, int, int], ...]
    """(place of one in `entities`, place of the other, sentences in which both stand), the lower place first."""
    others: int
    """Entities in scope that are not among these."""


@dataclass(frozen=True, slots=True)
class EntityRow:
    id: str
    name: str
    type: EntityType
    aliases: tuple[str, ...]
    roles: tuple[Role, ...]
    mentions: int
    articles: tuple[str, ...]
    first: str | None
    """EDTF of the publication of the first and the last article that mentions it."""
    last: str | None
    frame: bool
    decision: str
    confidence: float
    rule: str
    starred: bool = False
    tags: tuple[str, ...] = ()
    article_count: int = 0
    """Articles that mention it, also where `articles` does not name them."""


@dataclass(frozen=True, slots=True)
class QuoteRow:
    id: str
    place: Place
    spans: tuple[tuple[int, int], ...]
    kind: str
    cue: str | None
    speaker: str | None
    speaker_type: str
    speaker_entity: str | None
    quoted: tuple[tuple[int, int], ...]
    edtf: str | None
    """When it was said: the text's date, else the article's publication."""
    outlet: str
    decision: str
    confidence: float
    rule: str
    speaker_role: str | None = None
    starred: bool = False
    tags: tuple[str, ...] = ()
    affiliation: str | None = None
    """Whom an unnamed speaker belongs to, where the text says."""
    affiliation_entity: str | None = None


@dataclass(frozen=True, slots=True)
class FigureRow:
    id: str
    place: Place
    value: float
    value_max: float | None
    unit: str | None
    qualifier: str
    kind: str
    decision: str
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked stretch of the reader's text."""

    start: int
    end: int
    kind: str
    """person, organisation, place, system, programme, other, date, figure, quote, note, or event (the trigger)."""
    id: str
    """Id of the finding."""
    refers_to: str | None
    """Id of the entity or event it belongs to."""
    label: str
    """Short words for a hover card: resolved name, date in words, value and unit, speaker."""
    decision: str
    confidence: float
    rule: str
    frame: bool = False
    tags: tuple[str, ...] = ()
    """Of the finding, or of the entity or event it belongs to."""
    starred: bool = False


@dataclass(frozen=True, slots=True)
class NoteRow:
    id: str
    target: str
    text: str
    article: int | None
    start: int | None
    end: int | None
    created: str
    """ISO time, UTC."""


@dataclass(frozen=True, slots=True)
class ArticleText:
    """All the reader needs of one article."""

    row: ArticleRow
    text: str
    paragraphs: tuple[tuple[int, int], ...]
    sentences: tuple[tuple[int, int], ...]
    marks: tuple[Mark, ...]
    """By start, then longest first."""
    quotes: tuple[QuoteRow, ...]
    notes: tuple[NoteRow, ...]


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version of an article's text."""

    number: int
    """Counted from 1, oldest first."""
    article: int
    current: bool
    kind: str
    """imported, decoded (in another encoding) or corrected."""
    read_at: str
    path: str
    encoding: str
    text_sha256: str
    sha256: str
    """Of the original it was read from."""
    title: str


@dataclass(frozen=True, slots=True)
class Counterpart:
    """Where an article tells what another tells too: a report of the same event, what it says to the same claim."""

    article: int
    start: int
    end: int
    outlet: str
    words: str
    """How it tells it: the date it gives, the value and relation of its cell, the name it uses."""


@dataclass(frozen=True, slots=True)
class Companion:
    """An entity that stands in the same sentences."""

    id: str
    name: str
    together: int


@dataclass(frozen=True, slots=True)
class EntityProfile:
    row: EntityRow
    mentions: tuple[MentionRow, ...]
    companions: tuple[Companion, ...]
    """Most frequent first."""
    quotes: tuple[QuoteRow, ...]
    over_time: tuple[tuple[str, int], ...]
    """(year-month, mentions)."""
    about: tuple[QuoteRow, ...] = ()
    """Quotes of others in whose words it is named."""
    by_count: int | None = None
    """How many quotes there are by it and about it, where only the first are here."""
    about_count: int | None = None


@dataclass(frozen=True, slots=True)
class MentionRow:
    id: str
    place: Place
    entity: str
    type: EntityType
    name: str
    role: str | None
    frame: bool
    decision: str
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True)
class JournalRow:
    sequence: int
    at: str
    """ISO time, UTC."""
    who: str
    label: str
    undone: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """The case in numbers: title bar, focus bar and status line."""

    title: str
    case_id: str
    path: str
    revision: int
    read_only: bool
    counts: Counts
    """Of the whole case."""
    scoped: Counts
    """Within the scope asked for."""
    review: int
    """Open proposals."""
    undo: str | None
    """What undo would undo, in words."""
    redo: str | None
    summary: str = ""
    classification: str = ""
    lenses: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """A proposal awaiting a decision, least sure first."""

    id: str
    kind: str
    what: str
    """What the program proposes, in words."""
    place: Place
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True)
class MergeSuggestion:
    """Two entities that may be one; the first is the more mentioned, its name would stay."""

    first: str
    second: str
    first_name: str
    second_name: str
    type: EntityType
    reason: str
    """acronym, order, spelling, initial, surname, part or script (domain.entities.Alike)."""
    why: str
    """The reason in words."""
    confidence: float
    place: Place
    """Where the second is named first."""

    @property
    def id(self) -> str:
        """Of the pair."""
        return f"{self.first}+{self.second}"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something `verify` found."""

    what: str
    where: str
