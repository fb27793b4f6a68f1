"""`casefile versions`, `casefile correct-text`: how an article's text changed, and changing it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from casefile.cli.common import SCHEMA_VERSION, case_argument, json_option, opened, print_document, print_rows
from casefile.cli.files import text_of
from casefile.domain.commands import CorrectText

if TYPE_CHECKING:
    from casefile.domain.drift import Drift
    from casefile.domain.rows import VersionRow

_KINDS = {"imported": "imported", "decoded": "read in another encoding", "corrected": "corrected by hand"}


@click.command("versions")
@case_argument
@click.argument("article")
@click.option(
    "--drift", "numbers", nargs=2, type=int, metavar="OLD NEW", help="Two versions, word by word: [-went-] {+came+}."
)
@json_option
def versions_command(case: Path, article: str, numbers: tuple[int, int] | None, as_json: bool) -> None:
    """The versions of an article's text, oldest first, and what changed from each to the next."""
    with opened(case, read_only=True) as the_case:
        number = the_case.ask.article_number(article)
        if numbers:
            old, new, found = the_case.ask.drift(number, *numbers)
            if as_json:
                rows = _differences(old.text, new.text, found)
                counted = {"added": found.added, "removed": found.removed}
                print_document({"schema_version": SCHEMA_VERSION, "article": f"S{number}", **counted, "differences": rows})
            else:
                click.echo(marked(old.text, new.text, found))
            return
        rows, before = [], None
        for row in the_case.ask.versions(number):
            change = the_case.ask.drift(number, before, row.number)[2] if before else None
            rows.append(_row(row, change))
            before = row.number
        print_rows(rows, as_json, False, _line)


@click.command("correct-text")
@case_argument
@click.argument("article")
@click.argument("file", type=click.Path(path_type=Path))
def correct_command(case: Path, article: str, file: Path) -> None:
    """Put the text in FILE (UTF-8) in place of the one that was read; findings and decisions find their place in it."""
    text = text_of(file, "file")
    with opened(case) as the_case:
        number = the_case.ask.article_number(article)
        click.echo(f"{the_case.do(CorrectText(number, text), origin='command line').label}.")


def marked(old: str, new: str, drift: Drift) -> str:
    """Both texts in one, as wdiff writes it."""
    parts = []
    for one in drift.differences:
        went, came = old[slice(*one.old)], new[slice(*one.new)]
        if one.kind == "same":
            parts.append(came)
        else:
            parts.append((f"[-{went}-]" if went else "") + (f"{{+{came}+}}" if came else ""))
    return "".join(parts)


def _differences(old: str, new: str, drift: Drift) -> list[dict[str, Any]]:
    return [
        {
            "kind": one.kind,
            "old_start": one.old[0],
            "old_end": one.old[1],
            "new_start": one.new[0],
            "new_end": one.new[1],
            "old": old[slice(*one.old)],
            "new": new[slice(*one.new)],
        }
        for one in drift.differences
        if one.kind != "same"
    ]


def _row(row: VersionRow, drift: Drift | None) -> dict[str, Any]:
    return {
        "id": f"S{row.article}",
        "version": row.number,
        "current": row.current,
        "kind": row.kind,
        "read_at": row.read_at,
        "path": row.path,
        "title": row.title,
        "encoding": row.encoding,
        "sha256": row.sha256,
        "text_sha256": row.text_sha256,
        "added": drift.added if drift else None,
        "removed": drift.removed if drift else None,
    }


def _line(row: dict[str, Any]) -> str:
    change = "" if row["added"] is None else f", {row['added']:,} words came, {row['removed']:,} went"
    now = " (current)" if row["current"] else ""
    return f"{row['version']}{now}  {row['read_at']}  {_KINDS[row['kind']]}{change}  {row['path']}"


commands = {"versions": versions_command, "correct-text": correct_command}
