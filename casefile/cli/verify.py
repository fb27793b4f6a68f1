"""`casefile verify`: is the case sound, or does a brief prove itself?"""

from __future__ import annotations

from pathlib import Path

import click

from casefile.cli.common import SCHEMA_VERSION, json_option, opened, print_document
from casefile.cli.passphrases import passphrase_option
from casefile.domain.rows import Problem
from casefile.errors import UserError

_ANEW = "The search index will be made anew when it is needed."
_INDEX = {"up to date": "The search index is up to date.", "rebuilding": "The search index is being made anew."}


@click.command("verify")
@click.argument("path", metavar="CASE|BRIEF.pdf", type=click.Path(path_type=Path))
@click.argument("case", metavar="[CASE]", required=False, type=click.Path(path_type=Path))
@passphrase_option
@json_option
@click.pass_context
def verify_command(ctx: click.Context, path: Path, case: Path | None, as_json: bool) -> None:
    """Check every original, text, reference and the audit chain of CASE; or each citation of BRIEF.pdf against CASE.

    Without CASE, a brief is checked in itself: its record is whole and its pages say the same.
    """
    from casefile.case.proving import looks_like_pdf

    index = None
    if not path.exists() and (case is not None or path.suffix.casefold() == ".pdf"):
        raise UserError(f"There is no brief {path}; check the path of the file.")
    if looks_like_pdf(path):
        problems, good = _prove(path, case)
    elif case is not None:
        raise UserError(f"{path} is not a brief; give the PDF first, then the case.")
    else:
        with opened(path, read_only=True) as the_case:
            problems = the_case.verify()
            index = the_case.ask.index_state()
        good = f"Sound: every original, text and reference checked, the audit chain is whole. {_INDEX.get(index, _ANEW)}"
    if as_json:
        rows = [{"what": problem.what, "where": problem.where} for problem in problems]
        print_document({"schema_version": SCHEMA_VERSION, "problems": rows, "index": index})
    elif problems:
        for problem in problems:
            click.echo(f"{problem.where}: {problem.what}")
    else:
        click.echo(good)
    if problems:
        ctx.exit(1)


def _prove(brief: Path, case: Path | None) -> tuple[tuple[Problem, ...], str]:
    """What does not hold in a brief, and the sentence for when nothing is wrong."""
    from casefile.case.proving import prove

    if case is None:
        return prove(
            brief
        ), "The brief is whole: its record and its pages say the same. Give the case to prove each citation."
    with opened(case, read_only=True) as the_case:
        return prove(brief, the_case.ask), "Proved: every citation stands in the case as the brief says."


commands = {"verify": verify_command}
