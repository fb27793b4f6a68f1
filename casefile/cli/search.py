"""`casefile search`: ranked hits with snippets."""

from __future__ import annotations

from pathlib import Path

import click

from casefile.cli.common import SCHEMA_VERSION, case_argument, json_option, nothing, opened, print_document
from casefile.cli.rows import hit_row


@click.command("search")
@case_argument
@click.argument("query")
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, show_default=True, help="At most this many hits.")
@click.option("--scope", default="", metavar="QUERY", help="Search only within this scope.")
@click.option("--explain", is_flag=True, help="Say how the query was understood, and where it was mended.")
@json_option
def search_command(case: Path, query: str, limit: int, scope: str, explain: bool, as_json: bool) -> None:
    """Search articles, quotes, notes, entities and events.

    AND OR NOT, "phrases", wild*card, fuzzy~, field:word, date:2023-06; see docs/search.md.
    """
    with opened(case, read_only=True) as the_case:
        answer = the_case.ask.search(query, limit, the_case.ask.scope(scope))
        why = "" if answer.hits else nothing(the_case.ask, case, scope)
    if as_json:
        document = {
            "schema_version": SCHEMA_VERSION,
            "understood": answer.understood,
            "corrections": list(answer.corrections),
            "suggestions": list(answer.suggestions),
            "total": answer.total,
            "rows": [hit_row(hit) for hit in answer.hits],
        }
        if explain:
            document["facets"] = {name: dict(values) for name, values in answer.facets}
        print_document(document)
        return
    if explain:
        click.echo(f"Understood as: {answer.understood}")
    for correction in answer.corrections:
        click.echo(correction)
    for hit in answer.hits:
        where = f" [{hit.article}]" if hit.article else ""
        click.echo(f"{hit.score:7.2f}  {hit.kind}{where} {hit.title}")
        click.echo(f"         {_marked(hit.snippet, hit.hits)}")
    more = f", the first {len(answer.hits)} shown" if answer.total > len(answer.hits) else ""
    click.echo(f"{answer.total} {'hit' if answer.total == 1 else 'hits'}{more}.")
    if why:
        click.echo(why)
    if answer.suggestions:
        click.echo(f"Did you mean: {', '.join(answer.suggestions)}?")


def _marked(snippet: str, hits: tuple[tuple[int, int], ...]) -> str:
    parts, place = [], 0
    for start, end in hits:
        parts += [snippet[place:start], click.style(snippet[start:end], bold=True)]
        place = end
    return " ".join("".join([*parts, snippet[place:]]).split())


commands = {"search": search_command}
