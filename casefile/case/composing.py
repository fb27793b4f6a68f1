"""Composes a brief: rows and a profile in, one frozen Brief out. Pure, but for `compose_case`, which asks the case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from casefile.case.composition.changes import changes
from casefile.case.composition.chronology import chronology, origins, shown_events
from casefile.case.composition.claims import claims, differences
from casefile.case.composition.highlights import highlights
from casefile.case.composition.judgements import key_judgements, note
from casefile.case.composition.material import gather
from casefile.case.composition.people import people
from casefile.case.composition.profile import find_profile
from casefile.case.composition.prose import blocks
from casefile.case.composition.quotes import quotations
from casefile.case.composition.redaction import Redaction
from casefile.case.composition.sources import evidence, method, sources
from casefile.case.composition.weighing import gaps, hypotheses
from casefile.domain import edtf
from casefile.domain.brief import (
    Actors,
    Brief,
    Chronology,
    Citation,
    Differences,
    KeyJudgement,
    Matrix,
    Points,
    Quotations,
    Section,
    Sources,
)
from casefile.domain.material import Material
from casefile.domain.profile import Profile
from casefile.domain.scope import EVERYTHING, Scope
from casefile.export.record import record
from casefile.extract import EXTRACTOR

if TYPE_CHECKING:
    from casefile.case.ask import Ask

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def compose_case(
    ask: Ask,
    *,
    profile: str | Profile | None = None,
    day: date,
    summary: str | None = None,
    scope: Scope = EVERYTHING,
    former: Mapping[str, Any] | None = None,
) -> Brief:
    """The brief of a case. `profile` is a name or a TOML file, `summary` Markdown in place of the case's own, `former` the
    record of an older brief to compare with.

    Raises UserError for a profile that is not there or cannot be read, and for a brief that cannot be compared with.
    """
    chosen = profile if isinstance(profile, Profile) else find_profile(profile, dict(ask.profiles()))
    return compose(gather(ask, EXTRACTOR, scope), chosen, day, summary, former)


def compose(
    material: Material,
    profile: Profile,
    day: date,
    summary: str | None = None,
    former: Mapping[str, Any] | None = None,
) -> Brief:
    """The brief of these rows, prepared on `day`. Same arguments, same brief."""
    overview = material.overview
    words = overview.summary if summary is None else summary
    judged = key_judgements(material) if "judgements" in profile.sections else ()
    sections = _sections(material, profile, judged)
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
        judgements=judged,
        judged=note(judged),
    )
    redaction = Redaction.of(material) if profile.protect else None
    shown = redaction.brief(brief) if redaction else brief
    if former is None:
        return shown
    # What is compared is what is printed: after the redaction. Words that only the former brief has are redacted once more.
    told = changes(former, shown, record(shown))
    return _with(shown, redaction.section(told) if redaction else told)


def _with(brief: Brief, told: Section) -> Brief:
    """The brief with a section more, before its sources."""
    place = next((at for at, section in enumerate(brief.sections) if isinstance(section, Sources)), len(brief.sections))
    return replace(brief, sections=(*brief.sections[:place], told, *brief.sections[place:]))


def _sections(material: Material, profile: Profile, judged: tuple[KeyJudgement, ...]) -> tuple[Section, ...]:
    open_ones = gaps(material)
    listed = sources(material)
    made: dict[str, Section] = {
        "chronology": chronology(material, profile),
        "people": people(material, profile),
        "quotes": quotations(material, profile),
        "differences": differences(material.claims),
        "claims": claims(material.claims, material.articles),
        "hypotheses": hypotheses(material),
        "gaps": open_ones,
        "sources": listed,
        "method": method(material, profile, graded=any(source.grade for source in listed.items)),
    }
    shown = [made[name] for name in profile.sections if name in made]
    cited = {cited for section in shown for cited in citations(section)}
    made["evidence"] = evidence(cited.union(*(judgement.citations for judgement in judged)))
    # Where the investigator set up no hypotheses, and nothing is open, there is nothing to say.
    nothing = {"hypotheses": not material.competition.hypotheses, "gaps": not open_ones.items}
    return tuple(made[name] for name in profile.sections if name in made and not nothing.get(name))


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
        case Matrix(items=rows):
            for row in rows:
                yield from row.citations
                for cell in row.cells:
                    yield from cell.citations
        case Points(items=points):
            for point in points:
                yield from point.citations
        case _:
            return


def _counts(material: Material, profile: Profile) -> tuple[tuple[str, str], ...]:
    articles = material.articles
    outlets = len({row.outlet for row in articles if row.outlet})
    behind = origins(articles, material.origins)
    events = len(shown_events(material, profile))
    conflicts = sum(item.chip.tone == "bad" for item in differences(material.claims).items)
    return (
        (str(len(articles)), _plural(len(articles), "article") + (f", {_plural_of(outlets, 'outlet')}" if outlets else "")),
        (str(behind), _plural(behind, "independent origin")),
        (str(events), _plural(events, "dated event")),
        (str(conflicts), _plural(conflicts, "claim") + " in conflict"),
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
