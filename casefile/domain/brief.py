"""The brief as one frozen value: all that goes on the pages and into the record that proves them, nothing else.

Made by `case.composing` from rows, after the profile chose and redacted; typeset by `export.pdf`; printed as Markdown by
`export.markdown`. Every text here is data: whatever it holds appears literally.
"""

from __future__ import annotations

from dataclasses import dataclass

NAME_WITHHELD = "[name withheld]"
"""What stands for a name that a profile protects."""


@dataclass(frozen=True, slots=True, order=True)
class Citation:
    """A place in an article that carries a statement. Offsets are code points into the article text, half-open."""

    article: int
    paragraph: int
    start: int
    end: int
    sentence: str = ""
    """The sentence of the place, as the article has it; "" where the profile withholds it."""

    @property
    def label(self) -> str:
        """[S2 ¶4]"""
        return f"[S{self.article} ¶{self.paragraph}]"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style, or a citation the investigator wrote ("[S2 ¶4]"), which becomes a link."""

    text: str
    style: str = ""
    """"", strong or emphasis."""
    article: int | None = None
    """Number of the article that `text` cites; None for words."""


@dataclass(frozen=True, slots=True)
class Block:
    """A block of the investigator's own words."""

    kind: str
    """paragraph, heading, bullet or number."""
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Chip:
    """A short judgement beside a statement; `tone` is good, bad, open or plain. The words alone carry the meaning."""

    text: str
    tone: str = "plain"


@dataclass(frozen=True, slots=True)
class Dating:
    """When one article says that it was."""

    date: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class ChronologyItem:
    date: str
    """In words, as precise as the sources: "21 Jun 2024", "summer 2023"."""
    edtf: str
    precision: str
    """Small print: day, month, season, about, the words that date it."""
    what: str
    citations: tuple[Citation, ...]
    origins: int
    """Independent origins among the articles cited."""
    grade: str
    chips: tuple[Chip, ...]
    datings: tuple[Dating, ...] = ()
    """Where reports differ: each date with who gives it; empty where they agree."""


@dataclass(frozen=True, slots=True)
class Actor:
    name: str
    type: str
    aliases: tuple[str, ...]
    roles: tuple[str, ...]
    """Each with its date, where known: "defence minister (Jun 2024)"."""
    mentions: int
    articles: int
    citations: tuple[Citation, ...]
    """Of the first mention."""


@dataclass(frozen=True, slots=True)
class ActorGroup:
    title: str
    actors: tuple[Actor, ...]


@dataclass(frozen=True, slots=True)
class Quotation:
    words: str
    """Without outer marks; cut at a word boundary with "…" where long."""
    kind: str
    """direct, mixed or indirect."""
    speaker: str
    """Name and role, or the words for an anonymous source."""
    standing: str
    """named, office, organisation, anonymous or speaker unknown."""
    date: str
    outlet: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """One value that is given for a figure, with the articles that give it."""

    value: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure that articles give differently."""

    about: str
    """What is counted."""
    context: str
    """Words that the sentences share."""
    readings: tuple[Reading, ...]
    chip: Chip


@dataclass(frozen=True, slots=True)
class Source:
    number: int
    title: str
    outlet: str
    authors: str
    published: str
    edtf: str
    dating: str
    """Where the date comes from and how sure: "given", "inferred from the dateline, 60 %"."""
    inferred: bool
    url: str
    """http, https or mailto only; "" otherwise."""
    grade: str
    sha256: str
    """Of the original's bytes; "" where the profile withholds it."""
    text_sha256: str
    repeats: int | None = None
    """Number of the article whose wording it repeats."""
    reliability: str = ""
    """Why the program proposes a grade for its outlet, where the investigator gave none."""
    origin: str = ""
    """From whom it has what it says, where that is not its outlet."""


@dataclass(frozen=True, slots=True)
class Highlight:
    """A line that the program chose: on the cover what differs or several origins say, in a section a gap."""

    lead: str
    text: str
    citations: tuple[Citation, ...]
    chip: Chip | None = None


@dataclass(frozen=True, slots=True)
class KeyJudgement:
    """A conclusion of the investigator's on the cover. Likelihood and confidence are never mixed (ICD 203)."""

    words: tuple[Run, ...]
    likelihood: str
    """"likely (55–80 %)"; "" where it is not one of probability."""
    confidence: str
    """"moderate confidence"; "" where nothing is said of it."""
    basis: str
    citations: tuple[Citation, ...]
    chips: tuple[Chip, ...]
    """How the claims stand that it rests on."""

    @property
    def text(self) -> str:
        """The words without their styles."""
        return "".join(run.text for run in self.words)


@dataclass(frozen=True, slots=True)
class MatrixColumn:
    """An article, or all articles of an outlet, in order of publication."""

    head: str
    """"S3", or the outlet."""
    under: str
    """Outlet and day; for an outlet its articles."""


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """What a column says to a claim; `text` is empty where it is silent."""

    text: str
    tone: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class MatrixRow:
    about: str
    context: str
    cells: tuple[MatrixCell, ...]
    """One for each column."""
    chip: Chip
    citations: tuple[Citation, ...] = ()
    """Of the row as a whole, where its cells have none."""


@dataclass(frozen=True, slots=True)
class Change:
    """A statement that is other than in the brief compared with."""

    kind: str
    """new, changed or gone."""
    section: str
    text: str
    before: str = ""
    """What stood there, where it was changed."""
    citations: tuple[Citation, ...] = ()
    """Of what is gone they say where it stood, and are not printed."""
    article: int | None = None
    """Number of the article, where the statement is one of the source list."""


@dataclass(frozen=True, slots=True)
class Chronology:
    title: str
    intro: str
    items: tuple[ChronologyItem, ...]


@dataclass(frozen=True, slots=True)
class Actors:
    title: str
    intro: str
    groups: tuple[ActorGroup, ...]


@dataclass(frozen=True, slots=True)
class Quotations:
    title: str
    intro: str
    items: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class Differences:
    title: str
    intro: str
    items: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    title: str
    intro: str
    columns: tuple[MatrixColumn, ...]
    items: tuple[MatrixRow, ...]
    legend: tuple[Highlight, ...] = ()
    """What the heads of the columns stand for, where they are but letters."""
    what: str = "Claim"
    """What a row is."""


@dataclass(frozen=True, slots=True)
class Points:
    """Statements one below the other, such as gaps: each with what it is about."""

    title: str
    intro: str
    items: tuple[Highlight, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    title: str
    intro: str
    items: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Sources:
    title: str
    intro: str
    items: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentences behind the citations, in order of article and place, each once."""

    title: str
    intro: str
    items: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Method:
    """Paragraphs with a heading each: what was done, how far to trust it."""

    title: str
    items: tuple[tuple[str, str], ...]


Section = Chronology | Actors | Quotations | Differences | Matrix | Points | Changes | Sources | Evidence | Method


@dataclass(frozen=True, slots=True)
class Brief:
    title: str
    subtitle: str
    classification: str
    prepared: str
    """ISO day; also the date inside the PDF."""
    case_id: str
    revision: int
    extractor: str
    profile: str
    paper: str
    """a4 or us-letter."""
    counts: tuple[tuple[str, str], ...]
    """(number, what) of the boxes on the cover."""
    summary: tuple[Block, ...]
    """The investigator's words; empty where there are none."""
    sections: tuple[Section, ...]
    articles: int
    """How many articles it rests on."""
    withheld: tuple[str, ...] = ()
    """Sentences on what the profile left out; printed on the cover."""
    highlights: tuple[Highlight, ...] = ()
    judgements: tuple[KeyJudgement, ...] = ()
    judged: str = ""
    """What the words of likelihood in the judgements stand for."""
