"""The few lines of the cover that the program picks from the sections, so that a reader in a hurry sees where to look."""

from __future__ import annotations

from collections.abc import Iterable

from casefile.domain.brief import Chronology, ChronologyItem, Difference, Differences, Highlight, Section

_DIFFERENCES = 2
_EVENTS = 3


def highlights(sections: Iterable[Section]) -> tuple[Highlight, ...]:
    """What differs, then what most independent origins report, in order of time; nothing where neither is found.

    Only what the brief's own sections show: the cover says nothing that cannot be followed.
    """
    found: list[Highlight] = []
    for section in sections:
        match section:
            case Differences(items=items):
                found[:0] = [_difference(item) for item in items if item.chip.tone == "bad"][:_DIFFERENCES]
            case Chronology(items=events):
                shared = [event for event in events if event.origins > 1 and not any(c.tone == "bad" for c in event.chips)]
                chosen = sorted(shared, key=lambda event: -event.origins)[:_EVENTS]
                found += [_event(event) for event in events if event in chosen]
    return tuple(found)


def _difference(item: Difference) -> Highlight:
    readings = "; ".join(reading.value for reading in item.readings)
    citations = tuple(cited for reading in item.readings for cited in reading.citations)
    return Highlight(item.about, readings, citations, item.chip)


def _event(item: ChronologyItem) -> Highlight:
    return Highlight(item.date, item.what, item.citations, item.chips[-1])
