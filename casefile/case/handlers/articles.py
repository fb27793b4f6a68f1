"""Commands on articles: add, correct, read anew."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import PurePath

from casefile.case.handlers import versions
from casefile.case.likening import liken
from casefile.case.reading import keep, read_anew
from casefile.case.settling import corrected
from casefile.case.work import Work
from casefile.domain import edtf
from casefile.domain.articles import ImportResult, Metadata, Outcome, Publication, Reading
from casefile.domain.commands import AddArticle, ReadAnew, SetMetadata
from casefile.domain.findings import Findings
from casefile.domain.ids import article_id, text_digest
from casefile.domain.languages import reduced_in_words
from casefile.errors import UserError
from casefile.store.engine import Transaction
from casefile.store.read.current import CurrentText, current_text, metadata_decisions
from casefile.store.read.listing import numbers
from casefile.store.write import article as writing
from casefile.store.write.findings import Read

FIELDS = ("title", "outlet", "authors", "published", "language", "url", "grade")
_READ_WITH = {"title", "published", "language"}
_LONGEST = 60
"""Letters of a value that a label repeats."""


def add(work: Work, command: AddArticle) -> str:
    """Keep original, text and findings as a new article; recognise bytes that are here already.

    An article that was withdrawn (its import was undone) comes back under its old number, as it is read now.
    """
    reading, tx = _dated(command.reading, command.findings), work.tx
    sha256 = hashlib.sha256(reading.content).hexdigest()
    known = writing.holder(tx, sha256)
    name = PurePath(reading.member or reading.path).name
    if known is not None and not known.withdrawn:
        work.result = _repeats(reading, known.number)
        return f"Import “{name}”"
    text = versions.former(work, reading) if known is None else None
    if text is not None:
        return versions.renew(work, text, reading, command.findings)
    if known is None:
        number = writing.next_number(tx)
        writing.write_article(tx, number, writing.write_original(tx, reading), reading, work.at)
    else:
        number = known.number
    version = writing.write_version(tx, number, reading, work.at)
    writing.write_pages(tx, version, reading.pages)
    liken(tx, number, version, reading.text)
    digest = text_digest(reading.text)
    read = Read(number, version, reading.text, digest, writing.twin_of(tx, version))
    run = keep(tx, read, command.findings, work.at)
    if known is None:
        work.new_articles.add(number)
        # What it is to come back as, should it be withdrawn.
        writing.point(tx, number, version, run)
        writing.show(tx, number, reading.metadata)
    work.put("article", {"number": number}, {"withdrawn": False, "version": version, "run": run})
    outcome = Outcome.PARTLY if reading.warnings else Outcome.IMPORTED
    reduced = reduced_in_words(command.findings.language)
    reason = " ".join([*reading.warnings, *([reduced] if reduced else [])]) or None
    work.result = ImportResult(reading.path, reading.member, outcome, reason, article_id(number))
    work.created = article_id(number)
    return f"Import “{name}”"


def duplicate(tx: Transaction, reading: Reading) -> ImportResult | None:
    """What adding this comes to where the very same bytes are in the case already; None where they are not."""
    known = writing.holder(tx, hashlib.sha256(reading.content).hexdigest())
    return _repeats(reading, known.number) if known is not None and not known.withdrawn else None


def _repeats(reading: Reading, number: int) -> ImportResult:
    repeats = article_id(number)
    said = f"The same file is in the case already, as {repeats}."
    return ImportResult(reading.path, reading.member, Outcome.DUPLICATE, said, repeats)


def _dated(reading: Reading, findings: Findings) -> Reading:
    """The reading, dated by what its text says where nothing beside it does."""
    if reading.metadata.published.edtf is not None or findings.published.edtf is None:
        return reading
    return replace(reading, metadata=replace(reading.metadata, published=findings.published))


def set_metadata(work: Work, command: SetMetadata) -> str:
    """Correct what is known about an article; read it anew where that bears on what is found in it."""
    text = existing(work, command.article)
    before = _shown(work, text)
    names = []
    for field, value in command.changes:
        name = "authors" if field == "author" else field
        if name not in FIELDS:
            raise UserError(f"An article has no “{field}”. It has: {', '.join(FIELDS)}.")
        names.append(name)
        work.put("metadata_decision", {"article": text.article, "field": name}, {"value": checked(name, value.strip())})
    if any(former.table == "metadata_decision" and dict(former.key)["field"] in _READ_WITH for former in work.formers):
        _read(work, text)
    after = _shown(work, text)
    moved = "; ".join(_moved(name, in_words(before, name), in_words(after, name)) for name in dict.fromkeys(names))
    return f"{article_id(text.article)} {moved}"


def in_words(metadata: Metadata, field: str) -> str:
    """What an article's metadata say in a field, as a sentence to people names it; “nothing” where it is empty."""
    match getattr(metadata, field):
        case Publication(edtf=day):
            words = edtf.open_in_words(day) or edtf.in_words(day) if day else ""
        case tuple() as several:
            words = ", ".join(several)
        case value:
            words = str(value)
    return (words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…") or "nothing"


def _moved(field: str, old: str, new: str) -> str:
    return f"{field} stays {old}" if old == new else f"{field}: {old} → {new}"


def _shown(work: Work, text: CurrentText) -> Metadata:
    return corrected(writing.found_metadata(work.tx, text.version), metadata_decisions(work.tx, text.article))


def read_again(work: Work, command: ReadAnew) -> str:
    """Extract articles again with the rules as they are now."""
    for number in command.articles or numbers(work.tx):
        _read(work, existing(work, number))
    which = ", ".join(article_id(number) for number in command.articles) if command.articles else "all articles"
    return f"Read {which} anew"


def existing(work: Work, number: int) -> CurrentText:
    """The article of this number. Raises UserError where there is none."""
    text = current_text(work.tx, number)
    if text is None or text.withdrawn:
        raise UserError(f"There is no article {article_id(number)} in this case.")
    return text


def checked(field: str, value: str) -> str:
    """The value, if an article can have it in this field. Raises UserError."""
    if field == "published" and value:
        try:
            edtf.parse(value)
        except ValueError as error:
            raise UserError(f"{error}.") from None
    if field == "grade":
        return checked_grade(value)
    return value


def checked_grade(value: str) -> str:
    """An Admiralty grade in capitals. Raises UserError."""
    grade = value.upper()
    letter, digit = grade[:1], grade[1:]
    sound = not grade or (letter in "ABCDEF" and (not digit or digit in "123456")) or grade in "123456"
    if not sound or len(grade) > 2:
        raise UserError(f"“{value}” is not a grade. Write A to F for the source, 1 to 6 for the item, or both, as in B2.")
    return grade


def _read(work: Work, text: CurrentText) -> None:
    work.put("article", {"number": text.article}, {"run": read_anew(work.tx, text, _shown(work, text), work.at)})
