"""`casefile decide`: what the investigator says about findings, entities, quotes and articles."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from casefile.cli.common import case_argument, opened
from casefile.domain.commands import (
    Accept,
    AddNote,
    AddTag,
    ChangeJudgement,
    CiteInJudgement,
    ColourTag,
    Command,
    DecideClaim,
    DeleteHypothesis,
    DeleteJudgement,
    EditHypothesis,
    JudgeHypothesis,
    KeepApart,
    LinkEvidence,
    MakeClaim,
    MakeHypothesis,
    MakeJudgement,
    MarkFrame,
    Merge,
    Reconsider,
    Reject,
    RemoveTag,
    Rename,
    Retype,
    SetGrade,
    SetOrigin,
    SetSpeaker,
    Split,
    Star,
    WeighClaims,
)
from casefile.domain.findings import EntityType
from casefile.domain.ids import Kind

Targets = tuple[str, ...]
Values = dict[str, str]


@click.command("decide")
@case_argument
@click.argument("verb")
@click.argument("words", nargs=-1, required=True, metavar="TARGET... [KEY=VALUE...]")
def decide_command(case: Path, verb: str, words: tuple[str, ...]) -> None:
    """Decide about what the listings show; targets are the ids of their --json rows.

    \b
    accept | reject | reconsider TARGET...
    retype TARGET... type=person|organisation|place|system|programme|other
    rename ENTITY name=NAME           merge TARGET TARGET...
    split TARGET MEMBER...            apart ENTITY ENTITY
    frame ENTITY... [value=no]
    speaker QUOTE speaker=NAME-OR-ID  note TARGET|case text=TEXT
    tag | untag TARGET... tag=TAG     star | unstar TARGET...
    colour TAG value=red|orange|gold|green|teal|blue|violet|pink|grey (empty: that of its words)
    grade TARGET grade=B2             make FINDING... text=CLAIM
    link CLAIM FINDING... [relation=states|compatible|differs|denies]
    unlink CLAIM FINDING...           reword CLAIM text=WORDS
    stand CLAIM... article=S3 relation=agrees|compatible|differs|denies|silent
    status CLAIM... value=open|established|disputed|refuted
    split CLAIM FINDING-OR-ARTICLE-OR-MERGED-CLAIM...   (merge and reword take claims too)
    suppose CLAIM...|- text=HYPOTHESIS   reword HYPOTHESIS text=WORDS
    hold CLAIM... hypothesis=ID as=consistent|inconsistent|neutral   unhold CLAIM... hypothesis=ID
    weigh | unweigh CLAIM...          question TARGET|case text=QUESTION
    origin S3... from=S2|NAME|independent
    judge EVIDENCE...|- text=WORDS [likelihood=likely] [confidence=moderate] [basis=WHY]
    change JUDGEMENT [text=] [likelihood=] [confidence=] [basis=] [position=]
    cite | uncite JUDGEMENT EVIDENCE...   delete JUDGEMENT

    Everything can be undone with: casefile undo CASE
    """
    build = VERBS.get(verb)
    if build is None:
        raise click.UsageError(f"There is no verb “{verb}”; there are {', '.join(VERBS)}.")
    targets = tuple(word for word in words if "=" not in word)
    values = dict(word.split("=", 1) for word in words if "=" in word)
    if not targets:
        raise click.UsageError("Name at least one target: an id that --json rows show.")
    command = build(targets, values)
    if values:
        raise click.UsageError(f"{verb} does not take {', '.join(f'{key}=' for key in values)}.")
    with opened(case) as the_case:
        changed = the_case.do(command, origin="command line")
    click.echo(f"{changed.label}.{f' Made {changed.created}.' if changed.created else ''}")


def _value(values: Values, key: str) -> str:
    if key not in values:
        raise click.UsageError(f"Give {key}=….")
    return values.pop(key)


def _one(targets: Targets) -> str:
    if len(targets) != 1:
        raise click.UsageError("Name exactly one target.")
    return targets[0]


def _type(values: Values) -> EntityType:
    name = _value(values, "type")
    try:
        return EntityType(name)
    except ValueError as error:
        raise click.UsageError(f"“{name}” is no type; types are {', '.join(EntityType)}.") from error


def _merge(targets: Targets, values: Values) -> Command:  # noqa: ARG001 - one shape for all verbs
    if len(targets) < 2:
        raise click.UsageError("Name at least two targets to merge.")
    return Merge(targets)


def _apart(targets: Targets, values: Values) -> Command:  # noqa: ARG001 - one shape for all verbs
    if len(targets) != 2:
        raise click.UsageError("Name the two entities that are not one.")
    return KeepApart(targets[0], targets[1])


def _split(targets: Targets, values: Values) -> Command:  # noqa: ARG001 - one shape for all verbs
    if len(targets) < 2:
        raise click.UsageError("Name the entity, event or claim, and at least one part of it that leaves.")
    return Split(targets[0], targets[1:])


def _link(targets: Targets, relation: str) -> Command:
    if len(targets) < 2:
        raise click.UsageError("Name the claim and at least one finding.")
    return LinkEvidence(targets[0], targets[1:], relation)


def _judge(targets: Targets, values: Values) -> Command:
    said = {key: values.pop(key, "") for key in ("likelihood", "confidence", "basis")}
    return MakeJudgement(_value(values, "text"), **said, evidence=_or_none(targets))


def _change(targets: Targets, values: Values) -> Command:
    changes = tuple(values.items())
    values.clear()
    if not changes:
        raise click.UsageError("Say what changes: text=…, likelihood=…, confidence=…, basis=… or position=….")
    return ChangeJudgement(_one(targets), changes)


def _cite(targets: Targets, cited: bool) -> Command:
    if len(targets) < 2:
        raise click.UsageError("Name the judgement and at least one claim, event, quote, figure or mention.")
    return CiteInJudgement(targets[0], targets[1:], cited)


def _reword(target: str, words: str) -> Command:
    if target.startswith(Kind.HYPOTHESIS):
        return EditHypothesis(target, words)
    return DecideClaim((target,), (("summary", words),))


def _delete(target: str) -> Command:
    return DeleteHypothesis(target) if target.startswith(Kind.HYPOTHESIS) else DeleteJudgement(target)


def _or_none(targets: Targets) -> Targets:
    """ "suppose - text=…" makes a hypothesis before any claim is weighed against it, "judge - text=…" a judgement that cites
    nothing yet."""
    return () if targets == ("-",) else targets


def _note(target: str, words: str) -> Command:
    return AddNote("" if target == "case" else target, words)


def _article(target: str) -> int:
    digits = target.removeprefix(Kind.ARTICLE)
    if not (digits.isascii() and digits.isdigit() and len(digits) < 10):
        raise click.UsageError(f"“{target}” is no article; take its number from the articles listing, such as S3.")
    return int(digits)


VERBS: dict[str, Callable[[Targets, Values], Command]] = {
    "accept": lambda targets, _values: Accept(targets),
    "reject": lambda targets, _values: Reject(targets),
    "reconsider": lambda targets, _values: Reconsider(targets),
    "retype": lambda targets, values: Retype(targets, _type(values)),
    "rename": lambda targets, values: Rename(_one(targets), _value(values, "name")),
    "merge": _merge,
    "split": _split,
    "apart": _apart,
    "frame": lambda targets, values: MarkFrame(targets, values.pop("value", "yes") != "no"),
    "speaker": lambda targets, values: SetSpeaker(_one(targets), _value(values, "speaker") or None),
    "note": lambda targets, values: _note(_one(targets), _value(values, "text")),
    "tag": lambda targets, values: AddTag(targets, _value(values, "tag")),
    "untag": lambda targets, values: RemoveTag(targets, _value(values, "tag")),
    "colour": lambda targets, values: ColourTag(_one(targets), _value(values, "value")),
    "star": lambda targets, _values: Star(targets, True),
    "unstar": lambda targets, _values: Star(targets, False),
    "grade": lambda targets, values: SetGrade(_one(targets), _value(values, "grade")),
    "make": lambda targets, values: MakeClaim(_value(values, "text"), targets),
    "link": lambda targets, values: _link(targets, values.pop("relation", "states")),
    "unlink": lambda targets, _values: _link(targets, ""),
    "reword": lambda targets, values: _reword(_one(targets), _value(values, "text")),
    "stand": lambda targets, values: DecideClaim(targets, ((_value(values, "article"), _value(values, "relation")),)),
    "suppose": lambda targets, values: MakeHypothesis(_value(values, "text"), _or_none(targets)),
    "hold": lambda targets, values: JudgeHypothesis(_value(values, "hypothesis"), targets, _value(values, "as")),
    "unhold": lambda targets, values: JudgeHypothesis(_value(values, "hypothesis"), targets, ""),
    "weigh": lambda targets, _values: WeighClaims(targets, True),
    "unweigh": lambda targets, _values: WeighClaims(targets, False),
    "question": lambda targets, values: _note(_one(targets), f"? {_value(values, 'text')}"),
    "origin": lambda targets, values: SetOrigin(tuple(map(_article, targets)), _value(values, "from")),
    "status": lambda targets, values: DecideClaim(targets, (("status", _value(values, "value")),)),
    "judge": _judge,
    "change": _change,
    "cite": lambda targets, _values: _cite(targets, True),
    "uncite": lambda targets, _values: _cite(targets, False),
    "delete": lambda targets, _values: _delete(_one(targets)),
}

commands = {"decide": decide_command}
