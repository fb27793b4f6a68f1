"""`casefile judgements`: what the investigator concludes."""

from __future__ import annotations

from pathlib import Path

import click

from casefile.cli.common import Row, case_argument, json_option, opened, print_rows
from casefile.domain.judgements import LIKELIHOODS, Judgement


@click.command("judgements")
@case_argument
@json_option
def judgements_command(case: Path, as_json: bool) -> None:
    """What the investigator concludes, with likelihood and confidence (ICD 203) and what it rests on.

    Make one with: casefile decide CASE judge EVIDENCE... text=WORDS likelihood=likely confidence=moderate
    """
    with opened(case, read_only=True) as the_case:
        found = [_row(number, judgement) for number, judgement in enumerate(the_case.ask.judgements(), start=1)]
    print_rows(found, as_json, False, _line)
    if not found and not as_json:
        click.echo("No judgements yet. Make one with: casefile decide CASE judge EVIDENCE... text=WORDS")


def _row(number: int, judgement: Judgement) -> Row:
    return {
        "id": judgement.id,
        "position": number,
        "text": judgement.text,
        "likelihood": judgement.likelihood or None,
        "probability": list(LIKELIHOODS[judgement.likelihood]) if judgement.likelihood else None,
        "confidence": judgement.confidence or None,
        "basis": judgement.basis or None,
        "evidence": list(judgement.evidence),
    }


def _line(row: Row) -> str:
    sure = [row["likelihood"], f"{row['confidence']} confidence" if row["confidence"] else None]
    said = " · ".join(words for words in sure if words)
    return f"{row['id']}  {row['position']}. {row['text']}{f' ({said})' if said else ''}  [{', '.join(row['evidence'])}]"


commands = {"judgements": judgements_command}
