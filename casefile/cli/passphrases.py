"""Where a passphrase comes from: a file that is named, CASEFILE_PASSPHRASE, or a prompt. Never an argument, never shown."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from casefile.cli.files import first_line
from casefile.errors import PassphraseError

VARIABLE = "CASEFILE_PASSPHRASE"
_META = "casefile.passphrase"
_Function = TypeVar("_Function", bound=Callable[..., Any])


def passphrase_option(function: _Function) -> _Function:
    """The option --passphrase-file. What it names is read when a case turns out to be encrypted."""
    option = click.option(
        "--passphrase-file",
        type=click.Path(path_type=Path),
        expose_value=False,
        callback=_remember,
        help="Its first line opens an encrypted case. Else CASEFILE_PASSPHRASE, else a prompt.",
    )
    return option(function)


def passphrase_of(path: Path) -> str | None:
    """The passphrase for a case, None for one in the clear. Raises PassphraseError where there is nobody to ask."""
    from casefile.case import care

    return asked(f"Passphrase of {path.name}") if care.is_encrypted(path) else None


def given() -> str | None:
    """The passphrase that was given without a prompt, by file or environment."""
    meta = click.get_current_context().meta
    if _META in meta:
        return first_line(meta[_META], "passphrase file")
    # Taken out of the environment, so that no child process inherits it.
    found = os.environ.pop(VARIABLE, None)
    if found is not None:
        meta[_META + ".given"] = found
    return meta.get(_META + ".given")


def asked(words: str, *, anew: bool = False) -> str:
    """A passphrase from wherever it was given; `anew` asks for it twice at a prompt."""
    found = given()
    if found is not None:
        return found
    if not sys.stdin.isatty():
        raise PassphraseError(
            f"{words} is needed and there is nobody to ask: give it with --passphrase-file or in {VARIABLE}."
        )
    return str(click.prompt(words, hide_input=True, confirmation_prompt=anew, err=True))


def _remember(ctx: click.Context, _option: click.Parameter, value: Path | None) -> None:
    if value is not None:
        ctx.meta[_META] = value
