"""Files to readings: one reader a format, one stated result for whatever cannot be read."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from casefile.domain.articles import ImportResult, Metadata, Outcome, Reading
from casefile.ingest import kinds
from casefile.ingest.child import TOO_LONG, ParserChild
from casefile.ingest.decode import decode, looks_binary
from casefile.ingest.found import Found, Member, Unread
from casefile.ingest.manifest import Manifest, bounded, merge, place_of, read_manifest
from casefile.ingest.plain import markdown_metadata, plain_metadata
from casefile.ingest.walk import files

_LARGEST = 500_000_000
_DEEPEST = 6
_MOST = 50_000
"""Articles and members that one file may hold, however deep they lie in it."""
_LARGEST_INSIDE = 1_000_000_000
"""What one file may unpack to, together."""
_ARCHIVES = frozenset(("zip", "tar", "compressed", "warc"))
_MOST_HANGS = 5
"""Members that may take too long to read before the rest of a file is left out."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be read: every file once, and what the manifest says of it."""

    files: Sequence[Path]
    rows: Manifest
    manifest: Path | None


def plan(paths: Sequence[Path], manifest: Path | None = None) -> Plan:
    """What these paths mean. All are looked at before any is read: a mistyped one must not end an import half way.

    Raises UserError for a path that is not there and a manifest that cannot be used.
    """
    rows = read_manifest(manifest) if manifest else Manifest({})
    return Plan(list(files(paths)), rows, place_of(manifest) if manifest else None)


def check(paths: Sequence[Path], manifest: Path | None = None) -> int:
    """How many files the paths mean. Raises UserError as `plan` does."""
    return len(plan(paths, manifest).files)


def read(
    paths: Sequence[Path], manifest: Path | None = None, password: str | None = None
) -> Iterator[Reading | ImportResult]:
    """What `plan` and `read_planned` give together. Raises UserError before the first file."""
    yield from read_planned(plan(paths, manifest), password)


def read_planned(planned: Plan, password: str | None = None) -> Iterator[Reading | ImportResult]:
    """Read every file, in order: readings, and results that say why there is none. A file that holds others (an archive, a
    mail) gives one for each of its members; `password` opens protected ones."""
    rows = planned.rows
    with ParserChild() as child:
        for path in planned.files:
            if place_of(path) == planned.manifest:
                yield ImportResult(str(path), None, Outcome.SKIPPED, "it is the manifest", None)
                continue
            content = _content(path)
            if isinstance(content, ImportResult):
                yield content
            else:
                source = _Source(str(path), None, path.name, content, rows.of(path))
                yield from _Reader(child, password).read(source)


def _content(path: Path) -> bytes | ImportResult:
    try:
        if not path.is_file():
            return _refused(str(path), None, "it is not a regular file")
        if path.stat().st_size > _LARGEST:
            return _refused(str(path), None, f"it is larger than {_LARGEST // 1_000_000} MB; split it")
        return path.read_bytes()
    except OSError as error:
        return _refused(str(path), None, f"it cannot be read ({error.strerror})")


@dataclass(frozen=True, slots=True)
class _Source:
    """A file, or a file inside one; `member` is its way there."""

    path: str
    member: str | None
    name: str
    content: bytes
    given: Metadata | None
    depth: int = 0

    def inside(self, name: str) -> str:
        return f"{self.member} › {name}" if self.member else name


class _Reader:
    """Reads one file with all that is in it."""

    def __init__(self, child: ParserChild, password: str | None) -> None:
        self._child = child
        self._password = password
        self._items = self._unpacked = self._hangs = 0
        self._said = False

    def read(self, source: _Source) -> Iterator[Reading | ImportResult]:
        if not source.content.strip():
            yield _refused(source.path, source.member, "it is empty")
            return
        kind = kinds.kind_of(source.name, source.content)
        if kind is None:
            suffix = Path(source.name).suffix or "unknown"
            advice = kinds.advice_on(source.name)
            yield _refused(source.path, source.member, f"files of type {suffix} are not read; {advice}")
        elif kind in (kinds.TEXT, kinds.MARKDOWN):
            yield _text(source, kind)
        else:
            yield from self._foreign(source, kind)

    def _foreign(self, source: _Source, kind: str) -> Iterator[Reading | ImportResult]:
        if kind in _ARCHIVES and self._unpacked > _LARGEST_INSIDE:
            yield _refused(source.path, source.member, "too much was unpacked around it; unpack it and import what is in it")
            return
        # What is inside is read after its outer file is done with: one child reads one thing at a time.
        members: list[Member] = []
        nothing = True
        for item in self._child.items(kind, source.content, source.name, self._password):
            nothing = False
            match item:
                case Unread(reason, inner):
                    self._hangs += reason == TOO_LONG
                    yield _refused(source.path, source.inside(inner) if inner else source.member, reason)
                case Found():
                    self._items += 1
                    yield _reading(source, kind, item)
                case Member():
                    self._unpacked += len(item.content)
                    members.append(item)
            if self._unpacked > _LARGEST_INSIDE and members:
                yield _refused(source.path, source.member, "it unpacks to more than 1 GB; the rest is left out")
                break
            if self._enough():
                break
        if nothing:
            yield _refused(source.path, source.member, "there is nothing in it")
        for member in members:
            self._items += 1
            if self._enough():
                break
            name = source.inside(member.name)
            if source.depth >= _DEEPEST:
                yield _refused(source.path, name, "it is nested too deep")
                continue
            given = merge(source.given, member.metadata) if kind == "warc" else None
            yield from self.read(_Source(source.path, name, member.name, member.content, given, source.depth + 1))
        if self._enough() and not self._said:
            self._said = True
            why = "what is in it takes too long to read" if self._hangs >= _MOST_HANGS else f"more than {_MOST:,} are in it"
            yield _refused(source.path, source.member, f"{why}; the rest is left out")

    def _enough(self) -> bool:
        """Whether no more of this file is read."""
        return self._items > _MOST or self._hangs >= _MOST_HANGS


def _text(source: _Source, kind: str) -> Reading | ImportResult:
    if looks_binary(source.content):
        return _refused(source.path, source.member, "it is not text, whatever its name says")
    text, encoding = decode(source.content)
    # What consists of marks nobody sees is not to be read either.
    if not any(unicodedata.category(char)[0] not in "CZ" for char in text):
        return _refused(source.path, source.member, "it has no text")
    found = markdown_metadata(text, source.name) if kind == kinds.MARKDOWN else plain_metadata(text, source.name)
    warnings = ("some bytes could not be decoded and are shown as �",) if "\ufffd" in text else ()
    return Reading(
        source.path,
        source.member,
        source.content,
        kinds.media_type(kind),
        text,
        encoding,
        merge(source.given, bounded(found)),
        warnings,
    )


def _reading(source: _Source, kind: str, found: Found) -> Reading:
    return Reading(
        source.path,
        source.inside(found.member) if found.member else source.member,
        source.content if found.content is None else found.content,
        found.media_type or kinds.media_type(kind),
        found.text,
        found.encoding,
        merge(source.given, bounded(found.metadata)),
        found.warnings,
        found.pages,
    )


def _refused(path: str, member: str | None, reason: str) -> ImportResult:
    return ImportResult(path, member, Outcome.REFUSED, reason, None)
