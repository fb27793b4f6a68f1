"""`casefile open` and `casefile demo`: the window."""

from __future__ import annotations

from pathlib import Path

import click

from casefile.cli.passphrases import given, passphrase_option
from casefile.errors import CaseUnreadableError


@click.command("open")
@click.argument("case", required=False, type=click.Path(path_type=Path))
@click.option("--screenshot", type=click.Path(path_type=Path), help="Write a picture of the window and end.")
@passphrase_option
@click.pass_context
def open_command(ctx: click.Context, case: Path | None, screenshot: Path | None) -> None:
    """Open the window, on CASE if one is given."""
    if case is not None and not case.exists():
        raise CaseUnreadableError(f"There is no case {case}; check the path, or make one with: casefile new {case}")
    ctx.exit(ctx.obj(case, screenshot, given()))


@click.command("demo")
@click.argument("case", required=False, type=click.Path(path_type=Path))
@click.option("--screenshot", type=click.Path(path_type=Path), help="Write a picture of the window and end.")
@click.pass_context
def demo_command(ctx: click.Context, case: Path | None, screenshot: Path | None) -> None:
    """Open the window on a fresh copy of the sample case (at CASE, or in a temporary folder)."""
    from casefile.cli.sample import fresh_sample

    with fresh_sample(case) as path:
        ctx.exit(ctx.obj(path, screenshot))


commands = {"open": open_command, "demo": demo_command}
