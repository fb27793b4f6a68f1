"""`casefile search`: ranked hits with snippets, and the searches kept in the case."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from casefile.cli.common import SCHEMA_VERSION, Row, case_argument, json_option, nothing, opened, print_document
from casefile.domain.plain import hit_row
from casefile.errors import UserError

if TYPE_CHECKING:
    from casefile.case.service import Case
    from casefile.domain.hits import SearchAnswer

_SHOWN_VALUES = 10


@click.command("search")
@case_argument
@click.argument("query", default="")
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, show_default=True, help="At most this many hits.")
@click.option("--scope", default="", metavar="QUERY", help="Search only within this scope.")
@click.option(
    "--order",
    type=click.Choice(["relevance", "date", "outlet"]),
    default="relevance",
    show_default=True,
    help="Of the hits.",
)
@click.option("--like", metavar="ARTICLE", help="Articles like this one, with QUERY only those of them that it finds.")
@click.option("--saved", metavar="NAME", help="Search for what is kept under this name.")
@click.option("--save", metavar="NAME", help="Keep the search in the case; after each import you hear what is new in it.")
@click.option("--forget", metavar="NAME", help="Keep this search no longer.")
@click.option("--explain", is_flag=True, help="Say how the query was understood, where it was mended, and what hits share.")
@json_option
def search_command(
    case: Path,
    query: str,
    limit: int,
    scope: str,
    order: str,
    like: str | None,
    saved: str | None,
    save: str | None,
    forget: str | None,
    explain: bool,
    as_json: bool,
) -> None:
    """Search articles, quotes, notes, entities and events. Without a QUERY, list the saved searches.

    AND OR NOT, "phrases", wild*card, fuzzy~, field:word, date:2023-06, like:S4; see docs/search.md.
    """
    with opened(case, read_only=not (save or forget)) as the_case:
        if forget:
            _forget(the_case, forget)
        query = _whole(the_case, query, like, saved)
        if not query:
            if not forget or as_json:
                _list(the_case, as_json)
            return
        answer = the_case.ask.search(query, limit, the_case.ask.scope(scope), order)
        if save:
            _save(the_case, save, query, scope)
        why = "" if answer.hits else nothing(the_case.ask, case, scope)
    if as_json:
        print_document(_document(answer, explain))
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
    if explain:
        _tell_facets(answer)
    if answer.suggestions:
        click.echo(f"Did you mean: {', '.join(answer.suggestions)}?")
    if save:
        click.echo(f"Kept as “{save}”.")


def _whole(case: Case, query: str, like: str | None, saved: str | None) -> str:
    """The query that the options make together."""
    parts = [f"({query})"] if query else []
    if saved is not None:
        parts.append(f"({_kept(case, saved)})")
    if like is not None:
        parts.append(f"like:S{case.ask.article_number(like)}")
    return query if parts == [f"({query})"] else " ".join(parts)


def _kept(case: Case, name: str) -> str:
    searches = {search.name.casefold(): search.query for search in case.ask.saved()}
    if (query := searches.get(" ".join(name.split()).casefold())) is None:
        raise UserError(f"No search is kept as “{name}”; casefile search {case.path} lists those that are.")
    return query


def _save(case: Case, name: str, query: str, scope: str) -> None:
    from casefile.domain.commands import SaveScope
    from casefile.domain.scope import EVERYTHING, And, Matching
    from casefile.domain.scope_language import write

    within = case.ask.scope(scope)
    found = Matching(query)
    case.do(SaveScope(name, write(found if within == EVERYTHING else And((within, found)))), "command line")


def _forget(case: Case, name: str) -> None:
    from casefile.domain.commands import SaveScope

    _kept(case, name)
    own = next(search.name for search in case.ask.saved() if search.name.casefold() == " ".join(name.split()).casefold())
    case.do(SaveScope(own, ""), "command line")
    click.echo(f"“{own}” is kept no longer.", err=True)


def _list(case: Case, as_json: bool) -> None:
    searches = case.ask.saved()
    if as_json:
        rows = [{"name": search.name, "query": search.query} for search in searches]
        print_document({"schema_version": SCHEMA_VERSION, "rows": rows})
        return
    for search in searches:
        click.echo(f"{search.name}  {search.query}")
    if not searches:
        click.echo(f"No searches are kept yet. Keep one with: casefile search {case.path} QUERY --save NAME")


def _document(answer: SearchAnswer, explain: bool) -> Row:
    document: Row = {
        "schema_version": SCHEMA_VERSION,
        "understood": answer.understood,
        "corrections": list(answer.corrections),
        "suggestions": list(answer.suggestions),
        "total": answer.total,
        "rows": [hit_row(hit) for hit in answer.hits],
    }
    if explain:
        document["facets"] = {name: dict(values) for name, values in answer.facets}
        document["names"] = dict(answer.names)
    return document


def _tell_facets(answer: SearchAnswer) -> None:
    names = dict(answer.names)
    for facet, values in answer.facets:
        if values:
            shown = ", ".join(f"{names.get(value, value)} {count}" for value, count in values[:_SHOWN_VALUES])
            click.echo(f"By {facet}: {shown}{', …' if len(values) > _SHOWN_VALUES else ''}")


def _marked(snippet: str, hits: tuple[tuple[int, int], ...]) -> str:
    parts, place = [], 0
    for start, end in hits:
        parts += [snippet[place:start], click.style(snippet[start:end], bold=True)]
        place = end
    return " ".join("".join([*parts, snippet[place:]]).split())


commands = {"search": search_command}
