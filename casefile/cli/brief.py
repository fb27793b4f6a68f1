"""`casefile brief`: the PDF that goes to a reader outside."""

from __future__ import annotations

from pathlib import Path

import click

from casefile.cli.common import case_argument, day_of, opened
from casefile.cli.files import text_of


@click.command("brief")
@case_argument
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--profile", metavar="NAME|FILE.toml", help="A profile that casefile profiles lists, or a file.")
@click.option("--date", "day", metavar="DATE", help="Date of the brief, as 2026-01-31; same case and date, same bytes.")
@click.option("--summary", type=click.Path(path_type=Path), help="A Markdown file with the investigator's summary.")
@click.option("--scope", default="", metavar="QUERY", help="Only what is in this scope.")
@click.option("--since", type=click.Path(path_type=Path), metavar="OLD.pdf", help="Say what changed since this brief.")
def brief_command(
    case: Path, out: Path, profile: str | None, day: str | None, summary: Path | None, scope: str, since: Path | None
) -> None:
    """Write the brief of CASE to OUT as PDF/A-3a, each statement with its citation."""
    from casefile.bootstrap import writing

    on = day_of(day)
    with opened(case, read_only=True) as the_case:
        writing.write_brief(
            the_case,
            out,
            profile=profile,
            day=on,
            summary=text_of(summary, "summary") if summary else None,
            scope=the_case.ask.scope(scope),
            since=since,
        )
    click.echo(f"Wrote the brief {out}.")


commands = {"brief": brief_command}
