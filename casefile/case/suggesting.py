"""Entities that may be one, as they are put to the investigator."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from casefile.domain.entities import Alike
from casefile.domain.rows import EntityRow, MergeSuggestion
from casefile.resolve.suggestions import Named, suggest
from casefile.store.engine import Transaction
from casefile.store.read.suggestions import first_places, kept_apart

_WHY = {
    "acronym": "{short} may stand for {long}",
    "order": "the same words in another order",
    "spelling": "spelt nearly alike",
    "initial": "the same surname, and a first name that begins alike",
    "surname": "{short} may be the surname of {long}",
    "part": "{long} begins with {short}",
    "script": "sounds alike in another script",
}


def merge_suggestions(tx: Transaction, rows: Iterable[EntityRow], limit: int) -> tuple[MergeSuggestion, ...]:
    """Surest first; without those that were said to be two, and those that are rejected or mere frame."""
    known = {row.id: row for row in rows if row.decision != "rejected" and not row.frame}
    found = suggest(
        (Named(row.id, row.type, row.name, row.aliases, row.mentions) for row in known.values()), kept_apart(tx)
    )[:limit]
    places = first_places(tx, {alike.second for alike in found}) if found else {}
    return tuple(
        MergeSuggestion(
            alike.first,
            alike.second,
            known[alike.first].name,
            known[alike.second].name,
            known[alike.first].type,
            alike.reason,
            _why(alike, known),
            alike.confidence,
            places[alike.second],
        )
        for alike in found
        if alike.second in places
    )


def _why(alike: Alike, known: Mapping[str, EntityRow]) -> str:
    short, long = sorted((known[alike.first].name, known[alike.second].name), key=len)
    return _WHY[alike.reason].format(short=short, long=long)
