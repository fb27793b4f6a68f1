"""`casefile hypotheses | gaps | grades | origins`: how far to believe, what would explain it, what is missing, from whom."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import click

from casefile.cli.common import SCHEMA_VERSION, Row, case_argument, json_option, nothing, opened, print_document, print_rows
from casefile.domain.weighing import Competition, Consistency, Gap, Grade, OriginGraph, SourceGrade

_SIGNS = {Consistency.CONSISTENT: "+", Consistency.INCONSISTENT: "-", Consistency.NEUTRAL: "0", None: "·"}


@click.command("hypotheses")
@case_argument
@json_option
def hypotheses_command(case: Path, as_json: bool) -> None:
    """Competing hypotheses against the claims that are weighed (Heuer): least inconsistency first is best.

    Make one with: casefile decide CASE suppose CLAIM... text=WORDS, and judge with:
    casefile decide CASE hold CLAIM... hypothesis=H... as=consistent|inconsistent|neutral
    """
    with opened(case, read_only=True) as the_case:
        found = the_case.ask.hypotheses()
    if as_json:
        print_document(hypotheses_document(found))
        return
    if not found.hypotheses:
        click.echo("No hypotheses yet. Make one with: casefile decide CASE suppose CLAIM... text=WORDS")
        return
    for one in found.hypotheses:
        click.echo(
            f"{one.position}. {one.text}: inconsistency {one.inconsistency:g} ({one.inconsistent} against, "
            f"{one.consistent} for), rank {one.rank}  {one.id}"
        )
    for row in found.rows:
        signs = " ".join(_SIGNS[said] for said in row.judged)
        click.echo(f"  {signs}  {row.summary} (weight {row.weight:g}, tells apart {row.diagnosticity:g})  {row.claim}")


def hypotheses_document(found: Competition) -> Row:
    """As the listing prints it; `rows` are the hypotheses, `claims` the rows of the matrix with a judgement for each."""
    return {
        "schema_version": SCHEMA_VERSION,
        "rows": [dataclasses.asdict(one) for one in found.hypotheses],
        "claims": [
            {
                "id": row.claim,
                "summary": row.summary,
                "weight": row.weight,
                "diagnosticity": row.diagnosticity,
                "judged": {one.id: said for one, said in zip(found.hypotheses, row.judged, strict=True) if said is not None},
            }
            for row in found.rows
        ],
    }


@click.command("gaps")
@case_argument
@click.option("--scope", default="", metavar="QUERY", help="Narrow it, in the query language of search.")
@click.option("--all", "every", is_flag=True, help="Also those that were set aside.")
@json_option
def gaps_command(case: Path, scope: str, every: bool, as_json: bool) -> None:
    """What nobody says: noted questions, what no article answers, times without articles, claims without a named source.

    Note a question with: casefile decide CASE question TARGET text=WORDS (TARGET "case" for the case itself); set a gap
    aside with: casefile decide CASE reject GAP
    """
    with opened(case, read_only=True) as the_case:
        ask = the_case.ask
        found = [gap_row(gap) for gap in ask.gaps(ask.scope(scope), rejected=every)]
        print_rows(found, as_json, False, _gap_line)
        if not found and not as_json:
            click.echo(nothing(ask, case, scope))


def gap_row(gap: Gap) -> Row:
    """As the listing prints it."""
    return dataclasses.asdict(gap)


def _gap_line(row: Row) -> str:
    places = dict.fromkeys(f"[{place['article']} ¶{place['paragraph']}]" for place in row["places"])
    return " ".join((f"{row['kind']:<11}", row["question"], *places, f"({row['reason']})", f" {row['id']}"))


@click.command("grades")
@case_argument
@json_option
def grades_command(case: Path, as_json: bool) -> None:
    """How reliable each outlet is by its record in the case, A to F (Admiralty code, AJP-2.1), with the reason.

    Grades of claims, 1 to 6, stand in the claims listing. Decide with: casefile decide CASE grade TARGET grade=B
    """
    with opened(case, read_only=True) as the_case:
        found = [grade_row(source) for source in the_case.ask.grades()]
    print_rows(found, as_json, False, _grade_line)
    if not found and not as_json:
        click.echo("No outlet is known yet. Say whose an article is with: casefile set CASE ARTICLE outlet=NAME")


def grade_row(source: SourceGrade) -> Row:
    """As the listing prints it."""
    return {
        "id": source.id,
        "outlet": source.outlet,
        "articles": list(source.articles),
        "grade": grade_record(source.grade),
        "confirmed": source.confirmed,
        "contradicted": source.contradicted,
        "revised": source.revised,
    }


def grade_record(grade: Grade) -> dict[str, Any]:
    """A grade with its words."""
    return {**dataclasses.asdict(grade), "value": grade.value, "words": grade.words}


def _grade_line(row: Row) -> str:
    grade = row["grade"]
    by = "decided" if grade["decided"] else "proposed"
    return f"{grade['value']}  {row['outlet']}: {grade['words']} ({by}). {grade['reason']}  {row['id']}"


@click.command("origins")
@case_argument
@json_option
def origins_command(case: Path, as_json: bool) -> None:
    """Who has what from whom: outlets and speakers, and the articles that have something from them.

    Correct it with: casefile decide CASE origin S3... from=S2|NAME|independent (from= alone leaves it to the rules)
    """
    with opened(case, read_only=True) as the_case:
        found = the_case.ask.origins()
    if as_json:
        print_document(origins_document(found))
        return
    click.echo(f"{found.independent} independent origin{'' if found.independent == 1 else 's'} of articles")
    for one in found.origins:
        ways = {edge.path.value for edge in found.edges if edge.origin == one.id}
        click.echo(f"{one.kind:<8} {one.name}: {', '.join(one.articles)} ({', '.join(sorted(ways))})  {one.id}")


def origins_document(found: OriginGraph) -> Row:
    """As the listing prints it; `rows` are the origins, `edges` lead from articles to them."""
    return {
        "schema_version": SCHEMA_VERSION,
        "independent": found.independent,
        "rows": [dataclasses.asdict(one) for one in found.origins],
        "edges": [dataclasses.asdict(edge) for edge in found.edges],
    }


commands = {
    "hypotheses": hypotheses_command,
    "gaps": gaps_command,
    "grades": grades_command,
    "origins": origins_command,
}
