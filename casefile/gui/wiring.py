"""All that the window asks of `bootstrap`, which loads every other package. Called in workers only, and loaded by the first
of them: the window is up before that."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from casefile.domain.articles import ImportResult
from casefile.gui.jobs import Report

if TYPE_CHECKING:
    from casefile.case.service import Case

SUFFIX = ".casefile"


def create(path: Path) -> Case:
    """An empty case, named after its file."""
    from casefile import bootstrap

    return bootstrap.create_case(path, path.stem)


def enter(path: Path, *, read_only: bool) -> Case:
    """An existing case."""
    from casefile import bootstrap

    return bootstrap.open_case(path, read_only=read_only)


def sample(folder: Path) -> Case:
    """The copy of the sample case in this folder, made at the first time."""
    from casefile import bootstrap

    path = folder / f"{bootstrap.SAMPLE_TITLE}{SUFFIX}"
    if path.exists():
        return bootstrap.open_case(path)
    folder.mkdir(parents=True, exist_ok=True)
    case = bootstrap.create_case(path, bootstrap.SAMPLE_TITLE)
    bootstrap.import_sample(case)
    return case


def bring_in(
    case: Case, paths: Sequence[Path], manifest: Path | None, report: Report, cancelled: Callable[[], bool]
) -> tuple[ImportResult, ...]:
    """Import files; one result for each."""
    from casefile import bootstrap

    return bootstrap.import_into(case, paths, manifest=manifest, progress=report, cancelled=cancelled)


def write_brief(case: Case, out: Path, day: date | None) -> Path:
    """Write the brief; where it is now."""
    from casefile import bootstrap

    bootstrap.write_brief(case, out, day=day)
    return out
