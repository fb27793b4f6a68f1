"""`casefile extract`: text in, findings out as JSON lines, without a case."""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, Any

import click

from casefile.domain import edtf
from casefile.domain.articles import Basis, Publication
from casefile.domain.findings import EntityType
from casefile.domain.ids import text_digest
from casefile.domain.languages import reduced_in_words
from casefile.domain.records import findings_record
from casefile.errors import UserError
from casefile.extract.bulk import Request, evidence_of, extract_many
from casefile.resolve import Gathering, local_entities

Line = tuple[str, Request]
Row = dict[str, Any]


@click.command("extract")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--jsonl", is_flag=True, help='Read JSON lines {"id", "text", "published"?, "title"?, "language"?} from standard input.'
)
@click.option(
    "--manifest",
    type=click.Path(path_type=Path),
    help="CSV with file, title, published, language, names (A = B).",
)
@click.option("--published", metavar="DATE", help="Publication date of all that have none, as EDTF (2024-06-21, 2024-10).")
@click.option("--together", is_flag=True, help="Read all as one case: entity ids mean the same in every line.")
@click.option("--jobs", type=click.IntRange(1, 256), default=1, show_default=True, help="Processes.")
@click.option("--explain", is_flag=True, help="Print for people: each finding with its rule and how sure it is.")
@click.pass_context
def extract_command(
    ctx: click.Context,
    files: tuple[Path, ...],
    jsonl: bool,
    manifest: Path | None,
    published: str | None,
    together: bool,
    jobs: int,
    explain: bool,
) -> None:
    """Text in, findings out as JSON lines, without a case.

    Give FILES, or --jsonl with JSON lines on standard input.
    """
    if jsonl == bool(files):
        raise click.UsageError("Give either files or --jsonl.")
    default = _publication(published, "--published") if published else Publication()
    show: Callable[[Row], str] = _explained if explain else _json_line
    refused: list[str] = []
    lines = _from_stdin(sys.stdin.buffer, default) if jsonl else _from_files(files, manifest, default, refused)
    out = sys.stdout.buffer
    for record in _together(lines, jobs) if together else _apart(lines, jobs):
        out.write(show(record).encode("utf-8", "backslashreplace") + b"\n")
    out.flush()
    if refused:
        ctx.exit(1)


def _apart(lines: Iterable[Line], jobs: int) -> Iterator[Row]:
    waiting: list[Line] = []

    def requests() -> Iterator[Request]:
        for line in lines:
            waiting.append(line)
            yield line[1]

    for findings in extract_many(requests(), jobs):
        identifier, request = waiting.pop(0)
        yield findings_record(identifier, request.text, findings)


def _together(lines: Iterable[Line], jobs: int) -> Iterator[Row]:
    """Three passes over a spool on disk, so that memory holds only compact evidence: what names look like in the whole
    case, findings read in that light, and the case-wide ids put in."""
    with tempfile.TemporaryFile() as texts, tempfile.TemporaryFile() as records:
        for identifier, request in lines:
            _spool(texts, [identifier, request.text, request.published.edtf, str(request.published.basis),
                           request.published.confidence, request.title, request.language, request.equated])  # fmt: skip
        evidence = evidence_of((request for _, request in _unspool_texts(texts)), jobs)
        gathering, seen = Gathering(), set[bytes]()
        found = extract_many((request for _, request in _unspool_texts(texts)), jobs, evidence)
        for (identifier, request), findings in zip(_unspool_texts(texts), found, strict=True):
            # The same text given twice is one article.
            own = _fingerprint(request)
            local = local_entities(findings, text_digest(request.text))
            numbers = {one.id: gathering.add(one, again=own in seen) for one in local}
            seen.add(own)
            _spool(records, [findings_record(identifier, request.text, findings), numbers])
        entities = gathering.entities()
        records.seek(0)
        for row in records:
            record, numbers = json.loads(row)
            _rename(record, {local: entities[number] for local, number in numbers.items()})
            yield record


def _fingerprint(request: Request) -> bytes:
    published = request.published.edtf
    return hashlib.sha256(
        json.dumps([request.text, published, request.title, request.language, request.equated]).encode("ascii")
    ).digest()[:16]


def _rename(record: Row, entities: dict[str, tuple[str, str, EntityType]]) -> None:
    """Puts ids, names and types of the whole case in place of the article's own."""
    for mention in record["entities"]:
        if mention["entity"] in entities:
            mention["entity"], mention["name"], mention["type"] = entities[mention["entity"]]
    for quote in record["quotes"]:
        if quote["speaker_entity"] in entities:
            quote["speaker_entity"], name, _ = entities[quote["speaker_entity"]]
            if quote["speaker_type"] == "named":
                quote["speaker"] = name
        if quote["affiliation_entity"] in entities:
            quote["affiliation_entity"], quote["affiliation"], _ = entities[quote["affiliation_entity"]]
    for event in record["events"]:
        event["entities"] = list(
            dict.fromkeys(entities[entity][0] if entity in entities else entity for entity in event["entities"])
        )


def _spool(file: IO[bytes], value: object) -> None:
    file.write(json.dumps(value).encode("ascii") + b"\n")


def _unspool_texts(file: IO[bytes]) -> Iterator[Line]:
    position = 0
    while True:
        # Several readers share the file, each with its own place in it.
        file.seek(position)
        row = file.readline()
        if not row:
            return
        position = file.tell()
        identifier, text, edtf_text, basis, confidence, title, language, equated = json.loads(row)
        published = Publication(edtf_text, Basis(basis), confidence)
        yield identifier, Request(text, published, title, language, tuple(map(tuple, equated)))


def _from_stdin(stream: IO[bytes], default: Publication) -> Iterator[Line]:
    for number, row in enumerate(stream, 1):
        if not row.strip():
            continue
        try:
            value = json.loads(row)
            identifier, text = str(value["id"]), value["text"]
        except (ValueError, KeyError, TypeError) as error:
            raise UserError(
                f'Line {number} of the input is not a JSON object with "id" and "text"; mend the line and run again.'
            ) from error
        if not isinstance(text, str):
            raise UserError(f'"text" in line {number} of the input is not a string; mend the line and run again.')
        given = value.get("published")
        published = _publication(str(given), f"line {number}") if given else default
        yield identifier, Request(text, published, str(value.get("title") or ""), str(value.get("language") or ""))


def _from_files(files: tuple[Path, ...], manifest: Path | None, default: Publication, refused: list[str]) -> Iterator[Line]:
    from casefile.domain.articles import ImportResult
    from casefile.ingest import read

    for item in read(files, manifest):
        if isinstance(item, ImportResult):
            if item.result != "skipped":
                refused.append(item.path)
                click.echo(f"casefile: {item.path}: {item.reason}", err=True)
            continue
        metadata = item.metadata
        published = metadata.published if metadata.published.edtf else default
        yield Path(item.path).stem, Request(item.text, published, metadata.title, metadata.language, metadata.equated)


def _publication(text: str, where: str) -> Publication:
    try:
        edtf.parse(text)
    except ValueError as error:
        raise UserError(f"The publication date of {where} cannot be read: {error}.") from error
    return Publication(text, Basis.GIVEN, 1.0)


def _json_line(record: Row) -> str:
    line = json.dumps(record, ensure_ascii=False)
    # A lone surrogate is no UTF-8: only its escape is.
    return line if line.isascii() or not _has_surrogate(line) else json.dumps(record)


def _has_surrogate(line: str) -> bool:
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False


def _date_words(row: Row) -> str:
    return f"{row['text']} = {row['edtf'] or row['duration'] or row['reference']} ({row['kind']})"


def _entity_words(row: Row) -> str:
    return f"{row['text']} = {row['name']} ({row['type']}{', ' + row['role'] if row['role'] else ''})"


def _quote_words(row: Row) -> str:
    standing = f"{row['speaker_type']} of {row['affiliation']}" if row["affiliation"] else row["speaker_type"]
    return f"{row['speaker'] or 'unknown'} [{standing}] {row['cue'] or ''}: {row['text']} ({row['kind']})"


def _figure_words(row: Row) -> str:
    return f"{row['text']} = {row['qualifier']} {row['value']} {row['unit'] or ''} ({row['kind']})"


def _event_words(row: Row) -> str:
    return f"{row['edtf'] or 'undated'} {row['summary']} ({row['status']}, {row['basis']})"


_WORDS: dict[str, Callable[[Row], str]] = {
    "dates": _date_words,
    "entities": _entity_words,
    "quotes": _quote_words,
    "figures": _figure_words,
    "events": _event_words,
}


def _explained(record: Row) -> str:
    published = record["published"]
    rows = [
        f"{record['id']}  language {record['language']}, published {published['edtf'] or 'unknown'}"
        f" ({published['basis']}, {published['confidence']:.2f})"
    ]
    if words := reduced_in_words(record["language"]):
        rows.append(f"  {words}")
    for layer, say in _WORDS.items():
        rows.append(f"  {layer}")
        rows += [f"    {row['start']:>6}  {row['confidence']:.2f}  {row['rule']:<28}  {say(row)}" for row in record[layer]]
    return "\n".join(rows)


commands = {"extract": extract_command}
