"""`casefile reindex`: make the search index of a case anew."""

from __future__ import annotations

from pathlib import Path

import click

from casefile.cli.common import case_argument, opened


@click.command("reindex")
@case_argument
def reindex_command(case: Path) -> None:
    """Make the search index of CASE anew. It is derived from the case and lives in your cache, not in the file."""
    with opened(case) as the_case:
        count = the_case.reindex()
    click.echo(f"Indexed {count} {'thing' if count == 1 else 'things'} of {case}.")


commands = {"reindex": reindex_command}
