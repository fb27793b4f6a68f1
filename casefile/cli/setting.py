"""`casefile set`: correct what is known about an article, or name the case itself."""

from __future__ import annotations

from pathlib import Path

import click

from casefile.cli.common import case_argument, opened
from casefile.domain.commands import SetCase, SetMetadata

OF_THE_CASE = ("title", "summary", "classification")
FIELDS = ("title", "outlet", "author", "published", "language", "url", "grade")


@click.command("set")
@case_argument
@click.argument("article", metavar="ARTICLE|case")
@click.argument("changes", nargs=-1, required=True, metavar="KEY=VALUE...")
def set_command(case: Path, article: str, changes: tuple[str, ...]) -> None:
    """Correct an article (S4 or 4): title, outlet, author, published, language, url, grade.

    A new publication date (EDTF: 2024-06-21, 2024-10) moves the article's relative dates and events with it. encoding=NAME
    (shift_jis, windows-1251) reads the stored bytes in that encoding: the text gets a new version.

    `case` in place of an article corrects the title, summary (Markdown) and classification of the case, as its briefs have
    them.
    """
    from casefile.bootstrap import importing

    if article == "case":
        with opened(case) as the_case:
            changed = the_case.do(SetCase(key_values(changes, OF_THE_CASE)), origin="command line")
            click.echo(f"{changed.label}.")
        return
    pairs = key_values(changes, (*FIELDS, "encoding"))
    with opened(case) as the_case:
        number = the_case.ask.article_number(article)
        for _, encoding in (pair for pair in pairs if pair[0] == "encoding"):
            click.echo(f"{importing.read_in_encoding(the_case, number, encoding).label}.")
        known = tuple(pair for pair in pairs if pair[0] != "encoding")
        if known:
            click.echo(f"{the_case.do(SetMetadata(number, known), origin='command line').label}.")


def key_values(words: tuple[str, ...], known: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """KEY=VALUE words as pairs. Raises UsageError for a word without = and for an unknown key."""
    pairs = []
    for word in words:
        key, equals, value = word.partition("=")
        if not equals or key not in known:
            raise click.UsageError(f"“{word}” is not one of {', '.join(f'{name}=…' for name in known)}.")
        pairs.append((key, value))
    return tuple(pairs)


commands = {"set": set_command}
