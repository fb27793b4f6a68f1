"""What a thing is called in a sentence to people."""

from __future__ import annotations

from sqlalchemy import select

from casefile.domain.ids import Kind
from casefile.store import tables as t
from casefile.store.engine import Transaction
from casefile.store.read.identity import entity_name, entity_of, event_of

_LONGEST = 40


def words_of(tx: Transaction, identifier: str) -> str:
    """An article's id; the name of an entity, outlet or event and the words of a finding, cut to a few, in marks."""
    kind = Kind(identifier[:1])
    if kind is Kind.ARTICLE:
        return identifier
    if kind is Kind.OUTLET:
        return _marked(identifier[1:])
    if kind is Kind.ENTITY:
        entity = entity_of(tx, identifier)
        return _marked(entity_name(tx, entity)) if entity else identifier
    if kind is Kind.EVENT:
        summary = select(t.event.c.summary).where(t.event.c.id == event_of(tx, identifier))
        return _marked(tx.execute(summary).scalar() or identifier)
    bound = select(t.binding.c.target).where(t.binding.c.bound == identifier).scalar_subquery()
    words = tx.execute(select(t.anchor.c.words).where(t.anchor.c.target == bound)).scalar()
    return _marked(words) if words else identifier


def _marked(words: str) -> str:
    line = " ".join(words.split()).strip('“”"')
    return f"“{line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + '…'}”"
