"""Later versions of an article: imported again after it changed, decoded anew, corrected (ADR 6)."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from casefile.case.likening import liken
from casefile.case.reading import keep
from casefile.case.settling import corrected
from casefile.case.work import Work
from casefile.domain.articles import Basis, ImportResult, Metadata, Outcome, Publication, Reading
from casefile.domain.commands import CorrectText
from casefile.domain.drift import drift
from casefile.domain.findings import Findings
from casefile.domain.ids import article_id, text_digest
from casefile.errors import UserError
from casefile.resolve.copies import overlap, sketch
from casefile.store.read.current import CurrentText, current_text, metadata_decisions
from casefile.store.read.versions import original_of, versions
from casefile.store.write import article as writing
from casefile.store.write.findings import Read

_SAME_STORY = 0.2
"""Share of the shorter text's words in order (shingles) from which what stands at the same place is the same article."""
_SAME_WORDS = 0.4
"""Share of the words that two short texts have in common, likewise."""
_TRACKING = re.compile(r"utm_.*|fbclid|gclid|mc_[ce]id|ref|cmpid", re.IGNORECASE)


def former(work: Work, reading: Reading) -> CurrentText | None:
    """The article that this one is a later version of: from the same address, or else the same file, and telling the same
    story. None where it is an article of its own."""
    for number in writing.from_there(work.tx, _addresses(reading.metadata.url), reading.path, reading.member):
        text = current_text(work.tx, number)
        if text is not None and not text.withdrawn and _same_story(text.text, reading.text):
            return text
    return None


def renew(work: Work, text: CurrentText, reading: Reading, findings: Findings) -> str:
    """What was imported again becomes the current version of its article, if its text changed."""
    identifier = article_id(text.article)
    label = f"Import a new version of {identifier}"
    if text_digest(reading.text) == text.digest:
        said = f"{identifier} is from there already, and its text has not changed."
        work.result = ImportResult(reading.path, reading.member, Outcome.DUPLICATE, said, identifier)
        return label
    original = writing.write_original(work.tx, reading)
    _point(work, text, reading, findings, original, "imported")
    number = next(row.number for row in versions(work.tx, text.article) if row.current)
    changed = drift(text.text, reading.text)
    said = f"It is version {number} of {identifier}: {changed.added:,} words came, {changed.removed:,} went."
    outcome = Outcome.PARTLY if reading.warnings else Outcome.IMPORTED
    work.result = ImportResult(reading.path, reading.member, outcome, " ".join((said, *reading.warnings)), identifier)
    work.created = identifier
    return label


def correct(work: Work, command: CorrectText) -> str:
    """The investigator's text in place of the one that was read: another version, from the same original."""
    text = current_text(work.tx, command.article)
    identifier = article_id(command.article)
    if text is None or text.withdrawn:
        raise UserError(f"There is no article {identifier} in this case.")
    words = command.text.replace("\r\n", "\n").replace("\r", "\n")
    if not words.strip():
        raise UserError(f"The corrected text of {identifier} is empty; nothing was changed.")
    verb = f"Read {identifier} as {command.encoding}" if command.encoding else f"Correct the text of {identifier}"
    if text_digest(words) == text.digest:
        return verb
    source = original_of(work.tx, text.version)
    assert source is not None, "every version was read from something"
    sha256, _, media_type, path = source
    found = writing.found_metadata(work.tx, text.version)
    shown = corrected(found, metadata_decisions(work.tx, text.article))
    # Loaded when it is needed: see `reading`.
    from casefile.extract import extract

    findings = extract(words, published=_given(shown), title=shown.title, language=shown.language, equated=shown.equated)
    if found.published.edtf is None and findings.published.edtf is not None:
        found = replace(found, published=findings.published)
    reading = Reading(
        path, None, b"", media_type, words, command.encoding or writing.encoding_of(work.tx, text.version), found
    )
    _point(work, text, reading, findings, sha256, "decoded" if command.encoding else "corrected")
    return verb


def _point(work: Work, text: CurrentText, reading: Reading, findings: Findings, original: str, kind: str) -> None:
    tx = work.tx
    version = writing.write_version(tx, text.article, reading, work.at)
    if version != text.version:
        writing.write_source(tx, version, original, reading.path, reading.member, kind)
    writing.write_pages(tx, version, reading.pages)
    liken(tx, text.article, version, reading.text)
    read = Read(text.article, version, reading.text, text_digest(reading.text), writing.twin_of(tx, version))
    run = keep(tx, read, findings, work.at)
    work.put("article", {"number": text.article}, {"version": version, "run": run})


def _given(shown: Metadata) -> Publication:
    # What the former text said of its date may be what is wrong with it.
    return shown.published if shown.published.basis in (Basis.GIVEN, Basis.METADATA) else Publication()


def _same_story(one: str, other: str) -> bool:
    left, right = sketch(one), sketch(other)
    if left.size and right.size:
        return overlap(left, right) >= _SAME_STORY
    words, others = set(one.casefold().split()), set(other.casefold().split())
    return len(words & others) >= _SAME_WORDS * max(1, min(len(words), len(others)))


def _addresses(url: str) -> tuple[str, ...]:
    """Ways of writing one address: with and without http(s), a last stroke, a fragment, and what only follows readers."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ()
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return ()
    kept = urlencode([(name, value) for name, value in parse_qsl(parts.query) if not _TRACKING.fullmatch(name)])
    path = parts.path.rstrip("/")
    queries = dict.fromkeys((kept, parts.query))
    return tuple(
        dict.fromkeys(
            (
                url,
                *(
                    urlunsplit((scheme, parts.netloc, way, query, ""))
                    for scheme in ("https", "http")
                    for way in (path, f"{path}/")
                    for query in queries
                ),
            )
        )
    )
