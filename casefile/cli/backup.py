"""`casefile backup | restore | copy | compact`: whole copies of a case, and a case written anew."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from casefile.cli.common import SCHEMA_VERSION, case_argument, existing, json_option, opened, print_document
from casefile.cli.passphrases import passphrase_of
from casefile.errors import UserError

if TYPE_CHECKING:
    from casefile.store.backups import Backup


@click.command("backup")
@case_argument
@click.option(
    "--to", "folder", type=click.Path(path_type=Path), help="A folder for this backup and those that follow in it."
)
@click.option("--list", "listing", is_flag=True, help="Only list the backups there are.")
@json_option
@click.pass_context
def backup_command(ctx: click.Context, case: Path, folder: Path | None, listing: bool, as_json: bool) -> None:
    """Make a backup of CASE and check it. The 5 newest stay, and the last of each of 7 days and 8 weeks."""
    if listing:
        backups = _listed(case, folder)
        if as_json:
            print_document({"schema_version": SCHEMA_VERSION, "rows": [_row(backup) for backup in backups]})
        for backup in () if as_json else backups:
            about = "" if backup.sound else "(not sound) "
            click.echo(f"{backup.number:>5}  {backup.made:%Y-%m-%d %H:%M} UTC  {about}{backup.path}")
        if not backups and not as_json:
            click.echo(f"There is no backup yet. Make one with: casefile backup {case}")
        return
    with opened(case, read_only=True) as the_case:
        backup = the_case.backup(folder)
    if as_json:
        print_document({"schema_version": SCHEMA_VERSION, "rows": [_row(backup)]})
    elif backup.sound:
        click.echo(f"Backed up and checked: {backup.path}")
    else:
        click.echo(
            f"Backed up, but the case itself is not sound: {backup.path}\nSee what is wrong with: casefile verify {case}"
        )
    if not backup.sound:
        ctx.exit(1)


@click.command("restore")
@case_argument
@click.argument("backup", required=False, type=click.Path(path_type=Path))
@click.option("--from", "folder", type=click.Path(path_type=Path), help="The folder that was given with backup --to.")
def restore_command(case: Path, backup: Path | None, folder: Path | None) -> None:
    """Put a backup (the newest, or the file BACKUP) in the place of CASE. What was there is kept beside it."""
    from casefile.case import care

    if backup is None:
        sound = [each for each in _listed(case, folder) if each.sound]
        if not sound:
            raise UserError(f"There is no backup of {case} to restore; name the file of one.")
        backup = sound[0].path
    elif not backup.exists():
        raise UserError(f"There is no backup {backup}; see which there are with: casefile backup {case} --list")
    former, _ = care.restore(case, backup, passphrase_of(backup))
    click.echo(f"{case} is the backup {backup.name} now." + (f" What was there is kept as {former}." if former else ""))


@click.command("copy")
@case_argument
@click.argument("target", metavar="NEW", type=click.Path(path_type=Path))
@click.pass_context
def copy_command(ctx: click.Context, case: Path, target: Path) -> None:
    """Save a copy of CASE as NEW, checked, while others work on CASE. An encrypted case gives an encrypted copy."""
    with opened(case, read_only=True) as the_case:
        problems = the_case.save_copy(target)
    if problems:
        click.echo(f"{target} is a whole copy, but the case itself is not sound. See: casefile verify {target}")
        ctx.exit(1)
    click.echo(f"{target} is a copy of the case, checked.")


@click.command("compact")
@case_argument
def compact_command(case: Path) -> None:
    """Write CASE anew without the room that deleted rows left. The new file is compared before it takes the place."""
    from casefile.case import care

    existing(case)
    saved = care.compact(case, passphrase_of(case))
    click.echo(f"{case} is {saved / 1_000_000:.1f} MB smaller." if saved > 0 else f"{case} had no room to give back.")


def _listed(case: Path, folder: Path | None) -> tuple[Backup, ...]:
    from casefile.bootstrap import opening
    from casefile.case import care

    return care.backups_of(case, passphrase_of(case), folder or opening.backup_folder())


def _row(backup: Backup) -> dict[str, str | int | bool]:
    return {
        "id": str(backup.number),
        "path": str(backup.path),
        "number": backup.number,
        "revision": backup.revision,
        "made": backup.made.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "sound": backup.sound,
    }


commands = {"backup": backup_command, "restore": restore_command, "copy": copy_command, "compact": compact_command}
