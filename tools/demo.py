"""`make demo`: import the sample case, say what was found, write its brief, show the window (or a picture of it).

Everything lands in demo/ beside the README. Runs with the Python of the virtual environment on every platform.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import click

from casefile.__main__ import run
from casefile.assets import resource

FOLDER = Path(__file__).resolve().parent.parent / "demo"


def main() -> int:
    """Exit code of the first step that failed, else 0."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()
    os.environ.setdefault("CASEFILE_BACKUPS", str(FOLDER / "backups"))
    case, brief, picture = FOLDER / "sample.casefile", FOLDER / "brief.pdf", FOLDER / "window.png"
    articles = resource("sample", "articles")
    steps = [
        ["new", str(case), "--title", "The Port Halden leak"],
        ["import", str(case), str(articles), "--manifest", str(articles / "manifest.csv")],
        ["articles", str(case)],
        ["timeline", str(case)],
        ["entities", str(case)],
        ["quotes", str(case)],
        ["brief", str(case), str(brief)],
    ]
    for step in steps:
        click.secho(f"\n$ casefile {' '.join(_short(word) for word in step)}", bold=True)
        code = run(step)
        if code:
            return code
    if screen():
        click.echo(f"\nThe case lies in {case}, its brief in {brief}. Opening the window.")
        return run(["open", str(case)])
    code = run(["open", str(case), "--screenshot", str(picture)])
    click.echo(
        f"\nThere is no screen here. The case lies in {case}, its brief in {brief}, the window's picture in {picture}."
    )
    return code


def screen() -> bool:
    """Whether a window can be shown."""
    return sys.platform in ("darwin", "win32") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _short(word: str) -> str:
    root = FOLDER.parent
    return str(Path(word).relative_to(root)) if word.startswith(str(root)) else word


if __name__ == "__main__":
    sys.exit(main())
