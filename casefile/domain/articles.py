"""Articles: the text read out of an original, with where it is from and when it came out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Basis(StrEnum):
    """Where a publication date (or other metadata) comes from, strongest first."""

    GIVEN = "given"
    METADATA = "metadata"
    TEXT = "text"
    DATELINE = "dateline"
    FILE = "file"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Publication:
    """When an article came out: EDTF (may be partial, an interval for bounds only, None where nothing says it)."""

    edtf: str | None = None
    basis: Basis = Basis.NONE
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about an article beside its text. Empty string or tuple: not known."""

    title: str = ""
    outlet: str = ""
    authors: tuple[str, ...] = ()
    published: Publication = Publication()
    language: str = ""
    url: str = ""
    grade: str = ""
    extra: tuple[tuple[str, str], ...] = ()
    """Unknown columns of a manifest, kept as notes: (column, value)."""

    @property
    def equated(self) -> tuple[tuple[str, ...], ...]:
        """Names of one thing, as the manifest's column "names" says: "A = B; C = D". The first of each is what it is
        called."""
        said = next((value for column, value in self.extra if column == "names"), "")
        groups = (tuple(name.strip() for name in group.split("=") if name.strip()) for group in said.split(";"))
        return tuple(group for group in groups if len(group) > 1)


@dataclass(frozen=True, slots=True)
class Reading:
    """One original read: its bytes, its text and what was found beside it. What `ingest` hands to `case`."""

    path: str
    member: str | None
    content: bytes
    media_type: str
    text: str
    encoding: str
    metadata: Metadata
    warnings: tuple[str, ...] = ()
    """Sentences on what could not be read; not empty means the result is "partly"."""
    pages: tuple[tuple[int, int], ...] = ()
    """Of a document with pages: each page's number and where it begins in the text."""


class Outcome(StrEnum):
    """How the import of one file ended."""

    IMPORTED = "imported"
    DUPLICATE = "duplicate"
    PARTLY = "partly"
    REFUSED = "refused"
    SKIPPED = "skipped"


PROTECTED = "it is protected by a password; import it again and give the password"
WRONG_PASSWORD = "the password does not open it; import it again and give the right one"


@dataclass(frozen=True, slots=True)
class ImportResult:
    """The stated result of one file, or of one member of an archive."""

    path: str
    member: str | None
    result: Outcome
    reason: str | None
    article: str | None
    """Article id (S4), also for a duplicate: the article it repeats."""

    @property
    def protected(self) -> bool:
        """Whether a password would open it."""
        return (self.reason or "") in (PROTECTED, WRONG_PASSWORD)
