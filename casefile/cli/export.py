"""`casefile export`: the case in a format that other programs read."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from casefile.cli.common import case_argument, opened

FORMATS = "json, csv, markdown, html, graphml, bibtex, ris, csl, ftm, stix, timesketch or annotations."


@click.command("export")
@case_argument
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--format", "form", required=True, metavar="F", help=FORMATS)
@click.option("--scope", default="", metavar="QUERY", help="Only what is in this scope.")
@click.option(
    "--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="Date that markdown and html carry; today without it."
)
def export_command(case: Path, out: Path, form: str, scope: str, day: datetime | None) -> None:
    """Write CASE to OUT in the format F; csv to a folder makes a table a listing, to a file one table of everything."""
    from casefile import bootstrap

    with opened(case, read_only=True) as the_case:
        chosen = the_case.ask.scope(scope)
        written = bootstrap.export_case(the_case, out, form, day=day.date() if day else date.today(), scope=chosen)
    for path in written:
        click.echo(f"Wrote {path}.")


commands = {"export": export_command}
