"""How a decision finds its finding again (ADR 1).

A decision is kept under the id its finding had when it was first decided on: the target. An anchor remembers where that
was and what the words were. A binding says which finding of the article's current run the target means now: the one with
the same id; else the one of the same kind whose stretch is most like it, with at least half of the shorter in common;
else none, and it is an orphan, which the review shows. Bindings follow from anchors and findings, so they are recomputed,
never edited.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, delete, func, insert, select

from casefile.domain import edtf
from casefile.domain.ids import Kind, article_id
from casefile.domain.spans import Span
from casefile.store import tables as t
from casefile.store.columns import thawed
from casefile.store.engine import AnyRow, Transaction
from casefile.store.write.findings import TABLES, speaker_key

_SHARED = 0.5


@dataclass(frozen=True, slots=True)
class _Candidate:
    id: str
    span: Span


def target_of(tx: Transaction, identifier: str) -> str | None:
    """The target under which decisions on this finding, local entity, article or outlet are kept; made where there is none
    yet. None for an id that nothing has. An orphan answers to its own id."""
    bound = tx.execute(select(t.binding.c.target).where(t.binding.c.bound == identifier)).scalar()
    if bound is not None:
        return str(bound)
    place = _place(tx, identifier)
    known = tx.execute(select(t.anchor.c.target).where(t.anchor.c.target == identifier)).scalar()
    if place is None:
        return known
    # Its own anchor may be bound elsewhere only if the finding was unknown when that was decided; then it goes home.
    if known is None:
        tx.execute(insert(t.anchor).values(target=identifier, **place))
    tx.execute(delete(t.binding).where(t.binding.c.target == identifier))
    tx.execute(insert(t.binding).values(target=identifier, bound=identifier))
    return identifier


def rebind(tx: Transaction, articles: Iterable[int]) -> set[str]:
    """Bind anew the targets in these articles, after their current run or text changed. Returns the targets looked at."""
    touched: set[str] = set()
    for article in articles:
        anchors = tx.execute(select(t.anchor).where(t.anchor.c.article == article).order_by(t.anchor.c.target)).all()
        if not anchors:
            continue
        state = tx.execute(
            select(t.article.c.run, t.article.c.withdrawn, t.article_version.c.text_sha256)
            .join(t.article_version, t.article_version.c.id == t.article.c.version)
            .where(t.article.c.number == article)
        ).one()
        bound: dict[str, str | None] = {}
        for kind in sorted({anchor.kind for anchor in anchors}):
            ours = [anchor for anchor in anchors if anchor.kind == kind]
            if kind == Kind.ARTICLE:
                bound.update({a.target: None if state.withdrawn else article_id(article) for a in ours})
            else:
                candidates = [] if state.withdrawn else _candidates(tx, Kind(kind), state.run)
                bound.update(_match(_moved(tx, ours, state, article), candidates))
        targets = [anchor.target for anchor in anchors]
        for start in range(0, len(targets), 500):
            tx.execute(delete(t.binding).where(t.binding.c.target.in_(targets[start : start + 500])))
        tx.execute(insert(t.binding), [{"target": target, "bound": bound[target]} for target in targets])
        touched.update(targets)
    return touched


def project(tx: Transaction, targets: Iterable[str]) -> None:
    """Write `decided`, the decisions on each bound finding in one row, anew for these targets."""
    todo = sorted(set(targets))
    for start in range(0, len(todo), 500):
        some = todo[start : start + 500]
        tx.execute(delete(t.decided).where(t.decided.c.target.in_(some)))
        said: dict[str, dict[str, str]] = {}
        for row in tx.execute(select(t.decision).where(t.decision.c.target.in_(some))):
            said.setdefault(row.target, {})[row.aspect] = row.value
        bindings = tx.execute(select(t.binding).where(t.binding.c.target.in_(said), t.binding.c.bound.is_not(None))).all()
        rows = [_decided(row.bound, row.target, said[row.target]) for row in bindings]
        # A binding may have moved here from a target that is not among these.
        tx.execute(delete(t.decided).where(t.decided.c.id.in_([row["id"] for row in rows])))
        if rows:
            tx.execute(insert(t.decided), rows)


def _decided(bound: str, target: str, said: dict[str, str]) -> dict[str, Any]:
    fields = {aspect.removeprefix("field."): value for aspect, value in said.items() if aspect.startswith("field.")}
    speech = thawed(said["speaker"]) if "speaker" in said else {}
    verdict = said.get("verdict", "")
    corrected = bool(fields) or not said.keys().isdisjoint({"speaker", "type", "name", "frame"})
    dated = "edtf" in fields
    earliest, latest = edtf.bounds(fields.get("edtf")) if dated else (None, None)
    return {
        "id": bound,
        "target": target,
        "decision": verdict if verdict == "rejected" or not corrected else "corrected",
        "starred": said.get("star") == "1",
        "grade": said.get("grade"),
        "type": said.get("type"),
        "name": said.get("name"),
        "frame": None if "frame" not in said else said["frame"] == "1",
        "dated": dated,
        "edtf": fields.get("edtf") or None,
        "earliest": earliest,
        "latest": latest,
        "spoken": "speaker" in said,
        "speaker": speech.get("speaker"),
        "speaker_type": speech.get("type"),
        "speaker_entity": speech.get("entity"),
        "speaker_key": speaker_key(speech.get("speaker")),
        "fields": fields,
    }


def _place(tx: Transaction, identifier: str) -> dict[str, Any] | None:
    """Where this id stands now, as an anchor keeps it."""
    kind = Kind(identifier[:1])
    if kind is Kind.OUTLET:
        known = tx.execute(
            select(t.article_shown.c.article).where(t.article_shown.c.outlet == identifier[1:]).limit(1)
        ).first()
        return {"kind": str(kind)} if known else None
    if kind is Kind.TAG:
        borne = tx.execute(select(t.tag.c.tag).where(t.tag.c.tag == identifier[1:]).limit(1)).first()
        return {"kind": str(kind)} if borne else None
    if kind in (Kind.CLAIM, Kind.HYPOTHESIS, Kind.GAP):
        # Follows from findings in many articles, or from nothing but the investigator: whether it is there, the case knows.
        return {"kind": str(kind)}
    if kind is Kind.ARTICLE:
        number = identifier[1:]
        if not (number.isascii() and number.isdigit() and len(number) < 10):
            return None
        there = tx.execute(
            select(t.article.c.number).where(t.article.c.number == int(number), ~t.article.c.withdrawn)
        ).first()
        return {"kind": str(kind), "article": int(number)} if there else None
    if kind not in _ANCHORED_IN:
        return None
    table, named = _named(kind)
    row = tx.execute(
        select(table.c.article, table.c.start, table.c.end, t.article_version.c.text_sha256, t.article_version.c.text)
        .join(t.article, t.article.c.run == table.c.run)
        .join(t.article_version, t.article_version.c.id == t.article.c.version)
        .where(named == _finding_of(identifier), ~t.article.c.withdrawn)
        .order_by(table.c.start)
        .limit(1)
    ).first()
    if row is None:
        return None
    return {
        "kind": str(kind),
        "article": row.article,
        "start": row.start,
        "end": row.end,
        "text_sha256": row.text_sha256,
        "words": row.text[row.start : row.end],
    }


# An entity stands where its mentions stand, an event where its report does: the `v` of a report is its event by itself.
_ANCHORED_IN: dict[Kind, Table] = {**TABLES, Kind.ENTITY: t.mention, Kind.EVENT: t.report}


def _named(kind: Kind) -> tuple[Table, ColumnElement[str]]:
    """The table that says where things of a kind stand, and its column that names them."""
    table = _ANCHORED_IN[kind]
    return table, table.c.entity if kind is Kind.ENTITY else table.c.id


def _finding_of(identifier: str) -> str:
    return Kind.REPORT + identifier[1:] if identifier.startswith(Kind.EVENT) else identifier


def _candidates(tx: Transaction, kind: Kind, run: int) -> list[_Candidate]:
    table, named = _named(kind)
    rows = tx.execute(
        select(named, table.c.start, table.c.end).where(table.c.run == run).order_by(table.c.start, table.c.id)
    )
    return [_Candidate(str(kind) + row[0][1:], Span(row.start, row.end)) for row in rows]


def _moved(tx: Transaction, anchors: list[AnyRow], state: AnyRow, article: int) -> list[_Candidate]:
    """The anchors' stretches in the article's present text: where it differs, where the same words stand nearest."""
    text: str | None = None
    moved = []
    for anchor in anchors:
        start, end = anchor.start, anchor.end
        if anchor.text_sha256 != state.text_sha256:
            if text is None:
                text = tx.execute(
                    select(t.article_version.c.text)
                    .join(t.article, t.article.c.version == t.article_version.c.id)
                    .where(t.article.c.number == article)
                ).scalar_one()
            start = _nearest(text, anchor.words, start)
            end = start + len(anchor.words)
        moved.append(_Candidate(anchor.target, Span(start, end)))
    return moved


def _nearest(text: str, words: str, start: int) -> int:
    """Where these words stand nearest to where they stood; far outside the text where they are gone."""
    before, after = text.rfind(words, 0, start + len(words)), text.find(words, start)
    found = [place for place in (before, after) if place >= 0]
    return min(found, key=lambda place: abs(place - start)) if found else len(text) + 1


def _match(targets: list[_Candidate], candidates: list[_Candidate]) -> dict[str, str | None]:
    present = {candidate.id for candidate in candidates}
    bound: dict[str, str | None] = {target.id: target.id if target.id in present else None for target in targets}
    taken = {identifier for identifier in bound.values() if identifier}
    shared = []
    for target in targets:
        if bound[target.id] is not None:
            continue
        for candidate in candidates:
            common = target.span.overlap(candidate.span)
            if common and common / min(len(target.span), len(candidate.span)) >= _SHARED:
                whole = len(target.span) + len(candidate.span) - common
                shared.append((-common / whole, candidate.span.start, target.id, candidate.id))
    for _, _, target_id, candidate_id in sorted(shared):
        if bound[target_id] is None and candidate_id not in taken:
            bound[target_id] = candidate_id
            taken.add(candidate_id)
    return bound


def targets_bound(tx: Transaction, ids: Iterable[str]) -> list[str]:
    """The targets that mean one of these now, in order."""
    each = func.json_each(json.dumps(sorted(ids))).table_valued("value")
    query = select(t.binding.c.target).where(t.binding.c.bound.in_(select(each.c.value))).order_by(t.binding.c.target)
    return list(tx.execute(query).scalars())


def bound_to(tx: Transaction, targets: Iterable[str]) -> set[str]:
    """What these targets mean now."""
    found = _asked(tx, select(t.binding.c.bound).join(t.anchor, t.anchor.c.target == t.binding.c.target), targets)
    return {bound for bound in found if bound is not None}


def articles_of(tx: Transaction, targets: Iterable[str]) -> set[int]:
    """The articles in which these targets stand."""
    return _asked(tx, select(t.anchor.c.article).where(t.anchor.c.article.is_not(None)), targets)


def entities_of(tx: Transaction, targets: Iterable[str]) -> set[str]:
    """The entities whose members these targets are bound to."""
    m, b = t.entity_member.c, t.binding.c
    query = select(m.entity).join(t.binding, b.bound == m.local).join(t.anchor, t.anchor.c.target == b.target)
    return _asked(tx, query, targets)


def _asked(tx: Transaction, query: Select[Any], targets: Iterable[str]) -> set[Any]:
    wanted = sorted(targets)
    found: set[Any] = set()
    for start in range(0, len(wanted), 500):
        found.update(tx.execute(query.where(t.anchor.c.target.in_(wanted[start : start + 500]))).scalars())
    return found
