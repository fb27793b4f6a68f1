"""Hypotheses, gaps, origins and proposed grades in the brief."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from casefile.case.composing import compose
from casefile.domain.brief import Brief, Matrix, Method, Points, Sources
from casefile.domain.material import Material
from casefile.domain.profile import PROFILES
from casefile.domain.weighing import (
    Competition,
    Consistency,
    Gap,
    GapKind,
    GapPlace,
    Grade,
    Hypothesis,
    Origin,
    OriginEdge,
    OriginGraph,
    OriginKind,
    Path,
    SourceGrade,
    Weighed,
)
from casefile.export.html import html
from casefile.export.markdown import markdown
from casefile.export.pdf import pdf
from casefile.export.verify_brief import open_brief, verify_brief

DAY = datetime.date(2026, 11, 21)
NEGLECT = Hypothesis("h1", "The port neglected the sluice.", 1, 0.0, 0, 1, 1)
FLOOD = Hypothesis("h2", "No sluice could have held that flood.", 2, 1.5, 1, 0, 2)
TOLD = Weighed("c2", "When the sluice failed", 1.5, (Consistency.CONSISTENT, Consistency.INCONSISTENT), 1.0)
OPEN = Weighed("c1", "Pumps damaged", 1.0, (Consistency.NEUTRAL, None), 0.0)
WHO = Gap(
    "g1",
    GapKind.UNANSWERED,
    "Who inspected the sluice?",
    "No article names an inspector.",
    (GapPlace("S3", 2, 56, 80, "Corvalho denied on 21 June 2024 that inspections had been skipped."),),
)


@pytest.fixture
def weighed(material: Material) -> Material:
    return replace(material, competition=Competition((NEGLECT, FLOOD), (TOLD, OPEN)), gaps=(WHO,))


def composed(material: Material) -> Brief:
    return compose(material, PROFILES["full"], DAY)


def test_hypotheses_are_weighed_against_claims(weighed: Material) -> None:
    (matrix,) = (one for one in composed(weighed).sections if isinstance(one, Matrix) and one.title == "Hypotheses")
    assert [(one.lead, one.text, one.chip.text) for one in matrix.legend] == [
        ("H1", NEGLECT.text, "rank 1 · 0.0 against"),
        ("H2", FLOOD.text, "rank 2 · 1.5 against"),
    ]
    told, pumps = matrix.items
    assert [(cell.text, cell.tone) for cell in told.cells] == [("consistent", "good"), ("inconsistent", "bad")]
    assert [cell.text for cell in pumps.cells] == ["neutral", "not judged"]
    assert (told.context, told.chip.text) == ("weight 1.5", "diagnosticity 1.0")
    assert [cited.label for cited in told.citations] == ["[S1 ¶2]", "[S2 ¶2]"]


def test_gaps_say_what_is_open_and_where_that_arises(weighed: Material) -> None:
    (points,) = (one for one in composed(weighed).sections if isinstance(one, Points))
    (gap,) = points.items
    assert (gap.lead, gap.text) == ("Unanswered", "Who inspected the sluice? No article names an inspector.")
    assert [cited.label for cited in gap.citations] == ["[S3 ¶2]"]
    assert not any(
        isinstance(one, Points) for one in composed(replace(weighed, gaps=(replace(WHO, decision="rejected"),))).sections
    )


def test_hypotheses_without_a_claim_are_named(weighed: Material) -> None:
    brief = composed(replace(weighed, competition=replace(weighed.competition, rows=())))
    assert "no claim is weighed" in next(one for one in brief.sections if one.title == "Hypotheses").intro
    assert NEGLECT.text.replace(" ", "") in "".join("".join(open_brief(pdf(brief)).pages).split())


def test_where_nothing_is_weighed_there_is_no_empty_section(material: Material) -> None:
    titles = {section.title for section in composed(material).sections}
    assert titles.isdisjoint({"Hypotheses", "Gaps"})


def test_every_form_of_the_brief_has_them_and_the_pdf_proves_itself(weighed: Material) -> None:
    brief = composed(weighed)
    for text in (markdown(brief), html(brief)):
        for words in (NEGLECT.text, "inconsistent", "Who inspected the sluice?", "diagnosticity 1.0"):
            assert words in text
    assert verify_brief(pdf(brief)) == ()


def test_a_proposed_grade_says_why_and_gives_way_to_the_investigator_s(material: Material) -> None:
    proposed = SourceGrade("oHarbour Wire", "Harbour Wire", ("S2",), Grade("C", "One of two is borne out."), 1, 1, 0)
    unknown = replace(proposed, outlet="Al-Marsa", grade=Grade("F", "Too little is known."))
    articles = (*material.articles[:4], replace(material.articles[4], outlet="Harbour Wire"))
    brief = composed(replace(material, articles=articles, grades=(proposed, unknown)))
    (sources,) = (one for one in brief.sections if isinstance(one, Sources))
    assert [(one.grade, one.reliability) for one in sources.items] == [
        ("B", ""),
        ("C", "Reliability C of Harbour Wire is proposed: One of two is borne out."),
        ("B", ""),
        ("", ""),
        ("C", ""),
    ], "the reason is said once an outlet"
    (method,) = (one for one in brief.sections if isinstance(one, Method))
    assert "proposed by the program" in dict(method.items)["Grades"]


def test_an_article_that_has_its_news_from_another_is_no_origin_of_its_own(material: Material) -> None:
    courier = Origin("oThe Ellmouth Courier", OriginKind.OUTLET, "The Ellmouth Courier", ("S1", "S2", "S3"))
    graph = OriginGraph(
        (courier,),
        tuple(OriginEdge(f"S{n}", courier.id, Path.REPORTED if n == 2 else Path.OWN, True) for n in (1, 2, 3)),
        1,
    )
    brief = composed(replace(material, origins=graph))
    assert brief.counts[1] == ("2", "independent origins")
    (sources,) = (one for one in brief.sections if isinstance(one, Sources))
    assert [one.origin for one in sources.items] == ["", "The Ellmouth Courier", "", "", ""]
