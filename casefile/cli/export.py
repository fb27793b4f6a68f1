"""`casefile export`: the case in a format that other programs read."""

from __future__ import annotations

from pathlib import Path

import click

from casefile.cli.common import case_argument, day_of, opened

FORMATS = "casefile (a case), json, csv, markdown, html, graphml, bibtex, ris, csl, ftm, stix, timesketch or annotations."


@click.command("export")
@case_argument
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--format", "form", required=True, metavar="F", help=FORMATS)
@click.option("--scope", default="", metavar="QUERY", help="Only what is in this scope.")
@click.option("--date", "day", metavar="YYYY-MM-DD", help="Date that markdown and html carry; today without it.")
def export_command(case: Path, out: Path, form: str, scope: str, day: str | None) -> None:
    """Write CASE to OUT in the format F; csv to a folder makes a table a listing, to a file one table of everything."""
    from casefile.bootstrap import writing

    on = day_of(day)
    with opened(case, read_only=True) as the_case:
        chosen = the_case.ask.scope(scope)
        written = writing.export_case(the_case, out, form, day=on, scope=chosen)
    for path in written:
        click.echo(f"Wrote {path}.")


commands = {"export": export_command}
