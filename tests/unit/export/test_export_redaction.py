"""A copy that protects sources holds what it withholds nowhere: not on its pages, not in its record."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from casefile.case.composing import compose
from casefile.domain.brief import NAME_WITHHELD, Actors, Brief, Quotations, Sources
from casefile.domain.material import Material
from casefile.domain.profile import PROFILES
from casefile.domain.rows import ArticleRow
from casefile.export.markdown import markdown
from casefile.export.pdf import pdf
from casefile.export.record import dumps, record
from casefile.export.verify_brief import Known, verify_brief

DAY = datetime.date(2026, 11, 21)
PROTECTING = replace(PROFILES["evidence"], name="source-protecting", protect=True)


def marked(material: Material, *, articles: tuple[int, ...] = (), entities: tuple[str, ...] = ()) -> Material:
    return replace(
        material,
        articles=tuple(replace(row, tags=("protected",)) if row.number in articles else row for row in material.articles),
        entities=tuple(replace(row, tags=("protected",)) if row.id in entities else row for row in material.entities),
    )


def everything(brief: Brief) -> str:
    return dumps(record(brief)).encode("ascii").decode("unicode_escape") + markdown(brief) + repr(brief)


def test_a_protected_person_is_nowhere(material: Material) -> None:
    text = "corvalho spoke to INES  CORVALHO’s friend; Inesita stays."
    brief = compose(marked(material, entities=("e1",)), PROTECTING, DAY, summary=text)
    found = everything(brief).casefold()
    assert "corvalho" not in found
    assert "inesita stays" in found
    assert f"{NAME_WITHHELD} denied that inspections had been skipped" in everything(brief)
    assert "Ines Corvalho" in everything(compose(material, PROFILES["evidence"], DAY)), "the test would see the name"
    assert "the names of 1 protected person or body" in brief.withheld[0]


def test_a_name_in_a_script_without_blanks_is_found(material: Material) -> None:
    brief = compose(marked(material, entities=("e2",)), PROTECTING, DAY)
    assert "木原" not in everything(brief)
    assert "港湾局の" in everything(brief)


def test_a_protected_article_leaves_a_bare_number(material: Material) -> None:
    brief = compose(marked(material, articles=(1,)), PROTECTING, DAY)
    (sources,) = [section for section in brief.sections if isinstance(section, Sources)]
    first = sources.items[0]
    assert (first.number, first.title, first.published, first.sha256, first.url) == (
        1,
        "Source withheld",
        "Nov 2023",
        "",
        "",
    )
    found = everything(brief)
    row: ArticleRow = material.articles[0]
    for words in (row.sha256, row.url, "Ada Brook", "Lin Tao", "courier", "never told", "the Port of Ellmouth said"):
        assert words.casefold() not in found.casefold(), words
    (quotes,) = [section for section in brief.sections if isinstance(section, Quotations)]
    assert {cited.article for quote in quotes.items for cited in quote.citations} == {5}


def test_a_protecting_copy_proves_itself_and_its_case(material: Material) -> None:
    brief = compose(marked(material, articles=(1,), entities=("e1",)), PROTECTING, DAY)
    content = pdf(brief)
    assert b"corvalho" not in content.lower()

    def known(number: int) -> Known:
        text, spans, position = material.texts[number], [], 0
        for block in text.split("\n\n"):
            spans.append((position, position + len(block)))
            position += len(block) + 2
        return Known(f"{number:064x}", text, tuple(spans))

    assert verify_brief(content, known, "c0ffee") == ()


def test_an_author_of_a_protected_article_is_no_actor_either(material: Material) -> None:
    reporter = replace(material.entities[0], id="e9", name="Ada Brook", aliases=("Brook", "Ms Brook"))
    brief = compose(marked(replace(material, entities=(*material.entities, reporter)), articles=(1,)), PROTECTING, DAY)
    (actors,) = [section for section in brief.sections if isinstance(section, Actors)]
    assert "brook" not in everything(brief).casefold()
    assert NAME_WITHHELD not in {actor.name for group in actors.groups for actor in group.actors}


def test_nothing_marked_nothing_withheld_and_it_says_so(material: Material) -> None:
    brief = compose(material, PROTECTING, DAY)
    plain = compose(material, PROFILES["evidence"], DAY)
    assert brief.sections == plain.sections
    assert "nothing is withheld" in brief.withheld[0]


@pytest.mark.parametrize("name", ["full", "evidence"])
def test_other_profiles_do_not_redact(material: Material, name: str) -> None:
    assert compose(marked(material, articles=(1,), entities=("e1",)), PROFILES[name], DAY).withheld == ()
