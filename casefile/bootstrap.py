"""Wires the packages together, by hand, in one place: opening a case with its index, importing files, writing a brief."""

from __future__ import annotations

import getpass
import os
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from casefile import assets
from casefile.case.service import Case
from casefile.domain.articles import Basis, ImportResult, Outcome, Publication, Reading
from casefile.domain.commands import AddArticle
from casefile.domain.findings import Findings
from casefile.domain.scope import EVERYTHING, Scope
from casefile.errors import CaseFileError, UserError
from casefile.extract.bulk import Request, extract_many
from casefile.index import CaseIndex, open_index
from casefile.ingest import check, read

SAMPLE_TITLE = "The Port Halden leak"

Progress = Callable[[int, int | None, str], None]
"""Called with files done, files in all where known, and the path at hand."""


def create_case(path: Path, title: str = "") -> Case:
    """A new, empty case at `path`, opened for writing. Raises UserError where something is there already."""
    return Case.create(path, title or path.stem, index=_index, who=_who())


def open_case(path: Path, *, read_only: bool = False) -> Case:
    """An existing case with its index. Raises CaseUnreadableError, in a sentence, where it cannot be opened."""
    return Case.open(path, index=_index, read_only=read_only, who=_who())


def import_into(
    case: Case,
    paths: Sequence[Path],
    *,
    manifest: Path | None = None,
    password: str | None = None,
    jobs: int = 1,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> tuple[ImportResult, ...]:
    """Read, extract and add every file; one result for each, in order. Each article is added whole or not at all, so a
    cancelled or interrupted import keeps what it finished; all of one call are one step of undo.

    `password` opens protected files. Raises UserError before anything is added where a path or the manifest cannot be used.
    """
    total = check(paths, manifest)
    batch = uuid.uuid4().hex
    results: list[ImportResult] = []
    for reading, findings in _read_and_extract(read(paths, manifest, password), jobs):
        if cancelled and cancelled():
            break
        if isinstance(reading, ImportResult):
            results.append(reading)
        else:
            results.append(_add(case, reading, findings, batch))
        if progress:
            progress(len(results), total, results[-1].path)
    case.settle()
    return tuple(results)


def sample_files() -> tuple[Sequence[Path], Path]:
    """The sample case's articles and their manifest."""
    folder = assets.resource("sample", "articles")
    return (folder,), folder / "manifest.csv"


def import_sample(case: Case) -> tuple[ImportResult, ...]:
    """Import the sample case."""
    paths, manifest = sample_files()
    return import_into(case, paths, manifest=manifest)


def _add(case: Case, reading: Reading, findings: Findings | None, batch: str) -> ImportResult:
    assert findings is not None
    metadata = replace(reading.metadata, published=findings.published, language=findings.language)
    try:
        changed = case.do(AddArticle(replace(reading, metadata=metadata), findings, batch), origin="import")
    except CaseFileError as error:
        if error.exit_code != 2:
            raise
        return ImportResult(reading.path, reading.member, Outcome.REFUSED, str(error), None)
    assert changed.result is not None
    return changed.result


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
    return Request(reading.text, published, metadata.title, metadata.language)


def _with_file_date(reading: Reading | ImportResult, findings: Findings) -> Findings:
    assert isinstance(reading, Reading)
    named = reading.metadata.published
    if named.basis is not Basis.FILE or findings.published.confidence >= named.confidence:
        return findings
    request = replace(_request(reading), published=named)
    return next(iter(extract_many((request,))))


def write_brief(
    case: Case, out: Path, *, profile: str | None = None, day: date | None = None, summary: str | None = None
) -> None:
    """The PDF brief of the case at `out`, whole or not at all. `day` (default today) makes the bytes repeatable."""
    from casefile.case.composing import compose_case
    from casefile.export.pdf import write_brief as typeset

    _not_onto(case, out)
    typeset(compose_case(case.ask, profile=profile, day=day or date.today(), summary=summary), out)


def export_case(case: Case, out: Path, form: str, *, day: date | None = None, scope: Scope = EVERYTHING) -> tuple[Path, ...]:
    """The case, or what is in scope, in the format `form`; the files written, each whole or not at all."""
    from casefile.case.exporting import export_case as export

    _not_onto(case, out)
    return export(case.ask, out, form, day=day or date.today(), scope=scope)


def _not_onto(case: Case, out: Path) -> None:
    """An output must not replace the case it is made from, whatever that is called or linked as."""
    if out.exists() and out.samefile(case.path):
        raise UserError(f"“{out}” is the case itself; choose another name for what is written.")


def _index(case_id: str) -> CaseIndex:
    # A cache elsewhere is for tests and self-tests, which must not touch the user's own.
    cache = os.environ.get("CASEFILE_CACHE")
    return open_index(case_id, Path(cache) if cache else None)


def _who() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""
