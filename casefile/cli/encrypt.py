"""`casefile encrypt | decrypt`: the whole case under a passphrase, or out of it again."""

from __future__ import annotations

from pathlib import Path

import click

from casefile.cli.common import case_argument, existing
from casefile.cli.files import first_line
from casefile.cli.passphrases import asked, passphrase_of


@click.command("encrypt")
@case_argument
@click.option(
    "--new-passphrase-file",
    type=click.Path(path_type=Path),
    help="Its first line becomes the passphrase. Else --passphrase-file, CASEFILE_PASSPHRASE, a prompt.",
)
def encrypt_command(case: Path, new_passphrase_file: Path | None) -> None:
    """Encrypt all of CASE with a passphrase, and its backups too; or give an encrypted CASE another one.

    Without the passphrase nobody can open the case again, this program included.
    """
    from casefile.bootstrap import opening

    existing(case)
    old = passphrase_of(case)
    if new_passphrase_file is not None:
        new = first_line(new_passphrase_file, "passphrase file")
    else:
        new = asked(f"New passphrase for {case.name}", anew=True) if old is None else _another(case)
    told = opening.encrypt_case(case, old, new)
    click.echo(
        f"{case} has another passphrase now."
        if old
        else f"{case} is encrypted now. Keep the passphrase: there is no other way in."
    )
    _say(told)


@click.command("decrypt")
@case_argument
def decrypt_command(case: Path) -> None:
    """Take the passphrase off CASE and its backups: whoever has the file can read it."""
    from casefile.bootstrap import opening

    existing(case)
    told = opening.encrypt_case(case, passphrase_of(case), None)
    click.echo(f"{case} is not encrypted any more: whoever has the file can read it.")
    _say(told)


def _another(case: Path) -> str:
    """The new passphrase of a case that has one: what opens it is no answer."""
    return str(click.prompt(f"New passphrase for {case.name}", hide_input=True, confirmation_prompt=True, err=True))


def _say(told: tuple[str, ...]) -> None:
    for sentence in told:
        click.echo(sentence, err=True)


commands = {"encrypt": encrypt_command, "decrypt": decrypt_command}
