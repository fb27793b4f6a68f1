"""What the search index is given: one flat document for each thing that can be found."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sqlalchemy import func, select

from casefile.domain import edtf
from casefile.domain.documents import IndexDocument
from casefile.domain.ids import Kind, article_id
from casefile.domain.rows import EntityRow, EventRow, NoteRow, QuoteRow
from casefile.domain.scope import EVERYTHING
from casefile.store import tables as t
from casefile.store.engine import Transaction
from casefile.store.read import articles, entities, events, findings, notes
from casefile.store.read.listing import numbers
from casefile.store.read.scope import Column, Condition, within
from casefile.store.read.speech import named, reports

# Articles at a time: texts of a large case do not fit into memory together.
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Touched:
    """What changed, as far as an index is concerned. Among the articles are those in which an entity is called otherwise:
    an article's document has the names of its entities."""

    articles: frozenset[int] = field(default_factory=frozenset)
    entities: frozenset[str] = field(default_factory=frozenset)
    events: frozenset[str] = field(default_factory=frozenset)
    notes: frozenset[str] = field(default_factory=frozenset)


def article_stretches(tx: Transaction) -> tuple[tuple[int, int], ...]:
    """The first and last number of the articles, a few hundred at a time."""
    every = numbers(tx)
    return tuple((every[start], every[min(start + _CHUNK, len(every)) - 1]) for start in range(0, len(every), _CHUNK))


def documents_between(tx: Transaction, first: int, last: int) -> Iterator[IndexDocument]:
    """The articles of these numbers, their quotes, and the events they lead in."""
    some = frozenset(range(first, last + 1))
    yield from _of_articles(tx, some)
    yield from map(_event, events.events(tx, EVERYTHING, {}, where=_led_in(some)))


def documents_beside(tx: Transaction) -> Iterator[IndexDocument]:
    """What stands in no one article: entities and notes."""
    yield from map(_entity, entities.entities(tx, EVERYTHING, {}))
    yield from map(_note, notes.notes(tx, EVERYTHING, {}))


def texts_of(tx: Transaction, ids: Iterable[str]) -> dict[str, str]:
    """The texts of documents by id, as they are indexed; those that are no more are left out."""
    of_kind: dict[str, list[str]] = defaultdict(list)
    for identifier in ids:
        of_kind[identifier[:1]].append(identifier)
    found: dict[str, str] = {}
    if articles_ := of_kind[Kind.ARTICLE]:
        a, v = t.article.c, t.article_version.c
        query = select(a.number, v.text).join(t.article_version, v.id == a.version)
        some = frozenset(int(identifier[1:]) for identifier in articles_)
        found |= {article_id(row.number): row.text for row in tx.execute(query.where(within(a.number, some)))}
    if quotes := of_kind[Kind.QUOTE]:
        rows = findings.quotes(tx, EVERYTHING, {}, where=_among(t.quote.c.id, quotes))
        found |= {row.id: row.place.text for row in rows}
    if told := of_kind[Kind.EVENT]:
        documents = map(_event, events.events(tx, EVERYTHING, {}, where=_among(t.event.c.id, told)))
        found |= {document.id: document.text for document in documents}
    if named := of_kind[Kind.ENTITY]:
        documents = map(_entity, entities.entities(tx, EVERYTHING, {}, where=_among(t.entity.c.id, named)))
        found |= {document.id: document.text for document in documents}
    if noted := of_kind[Kind.NOTE]:
        documents = map(_note, notes.notes(tx, EVERYTHING, {}, where=_among(t.note.c.id, noted)))
        found |= {document.id: document.text for document in documents}
    return found


def documents_of(tx: Transaction, touched: Touched) -> tuple[list[IndexDocument], set[str]]:
    """The documents of what was touched, and the ids of those that are no more."""
    concerned = touched.articles | _noted(tx, touched.notes)
    found = list(_of_articles(tx, concerned)) if concerned else []
    m = t.event_member.c
    reported = select(m.event).join(t.report, t.report.c.id == m.report).where(within(t.report.c.article, concerned))
    told = events.events(tx, EVERYTHING, {}, where=_among(t.event.c.id, touched.events) | t.event.c.id.in_(reported))
    found += map(_event, told)
    if touched.entities:
        found += map(_entity, entities.entities(tx, EVERYTHING, {}, where=_among(t.entity.c.id, touched.entities)))
    noted = _among(t.note.c.id, touched.notes) | within(t.anchor.c.article, concerned)
    found += map(_note, notes.notes(tx, EVERYTHING, {}, where=noted))
    possible = {*map(article_id, touched.articles), *touched.entities, *touched.events, *touched.notes}
    possible.update(tx.execute(select(t.quote.c.id).where(within(t.quote.c.article, touched.articles))).scalars())
    return found, possible - {document.id for document in found}


def _noted(tx: Transaction, touched: Iterable[str]) -> frozenset[int]:
    query = select(t.anchor.c.article).join(t.note, t.note.c.target == t.anchor.c.target)
    return frozenset(tx.execute(query.where(_among(t.note.c.id, touched), t.anchor.c.article.is_not(None))).scalars())


def _among(column: Column, ids: Iterable[str]) -> Condition:
    each = func.json_each(json.dumps(sorted(ids))).table_valued("value")
    return column.in_(select(each.c.value))


def _led_in(some: frozenset[int]) -> Condition:
    r = t.report.c
    return t.event.c.lead.in_(select(r.id).join(t.article, t.article.c.run == r.run).where(within(r.article, some)))


def _of_articles(tx: Transaction, some: frozenset[int]) -> Iterator[IndexDocument]:
    """These articles and their quotes."""
    quotes, dates, words = defaultdict(list), defaultdict(list), defaultdict(list)
    for quote in findings.quotes(tx, EVERYTHING, {}, where=within(t.quote.c.article, some)):
        quotes[quote.place.article].append(quote)
    r = reports().c
    for told in tx.execute(select(r.article, r.earliest, r.latest).where(within(r.article, some)).distinct()):
        if told.earliest or told.latest:
            dates[told.article].append((told.earliest, told.latest))
    for note in notes.notes(tx, EVERYTHING, {}, where=within(t.anchor.c.article, some)):
        if note.article is not None:
            words[note.article].append(note.text)
    named = _names(tx, some)
    texts = (
        select(t.article.c.number, t.article_version.c.text)
        .join(t.article_version, t.article_version.c.id == t.article.c.version)
        .where(~t.article.c.withdrawn, within(t.article.c.number, some))
    )
    text_of = {row.number: row.text for row in tx.execute(texts)}
    for row in articles.articles(tx, EVERYTHING, {}, where=within(t.article.c.number, some)):
        own, people = quotes[row.id], named[row.number]
        has = {
            "quote": own,
            "note": words[row.number],
            "tag": row.tags,
            "figure": row.counts.figures,
            "date": row.counts.dates,
        }
        yield IndexDocument(
            row.id,
            "article",
            row.number,
            row.title,
            text_of[row.number],
            row.outlet,
            row.authors,
            row.language,
            edtf.bounds(row.published.edtf),
            tuple(dates[row.number]),
            "\n".join(quote.place.text for quote in own),
            tuple(dict.fromkeys(quote.speaker for quote in own if quote.speaker)),
            tuple(dict.fromkeys(name for names in people.values() for name in names)),
            tuple(people),
            row.tags,
            "\n".join(words[row.number]),
            "",
            tuple(kind for kind, there in has.items() if there),
        )
        yield from map(_quote, own)


def _names(tx: Transaction, some: frozenset[int]) -> dict[int, dict[str, tuple[str, ...]]]:
    """By article, the entities named in it, with their names and aliases; without rejected ones."""
    e, n, d = t.entity.c, named().c, t.decided.c
    query = (
        select(n.article, e.id, e.name, e.aliases)
        .select_from(named())
        .join(t.entity, e.id == n.entity)
        .outerjoin(t.decided, d.id == e.id)
        .where(within(n.article, some), func.coalesce(d.decision, "") != "rejected")
        .order_by(n.article, e.name)
    )
    found: dict[int, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for row in tx.execute(query):
        found[row.article][row.id] = (row.name, *row.aliases)
    return found


def _quote(row: QuoteRow) -> IndexDocument:
    return IndexDocument(
        row.id,
        "quote",
        int(row.place.article[1:]),
        row.speaker or "",
        row.place.text,
        row.outlet,
        published=edtf.bounds(row.edtf),
        speakers=(row.speaker,) if row.speaker else (),
        entity_ids=(row.speaker_entity,) if row.speaker_entity else (),
        tags=row.tags,
        type=row.kind,
    )


def _entity(row: EntityRow) -> IndexDocument:
    return IndexDocument(
        row.id,
        "entity",
        None,
        row.name,
        " · ".join((row.name, *row.aliases, *dict.fromkeys(role.role for role in row.roles))),
        entities=(row.name, *row.aliases),
        entity_ids=(row.id,),
        tags=row.tags,
        type=str(row.type),
    )


def _event(row: EventRow) -> IndexDocument:
    lead = row.reports[0]
    return IndexDocument(
        row.id,
        "event",
        int(lead.place.article.removeprefix(Kind.ARTICLE)),
        row.summary,
        lead.place.sentence,
        lead.outlet,
        dates=((row.earliest, row.latest),) if row.earliest or row.latest else (),
        entity_ids=row.entities,
        tags=row.tags,
        type=row.status,
    )


def _note(row: NoteRow) -> IndexDocument:
    return IndexDocument(row.id, "note", row.article, "", row.text, notes=row.text)
