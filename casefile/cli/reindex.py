"""`casefile reindex`: make the search index of a case anew."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import click

from casefile.cli.common import case_argument, opened


@click.command("reindex")
@case_argument
def reindex_command(case: Path) -> None:
    """Make the search index of CASE anew. It is derived from the case and lives in your cache, not in the file."""
    with opened(case) as the_case:
        count = the_case.reindex(_progress() if sys.stderr.isatty() else None)
    click.echo(f"Indexed {count} {'thing' if count == 1 else 'things'} of {case}.")


def _progress() -> Callable[[int, int], None]:
    def show(done: int, of: int) -> None:
        click.echo(f"\r\x1b[K{done * 100 // of} %", nl=done == of, err=True)

    return show


commands = {"reindex": reindex_command}
