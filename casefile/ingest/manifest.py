"""The CSV that says of each file what the file itself does not: title, outlet, author, published, language, url, grade."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from casefile.domain import edtf
from casefile.domain.articles import Basis, Metadata, Publication
from casefile.errors import UserError
from casefile.ingest.decode import decode

_KNOWN = ("title", "outlet", "author", "published", "language", "url", "grade")


@dataclass(frozen=True, slots=True)
class Manifest:
    """Metadata by where the file is, in the manifest's order."""

    rows: dict[Path, Metadata]

    def of(self, path: Path) -> Metadata | None:
        return self.rows.get(place_of(path))


def place_of(path: Path) -> Path:
    """What two ways of naming one file share: links among its folders are followed, a link that it is itself is not."""
    return _real(path.parent) / path.name


@lru_cache(maxsize=4096)
def _real(folder: Path) -> Path:
    # Once a folder: following links asks the disk for each part of a path.
    return folder.resolve()


def read_manifest(path: Path) -> Manifest:
    """Read a manifest. Raises UserError, naming the line, for what cannot be used."""
    try:
        text, _ = decode(path.read_bytes())
    except OSError as error:
        raise UserError(f"The manifest {path} cannot be read ({error.strerror}); check the path.") from error
    rows: dict[Path, Metadata] = {}
    reader = csv.DictReader(io.StringIO(text))
    columns = [(name or "").strip() for name in reader.fieldnames or ()]
    if "file" not in columns:
        raise UserError(f"The manifest {path} has no column “file”; its first line must name the columns.")
    reader.fieldnames = columns
    for row in reader:
        name = (row.get("file") or "").strip()
        if not name:
            continue
        rows[place_of(path.parent / name)] = _metadata(row, f"line {reader.line_num} of {path.name}")
    return Manifest(rows)


def _metadata(row: dict[str, str], where: str) -> Metadata:
    value = {name: (row.get(name) or "").strip() for name in _KNOWN}
    published = Publication()
    if value["published"]:
        try:
            edtf.parse(value["published"])
        except ValueError as error:
            raise UserError(f"The publication date in {where} cannot be read: {error}.") from error
        published = Publication(value["published"], Basis.GIVEN, 1.0)
    extra = tuple(
        (column, cell.strip())
        for column, cell in row.items()
        if column and column not in (*_KNOWN, "file") and isinstance(cell, str) and cell.strip()
    )
    return Metadata(
        title=value["title"],
        outlet=value["outlet"],
        authors=tuple(part.strip() for part in value["author"].split(";") if part.strip()),
        published=published,
        language=value["language"],
        url=value["url"],
        grade=value["grade"],
        extra=extra,
    )


def bounded(found: Metadata) -> Metadata:
    """What a file says of itself, as long as lists can show it."""
    return Metadata(
        title=found.title[:1_000],
        outlet=found.outlet[:300],
        authors=tuple(author[:300] for author in found.authors[:100]),
        published=found.published,
        language=found.language[:20],
        url=found.url[:4_000],
        grade=found.grade[:20],
        extra=found.extra,
    )


def merge(given: Metadata | None, found: Metadata) -> Metadata:
    """What the manifest gives goes before what the file says of itself."""
    if given is None:
        return found
    return Metadata(
        title=given.title or found.title,
        outlet=given.outlet or found.outlet,
        authors=given.authors or found.authors,
        published=given.published if given.published.edtf else found.published,
        language=given.language or found.language,
        url=given.url or found.url,
        grade=given.grade or found.grade,
        extra=(*found.extra, *given.extra),
    )
