"""Wires the packages together, by hand, in one place: opening a case with its index, importing files, writing a brief."""

from __future__ import annotations

import contextlib
import getpass
import os
import time
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from casefile import assets
from casefile.case import care
from casefile.case.service import Case
from casefile.domain.articles import Basis, ImportResult, Publication, Reading
from casefile.domain.changes import Changed
from casefile.domain.commands import AddArticle, CorrectText
from casefile.domain.edtf import parse
from casefile.domain.findings import Findings
from casefile.domain.scope import EVERYTHING, Scope
from casefile.errors import UserError
from casefile.extract.bulk import Request, extract_many
from casefile.index import CaseIndex, forget_index, open_index
from casefile.ingest import plan, read_planned, text_as
from casefile.ingest.plain import plain_metadata

if TYPE_CHECKING:
    from casefile.case.ask import Ask
    from casefile.domain.material import Material
    from casefile.domain.profile import Profile
    from casefile.export.pages import Pages
    from casefile.ingest.pages import PdfPages

SAMPLE_TITLE = "The Port Halden leak"

_FEW = 40
"""Files up to which starting processes to extract them costs more than it saves."""
_TOGETHER = 64
_TOGETHER_LETTERS = 2_000_000
_TOGETHER_SECONDS = 0.5
"""Articles that go into one transaction: so many, of so much text, or what came in this time."""

Progress = Callable[[int, int | None, str], None]
"""Called with files done, files in all where known, and the path at hand."""


def create_case(path: Path, title: str = "", *, passphrase: str | None = None) -> Case:
    """A new, empty case at `path`, opened for writing; encrypted where there is a passphrase. Raises UserError where
    something is there already."""
    index = _index if passphrase is None else _index_in_memory
    return Case.create(path, title or path.stem, index=index, who=_who(), passphrase=passphrase, backups=backup_folder())


def open_case(path: Path, *, read_only: bool = False, passphrase: str | None = None, alone: bool = False) -> Case:
    """An existing case with its index, which lives in memory where the case is encrypted.

    Raises CaseUnreadableError, in a sentence, where it cannot be opened: PassphraseError where it is encrypted and the
    passphrase is missing or wrong, with `alone` CaseHeldError where somebody else has it open for writing.
    """
    return Case.open(
        path,
        index=_index_in_memory if care.is_encrypted(path) else _index,
        read_only=read_only,
        who=_who(),
        passphrase=passphrase,
        alone=alone,
        backups=backup_folder(),
    )


def encrypt_case(path: Path, old: str | None, new: str | None) -> tuple[str, ...]:
    """Encrypt a closed case and its backups with `new`, or with None leave them in the clear; `old` opens them. What the
    user's cache had of it goes. Returns sentences on what could not be done to backups. Raises as `open_case` does."""
    case_id, told = care.recipher(path, old, new, backup_folder())
    if new is not None:
        forget_index(case_id, _cache())
    return told


def backup_folder() -> Path:
    """Where backups of all cases of this user are kept: CASEFILE_BACKUPS, else a folder among the user's data."""
    named = os.environ.get("CASEFILE_BACKUPS")
    return Path(named) if named else platformdirs.user_data_path("casefile", appauthor=False) / "backups"


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
    for item, findings in _read_and_extract(read_planned(planned, password), jobs):
        if cancelled and cancelled():
            break
        adding.take(item, findings)
    adding.flush()
    case.settle()
    return tuple(adding.results)


def read_in_encoding(case: Case, number: int, encoding: str) -> Changed:
    """Read an article's stored bytes in another encoding: a new version of its text, if it is another. Raises UserError."""
    row = case.ask.article(number).row
    content, media_type = case.ask.original(number)
    text = text_as(content, media_type, row.title, encoding)
    return case.do(CorrectText(number, text, encoding), origin="import")


def _given(day: str) -> Publication:
    if day:
        parse(day)
    return Publication(day, Basis.GIVEN, 1.0) if day else Publication()


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


def pages_of(content: bytes) -> PdfPages:
    """The pages of a stored PDF, drawn in a killable child; close it when it is not needed any more."""
    from casefile.ingest.pages import PdfPages

    return PdfPages(content)


def words_of(content: bytes, media_type: str) -> str | None:
    """The plain words of a stored original whose format is no text itself; None for all others."""
    from casefile.ingest.rendering import words_of as rendered

    return rendered(content, media_type)


def write_brief(
    case: Case,
    out: Path,
    *,
    profile: str | Profile | None = None,
    day: date | None = None,
    summary: str | None = None,
    scope: Scope = EVERYTHING,
    since: Path | None = None,
) -> None:
    """The PDF brief of the case, or of what is in scope, at `out`, whole or not at all. `day` (default today) makes the
    bytes repeatable; `since` is a former brief of the case, what has changed since then is said. Raises UserError,
    PlaceError."""
    from casefile.case.composing import compose_case
    from casefile.case.proving import record_of
    from casefile.export.pdf import write_brief as typeset

    _not_onto(case, out)
    former = record_of(since) if since else None
    brief = compose_case(case.ask, profile=profile, day=day or date.today(), summary=summary, scope=scope, former=former)
    typeset(brief, out)


def gather_brief(ask: Ask, scope: Scope = EVERYTHING) -> Material:
    """What a brief of this scope is made of, as the case is now."""
    from casefile.case.composition.material import gather
    from casefile.extract import EXTRACTOR

    return gather(ask, EXTRACTOR, scope)


def preview_brief(material: Material, profile: Profile, *, day: date | None = None, since: Path | None = None) -> Pages:
    """The pages of the brief that `write_brief` would write. Raises UserError."""
    from casefile.case.composing import compose
    from casefile.case.proving import record_of
    from casefile.export.pages import Pages
    from casefile.export.pdf import pdf

    former = record_of(since) if since else None
    return Pages(pdf(compose(material, profile, day or date.today(), former=former)))


def kept_profiles(ask: Ask) -> dict[str, Profile]:
    """The profiles that a case keeps, by name. One that cannot be read is left out: `casefile profiles` says why."""
    from casefile.case.composition.profile import read_profile

    found = {}
    for name, text in ask.profiles():
        with contextlib.suppress(UserError):
            found[name] = read_profile(text, name)
    return found


def profile_text(profile: Profile) -> str:
    """A profile as the TOML that a case keeps."""
    from casefile.case.composition.profile import written

    return written(profile)


def export_case(case: Case, out: Path, form: str, *, day: date | None = None, scope: Scope = EVERYTHING) -> tuple[Path, ...]:
    """The case, or what is in scope, in the format `form`; the files written, each whole or not at all."""
    from casefile.case.exporting import export_case as export

    _not_onto(case, out)
    if form == "casefile":
        case.give(out, scope)
        return (out,)
    return export(case.ask, out, form, day=day or date.today(), scope=scope)


def _not_onto(case: Case, out: Path) -> None:
    """An output must not replace the case it is made from, whatever that is called or linked as."""
    if out.exists() and out.samefile(case.path):
        raise UserError(f"“{out}” is the case itself; choose another name for what is written.")


def _index(case_id: str) -> CaseIndex:
    return open_index(case_id, _cache())


def _index_in_memory(case_id: str) -> CaseIndex:
    return open_index(case_id, in_memory=True)


def _cache() -> Path | None:
    # A cache elsewhere is for tests and self-tests, which must not touch the user's own.
    cache = os.environ.get("CASEFILE_CACHE")
    return Path(cache) if cache else None


def _who() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""
