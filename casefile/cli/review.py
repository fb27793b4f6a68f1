"""`casefile review`: what awaits a decision, least sure first, and all of one kind at once."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import click

from casefile.cli.common import Row, case_argument, json_option, opened, print_rows
from casefile.domain.commands import Accept
from casefile.domain.reviewing import alike

_MOST = 5_000
"""Proposals that are looked through for those like one."""


@click.command("review")
@case_argument
@click.option("--scope", default="", metavar="QUERY", help="Narrow it, in the query language of search.")
@click.option("--limit", default=200, show_default=True, type=click.IntRange(1, _MOST), help="At most so many.")
@click.option("--like", metavar="ID", help="Only what the same rule proposes as this one.")
@click.option("--accept", is_flag=True, help="Accept what --like lists, in one step of undo.")
@json_option
def review_command(case: Path, scope: str, limit: int, like: str | None, accept: bool, as_json: bool) -> None:
    """What awaits a decision, least sure first, each with its sentence.

    Decide with: casefile decide CASE accept ID... (or reject, retype, merge, …); or look through --like ID and add --accept.
    """
    if accept and like is None:
        raise click.UsageError("--accept goes with --like ID: look through the list without it first.")
    with opened(case, read_only=not accept) as the_case:
        ask = the_case.ask
        items = ask.review(ask.scope(scope), limit if like is None else _MOST)
        found = alike(items, like)[:limit] if like is not None else items
        print_rows([dataclasses.asdict(item) for item in found], as_json, False, _line)
        if not found and not as_json:
            click.echo("Nothing awaits a decision." if like is None else f"Nothing that awaits a decision is like “{like}”.")
        if accept and found:
            changed = the_case.do(Accept(tuple(item.id for item in found)), origin="command line")
            click.echo(f"{changed.label}.", err=as_json)


def _line(row: Row) -> str:
    place = row["place"]
    sentence = " ".join((place["sentence"] or place["text"]).split())
    where = f"[{place['article']} ¶{place['paragraph']}]"
    return f"{round(row['confidence'] * 100):3} %  {where} {row['what']}: {sentence}  {row['id']}"


commands = {"review": review_command}
