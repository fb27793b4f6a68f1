"""`casefile --selftest`: a bundle proves on the spot that it is whole."""

from __future__ import annotations

import os
import tempfile
from datetime import date
from pathlib import Path

import click

from casefile.bootstrap import opening, writing
from casefile.cli.common import ShowWindow
from casefile.cli.sample import fresh_sample


def selftest(show_window: ShowWindow) -> int:
    """Import the sample, search it, write its brief, show the window; each step said. 0 if all of it worked, else 1."""
    with tempfile.TemporaryDirectory(prefix="casefile-selftest-", ignore_cleanup_errors=True) as folder:
        work = Path(folder)
        # What the self-test derives must not mix with what the user's own cases have in the cache.
        os.environ["CASEFILE_CACHE"] = str(work / "cache")
        os.environ["CASEFILE_BACKUPS"] = str(work / "backups")
        with fresh_sample(work / "sample.casefile") as path:
            return _report(_check_case(path, work / "brief.pdf") + _check_window(path, work / "window.png", show_window))


def _check_case(path: Path, brief: Path) -> list[tuple[str, bool]]:
    case = opening.open_case(path)
    try:
        overview = case.ask.overview()
        found = case.ask.search("insurer warning")
        writing.write_brief(case, brief, day=date(2026, 1, 1))
        return [
            (f"imported {overview.counts.articles} articles", overview.counts.articles == 10),
            (f"found {found.total} things about the insurer's warning", found.total > 0),
            ("wrote the brief", brief.read_bytes().startswith(b"%PDF-")),
            ("the case is sound", not case.verify()),
        ]
    finally:
        case.close()


def _check_window(path: Path, picture: Path, show_window: ShowWindow) -> list[tuple[str, bool]]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    code = show_window(path, picture)
    return [("showed the window", code == 0 and picture.exists() and picture.stat().st_size > 10_000)]


def _report(steps: list[tuple[str, bool]]) -> int:
    for words, good in steps:
        click.echo(f"{'ok  ' if good else 'FAIL'}  {words}")
    return 0 if all(good for _, good in steps) else 1
