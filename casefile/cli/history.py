"""`casefile undo | redo | log`: the history of a case, across restarts."""

from __future__ import annotations

from pathlib import Path

import click

from casefile.cli.common import SCHEMA_VERSION, case_argument, json_option, opened, print_document


@click.command("undo")
@case_argument
def undo_command(case: Path) -> None:
    """Undo the last change to CASE."""
    with opened(case) as the_case:
        changed = the_case.undo(origin="command line")
    click.echo(f"Undone: {changed.label}." if changed else "There is nothing to undo.")


@click.command("redo")
@case_argument
def redo_command(case: Path) -> None:
    """Do the change again that was undone last."""
    with opened(case) as the_case:
        changed = the_case.redo(origin="command line")
    click.echo(f"Redone: {changed.label}." if changed else "There is nothing to redo.")


@click.command("log")
@case_argument
@json_option
def log_command(case: Path, as_json: bool) -> None:
    """Who did, undid and redid what when, newest first; what stands undone now is marked."""
    with opened(case, read_only=True) as the_case:
        rows = the_case.ask.steps()
    if as_json:
        fields = [
            {
                "id": str(row.sequence),
                "sequence": row.sequence,
                "at": row.at,
                "who": row.who,
                "label": row.label,
                "undone": row.undone,
            }
            for row in rows
        ]
        print_document({"schema_version": SCHEMA_VERSION, "rows": fields})
        return
    for row in rows:
        click.echo(f"{row.sequence:>5}  {row.at}  {row.who or '-'}  {row.label}{'  (undone)' if row.undone else ''}")


commands = {"undo": undo_command, "redo": redo_command, "log": log_command}
