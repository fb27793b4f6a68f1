"""Commands that correct what a finding says, or add what the program missed."""

from __future__ import annotations

import json

from casefile.case import hand
from casefile.case.handlers.articles import existing
from casefile.case.handlers.verdicts import counted
from casefile.case.work import NAMES, Work
from casefile.domain import edtf
from casefile.domain.commands import Correct, MarkByHand, SetSpeaker
from casefile.domain.findings import EntityType
from casefile.domain.ids import Kind
from casefile.errors import UserError
from casefile.store.read import identity
from casefile.store.read.marks import ends_of, ids_in_run, reports_dated_by
from casefile.store.read.words import words_of
from casefile.store.write.findings import HAND

_FIELDS = {
    Kind.DATE: {"edtf", "start", "end"},
    Kind.QUOTE: {"kind", "edtf", "start", "end"},
    Kind.FIGURE: {"value", "value_max", "unit", "qualifier", "kind", "start", "end"},
    Kind.REPORT: {"edtf", "summary", "status", "start", "end"},
    Kind.MENTION: {"role", "start", "end"},
}
_SPEAKERS = ("named", "office", "organisation", "anonymous", "unknown")
_CHOICES = {
    (Kind.QUOTE, "kind"): ("direct", "mixed", "indirect"),
    (Kind.FIGURE, "kind"): ("count", "money", "percent", "measure"),
    (Kind.FIGURE, "qualifier"): ("exactly", "about", "more than", "less than", "at least", "up to", "between"),
    (Kind.REPORT, "status"): ("reported", "planned", "denied", "alleged"),
    (Kind.DATE, "kind"): ("date", "time", "duration", "set"),
    (Kind.QUOTE, "speaker_type"): _SPEAKERS,
    (Kind.MENTION, "type"): tuple(str(each) for each in EntityType),
}


def speaker(work: Work, command: SetSpeaker) -> str:
    """Who said it: an entity, a name, or nobody known."""
    if work.kind_of(command.quote) is not Kind.QUOTE:
        raise work.refused(command.quote, f"“{command.quote}” is not a quote. Take its id from the quotes listing.")
    target = work.one_target(command.quote)
    name, entity, kind = (command.speaker or "").strip() or None, None, command.speaker_type
    if kind not in _SPEAKERS:
        raise UserError(f"“{kind}” is not a type of speaker. Take one of: {', '.join(_SPEAKERS)}.")
    if name is None:
        kind = "unknown"
    elif kind != "anonymous":
        entity = identity.entity_of(work.tx, name) if name.startswith(Kind.ENTITY) else None
        if entity is None:
            named = identity.entities_named(work.tx, name)
            entity = named[0] if len(named) == 1 else None
        if entity is not None:
            name = identity.entity_name(work.tx, entity)
            entity = work.targets_of(entity)[0]
    work.say(target, "speaker", json.dumps({"speaker": name, "type": kind, "entity": entity}, sort_keys=True))
    return f"Speaker of {words_of(work.tx, command.quote)}: {name or 'unknown'}"


def correct(work: Work, command: Correct) -> str:
    """What a finding says is corrected; of an event, the report that dates it. What a date dates moves with it."""
    identifier = command.target
    if work.kind_of(identifier) is Kind.EVENT:
        identifier = identity.lead_of(work.tx, work.event(identifier))
    kind = work.kind_of(identifier)
    allowed = _FIELDS.get(kind)
    if allowed is None:
        raise work.refused(
            identifier, f"A {NAMES[kind]} cannot be corrected. Findings and events can; entities are renamed or retyped."
        )
    target = work.one_target(identifier)
    _check_ends(work, identifier, dict(command.changes))
    for field, value in command.changes:
        if field not in allowed:
            raise UserError(f"A {NAMES[kind]} has no “{field}” to correct. It has: {', '.join(sorted(allowed))}.")
        sound = checked(kind, field, value.strip())
        work.say(target, f"field.{field}", sound)
        if kind is Kind.DATE and field == "edtf":
            for report in reports_dated_by(work.tx, identifier):
                work.say(work.one_target(report), "field.edtf", sound)
    return f"Correct {counted(work, (command.target,))}"


def _check_ends(work: Work, identifier: str, changes: dict[str, str]) -> None:
    """New ends must leave some words between them, within the article. Raises UserError."""
    if not changes.keys() & {"start", "end"}:
        return
    found = ends_of(work.tx, identifier)
    if found is None:
        raise work.unknown(identifier)
    old_start, old_end, length = found
    try:
        start, end = int(changes.get("start") or old_start), int(changes.get("end") or old_end)
    except ValueError:
        return  # `checked` says so, with the field's name
    if not 0 <= start < end <= length:
        raise UserError(f"A finding must begin before it ends, within its article: 0 to {length}, not {start} to {end}.")


def mark(work: Work, command: MarkByHand) -> str:
    """Something the program missed."""
    text = existing(work, command.article)
    kind = hand.KINDS.get(command.kind)
    if kind is None:
        raise UserError(f"“{command.kind}” cannot be marked. Take one of: {', '.join(hand.KINDS)}.")
    if not 0 <= command.start < command.end <= len(text.text):
        raise UserError(f"The passage must lie within the article, 0 to {len(text.text)}.")
    fields = {name: checked(kind, name, value.strip()) for name, value in command.fields}
    unknown = fields.keys() - hand.FIELDS[kind]
    if unknown:
        raise UserError(f"A {command.kind} has no “{sorted(unknown)[0]}”. It has: {', '.join(sorted(hand.FIELDS[kind]))}.")
    if kind is Kind.FIGURE and "value" not in fields:
        raise UserError("A figure needs a value, as digits.")
    identifier = hand.mark_id(text, kind, command.start, command.end)
    if identifier in ids_in_run(work.tx, text.run, HAND):
        raise UserError(f"This passage is marked as a {command.kind} already. Correct that one instead.")
    joined = work.entity(fields["entity"]) if fields.get("entity") else None
    if joined is not None:
        local = identity.local_in_article(work.tx, joined, text.article)
        fields["entity"] = local or hand.own_entity(text, command.start, command.end)
        fields.setdefault("type", identity.entity_type(work.tx, joined))
    values = {
        "article": text.article,
        "text_sha256": text.digest,
        "kind": str(kind),
        "start": command.start,
        "end": command.end,
        "fields": fields,
    }
    anchor = work.targets_of(joined)[0] if joined else None
    work.put("hand", {"id": identifier}, values)
    hand.sync(work.tx, text.article)
    if anchor is not None:
        local_target = work.local_target(fields["entity"])
        if local_target != anchor and identity.entity_of(work.tx, fields["entity"]) != joined:
            one, other = sorted((local_target, anchor))
            work.put("tie", {"one": one, "other": other}, {"kind": "together"})
    work.created = identifier
    return f"Mark a {command.kind} in S{text.article}"


def checked(kind: Kind, field: str, value: str) -> str:
    """The value, if this field of this kind can have it. Raises UserError."""
    choices = _CHOICES.get((kind, field))
    if choices is not None and value not in choices:
        raise UserError(f"“{value}” cannot be a {field}. Take one of: {', '.join(choices)}.")
    if field == "edtf" and value:
        try:
            edtf.parse(value)
        except ValueError as error:
            raise UserError(f"{error}.") from None
    if field in ("value", "value_max", "start", "end") and value:
        try:
            int(value) if field in ("start", "end") else float(value.replace(",", ""))
        except ValueError:
            raise UserError(f"“{value}” is not a number. Give {field} as digits, such as 120.") from None
        return value.replace(",", "")
    return value
