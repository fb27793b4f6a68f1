"""`casefile profiles`: the ways to make the brief, those of the program and those that the case keeps."""

from __future__ import annotations

from pathlib import Path

import click

from casefile.cli.common import case_argument, json_option, opened, print_rows
from casefile.domain.commands import SaveProfile
from casefile.errors import UserError


@click.command("profiles")
@case_argument
@click.option("--show", metavar="NAME", help="Print one as TOML.")
@click.option("--save", nargs=2, metavar="NAME FILE.toml", help="Keep the profile of this file in the case.")
@click.option("--delete", metavar="NAME", help="Drop a profile from the case.")
@json_option
def profiles_command(case: Path, show: str | None, save: tuple[str, str] | None, delete: str | None, as_json: bool) -> None:
    """The profiles by which CASE can be made into a brief: `casefile brief CASE OUT.pdf --profile NAME`."""
    from casefile.case.composition.profile import find_profile, written
    from casefile.domain.profile import PROFILES

    if save or delete:
        with opened(case) as the_case:
            if save:
                text = written(find_profile(save[1]))
                click.echo(f"{the_case.do(SaveProfile(save[0], text), origin='command line').label}.")
            if delete:
                if delete not in dict(the_case.ask.profiles()):
                    raise UserError(f"The case keeps no profile “{delete}”.")
                click.echo(f"{the_case.do(SaveProfile(delete, ''), origin='command line').label}.")
        return
    with opened(case, read_only=True) as the_case:
        kept = the_case.ask.profiles()
    if show:
        click.echo(written(find_profile(show, dict(kept))), nl=False)
        return
    rows = [{"name": name, "kept": False, "toml": written(profile)} for name, profile in PROFILES.items()]
    rows += [{"name": name, "kept": True, "toml": text} for name, text in kept]
    print_rows(rows, as_json, False, lambda row: f"{row['name']}{'  (kept in the case)' if row['kept'] else ''}")


commands = {"profiles": profiles_command}
