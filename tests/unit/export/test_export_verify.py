"""A brief proves itself: against its own pages, against the case; what was tampered with is named."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from casefile.case.composing import compose
from casefile.domain.brief import Brief
from casefile.domain.material import Material
from casefile.domain.profile import PROFILES
from casefile.errors import UserError
from casefile.export.document import document
from casefile.export.pdf import pdf
from casefile.export.record import dumps, record, seal
from casefile.export.typesetting import Job, compile_here
from casefile.export.verify_brief import Known, Lookup, open_brief, verify_brief

DAY = datetime.date(2026, 11, 21)
Change = Callable[[dict[str, Any]], object]


@pytest.fixture
def whole(material: Material) -> Brief:
    return compose(material, PROFILES["evidence"], DAY)


@pytest.fixture
def lookup(material: Material) -> Lookup:
    return lookup_in(dict(material.texts))


def lookup_in(texts: dict[int, str]) -> Lookup:
    def known(number: int) -> Known | None:
        if number not in texts:
            return None
        spans, position = [], 0
        for block in texts[number].split("\n\n"):
            spans.append((position, position + len(block)))
            position += len(block) + 2
        return Known(f"{number:064x}", texts[number], tuple(spans))

    return known


def with_record(brief: Brief, change: Change, *, sealed: bool) -> bytes:
    """The brief's pages with a changed record; sealed anew, as a forger who knows the form would."""
    content = json.loads(dumps(record(brief)))
    change(content)
    if sealed:
        content["seal"] = seal(content)
    return compile_here(Job(json.dumps(document(brief)), dumps(content), 0, ()))


def test_a_brief_proves_itself_with_and_without_the_case(whole: Brief, lookup: Lookup) -> None:
    content = pdf(whole)
    assert verify_brief(content) == ()
    assert verify_brief(content, lookup, "c0ffee") == ()


def test_the_record_holds_each_citation_with_its_words(whole: Brief, material: Material) -> None:
    statements = open_brief(pdf(whole)).record["statements"]
    assert len(statements) > 20
    for statement in statements:
        for citation in statement["citations"]:
            text = material.texts[citation["article"]]
            assert text[citation["start"] : citation["end"]] in citation["sentence"]


def test_a_changed_record_breaks_its_seal(whole: Brief) -> None:
    content = with_record(whole, lambda data: data.update(profile="another"), sealed=False)
    assert [problem.where for problem in verify_brief(content)] == ["record"]
    assert "seal" in verify_brief(content)[0].what


def _first(data: dict[str, Any], skip: int = 0) -> dict[str, Any]:
    """A statement of the chronology."""
    found: dict[str, Any] = [part for part in data["statements"] if part["id"].startswith("chronology.")][skip]
    return found


@pytest.mark.parametrize(
    ("change", "where", "words"),
    [
        (lambda data: _first(data).update(text="Nobody signed anything."), "chronology.1", "pages do not say"),
        (lambda data: _first(data)["citations"][0].update(paragraph=9), "chronology.1", r"do not cite \[S4 ¶9\]"),
        (lambda data: _first(data, 2)["citations"][0].update(article=77), "chronology.3", "source list does not have"),
        (lambda data: _first(data)["citations"][0].update(start=90), "chronology.1", "names no place"),
        (lambda data: data["articles"][0].update(sha256="f" * 64), "S1", "hash sum"),
        (lambda data: data["statements"].clear(), "pages", r"the pages cite \[S2 ¶2\]"),
        (lambda data: data["summary"].append("The harbour master knew."), "summary", "pages do not say"),
        (lambda data: data["withheld"].append("Two names are withheld."), "withheld", "pages do not say"),
        (lambda data: data["case"].update(title="The dam at Ellmouth"), "record", "pages do not say “The dam"),
        (lambda data: data.update(prepared="2026-11-22"), "record", "pages do not say “Prepared 22"),
        (lambda data: data["case"].update(revision=8), "record", "pages do not say “case revision 8”"),
        (lambda data: data.update(prepared="yesterday"), "record", "not in the form"),
        (lambda data: data.pop("articles"), "record", "not in the form"),
        (lambda data: data["statements"].append(7), "record", "not in the form"),
    ],
)
def test_a_forged_record_does_not_fit_the_pages(whole: Brief, change: Change, where: str, words: str) -> None:
    content = with_record(whole, change, sealed=True)
    problems = verify_brief(content)
    assert any(problem.where == where and re.search(words, problem.what) for problem in problems), problems


def test_a_statement_put_on_the_pages_is_named_by_what_it_cites(whole: Brief) -> None:
    data = document(whole)
    data["summary"] += [{"kind": "paragraph", "runs": [{"text": "The port lied [S2 ¶3].", "style": "", "article": None}]}]
    forged = compile_here(Job(json.dumps(data), dumps(record(whole)), 0, ()))
    assert [(problem.what, problem.where) for problem in verify_brief(forged)] == [
        ("the pages cite [S2 ¶3] more often than the record", "pages")
    ]


def test_a_text_that_changed_in_the_case_is_named(whole: Brief, material: Material) -> None:
    texts = dict(material.texts)
    texts[2] = texts[2].replace("more than 9,000", "fewer than 9,000")
    problems = verify_brief(pdf(whole), lookup_in(texts))
    assert any(problem.where == "S2" and "another hash sum" in problem.what for problem in problems)
    assert any("does not have this sentence" in problem.what and "[S2 ¶3]" in problem.what for problem in problems)
    assert all("S2" in problem.what or problem.where == "S2" for problem in problems)


def test_a_text_that_shrank_or_went_is_named(whole: Brief, material: Material) -> None:
    texts = {number: text for number, text in material.texts.items() if number != 5} | {1: "Short."}
    problems = {problem.what for problem in verify_brief(pdf(whole), lookup_in(texts))}
    assert "the case has no such article" in problems
    assert "[S1 ¶2]: the place lies outside the text" in problems


def test_a_citation_in_the_summary_is_proved_too(material: Material, lookup: Lookup) -> None:
    brief = compose(material, PROFILES["full"], DAY, summary="Right [S1 ¶2], wrong [S1 ¶9].")
    content = pdf(brief)
    assert verify_brief(content) == ()
    assert [(problem.what, problem.where) for problem in verify_brief(content, lookup)] == [
        ("[S1 ¶9]: the case has no such paragraph", "summary")
    ]


def test_another_case_is_named(whole: Brief, lookup: Lookup) -> None:
    assert [problem.what for problem in verify_brief(pdf(whole), lookup, "other")] == [
        "this brief was made from another case"
    ]


@pytest.mark.parametrize("content", [b"", b"no pdf", b"%PDF-1.7\n"])
def test_what_is_no_pdf_is_said(content: bytes) -> None:
    with pytest.raises(UserError, match="not a PDF"):
        verify_brief(content)


def test_records_of_others_and_of_newer_programs_are_said(whole: Brief) -> None:
    for change, words in (
        (lambda data: data.update(format="other"), "carries no record"),
        (lambda data: data.update(schema_version=99), "newer CaseFile"),
    ):
        with pytest.raises(UserError, match=words):
            verify_brief(with_record(whole, change, sealed=True))


def test_a_record_that_is_no_json_is_said(whole: Brief) -> None:
    with pytest.raises(UserError, match="damaged"):
        verify_brief(compile_here(Job(json.dumps(document(whole)), "{", 0, ())))
