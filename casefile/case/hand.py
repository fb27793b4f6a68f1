"""What the investigator marked by hand, kept as decisions and shown among the findings of whichever run is current."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from casefile.domain import edtf
from casefile.domain.findings import DateFinding, EntityType, Figure, Finding, Findings, Mention, Quote, Report
from casefile.domain.ids import Kind, Occurrences
from casefile.errors import UserError
from casefile.resolve import local_entities
from casefile.store.engine import Transaction
from casefile.store.read.current import CurrentText, current_text, findings_of
from casefile.store.read.identity import sort_key
from casefile.store.read.marks import HandMark, hand_marks, ids_in_run
from casefile.store.write.findings import (
    HAND,
    Read,
    finding_ids,
    remove_findings,
    twin_id,
    write_findings,
    write_local_entities,
)

KINDS = {"date": Kind.DATE, "mention": Kind.MENTION, "quote": Kind.QUOTE, "figure": Kind.FIGURE, "event": Kind.REPORT}
FIELDS = {
    Kind.DATE: {"edtf", "kind"},
    Kind.MENTION: {"type", "name", "role", "entity"},
    Kind.QUOTE: {"kind", "speaker", "speaker_type", "cue", "edtf"},
    Kind.FIGURE: {"value", "value_max", "unit", "qualifier", "kind"},
    Kind.REPORT: {"summary", "edtf", "status"},
}


def sync(tx: Transaction, article: int) -> None:
    """Make the article's current run hold exactly the marks that stand, beside what the program found."""
    text = current_text(tx, article)
    if text is None or text.withdrawn:
        return
    marks = {mark.id: mark for mark in hand_marks(tx, article) if mark.text_sha256 == text.digest}
    present = ids_in_run(tx, text.run, HAND)
    gone = [identifier for identifier, by_hand in present.items() if by_hand and identifier not in marks]
    new = [mark for identifier, mark in marks.items() if identifier not in present]
    if not gone and not new:
        return
    remove_findings(tx, text.run, gone)
    found = findings_of(tx, text.run)
    read = Read(article, text.version, text.text, text.digest, text.twin)
    for mark in new:
        write_findings(tx, text.run, read, _only(found, made(mark, text, found)))
    if any(identifier.startswith(Kind.MENTION) for identifier in (*gone, *(mark.id for mark in new))):
        now = findings_of(tx, text.run)
        write_local_entities(tx, text.run, article, local_entities(now, sort_key(article)), now)


def mark_id(text: CurrentText, kind: Kind, start: int, end: int) -> str:
    """The id that a finding of this kind at this place has."""
    return finding_ids(text.text, text.digest, text.twin, kind, [Finding(start, end, 1.0, HAND)])[0]


def own_entity(text: CurrentText, start: int, end: int) -> str:
    """The id of the local entity that a mention at this place is the anchor of."""
    return twin_id(Occurrences(text.text, text.digest).id(Kind.ENTITY, start, end), text.twin)


def made(mark: HandMark, text: CurrentText, around: Findings) -> Finding:
    """The finding that a mark stands for. Raises UserError for a value that its kind cannot have."""
    fields, at = mark.fields, (mark.start, mark.end, 1.0, HAND)
    words = text.text[mark.start : mark.end]
    earliest, latest = edtf.bounds(fields.get("edtf"))
    match Kind(mark.kind):
        case Kind.DATE:
            return DateFinding(*at, fields.get("kind", "date"), fields.get("edtf") or None, earliest, latest)
        case Kind.MENTION:
            entity = fields.get("entity") or own_entity(text, mark.start, mark.end)
            name = next((m.name for m in around.mentions if m.entity == entity), fields.get("name") or words)
            return Mention(
                *at, EntityType(fields.get("type", "other")), name, entity, fields.get("role") or None, surface=words
            )
        case Kind.QUOTE:
            speaker = fields.get("speaker") or None
            return Quote(
                *at,
                fields.get("kind", "direct"),
                ((mark.start, mark.end),),
                ((mark.start, mark.end),) if fields.get("kind", "direct") == "direct" else (),
                fields.get("cue") or None,
                speaker=speaker,
                speaker_type=fields.get("speaker_type", "named" if speaker else "unknown"),
                edtf=fields.get("edtf") or None,
            )
        case Kind.FIGURE:
            value_max = fields.get("value_max")
            return Figure(
                *at,
                fields.get("kind", "count"),
                _number(fields, "value"),
                _number(fields, "value_max") if value_max else None,
                fields.get("unit") or None,
                fields.get("qualifier", "exactly"),
            )
        case _:
            sentence = max((n for n, (start, _) in enumerate(around.sentences) if start <= mark.start), default=0)
            inside = (m.entity for m in around.mentions if mark.start <= m.start and m.end <= mark.end)
            return Report(
                *at,
                fields.get("summary") or " ".join(words.split()),
                mark.start,
                mark.end,
                words.casefold(),
                fields.get("edtf") or None,
                earliest,
                latest,
                "explicit",
                None,
                None,
                fields.get("status", "reported"),
                tuple(dict.fromkeys(inside)),
                sentence,
            )


def _number(fields: Mapping[str, str], name: str) -> float:
    try:
        return float(fields.get(name, "").replace(",", ""))
    except ValueError:
        raise UserError(f"“{fields.get(name, '')}” is not a number. Give {name} as digits, such as 10000.") from None


def _only(around: Findings, finding: Finding) -> Findings:
    """This one finding, with the sentences and paragraphs it stands in."""
    alone = replace(around, dates=(), mentions=(), quotes=(), figures=(), reports=())
    match finding:
        case DateFinding():
            return replace(alone, dates=(finding,))
        case Mention():
            return replace(alone, mentions=(finding,))
        case Quote():
            return replace(alone, quotes=(finding,))
        case Figure():
            return replace(alone, figures=(finding,))
        case Report():
            return replace(alone, reports=(finding,))
    raise TypeError(f"not a finding of a known kind: {finding!r}")
