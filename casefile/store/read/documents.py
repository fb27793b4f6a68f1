"""What the search index is given."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import select

from casefile.domain import edtf
from casefile.domain.documents import IndexDocument
from casefile.domain.ids import article_id
from casefile.domain.rows import EntityRow, EventRow, NoteRow, QuoteRow
from casefile.domain.scope import EVERYTHING
from casefile.store import tables as t
from casefile.store.engine import Transaction
from casefile.store.read import articles, entities, events, findings, notes


def documents(tx: Transaction) -> list[IndexDocument]:
    """Every article, quote, entity, event and note of the case."""
    said = findings.quotes(tx, EVERYTHING, {})
    people = entities.entities(tx, EVERYTHING, {})
    noted = notes.notes(tx, EVERYTHING, {})
    happened = events.events(tx, EVERYTHING, {})
    return [
        *_articles(tx, said, people, happened, noted),
        *(_quote(row) for row in said),
        *(_entity(row) for row in people),
        *(_event(row) for row in happened),
        *(_note(row) for row in noted),
    ]


def _articles(
    tx: Transaction,
    said: tuple[QuoteRow, ...],
    people: tuple[EntityRow, ...],
    happened: tuple[EventRow, ...],
    noted: tuple[NoteRow, ...],
) -> list[IndexDocument]:
    quotes, named, dates, words = defaultdict(list), defaultdict(list), defaultdict(list), defaultdict(list)
    for quote in said:
        quotes[quote.place.article].append(quote)
    for entity in people:
        for number in entity.articles:
            named[number].append(entity)
    for event in happened:
        for report in event.reports:
            dates[report.place.article].append((report.earliest, report.latest))
    for note in noted:
        if note.article is not None:
            words[article_id(note.article)].append(note)
    texts = select(t.article.c.number, t.article_version.c.text).join(
        t.article_version, t.article_version.c.id == t.article.c.version
    )
    text_of = {row.number: row.text for row in tx.execute(texts.where(~t.article.c.withdrawn))}
    found = []
    for row in articles.articles(tx, EVERYTHING, {}):
        own_quotes, own_entities, own_notes = quotes[row.id], named[row.id], words[row.id]
        has = {
            "quote": own_quotes,
            "note": own_notes,
            "tag": row.tags,
            "figure": row.counts.figures,
            "date": row.counts.dates,
        }
        found.append(
            IndexDocument(
                row.id,
                "article",
                row.number,
                row.title,
                text_of[row.number],
                row.outlet,
                row.authors,
                row.language,
                edtf.bounds(row.published.edtf),
                tuple(interval for interval in dict.fromkeys(dates[row.id]) if interval != (None, None)),
                "\n".join(quote.place.text for quote in own_quotes),
                tuple(dict.fromkeys(quote.speaker for quote in own_quotes if quote.speaker)),
                tuple(dict.fromkeys(name for entity in own_entities for name in (entity.name, *entity.aliases))),
                tuple(entity.id for entity in own_entities),
                row.tags,
                "\n".join(note.text for note in own_notes),
                "",
                tuple(kind for kind, there in has.items() if there),
            )
        )
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
        int(lead.place.article[1:]),
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
