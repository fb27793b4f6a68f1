"""Files to readings: one reader a format, one stated result for whatever cannot be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from casefile.domain.articles import ImportResult, Metadata, Outcome, Reading
from casefile.ingest.child import ParserChild, ParserFailedError
from casefile.ingest.decode import decode, looks_binary
from casefile.ingest.manifest import Manifest, merge, read_manifest
from casefile.ingest.plain import markdown_metadata, plain_metadata
from casefile.ingest.walk import files

_LARGEST = 200_000_000
_TEXT = {".txt": "text/plain", ".text": "text/plain", ".md": "text/markdown", ".markdown": "text/markdown"}
_HTML = {".html": "text/html", ".htm": "text/html", ".xhtml": "application/xhtml+xml"}


def check(paths: Sequence[Path], manifest: Path | None = None) -> int:
    """How many files the paths mean. Raises UserError for a path that is not there and a manifest that cannot be used."""
    if manifest:
        read_manifest(manifest)
    return sum(1 for _ in files(paths))


def read(paths: Sequence[Path], manifest: Path | None = None) -> Iterator[Reading | ImportResult]:
    """Read every file the paths mean, in order: a Reading, or the result that says why there is none.

    Raises UserError before the first file for a path that is not there or a manifest that cannot be used.
    """
    rows = read_manifest(manifest) if manifest else Manifest({})
    # All paths are looked at first: a mistyped one must not end an import half way.
    wanted = list(files(paths))
    with ParserChild() as child:
        for path in wanted:
            if manifest and path.resolve() == manifest.resolve():
                yield ImportResult(str(path), None, Outcome.SKIPPED, "it is the manifest", None)
            else:
                yield _read_file(path, rows.of(path), child)


def _read_file(path: Path, given: Metadata | None, child: ParserChild) -> Reading | ImportResult:
    suffix = path.suffix.casefold()
    try:
        if not path.is_file():
            return _refused(path, "it is not a regular file")
        if path.stat().st_size > _LARGEST:
            return _refused(path, f"it is larger than {_LARGEST // 1_000_000} MB; split it")
        content = path.read_bytes()
    except OSError as error:
        return _refused(path, f"it cannot be read ({error.strerror})")
    if not content.strip():
        return _refused(path, "it is empty")
    if suffix in _HTML:
        return _read_page(path, content, _HTML[suffix], given, child)
    if suffix in _TEXT or (not suffix and not looks_binary(content)):
        return _read_text(path, content, _TEXT.get(suffix, "text/plain"), given)
    return _refused(path, f"files of type {suffix or 'unknown'} are not read yet; save it as .txt, .md or .html")


def _read_text(path: Path, content: bytes, media_type: str, given: Metadata | None) -> Reading | ImportResult:
    if looks_binary(content):
        return _refused(path, "it is not text, whatever its name says")
    text, encoding = decode(content)
    if not text.strip():
        return _refused(path, "it has no text")
    found = markdown_metadata(text, path.name) if media_type == "text/markdown" else plain_metadata(text, path.name)
    warnings = ("some bytes could not be decoded and are shown as �",) if "\ufffd" in text else ()
    return Reading(str(path), None, content, media_type, text, encoding, merge(given, found), warnings)


def _read_page(
    path: Path, content: bytes, media_type: str, given: Metadata | None, child: ParserChild
) -> Reading | ImportResult:
    try:
        text, found = child.read(content, path.name)
    except ParserFailedError as error:
        return _refused(path, str(error))
    if not text.strip():
        return _refused(path, "no article text was found in it")
    return Reading(str(path), None, content, media_type, text, "utf-8", merge(given, found))


def _refused(path: Path, reason: str) -> ImportResult:
    return ImportResult(str(path), None, Outcome.REFUSED, reason, None)
