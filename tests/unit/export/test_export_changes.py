"""What a brief says has changed since a former one."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from casefile.case.composing import compose
from casefile.domain.brief import Brief, Change, Changes
from casefile.domain.material import Material
from casefile.domain.profile import PROFILES, Profile
from casefile.errors import UserError
from casefile.export.pdf import pdf
from casefile.export.record import record
from casefile.export.verify_brief import verify_brief

BEFORE, AFTER = datetime.date(2026, 11, 1), datetime.date(2026, 11, 21)


def later(material: Material, before: Material, profile: Profile | None = None) -> Brief:
    """The brief of `material`, compared with the full one of `before`."""
    former = record(compose(before, PROFILES["full"], BEFORE))
    return compose(material, profile or PROFILES["full"], AFTER, former=former)


def told(brief: Brief) -> tuple[Change, ...]:
    (changes,) = (section for section in brief.sections if isinstance(section, Changes))
    return changes.items


def test_nothing_changed_is_said_with_the_day(material: Material) -> None:
    brief = later(material, material)
    (changes,) = (section for section in brief.sections if isinstance(section, Changes))
    assert changes.items == ()
    assert changes.intro == "Nothing is other than in the brief of 1 Nov 2026 (case revision 41, profile full)."


def test_new_gone_and_changed_statements_are_told_apart(material: Material) -> None:
    sluice, denied, *others = material.events
    dated = replace(denied, summary="Corvalho denied it before the council.")
    fewer = replace(material, events=(dated, *others), articles=material.articles[:4])
    changes = told(later(fewer, material))
    assert [(change.kind, change.section, change.text, change.before) for change in changes] == [
        ("gone", "sources", "S5: 水門が壊れた, Minato Shimbun, 23 Jun 2024", ""),
        (
            "changed",
            "chronology",
            "Corvalho denied it before the council",
            "Corvalho denied that inspections had been skipped",
        ),
        ("gone", "chronology", sluice.summary.rstrip("."), ""),
    ]
    back = told(later(material, fewer))
    assert [change.kind for change in back] == ["new", "new", "changed"]


def test_a_compared_brief_proves_itself(material: Material) -> None:
    fewer = replace(material, events=material.events[1:], judgements=())
    for brief in (later(material, fewer), later(fewer, material)):
        assert told(brief)
        assert verify_brief(pdf(brief)) == ()


def test_what_is_protected_now_is_not_told_of_the_former_brief(material: Material) -> None:
    names = ("Corvalho", "Ellmouth", "Ada Brook", "never told", "About 5,000", "29 Nov")
    articles = (replace(material.articles[0], tags=("protected",)), *material.articles[1:])
    entities = (replace(material.entities[0], tags=("protected",)), *material.entities[1:])
    now = replace(material, articles=articles, entities=entities)
    brief = later(now, material, PROFILES["source-protecting"])
    words = " ".join(f"{change.text} {change.before}" for change in told(brief))
    assert told(brief)
    assert [name for name in names if name in words] == []


@pytest.mark.parametrize(
    ("overview", "day", "words"),
    [({"case_id": "another"}, BEFORE, "another case"), ({}, AFTER + datetime.timedelta(1), "younger")],
)
def test_a_brief_that_cannot_be_compared_with_is_refused(
    material: Material, overview: dict[str, str], day: datetime.date, words: str
) -> None:
    other = replace(material, overview=replace(material.overview, **overview))  # type: ignore[arg-type]
    former = record(compose(other, PROFILES["full"], day))
    with pytest.raises(UserError, match=words):
        compose(material, PROFILES["full"], AFTER, former=former)
