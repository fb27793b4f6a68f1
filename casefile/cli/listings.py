"""`casefile articles | timeline | entities | quotes | figures | events | claims`: what the pane of that name shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from casefile.cli import rows
from casefile.cli.common import case_argument, json_option, nothing, opened, print_rows
from casefile.domain import plain

if TYPE_CHECKING:
    from casefile.case.ask import Ask
    from casefile.domain.scope import Scope

Row = dict[str, Any]
List = Callable[["Ask", "Scope"], Iterable[Row]]


class Suggest(NamedTuple):
    """What `--suggest` lists instead."""

    help: str
    listed: List
    line: Callable[[Row], str]


def _maybe(flag: Suggest | None) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """The option, for a command that has it."""
    return click.option("--suggest", is_flag=True, help=flag.help) if flag is not None else lambda command: command


def _command(name: str, says: str, listed: List, line: Callable[[Row], str], flag: Suggest | None = None) -> click.Command:
    @click.command(name, help=says)
    @case_argument
    @click.option("--scope", default="", metavar="QUERY", help="Narrow it, in the query language of search.")
    @_maybe(flag)
    @json_option
    @click.option("--csv", "as_csv", is_flag=True, help="CSV on standard output, safe to open in a spreadsheet.")
    def command(case: Path, scope: str, as_json: bool, as_csv: bool, suggest: bool = False) -> None:
        if as_json and as_csv:
            raise click.UsageError("Give either --json or --csv.")
        with opened(case, read_only=True) as the_case:
            ask = the_case.ask
            if suggest and flag is not None:
                print_rows(list(flag.listed(ask, ask.scope(scope))), as_json, as_csv, flag.line)
                return
            found = list(listed(ask, ask.scope(scope)))
            print_rows(found, as_json, as_csv, line)
            if not found and not as_json and not as_csv:
                click.echo(nothing(ask, case, scope))

    return command


commands = {
    "articles": _command(
        "articles",
        "The articles of the case with outlet, publication date and how it is known.",
        lambda ask, scope: map(plain.article_row, ask.articles(scope)),
        rows.article_line,
    ),
    "timeline": _command(
        "timeline",
        "What happened when: dated events in order, each with the sentences that report it.",
        lambda ask, scope: map(plain.event_row, ask.timeline(scope)),
        rows.event_line,
    ),
    "events": _command(
        "events",
        "Every sentence that reports something, also those dated only by their article.",
        lambda ask, scope: map(plain.event_row, ask.timeline(scope, everything=True)),
        rows.event_line,
    ),
    "entities": _command(
        "entities",
        "People, organisations, places, systems and programmes with their aliases and roles.",
        lambda ask, scope: map(plain.entity_row, ask.entities(scope)),
        rows.entity_line,
        Suggest(
            "List pairs that may be one, with the reason; decide with: casefile decide CASE merge|apart FIRST SECOND.",
            lambda ask, _: map(plain.suggestion_row, ask.merge_suggestions()),
            rows.suggestion_line,
        ),
    ),
    "quotes": _command(
        "quotes",
        "Who said what: direct, mixed and indirect speech with its speakers.",
        lambda ask, scope: map(plain.quote_row, ask.quotes(scope)),
        rows.quote_line,
    ),
    "figures": _command(
        "figures",
        "Numbers that are counted or measured, with unit and qualifier.",
        lambda ask, scope: map(plain.figure_row, ask.figures(scope)),
        rows.figure_line,
    ),
    "claims": _command(
        "claims",
        "What articles agree on, differ on or alone say, with the sentences and how many independent origins there are.",
        lambda ask, scope: map(plain.claim_row, ask.claims(scope)),
        rows.claim_line,
    ),
}
