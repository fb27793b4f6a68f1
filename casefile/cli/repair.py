"""`casefile repair`: what is left of a damaged case, saved into a new one."""

from __future__ import annotations

from pathlib import Path

import click

from casefile.cli.common import SCHEMA_VERSION, case_argument, existing, json_option, print_document
from casefile.cli.passphrases import passphrase_of


@click.command("repair")
@case_argument
@click.option("--to", "target", required=True, type=click.Path(path_type=Path), help="The new case.")
@json_option
@click.pass_context
def repair_command(ctx: click.Context, case: Path, target: Path, as_json: bool) -> None:
    """Save what can be read of the damaged CASE as a new case, and say what is saved and what is lost.

    CASE is only read. What follows from the texts is made anew where it was damaged. An encrypted case stays encrypted.
    """
    from casefile.case.repairing import repair_case

    existing(case)
    report = repair_case(case, target, passphrase_of(case))
    if as_json:
        rows = [{"what": problem.what, "where": problem.where} for problem in report.problems]
        print_document({"schema_version": SCHEMA_VERSION, "saved": report.saved, "lost": report.lost, "problems": rows})
    else:
        for line in report.saved:
            click.echo(f"saved  {line}")
        for line in report.lost:
            click.echo(f"lost   {line}")
        click.echo(
            f"{target} is the repaired case; {case} stays as it was." + (" Nothing was lost." if not report.lost else "")
        )
    if report.lost:
        ctx.exit(1)


commands = {"repair": repair_command}
