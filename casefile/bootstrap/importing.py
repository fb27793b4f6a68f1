"""Files are read, extracted and added to a case; so is a text that somebody pasted, and the sample case."""

from __future__ import annotations

import os
import time
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from casefile import assets
from casefile.case.service import Case
from casefile.domain.articles import Basis, ImportResult, Publication, Reading
from casefile.domain.changes import Changed
from casefile.domain.commands import AddArticle, CorrectText
from casefile.domain.edtf import parse
from casefile.domain.findings import Findings
from casefile.errors import UserError
from casefile.extract.bulk import Request, extract_many
from casefile.ingest import plan, read_planned, text_as
from casefile.ingest.plain import plain_metadata

SAMPLE_TITLE = "The Port Halden leak"

_FEW = 40
"""Files up to which starting processes to extract them costs more than it saves."""
_TOGETHER = 64
_TOGETHER_LETTERS = 2_000_000
_TOGETHER_SECONDS = 0.5
"""Articles that go into one transaction: so many, of so much text, or what came in this time."""

Progress = Callable[[int, int | None, str], None]
"""Called with files done, files in all where known, and the path at hand."""


def import_into(
    case: Case,
    paths: Sequence[Path],
    *,
    manifest: Path | None = None,
    password: str | None = None,
    jobs: int = 0,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> tuple[ImportResult, ...]:
    """Read, extract and add every file; one result for each, in order. Each article is added whole or not at all, so a
    cancelled or interrupted import keeps what it finished; all of one call are one step of undo.

    `password` opens protected files. `jobs` processes extract; 0: as many as the machine has, for more than a few files.
    Raises UserError before anything is added where a path or the manifest cannot be used.
    """
    planned = plan(paths, manifest)
    total = len(planned.files)
    adding = _Adding(case, progress, total)
    jobs = jobs or (_processors() if total > _FEW else 1)
    # What is here already is not extracted again: an import that was killed goes on where it was.
    items = (_or_duplicate(case, item) for item in read_planned(planned, password))
    for item, findings in _read_and_extract(items, jobs):
        if cancelled and cancelled():
            break
        adding.take(item, findings)
    adding.flush()
    case.settle()
    return tuple(adding.results)


def _or_duplicate(case: Case, item: Reading | ImportResult) -> Reading | ImportResult:
    return (case.duplicate(item) or item) if isinstance(item, Reading) else item


def read_in_encoding(case: Case, number: int, encoding: str) -> Changed:
    """Read an article's stored bytes in another encoding: a new version of its text, if it is another. Raises UserError."""
    row = case.ask.article(number).row
    content, media_type = case.ask.original(number)
    text = text_as(content, media_type, row.title, encoding)
    return case.do(CorrectText(number, text, encoding), origin="import")


def paste(case: Case, text: str, values: Mapping[str, str]) -> ImportResult:
    """A text that somebody pasted as an article; `values` are title, outlet, author, published and url, as far as they are
    known. Raises UserError for a publication date that is none, and for a text without words."""
    if not text.strip():
        raise UserError("There is no text to import; copy some first.")
    day = values.get("published", "").strip()
    try:
        published = _given(day)
    except ValueError as error:
        raise UserError(f"{error}.") from None
    found = plain_metadata(text, "")
    metadata = replace(
        found,
        title=values.get("title", "").strip() or found.title,
        outlet=values.get("outlet", "").strip(),
        authors=tuple(name.strip() for name in values.get("author", "").split(";") if name.strip()),
        published=published,
        url=values.get("url", "").strip(),
    )
    words = text.replace("\r\n", "\n").replace("\r", "\n")
    content = words.encode("utf-8", "surrogatepass")
    reading = Reading("clipboard", None, content, "text/plain", words, "utf-8", metadata)
    adding = _Adding(case, None, 1)
    adding.take(reading, next(iter(extract_many((_request(reading),)))))
    adding.flush()
    case.settle()
    return adding.results[0]


def _given(day: str) -> Publication:
    if day:
        parse(day)
    return Publication(day, Basis.GIVEN, 1.0) if day else Publication()


class _Adding:
    """Gives articles to the case several at a time: one commit costs as much as reading several articles. A result is told
    when its article is on disk."""

    def __init__(self, case: Case, progress: Progress | None, total: int) -> None:
        self.results: list[ImportResult] = []
        self._case = case
        self._progress = progress
        self._total = total
        self._batch = uuid.uuid4().hex
        self._waiting: list[AddArticle | ImportResult] = []
        self._letters = 0
        self._since = time.monotonic()

    def take(self, item: Reading | ImportResult, findings: Findings | None) -> None:
        if isinstance(item, ImportResult) or findings is None:
            assert isinstance(item, ImportResult), "every reading comes with its findings"
            self._waiting.append(item)
        else:
            metadata = replace(item.metadata, published=findings.published, language=findings.language)
            self._waiting.append(AddArticle(replace(item, metadata=metadata), findings, self._batch))
            self._letters += len(item.text)
        long_enough = time.monotonic() - self._since >= _TOGETHER_SECONDS
        if long_enough or len(self._waiting) >= _TOGETHER or self._letters >= _TOGETHER_LETTERS:
            self.flush()

    def flush(self) -> None:
        """Add what waits."""
        articles = [item for item in self._waiting if isinstance(item, AddArticle)]
        added = iter(self._case.add(articles, origin="import") if articles else ())
        for item in self._waiting:
            self.results.append(item if isinstance(item, ImportResult) else next(added))
            if self._progress:
                self._progress(len(self.results), self._total, self.results[-1].path)
        self._waiting, self._letters, self._since = [], 0, time.monotonic()


def _processors() -> int:
    return min(8, os.cpu_count() or 1)


def articles_of(results: Iterable[ImportResult]) -> tuple[int, ...]:
    """The numbers of the articles that an import brought in."""
    come = (result.article for result in results if result.result in ("imported", "partly"))
    return tuple(int(article[1:]) for article in come if article)


def sample_files() -> tuple[Sequence[Path], Path]:
    """The sample case's articles and their manifest."""
    folder = assets.resource("sample", "articles")
    return (folder,), folder / "manifest.csv"


def import_sample(case: Case) -> tuple[ImportResult, ...]:
    """Import the sample case."""
    paths, manifest = sample_files()
    return import_into(case, paths, manifest=manifest)


def _read_and_extract(
    items: Iterable[Reading | ImportResult], jobs: int
) -> Iterator[tuple[Reading | ImportResult, Findings | None]]:
    """Pairs in input order; extraction runs ahead over `jobs` processes."""
    waiting: list[Reading | ImportResult] = []

    def requests() -> Iterator[Request]:
        for item in items:
            waiting.append(item)
            if isinstance(item, Reading):
                yield _request(item)

    for findings in extract_many(requests(), jobs):
        while isinstance(waiting[0], ImportResult):
            yield waiting.pop(0), None
        reading = waiting.pop(0)
        yield reading, _with_file_date(reading, findings)
    yield from ((item, None) for item in waiting)


def _request(reading: Reading) -> Request:
    metadata = reading.metadata
    # A date in the file's name is weaker than what the text says of itself: it waits until the text said nothing.
    published = Publication() if metadata.published.basis is Basis.FILE else metadata.published
    return Request(reading.text, published, metadata.title, metadata.language, metadata.equated)


def _with_file_date(reading: Reading | ImportResult, findings: Findings) -> Findings:
    assert isinstance(reading, Reading)
    named = reading.metadata.published
    if named.basis is not Basis.FILE or findings.published.confidence >= named.confidence:
        return findings
    request = replace(_request(reading), published=named)
    return next(iter(extract_many((request,))))
