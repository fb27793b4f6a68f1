"""Composes a brief: rows and a profile in, one frozen Brief out. Pure, but for `compose_case`, which asks the case."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from casefile.case.composition.chronology import chronology, date_differences, dated, origins, shown_events
from casefile.case.composition.claims import claims
from casefile.case.composition.differences import differences
from casefile.case.composition.highlights import highlights
from casefile.case.composition.material import gather
from casefile.case.composition.people import people
from casefile.case.composition.profile import Profile, find_profile
from casefile.case.composition.prose import blocks
from casefile.case.composition.quotes import quotations
from casefile.case.composition.redaction import redact
from casefile.case.composition.sources import evidence, method, sources
from casefile.domain import edtf
from casefile.domain.brief import (
    Actors,
    Brief,
    Chronology,
    Citation,
    Differences,
    Quotations,
    Section,
)
from casefile.domain.material import Material
from casefile.domain.scope import EVERYTHING, Scope
from casefile.extract import EXTRACTOR

if TYPE_CHECKING:
    from casefile.case.ask import Ask

_DIFFERENCES = (
    "Dates and figures that articles give differently for what the rules take to be one thing. “Compatible” values can all "
    "be true (“more than 10,000” and “12,000”)."
)
_NO_DIFFERENCES = (
    "Dates and figures were compared; no article gives one differently from another. Names and statements are not compared "
    "in this section"
)
_AMONG_CLAIMS = ", but under “{}”."
_CLAIMS_TITLE = "What several sources claim"
_CLAIMS = (
    "Statements that several articles bear on, as the rules propose them and the investigator decided. Standing counts "
    "independent origins, not articles: copies, reports of one outlet and the words of one office are one origin."
)
_NO_CLAIMS = "No statement was found that several articles bear on."
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def compose_case(
    ask: Ask, *, profile: str | None = None, day: date, summary: str | None = None, scope: Scope = EVERYTHING
) -> Brief:
    """The brief of a case. `profile` is a name or a TOML file, `summary` Markdown in place of the case's own.

    Raises UserError for a profile that is not there or cannot be read.
    """
    chosen = find_profile(profile)
    return compose(gather(ask, EXTRACTOR, scope), chosen, day, summary)


def compose(material: Material, profile: Profile, day: date, summary: str | None = None) -> Brief:
    """The brief of these rows, prepared on `day`. Same arguments, same brief."""
    overview = material.overview
    words = overview.summary if summary is None else summary
    sections = _sections(material, profile)
    brief = Brief(
        title=overview.title,
        subtitle=_subtitle(material),
        classification=overview.classification if profile.classification is None else profile.classification,
        prepared=day.isoformat(),
        case_id=overview.case_id,
        revision=overview.revision,
        extractor=material.extractor,
        profile=profile.name,
        paper=profile.paper,
        counts=_counts(material, profile),
        summary=blocks(words),
        sections=sections,
        articles=len(material.articles),
        highlights=highlights(sections),
    )
    return redact(brief, material) if profile.protect else brief


def _sections(material: Material, profile: Profile) -> tuple[Section, ...]:
    made: dict[str, Section] = {
        "chronology": chronology(material, profile),
        "people": people(material, profile),
        "quotes": quotations(material, profile),
        "differences": _differences(material, profile),
        "claims": _claims(material),
        "sources": sources(material),
        "method": method(material, profile),
    }
    shown = [made[name] for name in profile.sections if name in made]
    made["evidence"] = evidence({cited for section in shown for cited in citations(section)})
    return tuple(made[name] for name in profile.sections)


def citations(section: Section) -> Iterator[Citation]:
    """Every citation of a section, in order."""
    match section:
        case Chronology(items=events):
            for event in events:
                yield from event.citations
        case Actors(groups=groups):
            for group in groups:
                for actor in group.actors:
                    yield from actor.citations
        case Quotations(items=quotes):
            for quote in quotes:
                yield from quote.citations
        case Differences(items=items):
            for item in items:
                for reading in item.readings:
                    yield from reading.citations
        case _:
            return


def _differences(material: Material, profile: Profile) -> Differences:
    found = (*date_differences(dated(material)), *differences(material.figures))
    beside = _AMONG_CLAIMS.format(_CLAIMS_TITLE) if "claims" in profile.sections else "."
    return Differences("Where the sources differ", _DIFFERENCES if found else _NO_DIFFERENCES + beside, found)


def _claims(material: Material) -> Differences:
    found = claims(material.claims)
    return Differences(_CLAIMS_TITLE, _CLAIMS if found else _NO_CLAIMS, found)


def _counts(material: Material, profile: Profile) -> tuple[tuple[str, str], ...]:
    articles = material.articles
    outlets = len({row.outlet for row in articles if row.outlet})
    events = len(shown_events(material, profile))
    open_differences = sum(item.chip.tone == "bad" for item in _differences(material, profile).items)
    return (
        (str(len(articles)), _plural(len(articles), "article") + (f", {_plural_of(outlets, 'outlet')}" if outlets else "")),
        (str(origins(articles)), _plural(origins(articles), "independent origin")),
        (str(events), _plural(events, "dated event")),
        (str(open_differences), "date or figure differs" if open_differences == 1 else "dates or figures differ"),
    )


def _subtitle(material: Material) -> str:
    articles = material.articles
    outlets = len({row.outlet for row in articles if row.outlet})
    words = f"What {_in_words(len(articles))} {_plural(len(articles), 'article')}"
    if outlets:
        words += f" from {_in_words(outlets)} {_plural(outlets, 'outlet')}"
    words += " reports" if len(articles) == 1 else " report"
    # Where only bounds are known, nothing is said: the source list has them.
    known = [
        (edtf.bounds(row.published.edtf)[0] or "", row.published.edtf or "")
        for row in articles
        if row.published.edtf and "/" not in row.published.edtf
    ]
    if known:
        first, last = min(known)[1], max(known)[1]
        words += f", published {edtf.in_words(first)}" + (f" to {edtf.in_words(last)}" if last != first else "")
    return words


def _plural(count: int, noun: str) -> str:
    return noun if count == 1 else noun + "s"


def _plural_of(count: int, noun: str) -> str:
    return f"{count} {_plural(count, noun)}"


def _in_words(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)
