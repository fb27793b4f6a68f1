"""What commands share: opening the case named on the line, and the two ways to print rows."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from casefile.cli.passphrases import passphrase_of, passphrase_option
from casefile.errors import CaseOlderError, CaseUnreadableError, UserError

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from casefile.case.ask import Ask
    from casefile.case.service import Case

SCHEMA_VERSION = 1
Row = dict[str, Any]
_Function = TypeVar("_Function", bound=Callable[..., Any])
ShowWindow = Callable[..., int]
"""Opens the window on a case, or writes its picture; the exit code. The command line does not know the window itself.
Takes the case, the picture, and the passphrase where one is given."""

_case = click.argument("case", type=click.Path(path_type=Path))
json_option = click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")


def case_argument(function: _Function) -> _Function:
    """The argument CASE, and where its passphrase comes from if it is encrypted."""
    return _case(passphrase_option(function))


def opened(path: Path, *, read_only: bool = False) -> AbstractContextManager[Case]:
    """The case, closed at the end of the block; an older one is brought up to date first.

    Raises UserError for a missing file, PassphraseError for an encrypted one whose passphrase is not given.
    """
    from casefile.bootstrap import opening
    from casefile.case import care

    existing(path)
    if not read_only:
        for sentence in care.warnings(path):
            click.echo(f"casefile: {sentence}", err=True)
    passphrase = passphrase_of(path)
    try:
        return closing(opening.open_case(path, read_only=read_only, passphrase=passphrase))
    except CaseOlderError:
        # A listing is the first that many an older case meets: nobody should have to find out what brings it up to date.
        opening.open_case(path, passphrase=passphrase).close()
        click.echo(f"casefile: {path} was brought up to date for this CaseFile; nothing in it was changed.", err=True)
        return closing(opening.open_case(path, read_only=read_only, passphrase=passphrase))


def existing(path: Path) -> None:
    """Raises CaseUnreadableError where no file is."""
    if not path.exists():
        raise CaseUnreadableError(f"There is no case {path}; check the path, or make one with: casefile new {path}")


def print_document(document: Row) -> None:
    """One JSON document; nothing else goes to standard output."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=1))


def print_rows(rows: Sequence[Row], as_json: bool, as_csv: bool, plain: Callable[[Row], str]) -> None:
    """Rows as JSON, as CSV (safe against formulas), or a line each for people."""
    if as_json:
        print_document({"schema_version": SCHEMA_VERSION, "rows": rows})
    elif as_csv:
        click.echo(_csv(rows), nl=False)
    else:
        for row in rows:
            click.echo(plain(row))


def nothing(ask: Ask, case: Path, scope: str) -> str:
    """Why a listing or a search shows nothing, in a sentence."""
    if not ask.articles():
        return f"The case has no articles yet. Import some with: casefile import {case} PATH..."
    if not scope.strip():
        return "Nothing found."
    hint = " A scope’s outlet: wants the whole name, as casefile articles shows it." if "outlet:" in scope else ""
    return f"Nothing in scope.{hint}"


def _csv(rows: Sequence[Row]) -> str:
    from casefile.export.tables import table

    return table(rows, tuple(rows[0])) if rows else ""


def day_of(written: str | None) -> date:
    """The day an option gives, today without it. Raises UserError for what is no day."""
    if written is None:
        return date.today()
    try:
        if len(written) == len("2026-01-31"):
            return date.fromisoformat(written)
    except ValueError:
        pass
    raise UserError("Write the date as 2026-01-31.")
