"""Does a brief prove itself? Its attached record against its own pages, and against the texts it cites.

Without a case, the record must be whole (seal), well formed, and say what the pages say. With a case, each article must be
there with the hash sums that the record names, and each citation must find its sentence at its offsets and paragraph.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from typing import Any

import pypdfium2

from casefile.domain.brief import NAME_WITHHELD
from casefile.domain.ids import text_digest
from casefile.domain.rows import Problem
from casefile.errors import UserError
from casefile.export.document import RECORD_NAME
from casefile.export.printable import printable
from casefile.export.record import FORMAT, SCHEMA_VERSION, seal

_LABEL = re.compile(r"\[S(\d{1,6})¶(\d{1,6})\]")
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\u2066\u2067\u2068\u2069\ufffe\u0002"))
_ANY_NAME = r"[^\n]{1,200}?"
_ENDS = 40
"""Code points of a long statement's beginning and end that must be on the pages: its middle may be torn by a page's end."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a case knows of one article."""

    sha256: str
    text: str
    paragraphs: tuple[tuple[int, int], ...]


Lookup = Callable[[int], Known | None]


@dataclass(frozen=True, slots=True)
class Opened:
    """A brief read back: its record and the text of its pages."""

    record: dict[str, Any]
    pages: tuple[str, ...]


def open_brief(content: bytes) -> Opened:
    """The record and pages of a PDF. Raises UserError where it is no PDF, or carries no record of ours."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise UserError("This is not a PDF that can be read; give the brief that CaseFile wrote.") from error
    with closing(document) as opened:
        raw = _attached(opened)
        pages = tuple(_page_text(opened, number) for number in range(len(opened)))
    try:
        record = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise UserError("The record inside this PDF cannot be read: it is damaged, or another program wrote it.") from error
    if not isinstance(record, dict) or record.get("format") != FORMAT:
        raise UserError("This PDF carries no record of a brief; give the brief that CaseFile wrote.")
    if not isinstance(record.get("schema_version"), int) or record["schema_version"] > SCHEMA_VERSION:
        raise UserError("This brief was written by a newer CaseFile; check it with that one.")
    return Opened(record, pages)


def verify_brief(content: bytes, lookup: Lookup | None = None, case_id: str | None = None) -> tuple[Problem, ...]:
    """Everything that does not hold, in order of the record; nothing where the brief proves itself.

    With `lookup` (the articles of a case by number) each citation is proved against the case. Raises UserError where
    `content` is no brief.
    """
    opened = open_brief(content)
    found: list[Problem] = []
    if opened.record.get("seal") != seal(opened.record):
        found.append(Problem("the seal does not fit: the record was changed after it was written", "record"))
    try:
        found += _self(opened)
        if lookup is not None:
            if case_id is not None and opened.record["case"]["id"] != case_id:
                found.append(Problem("this brief was made from another case", "record"))
            found += _against(opened.record, lookup)
    except (KeyError, TypeError, AttributeError, ValueError, IndexError):
        found.append(Problem("the record is not in the form that CaseFile writes", "record"))
    return tuple(dict.fromkeys(found))


def _attached(document: pypdfium2.PdfDocument) -> bytes:
    for number in range(document.count_attachments()):
        attachment = document.get_attachment(number)
        if attachment.get_name() == RECORD_NAME:
            return bytes(attachment.get_data())
    raise UserError("This PDF carries no record of a brief; give the brief that CaseFile wrote.")


def _page_text(document: pypdfium2.PdfDocument, number: int) -> str:
    with closing(document[number]) as page, closing(page.get_textpage()) as text:
        return str(text.get_text_range())


# ---- the record and the pages ----


def _self(opened: Opened) -> Iterator[Problem]:
    record = opened.record
    printed = _flat("".join(opened.pages))
    numbers = {int(article["number"]) for article in record["articles"]}
    expected: Counter[tuple[int, int]] = Counter()
    for where, words in _on_the_cover(record):
        if not _is_printed(words, printed):
            yield Problem(f"the pages do not say “{_short(words)}” as the record does", where)
    for statement in record["statements"]:
        where = str(statement["id"])
        for words in (str(statement["text"]), str(statement["about"])):
            if not _is_printed(words, printed):
                yield Problem(f"the pages do not say “{_short(words)}” as the record does", where)
        for citation in statement["citations"]:
            label = _label(citation)
            expected[citation["article"], citation["paragraph"]] += 1
            if not _is_cited(citation["article"], citation["paragraph"], printed):
                yield Problem(f"the pages do not cite {label}", where)
            if numbers and citation["article"] not in numbers:
                yield Problem(f"{label} is of an article that the source list does not have", where)
            if not 0 <= citation["start"] < citation["end"]:
                yield Problem(f"{label} names no place in a text", where)
    # The investigator's words may cite too, and an article's words may look like a citation.
    expected += _cited_in(record["summary"])
    expected += _cited_in([words for said in record["statements"] for words in (said["text"], said["about"])])
    for place, times in sorted(_cited_in([printed]).items()):
        if times > expected[place]:
            how = " more often than the record" if expected[place] else ", the record does not"
            yield Problem(f"the pages cite [S{place[0]} ¶{place[1]}]{how}", "pages")
    for article in record["articles"]:
        if article["sha256"] and str(article["sha256"]) not in printed:
            yield Problem("the pages do not have the hash sum that the record has", f"S{article['number']}")


def _on_the_cover(record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What the cover and each foot say in words that the record has too."""
    prepared = date.fromisoformat(str(record["prepared"]))
    yield "record", f"Prepared {prepared.day} {prepared:%B} {prepared.year} from"
    yield "record", f"case revision {int(record['case']['revision'])}"
    yield "record", str(record["case"]["title"])[:_ENDS]
    for block in record["summary"]:
        yield "summary", str(block)
    for words in record["withheld"]:
        yield "withheld", str(words)


def _cited_in(texts: Sequence[object]) -> Counter[tuple[int, int]]:
    """(article, paragraph) of every label in these texts, each as often as it stands there."""
    return Counter(
        (int(article), int(paragraph)) for text in texts for article, paragraph in _LABEL.findall(_flat(str(text)))
    )


def _is_cited(article: int, paragraph: int, printed: str) -> bool:
    # Beside right-to-left words a PDF's text has brackets, or the whole label, the other way round.
    return re.search(rf"S{article}¶{paragraph}(?!\d)|(?<!\d){paragraph}¶{article}S", printed) is not None


def _is_printed(text: str, printed: str) -> bool:
    wanted = _flat(printable(text))
    if wanted in printed or _flat(printable(text, plain=True)) in printed:
        return True
    if "\u2068" in printable(text):
        # Right-to-left words come out of a PDF in the order of the eye: the words are there, their order is not ours.
        return all(_flat(word) in printed or _flat(word)[::-1] in printed for word in text.split())
    return len(wanted) > 2 * _ENDS and wanted[:_ENDS] in printed and wanted[-_ENDS:] in printed


def _flat(text: str) -> str:
    return "".join(text.translate(_UNSEEN).split())


# ---- the record and the case ----


def _against(record: dict[str, Any], lookup: Lookup) -> Iterator[Problem]:
    for article in record["articles"]:
        known = lookup(int(article["number"]))
        where = f"S{article['number']}"
        if known is None:
            yield Problem("the case has no such article", where)
            continue
        if article["sha256"] and article["sha256"] != known.sha256:
            yield Problem("the original in the case has another hash sum", where)
        if article["text_sha256"] and article["text_sha256"] != text_digest(known.text):
            yield Problem("the text in the case has another hash sum: it was read anew, or changed", where)
    for statement in record["statements"]:
        for citation in statement["citations"]:
            known = lookup(int(citation["article"]))
            for what in _misplaced(citation, known) if known else ("the case has no such article",):
                yield Problem(f"{_label(citation)}: {what}", str(statement["id"]))

    for article, paragraph in sorted(_cited_in(record["summary"])):
        known = lookup(article)
        if known is None or not 1 <= paragraph <= len(known.paragraphs):
            yield Problem(f"[S{article} ¶{paragraph}]: the case has no such paragraph", "summary")


def _misplaced(citation: dict[str, Any], known: Known) -> Sequence[str]:
    start, end, sentence, number = citation["start"], citation["end"], citation["sentence"], citation["paragraph"]
    if not 0 <= start < end <= len(known.text):
        return ("the place lies outside the text",)
    found = []
    if not 1 <= number <= len(known.paragraphs):
        found.append("the text has no such paragraph")
    elif not known.paragraphs[number - 1][0] <= start < known.paragraphs[number - 1][1]:
        found.append("the place is in another paragraph")
    # The sentence may begin anywhere that still lets it reach the place.
    if sentence and not _has(known.text, sentence, start, end):
        found.append("the text does not have this sentence there")
    return found


def _has(text: str, sentence: str, start: int, end: int) -> bool:
    """Whether `text` has the sentence around `start:end`; names that the profile withheld may be anything."""
    if NAME_WITHHELD not in sentence:
        return text.find(sentence, max(0, end - len(sentence)), start + len(sentence)) >= 0
    pattern = _ANY_NAME.join(map(re.escape, sentence.split(NAME_WITHHELD)))
    return any(match.start() <= start and end <= match.end() for match in re.finditer(pattern, text))


def _label(citation: dict[str, Any]) -> str:
    return f"[S{citation['article']} ¶{citation['paragraph']}]"


def _short(text: object) -> str:
    words = str(text)
    return words if len(words) <= 80 else words[:79] + "…"
