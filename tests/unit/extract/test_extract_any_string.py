"""Any string: dates, figures, frame, publication and document never raise, never hang, say the same twice."""

from __future__ import annotations

import pytest
from effort import Tally, counted, watched
from hypothesis import given, settings
from hypothesis import strategies as st

from casefile.domain import edtf
from casefile.domain.articles import Publication
from casefile.extract import dates, figures, frame, languages, publication, reports
from casefile.extract.document import Document

# Words from which dates and figures are built, so that nonsense comes close to sense.
_WORDS = st.sampled_from(
    """Monday May 3 12 31 2023 1999 last next this that the same of in on by to from - – , . : / Q3
    first second half quarter weeks year ago later before after early mid- late-1990s '90s summer
    fall every daily two million 3.5bn $ € % km 10:35 a.m. 9999 0000 29 February Christmas Eve
    decade century morning ” “ \n \n\n fiscal 10,000 1/2 2023-02-30 30/2/2020 昨年 3月""".split(" ")
)
_TEXTS = st.one_of(
    st.text(max_size=300), st.lists(_WORDS, max_size=60).map(" ".join), st.lists(_WORDS, max_size=60).map("".join)
)
_PUBLISHED = st.sampled_from(
    [None, "2024-06-21", "2024-10", "2023", "2023-22", "2023-09/..", "0001-01-01", "9999-12-31", "201X", "x"]
)
_LANGUAGES = st.sampled_from(["en", "ja", "de", ""])


def everything(text: str, published: str | None, language: str) -> object:
    document = Document(text, Publication(published), language=language)
    frames = frame.find(document)
    document.published = publication.infer(document, frames)
    found = dates.find(document, frames)
    return document.published, frames, found, figures.find(document, found), document.sentences, document.paragraphs


@settings(max_examples=300, deadline=None)
@given(_TEXTS, _PUBLISHED, _LANGUAGES)
def test_spans_lie_inside_and_all_is_the_same_twice(text: str, published: str | None, language: str) -> None:
    first = everything(text, published, language)
    assert first == everything(text, published, language)
    document = Document(text, Publication(published), language=language)
    found = dates.find(document, ())
    for layer in (found, figures.find(document, found)):
        end = 0
        for one in layer:
            assert end <= one.start < one.end <= len(text)
            assert text[one.start : one.end].strip() == text[one.start : one.end]
            assert 0 <= one.confidence <= 1
            end = one.end
    for one in found:
        if one.edtf:
            edtf.parse(one.edtf)
            assert one.earliest is None or one.latest is None or one.earliest <= one.latest


@settings(max_examples=200, deadline=None)
@given(_TEXTS)
def test_tokens_and_sentences_cover_the_text(text: str) -> None:
    document = Document(text)
    covered = "".join(document.words)
    assert covered == "".join(text.split()) or "".join(covered.split()) == "".join(
        character for character in text if not character.isspace()
    )
    for cuts in (document.sentences, document.paragraphs):
        end = 0
        for first, last in cuts:
            assert end <= first < last <= len(text)
            end = last
    languages.guess(text)


@pytest.mark.parametrize(
    "piece",
    [
        "a", ".", '"', "1", "1,", "1-", "-", "\n", " ", "May ", "the last ", "12 ", "one ", "hundred ",
        "more than ", "$",
        "“", "A.", "Mr. ", "?” ", "1/", "1:", "the ", "$1 ", "\ud800",
        "of the ", "3 May ", "BY A ", "A, ", "２", "1-2-", "Monday, ",
        "no claims that ", "is to be said to have ", "9:35 UTC+9 ", "9 a.m. ET ", "»a« ", "‚a ",
        "May 2023. In June it fell. "],
)  # fmt: skip
def test_work_grows_as_the_text_does(piece: str) -> None:
    def work(size: int) -> int:
        text = piece * (size // len(piece))
        return counted(lambda tally: all_stages(text, tally))

    small, large = work(3_000), work(12_000)
    # Four times the text: linear, with room for what is done once; quadratic would be sixteen times.
    assert large < 5 * small + 5_000


def all_stages(text: str, tally: Tally) -> None:
    """The stages of the pipeline on a document that notes what is looked at."""
    document = watched(Document(text, Publication("2024-06-21")), tally)
    frames = frame.find(document)
    document.published = publication.infer(document, frames)
    document.written = publication.written(document, frames)
    found = dates.find(document, frames)
    figures.find(document, found)
    reports.find(document, frames, found, (), ())


def test_bounds_of_an_undated_text_are_looked_for_once() -> None:
    def work(size: int) -> int:
        text = "It fell in May 2023. In June it rose. " * (size // 38)
        return counted(lambda tally: publication.infer(watched(Document(text), tally), ()))

    assert work(12_000) < 5 * work(3_000) + 5_000


@pytest.mark.parametrize("piece", ["He said in May that ", '"', "5 to 6 of the ", "昨年3月、"])
def test_a_long_line_without_end_is_read(piece: str) -> None:
    language, size = ("en", 1_000_000) if piece.isascii() else ("ja", 100_000)
    text = piece * (size // len(piece))
    document = Document(text, Publication("2024-06-21"), language=language)
    found = dates.find(document, ())
    for one in (*found, *figures.find(document, found), *reports.find(document, (), found, (), ())):
        assert 0 <= one.start < one.end <= len(text)
