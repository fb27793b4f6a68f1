"""`casefile verify`: is the case sound?"""

from __future__ import annotations

from pathlib import Path

import click

from casefile.cli.common import SCHEMA_VERSION, case_argument, json_option, opened, print_document


@click.command("verify")
@case_argument
@json_option
@click.pass_context
def verify_command(ctx: click.Context, case: Path, as_json: bool) -> None:
    """Check every original, text, reference and the audit chain of CASE."""
    with opened(case, read_only=True) as the_case:
        problems = the_case.verify()
    if as_json:
        rows = [{"what": problem.what, "where": problem.where} for problem in problems]
        print_document({"schema_version": SCHEMA_VERSION, "problems": rows})
    elif problems:
        for problem in problems:
            click.echo(f"{problem.where}: {problem.what}")
    else:
        click.echo("Sound: every original, text and reference checked, the audit chain is whole.")
    if problems:
        ctx.exit(1)


commands = {"verify": verify_command}
