"""Everything that changes a case. One frozen value a verb; `case.do(command)` is the one door.

Targets are the ids that rows show. Commands carry only what the investigator said; what the inverse needs is read inside
the transaction. Commands are plain data: str, int, float, bool, None, tuples of them, and the frozen values of this package.
"""

from __future__ import annotations

from dataclasses import dataclass

from casefile.domain.articles import Reading
from casefile.domain.exchange import Given
from casefile.domain.findings import EntityType, Findings


class Command:
    """Base of all commands."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class AddArticle(Command):
    """A reading and its findings become an article, or are recognised as a duplicate. `batch` groups one import for undo."""

    reading: Reading
    findings: Findings
    batch: str


@dataclass(frozen=True, slots=True)
class SetMetadata(Command):
    """Correct an article: title, outlet, author(s), published, language, url, grade. Dates re-resolve when the
    publication date changes."""

    article: int
    changes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CorrectText(Command):
    """The text of an article is this: a new version of it. `encoding` where the same bytes were decoded in another one."""

    article: int
    text: str
    encoding: str = ""


@dataclass(frozen=True, slots=True)
class ReadAnew(Command):
    """Extract these articles again with the current extractor; all when empty."""

    articles: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Accept(Command):
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reject(Command):
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reconsider(Command):
    """Take back acceptance or rejection."""

    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Retype(Command):
    """Entities, or single mentions, are of this type."""

    targets: tuple[str, ...]
    type: EntityType


@dataclass(frozen=True, slots=True)
class Rename(Command):
    """An entity goes by this name."""

    target: str
    name: str


@dataclass(frozen=True, slots=True)
class Merge(Command):
    """These entities (or these events, or these claims) are one; the first gives the name."""

    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Split(Command):
    """These mentions (m...), as local entities, or these reports (r...) leave `target` and are one of their own; of a claim
    findings that are its evidence, or articles (S3), all of whose evidence leaves."""

    target: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeepApart(Command):
    """These two entities are two, however alike their names are; merging them takes it back."""

    one: str
    other: str


@dataclass(frozen=True, slots=True)
class MarkFrame(Command):
    """Entities are (or are not) mere frame: reporters, photographers, outlets of the articles."""

    targets: tuple[str, ...]
    frame: bool = True


@dataclass(frozen=True, slots=True)
class SetSpeaker(Command):
    """This quote was said by this entity (id) or by this name; None: unknown."""

    quote: str
    speaker: str | None
    speaker_type: str = "named"


@dataclass(frozen=True, slots=True)
class Correct(Command):
    """Correct what a finding says: pairs of field and value, such as ("edtf", "2023-06") or ("start", "120")."""

    target: str
    changes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class MarkByHand(Command):
    """Something the program missed: a date, mention, quote, figure or event at `start:end` of an article."""

    article: int
    kind: str
    """date, mention, quote, figure or event."""
    start: int
    end: int
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class MakeClaim(Command):
    """A claim of the investigator's own, in these words; findings (figures, quotes, reports, mentions) are its evidence."""

    summary: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LinkEvidence(Command):
    """These findings bear on the claim, in this relation (states, compatible, differs, denies); "" takes them off again."""

    claim: str
    evidence: tuple[str, ...]
    relation: str = "states"


@dataclass(frozen=True, slots=True)
class DecideClaim(Command):
    """What the investigator says of claims: "status" (open, established, disputed, refuted), "summary" (other words), or
    an article's id and its relation ("S3", "denies"); an empty value leaves it to the rules again."""

    targets: tuple[str, ...]
    changes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class AddNote(Command):
    """A note on a target: any id, or a passage of an article (`start`, `end`); on the case when target is ""."""

    target: str
    text: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class EditNote(Command):
    note: str
    text: str


@dataclass(frozen=True, slots=True)
class DeleteNote(Command):
    note: str


@dataclass(frozen=True, slots=True)
class AddTag(Command):
    targets: tuple[str, ...]
    tag: str


@dataclass(frozen=True, slots=True)
class RemoveTag(Command):
    targets: tuple[str, ...]
    tag: str


TAG_COLOURS = ("red", "orange", "gold", "green", "teal", "blue", "violet", "pink", "grey")
"""Each is legible in light and dark; what they look like is the theme's."""


@dataclass(frozen=True, slots=True)
class ColourTag(Command):
    """A tag has this colour, one of TAG_COLOURS, wherever it shows; "" leaves it to its words."""

    tag: str
    colour: str


@dataclass(frozen=True, slots=True)
class Star(Command):
    targets: tuple[str, ...]
    starred: bool = True


@dataclass(frozen=True, slots=True)
class SetGrade(Command):
    """Admiralty grade: A-F for a source (article or outlet), 1-6 for an item, both ("B2") for an article; "" clears it."""

    target: str
    grade: str


@dataclass(frozen=True, slots=True)
class SetCase(Command):
    """Title of the case, the investigator's summary (Markdown), classification line."""

    changes: tuple[tuple[str, str], ...]
    """Pairs of field (title, summary, classification) and value."""


@dataclass(frozen=True, slots=True)
class SaveScope(Command):
    """Keep a scope, in its written form, under a name (a lens); an empty scope deletes it."""

    name: str
    scope: str


@dataclass(frozen=True, slots=True)
class MakeJudgement(Command):
    """A conclusion of the investigator's, after the last one; `evidence` are ids of claims, events, quotes, figures and
    mentions."""

    text: str
    likelihood: str = ""
    """One of judgements.LIKELIHOODS, or ""."""
    confidence: str = ""
    """One of judgements.CONFIDENCES, or ""."""
    basis: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangeJudgement(Command):
    """Other words for a judgement, or another place: pairs of field (text, likelihood, confidence, basis, position from 1)
    and value."""

    judgement: str
    changes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CiteInJudgement(Command):
    """A judgement rests on these claims, events, quotes, figures, mentions; with `cited` False no longer."""

    judgement: str
    evidence: tuple[str, ...]
    cited: bool = True


@dataclass(frozen=True, slots=True)
class DeleteJudgement(Command):
    judgement: str


@dataclass(frozen=True, slots=True)
class SaveProfile(Command):
    """Keep a way to make the brief, as TOML, under a name; an empty text deletes it."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class MakeHypothesis(Command):
    """A hypothesis in the investigator's words, after the last one; these claims are weighed."""

    text: str
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EditHypothesis(Command):
    hypothesis: str
    text: str


@dataclass(frozen=True, slots=True)
class DeleteHypothesis(Command):
    hypothesis: str


@dataclass(frozen=True, slots=True)
class JudgeHypothesis(Command):
    """How these claims sit with a hypothesis: consistent, inconsistent or neutral; "" takes it back."""

    hypothesis: str
    claims: tuple[str, ...]
    consistency: str


@dataclass(frozen=True, slots=True)
class WeighClaims(Command):
    """These claims are rows of the matrix of hypotheses, or no longer; what was judged of them is kept."""

    claims: tuple[str, ...]
    weighed: bool = True


@dataclass(frozen=True, slots=True)
class SetOrigin(Command):
    """Where these articles have their information from: an article's id, an outlet's or other name; "independent" for
    their own; "" leaves it to the rules again."""

    articles: tuple[int, ...]
    origin: str


@dataclass(frozen=True, slots=True)
class TakeOver(Command):
    """What another case says about articles that this one has too becomes what this one says."""

    given: tuple[Given, ...]
    source: str
    """Name of the other case."""
