"""Entities that may be one, as they are put to the investigator."""

from __future__ import annotations

from casefile.domain.entities import Alike
from casefile.domain.findings import EntityType
from casefile.domain.rows import MergeSuggestion
from casefile.resolve.suggestions import Named, suggest
from casefile.store.engine import Transaction
from casefile.store.read.suggestions import NamesOf, first_places, kept_apart, names

_WHY = {
    "acronym": "{short} may stand for {long}",
    "order": "the same words in another order",
    "spelling": "spelt nearly alike",
    "initial": "the same surname, and a first name that begins alike",
    "surname": "{short} may be the surname of {long}",
    "part": "{long} begins with {short}",
    "script": "sounds alike in another script",
}


def merge_suggestions(tx: Transaction, limit: int) -> tuple[MergeSuggestion, ...]:
    """Surest first; without those that were said to be two."""
    known = {row.id: row for row in names(tx)}
    found = suggest(
        (Named(row.id, EntityType(row.type), row.name, row.aliases, row.mentions) for row in known.values()), kept_apart(tx)
    )[:limit]
    places = first_places(tx, {alike.second for alike in found}) if found else {}
    return tuple(
        MergeSuggestion(
            alike.first,
            alike.second,
            known[alike.first].name,
            known[alike.second].name,
            EntityType(known[alike.first].type),
            alike.reason,
            _why(alike, known),
            alike.confidence,
            places[alike.second],
        )
        for alike in found
        if alike.second in places
    )


def _why(alike: Alike, known: dict[str, NamesOf]) -> str:
    short, long = sorted((known[alike.first].name, known[alike.second].name), key=len)
    return _WHY[alike.reason].format(short=short, long=long)
