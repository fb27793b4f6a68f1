"""`casefile new`: an empty case."""

from __future__ import annotations

from pathlib import Path

import click

from casefile.cli.common import case_argument


@click.command("new")
@case_argument
@click.option("--title", default="", help="Title of the case; the file's name without it.")
def new_command(case: Path, title: str) -> None:
    """Make an empty case. Refuses to overwrite a file."""
    from casefile import bootstrap

    bootstrap.create_case(case, title).close()
    click.echo(f"Made the case {case}. Fill it with: casefile import {case} PATH...")


commands = {"new": new_command}
