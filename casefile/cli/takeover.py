"""`casefile take-over`: another investigator's decisions about the same articles."""

from __future__ import annotations

from pathlib import Path

import click

from casefile.cli.common import Row, case_argument, json_option, opened, print_rows
from casefile.domain.commands import TakeOver
from casefile.domain.exchange import Meeting, Offer
from casefile.errors import UserError


@click.command("take-over")
@case_argument
@click.argument("other", type=click.Path(path_type=Path))
@click.option("--take", metavar="new|all|ID,ID...", help="Take what is new here, all of it, or what these ids name.")
@json_option
def take_over_command(case: Path, other: Path, take: str | None, as_json: bool) -> None:
    """List what the case OTHER decided about articles that CASE has too; with --take make it what CASE says.

    Articles are the same where their texts are. “differs” is where CASE says something else; it is taken only by all or by
    its id. What was taken is one step of undo.
    """
    if case.exists() and other.exists() and case.samefile(other):
        raise UserError("Both are the same case; name the other investigator’s case second.")
    with opened(other, read_only=True) as theirs, opened(case, read_only=take is None) as mine:
        found = mine.offers(theirs)
        if take is None:
            print_rows([_row(offer) for offer in found], as_json, False, _line)
            if not found and not as_json:
                click.echo("Nothing is decided there about an article that is here too.")
            return
        chosen = _chosen(found, take)
        if not chosen:
            click.echo("Nothing to take over.")
            return
        given = tuple(offer.given for offer in chosen)
        click.echo(f"{mine.do(TakeOver(given, other.stem), origin='command line').label}.")


def _chosen(found: tuple[Offer, ...], take: str) -> list[Offer]:
    if take in ("new", "all"):
        wanted = {Meeting.NEW} if take == "new" else {Meeting.NEW, Meeting.DIFFERS}
        return [offer for offer in found if offer.meeting in wanted]
    by_id = {offer.id: offer for offer in found}
    ids = [one.strip() for one in take.split(",") if one.strip()]
    unknown = [one for one in ids if one not in by_id]
    if unknown:
        raise UserError(f"There is no offer “{unknown[0]}”; casefile take-over without --take lists their ids.")
    return [by_id[one] for one in ids]


def _row(offer: Offer) -> Row:
    return {
        "id": offer.id,
        "article": f"S{offer.article}",
        "meeting": str(offer.meeting),
        "target": offer.given.target,
        "what": offer.what,
        "mine": offer.mine or None,
        "text": offer.given.words,
    }


def _line(row: Row) -> str:
    mine = f" (here: {row['mine']})" if row["meeting"] == "differs" else ""
    words = f" “{row['text']}”" if row["text"] else ""
    return f"{row['id']}  {row['meeting']:<8} {row['article']}{words}: {row['what']}{mine}"


commands = {"take-over": take_over_command}
