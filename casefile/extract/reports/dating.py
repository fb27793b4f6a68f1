"""When what a clause tells happened: by a date in its words, else from its sentence, else by tense."""

from __future__ import annotations

from dataclasses import dataclass

from casefile.domain import edtf
from casefile.domain.articles import Publication
from casefile.domain.findings import DateFinding
from casefile.extract import syntax
from casefile.extract.document import Document
from casefile.extract.reports.clauses import PLUPERFECT, Clause

EXPLICIT, INHERITED, PUBLISHED = "explicit", "inherited", "published"


@dataclass(frozen=True, slots=True)
class Dated:
    """A date for an event, with what it rests on."""

    edtf: str | None
    earliest: str | None
    latest: str | None
    basis: str
    start: int | None = None
    end: int | None = None


def usable(date: DateFinding) -> bool:
    """Whether a dating expression can date an event."""
    return date.kind in ("date", "time") and date.edtf is not None


def explicit(date: DateFinding) -> Dated:
    """A date that stands in the words."""
    return Dated(date.edtf, date.earliest, date.latest, EXPLICIT, date.start, date.end)


def inherited(dated: Dated) -> Dated:
    """The same date, taken over by another clause."""
    return Dated(dated.edtf, dated.earliest, dated.latest, INHERITED, dated.start, dated.end)


def published(publication: Publication) -> Dated:
    """The article's own date."""
    if publication.edtf is None:
        return Dated(None, None, None, PUBLISHED)
    earliest, latest = edtf.bounds(publication.edtf)
    return Dated(publication.edtf, earliest, latest, PUBLISHED)


def assign(document: Document, tags: list[int], clauses: list[Clause], dates: list[DateFinding]) -> dict[int, DateFinding]:
    """Which date goes with which clause (by index): each date to the nearest verb that it can belong to."""
    chosen: dict[int, tuple[int, DateFinding]] = {}
    for date in dates:
        at = document.token_at(date.start)
        best, best_cost = -1, 0
        for index, clause in enumerate(clauses):
            cost = _distance(document, tags, clause, at)
            if best < 0 or cost < best_cost:
                best, best_cost = index, cost
        if best >= 0 and (best not in chosen or best_cost < chosen[best][0]):
            chosen[best] = (best_cost, date)
    return {index: date for index, (_, date) in chosen.items()}


def _distance(document: Document, tags: list[int], clause: Clause, at: int) -> int:
    """Tokens between a verb and a date, borders of clauses counted many times."""
    low, high = sorted((clause.trigger, at))
    cost = high - low
    for i in range(low + 1, high):
        word, tag = document.lower[i], tags[i]
        if (
            word in (";", ":")
            or (tag & syntax.QUESTION and not tag & syntax.DETERMINER)
            or word in ("that", "because", "although", "while", "whereas")
        ):
            cost += 25
        elif word == ",":
            cost += 4
        elif word in ("but", "after", "before", "when", "if", "as"):
            cost += 10
    if clause.first > at:
        # A date before the verb belongs to it when it opens the clause.
        cost += 0 if at <= clause.begin + 4 else 3
    return cost


def by_tense(clause: Clause, anchor: Dated | None, publication: Publication) -> Dated:
    """Past perfect looks back to the last date told; anything else is news of the day."""
    if clause.tense == PLUPERFECT and anchor is not None:
        return inherited(anchor)
    return published(publication)
