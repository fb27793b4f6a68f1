"""`casefile new`: an empty case."""

from __future__ import annotations

from pathlib import Path

import click

from casefile.cli.common import case_argument
from casefile.cli.passphrases import asked


@click.command("new")
@case_argument
@click.option("--title", default="", help="Title of the case; the file's name without it.")
@click.option("--encrypt", is_flag=True, help="Encrypt it with a passphrase from the start.")
def new_command(case: Path, title: str, encrypt: bool) -> None:
    """Make an empty case. Refuses to overwrite a file."""
    from casefile.bootstrap import opening

    passphrase = asked(f"New passphrase for {case.name}", anew=True) if encrypt else None
    opening.create_case(case, title, passphrase=passphrase).close()
    click.echo(f"Made the case {case}. Fill it with: casefile import {case} PATH...")


commands = {"new": new_command}
