"""`casefile import`: files and folders into a case; one stated result for each."""

from __future__ import annotations

import contextlib
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casefile.cli.common import SCHEMA_VERSION, case_argument, json_option, opened, print_document
from casefile.cli.files import first_line
from casefile.errors import UserError

if TYPE_CHECKING:
    from casefile.bootstrap.importing import Progress
    from casefile.case.service import Case
    from casefile.domain.articles import ImportResult
    from casefile.domain.hits import SavedSearch
    from casefile.ingest import Watched

_LOOK_SECONDS = 2.0


@click.command("import")
@case_argument
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--manifest",
    type=click.Path(path_type=Path),
    help="CSV that supplies file,title,outlet,author,published,language,url,grade.",
)
@click.option("--password-file", type=click.Path(path_type=Path), help="Its first line opens protected PDF and zip files.")
@click.option("--ask-password", is_flag=True, help="Ask for the password of protected PDF and zip files.")
@click.option(
    "--jobs", type=click.IntRange(0, 256), default=0, help="Processes for extraction; 0 (usual) takes what there is."
)
@click.option("--watch", is_flag=True, help="Then look into the folders every few seconds, until Ctrl+C.")
@json_option
@click.pass_context
def import_command(
    ctx: click.Context,
    case: Path,
    paths: tuple[Path, ...],
    manifest: Path | None,
    password_file: Path | None,
    ask_password: bool,
    jobs: int,
    watch: bool,
    as_json: bool,
) -> None:
    """Import files and folders into CASE, which is made if it is not there."""
    from casefile.bootstrap import importing, opening
    from casefile.ingest import Watched, check

    # A mistyped path must not leave an empty case behind.
    check(paths, manifest)
    if watch and (as_json or not all(path.is_dir() for path in paths)):
        raise click.UsageError("--watch takes folders only, and prints results as they come: leave --json away.")
    password = first_line(password_file, "password file") if password_file else None
    if ask_password:
        if not sys.stdin.isatty():
            raise UserError("There is nobody here to ask for the password; give it with --password-file.")
        password = click.prompt("Password", hide_input=True, err=True)
    if not case.exists():
        opening.create_case(case).close()
    with opened(case) as the_case:
        watched = Watched(paths) if watch else None
        # From here on new files are noticed, also those that come while the first are read.
        results = importing.import_into(
            the_case, paths, manifest=manifest, password=password, jobs=jobs, progress=_progress()
        )
        _print(results, the_case.ask.alerts(importing.articles_of(results)), as_json)
        if watched:
            _watch(the_case, watched, manifest, password)
    if any(result.result in ("refused", "partly") for result in results):
        ctx.exit(1)


def _print(results: tuple[ImportResult, ...], alerts: tuple[SavedSearch, ...], as_json: bool) -> None:
    if as_json:
        matched = [{"name": alert.name, "articles": [f"S{number}" for number in alert.new]} for alert in alerts]
        rows = [_row(result) for result in results]
        print_document({"schema_version": SCHEMA_VERSION, "results": rows, "alerts": matched})
        return
    for result in results:
        click.echo(result_line(result))
    click.echo(summary_line(results))
    for alert in alerts:
        number = len(alert.new)
        click.echo(f"{number:,} new {'article matches' if number == 1 else 'articles match'} “{alert.name}”.")


def _watch(case: Case, watched: Watched, manifest: Path | None, password: str | None) -> None:
    from casefile.bootstrap import importing

    click.echo("Watching for new files; Ctrl+C ends it.", err=True)
    with contextlib.suppress(KeyboardInterrupt):
        while True:
            time.sleep(_LOOK_SECONDS)
            files = watched.new()
            for result in importing.import_into(case, files, manifest=manifest, password=password) if files else ():
                click.echo(result_line(result))


def result_line(result: ImportResult) -> str:
    """One result for people."""
    name = f"{result.path} › {result.member}" if result.member else result.path
    said = f" as {result.article}" if result.article and result.result in ("imported", "partly") else ""
    reason = f": {result.reason}" if result.reason else ""
    return f"{result.result}{said}  {name}{reason}"


def summary_line(results: tuple[ImportResult, ...]) -> str:
    """How many ended how."""
    counts = Counter(str(result.result) for result in results)
    return ", ".join(f"{count} {kind}" for kind, count in counts.items()) + "."


def _row(result: ImportResult) -> dict[str, str | None]:
    return {
        "path": result.path,
        "member": result.member,
        "result": str(result.result),
        "reason": result.reason,
        "article": result.article,
    }


def _progress() -> Progress | None:
    if not sys.stderr.isatty():
        return None

    def show(done: int, total: int | None, path: str) -> None:
        of = f" of {total}" if total else ""
        click.echo(f"\r\x1b[K{done}{of}  {Path(path).name}", nl=done == total, err=True)

    return show


commands = {"import": import_command}
