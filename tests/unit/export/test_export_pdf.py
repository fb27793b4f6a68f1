"""The PDF as a reader gets it: opened again with another library than the one that made it."""

from __future__ import annotations

import ctypes
import datetime
import json
import os
import random
import unicodedata
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest

from casefile.case.composing import compose
from casefile.domain.brief import Block, Brief, Chronology, Run, Sources
from casefile.domain.material import Material
from casefile.domain.profile import PROFILES, Profile
from casefile.errors import BugError, UserError
from casefile.export.document import RECORD_NAME, document
from casefile.export.pdf import pdf, write_brief
from casefile.export.printable import covered
from casefile.export.typesetting import Job, NotTypeset, compile_here, typeset

DAY = datetime.date(2026, 11, 21)


def pages(content: bytes) -> list[str]:
    with closing(pdfium.PdfDocument(content)) as opened:
        texts = []
        for number in range(len(opened)):
            page = opened[number]
            text = page.get_textpage()
            texts.append(text.get_text_bounded().replace("\r\n", "\n"))
            text.close()
            page.close()
        return texts


def flat(content: bytes) -> str:
    """All text without white space and places to break: lines do not matter."""
    return "".join("".join(pages(content)).replace("\u200b", "").split())


def links(content: bytes) -> int:
    count = 0
    with closing(pdfium.PdfDocument(content)) as opened:
        for number in range(len(opened)):
            page = opened[number]
            position, link = ctypes.c_int(0), raw.FPDF_LINK()
            while raw.FPDFLink_Enumerate(page, position, link):
                count += 1
            page.close()
    return count


def addresses(content: bytes) -> set[str]:
    """Every web address that the file links to."""
    found = set()
    with closing(pdfium.PdfDocument(content)) as opened:
        for number in range(len(opened)):
            page = opened[number]
            position, link = ctypes.c_int(0), raw.FPDF_LINK()
            while raw.FPDFLink_Enumerate(page, position, link):
                action = raw.FPDFLink_GetAction(link)
                length = raw.FPDFAction_GetURIPath(opened, action, None, 0) if action else 0
                if length:
                    buffer = ctypes.create_string_buffer(length)
                    raw.FPDFAction_GetURIPath(opened, action, buffer, length)
                    found.add(buffer.value.decode("ascii"))
            page.close()
    return found


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("brief") / "brief.pdf"


def test_the_brief_has_every_section_with_page_numbers_and_running_head(brief: Brief) -> None:
    texts = pages(pdf(brief))
    assert "The sluice at Marrow Quay" in texts[0]
    assert "CASE BRIEF · FOR INTERNAL USE" in texts[0]
    assert "The sluice failed in June 2023" in texts[0].replace("\n", " ")
    for number, text in enumerate(texts, start=1):
        assert f"{number} of {len(texts)}" in text
        assert "Prepared 21 November 2026 from 5 articles · case revision 41" in text
    for text in texts[1:]:
        assert text.splitlines()[0].startswith("The sluice at Marrow Quay")
        assert "FOR INTERNAL USE" in text
    everything = "".join(texts)
    for section in brief.sections:
        assert everything.count(section.title) >= 2, f"{section.title} in contents and as a head"


def test_what_the_rows_say_is_on_the_pages(brief: Brief) -> None:
    text = flat(pdf(brief))
    for words in (
        "ThesluiceatMarrowQuayfailed[S1¶2][S2¶2]",
        "Jun2023:[S1¶2]",
        "summer2023:[S2¶2]",
        "planned",
        "denied",
        "allegedinS4",
        "inconflict",
        "harbourmaster(29Nov2023)[S1¶4]",
        "“Wewerenevertold”[S1¶4]",
        "about5,000pumps,accordingtoanofficial[S1¶3]",
        "Theportknewofthefault.[S1¶2][S2¶2]likely(55–80%)moderateconfidence2origins",
        "thissummer[S2¶2]",
        "morethan9,000pumps[S2¶3]",
        "木原稔",
        "inferredfromthedateline,70%sure",
        f"SHA-256{1:064x}",
        "RepeatsthewordingofS3",
        "OfS4thedateofpublicationisnotknown",
    ):
        assert words in text, words


def test_the_file_says_that_it_is_archival_and_accessible(brief: Brief) -> None:
    content = pdf(brief)
    assert b"<pdfaid:part>3</pdfaid:part>" in content
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in content
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content
    with closing(pdfium.PdfDocument(content)) as opened:
        assert raw.FPDFCatalog_IsTagged(opened)
        assert opened.get_metadata_dict()["Title"] == "The sluice at Marrow Quay"


def test_bookmarks_and_links_lead_somewhere(brief: Brief) -> None:
    content = pdf(brief)
    with closing(pdfium.PdfDocument(content)) as opened:
        titles = [item.get_title() for item in opened.get_toc()]
    assert [title for title in titles if title in {section.title for section in brief.sections}] == [
        section.title for section in brief.sections
    ]
    assert links(content) >= 20
    assert addresses(content) == {
        "https://courier.example/2023/11/29/sluice-at-marrow-quay-fails-and-nobody-knows-why-or-says-so-in-public"
    }


def test_the_record_is_attached(brief: Brief) -> None:
    with closing(pdfium.PdfDocument(pdf(brief))) as opened:
        assert opened.count_attachments() == 1
        attachment = opened.get_attachment(0)
        assert attachment.get_name() == RECORD_NAME
        record = json.loads(bytes(attachment.get_data()))
    assert record["case"] == {"id": "c0ffee", "title": "The sluice at Marrow Quay", "revision": 41}
    first = next(part for part in record["statements"] if part["id"] == "chronology.1")
    assert first["text"] == "The engineer محمد علي signed the log"
    assert first["citations"][0] == {
        "article": 4,
        "paragraph": 2,
        "start": 56,
        "end": 70,
        "sentence": "The engineer محمد علي 2019-06-12 signed the log.",
    }


def test_same_brief_same_bytes_and_another_date_other_bytes(material: Material) -> None:
    first = pdf(compose(material, Profile(), DAY))
    assert pdf(compose(material, Profile(), DAY)) == first
    assert pdf(compose(material, Profile(), DAY + datetime.timedelta(days=1))) != first


def test_letter_paper(material: Material) -> None:
    content = pdf(compose(material, replace(PROFILES["chronology"], paper="us-letter"), DAY))
    with closing(pdfium.PdfDocument(content)) as opened:
        page = opened[0]
        assert page.get_size() == pytest.approx((612.0, 792.0))
        page.close()


def test_citations_without_a_source_list_are_words(material: Material) -> None:
    only = replace(Profile(), sections=("chronology",))
    assert "[S1¶2]" in flat(pdf(compose(material, only, DAY)))


HOSTILE = (
    '#strong[left] $x^2$ *bold* _it_ `raw` <label> @ref = head \\u{41} // no /* no */ #read("/etc/passwd")',
    'https://a.example/ #link("javascript:alert(1)")[x] ~ -- --- \' "',
    '[S1 ¶2] #import "@preview/cetz:0.3.0"',
)


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_appears_as_it_is(brief: Brief, text: str) -> None:
    content = pdf(with_words(brief, text))
    assert b"pdfuaid" in content
    assert text.replace(" ", "") in flat(content)
    assert not {address for address in addresses(content) if "javascript" in address}


def with_words(brief: Brief, text: str) -> Brief:
    """The brief with this text wherever texts from outside stand."""
    sections = tuple(
        replace(section, items=tuple(replace(item, what=text) for item in section.items))
        if isinstance(section, Chronology)
        else replace(section, items=tuple(replace(item, title=text, outlet=text, authors=text) for item in section.items))
        if isinstance(section, Sources)
        else section
        for section in brief.sections
    )
    return replace(brief, title=text, classification=text, summary=(Block("paragraph", (Run(text),)),), sections=sections)


def test_what_has_no_glyph_is_named_and_the_file_stays_archival(brief: Brief) -> None:
    content = pdf(
        with_words(brief, "bell\x07 override\u202e private\ue000 emoji\U0001f600 surrogate\ud800 nul\0 gone\u200b.")
    )
    assert b"<pdfaid:part>3</pdfaid:part>" in content
    text = flat(content)
    for code in ("U+0007", "U+202E", "U+E000", "U+1F600", "U+D800", "U+0000"):
        assert f"‹{code}›" in text
    assert "gone." in text


@pytest.mark.parametrize("seed", [5, 8, 21])
def test_letters_and_marks_of_any_script_stay_archival(brief: Brief, seed: int) -> None:
    dice = random.Random(seed)
    points = [point for point in range(0x20, 0x10000) if not 0xD800 <= point < 0xE000 and covered(chr(point))]
    marks = [point for point in points if unicodedata.category(chr(point)).startswith("M")]
    words = (
        "".join(chr(dice.choice(marks if dice.random() < 0.35 else points)) for _ in range(dice.randint(1, 9)))
        for _ in range(60)
    )
    content = compile_here(job_of(with_words(brief, " ".join(words))))
    assert b"<pdfaid:part>3</pdfaid:part>" in content


def test_a_date_beside_a_right_to_left_name_keeps_its_order(brief: Brief) -> None:
    content = pdf(with_words(brief, "Signed by محمد علي 2019-06-12 in town"))
    with closing(pdfium.PdfDocument(content)) as opened:
        page = opened[1]
        text = page.get_textpage()
        characters = text.get_text_range()
        start = characters.index("Signed by")
        years = characters.index("2019", start) if "2019" in characters[start:] else -1
        assert years > 0, "the digits stand together"
        left = {offset: text.get_charbox(years + offset)[0] for offset in range(10)}
        assert list(left.values()) == sorted(left.values()), "2019-06-12 runs from left to right"
        assert characters[years : years + 10] == "2019-06-12"
        text.close()
        page.close()


def test_links_go_to_the_web_and_mail_only(material: Material) -> None:
    urls = ("javascript:alert(1)", "file:///etc/passwd", "//host/share", "HTTPS://ok.example/a 木", "mailto:a@b.example")
    articles = tuple(replace(row, url=url) for row, url in zip(material.articles, urls, strict=True))
    content = pdf(compose(replace(material, articles=articles), Profile(), DAY))
    assert addresses(content) == {"HTTPS://ok.example/a%20%E6%9C%A8", "mailto:a@b.example"}


def test_an_address_too_long_for_a_link_is_words(material: Material) -> None:
    long = "https://long.example/" + "a" * 3000
    articles = (replace(material.articles[0], url=long), *material.articles[1:])
    content = pdf(compose(replace(material, articles=articles), Profile(), DAY))
    assert b"pdfuaid" in content
    assert addresses(content) == set()


def test_words_without_end_stay_on_the_page(brief: Brief) -> None:
    content = pdf(with_words(brief, "x" * 700))
    with closing(pdfium.PdfDocument(content)) as opened:
        for number in range(len(opened)):
            page = opened[number]
            text = page.get_textpage()
            width = page.get_width()
            for place in range(text.count_chars()):
                assert text.get_charbox(place)[2] < width - 30
            text.close()
            page.close()


def test_an_event_taller_than_a_page_loses_nothing(material: Material) -> None:
    event = material.events[0]
    reports = tuple(
        replace(
            event.reports[0],
            id=f"r{number}",
            edtf=f"{1600 + number}",
            place=replace(event.reports[0].place, paragraph=number),
        )
        for number in range(1, 200)
    )
    content = pdf(compose(replace(material, events=(replace(event, reports=reports),)), PROFILES["chronology"], DAY))
    text = flat(content)
    assert all(f"{1600 + number}:[S1¶{number}]" in text for number in range(1, 200))


def test_an_empty_case_makes_a_brief(material: Material) -> None:
    empty = replace(
        material, articles=(), events=(), entities=(), mentions=(), quotes=(), figures=(), texts={}, claims=(), judgements=()
    )
    text = "".join(pages(pdf(compose(empty, PROFILES["evidence"], DAY, summary=""))))
    assert "What no articles report" in text
    assert "none contradicts another" in text.replace("\n", " ")


def test_typesetting_that_takes_too_long_is_ended(brief: Brief, tmp_path: Path) -> None:
    out = tmp_path / "brief.pdf"
    with pytest.raises(UserError, match="took more than"):
        write_brief(brief, out, limit=0.0)
    assert list(tmp_path.iterdir()) == []


def test_a_standard_that_cannot_be_met_gives_way_to_a_visible_note(brief: Brief) -> None:
    job = job_of(brief, note="This file is not PDF/A: a reason.")
    content = compile_here(replace(job, standards=("ua-1",)))
    assert b"<pdfuaid:part>1" in content
    assert b"<pdfaid:part>" not in content
    assert "This file is not PDF/A: a reason." in pages(content)[0].replace("\n", " ")


def test_a_missing_glyph_refuses_the_standard_but_not_the_plain_file(brief: Brief) -> None:
    data = document(brief) | {"title": "smile \U0001f600"}
    job = replace(job_of(brief), brief=json.dumps(data))
    with pytest.raises(NotTypeset, match="could not be displayed"):
        typeset(job)
    assert compile_here(replace(job, standards=()))[:5] == b"%PDF-"


def test_data_that_is_no_brief_is_refused_not_run(brief: Brief) -> None:
    with pytest.raises(NotTypeset):
        typeset(replace(job_of(brief), brief="{}"))


def job_of(brief: Brief, note: str = "") -> Job:
    return Job(json.dumps(document(brief)), "{}", 0, ("a-3a", "ua-1"), note)


def test_a_child_that_dies_is_a_fault_of_ours(brief: Brief, monkeypatch: pytest.MonkeyPatch) -> None:
    # The child starts anew and reads this target by its name: os._exit takes the place of the typesetter.
    monkeypatch.setattr("casefile.export.typesetting._child", _Exit(7))
    with pytest.raises(BugError, match="exit code 7"):
        typeset(job_of(brief))


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL")
def test_a_child_that_the_system_ends_is_said(brief: Brief, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("casefile.export.typesetting._child", _Kill())
    with pytest.raises(UserError, match="needs more memory"):
        typeset(job_of(brief))


class _Exit:
    """Pickles as a call that ends the child with this code."""

    def __init__(self, code: int) -> None:
        self.code = code

    def __reduce__(self) -> tuple[object, tuple[int]]:
        return os._exit, (self.code,)


class _Kill:
    """Pickles as a call by which the child kills itself."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return eval, ("__import__('os').kill(__import__('os').getpid(), 9)",)
