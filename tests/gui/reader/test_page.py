"""Places in the text and places in the document, both ways."""

from __future__ import annotations

from dataclasses import replace

import pytest
from gui_rows import TEXT, article_text, quote_row, span
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from casefile.domain.articles import Basis, Publication
from casefile.domain.rows import ArticleText
from casefile.gui.panes.reader.page import LONGEST_BLOCK, Page, header, past, speaker_line
from casefile.gui.theme import Theme, theme


def words_at(page: Page, start: int, end: int) -> str:
    """What the document shows between two places of the text."""
    text = page.document.toPlainText().encode("utf-16-le")
    return text[2 * page.to_document(start) : 2 * page.to_document(end)].decode("utf-16-le")


@pytest.mark.parametrize("words", ["Norrvik Lines", "no danger", "🙂", "🙂 moved", "Harbour Desk", "Ferry firm"])
def test_words_of_the_text_stand_where_the_page_says(light: Theme, words: str) -> None:
    page = Page(article_text(), light)
    start, end = span(words)
    assert words_at(page, start, end) == words
    assert page.to_text(page.to_document(start)) == start
    assert page.to_text(page.to_document(end)) == end


@given(st.lists(st.text("ab 🙂𠮷\u202e\u2029\x0b\ufffc", min_size=1, max_size=12).filter(str.strip), min_size=1, max_size=6))
def test_every_place_of_every_paragraph_comes_back(paragraphs: list[str]) -> None:
    QApplication.instance() or QApplication([])
    text = "\n\n".join(paragraphs)
    spans, place = [], 0
    for paragraph in paragraphs:
        spans.append((place, place + len(paragraph)))
        place += len(paragraph) + 2
    page = Page(ArticleText(article_text().row, text, tuple(spans), (), (), (), ()), theme("light"))
    for start, end in spans:
        for point in range(start, end + 1):
            assert page.to_text(page.to_document(point)) == point


def test_the_first_paragraph_becomes_the_heading_when_it_is_the_title(light: Theme) -> None:
    page = Page(article_text(), light)
    assert page.pieces[0].heading
    lines = page.document.toPlainText().split("\n")
    assert lines[0] == "Ferry firm admits breach"
    assert lines[1] == "The Halden Post · Ada Lind · published 22 Jun 2024 · reliability B2"
    assert page.to_text(page.document.findBlockByNumber(2).position()) == TEXT.index("Documents")


def test_a_title_that_is_not_in_the_text_stands_above_it(light: Theme) -> None:
    page = Page(article_text(TEXT[TEXT.index("Documents") :]), light)
    assert page.document.toPlainText().startswith("Ferry firm admits breach\nThe Halden Post")
    assert page.to_text(0) is None
    assert page.pieces[0].number == 1


def test_without_a_title_the_first_words_stand_above_in_quotation_marks(light: Theme) -> None:
    article = article_text()
    untitled = replace(article.row, title="", opening="The ferries to Halden stood still on Friday.")
    page = Page(replace(article, row=untitled), light)
    assert page.document.toPlainText().startswith("“The ferries to Halden stood still on Friday.”\n")


def test_a_paragraph_that_is_mostly_a_quote_is_a_quote_block(light: Theme) -> None:
    page = Page(article_text(), light)
    assert [bool(piece.quotes) for piece in page.pieces] == [False, False, True, False]


def test_a_very_long_line_is_cut_into_blocks_and_nothing_is_lost(light: Theme) -> None:
    text = "harbour " * 12_500
    article = ArticleText(article_text().row, text, ((0, len(text)),), (), (), (), ())
    page = Page(article, light)
    assert len(page.pieces) >= 5
    assert all(piece.end - piece.start <= LONGEST_BLOCK for piece in page.pieces)
    assert "".join(text[piece.start : piece.end] for piece in page.pieces) == text
    assert [piece.number for piece in page.pieces] == [1] + [None] * (len(page.pieces) - 1)
    assert page.to_text(page.to_document(70_003)) == 70_003
    assert page.paragraph_at(70_003) == 1


def test_speaker_line_and_header_say_who_and_when() -> None:
    assert speaker_line(quote_row("no danger")) == "Mira Solberg · chief engineer · said · 22 Jun 2024"
    assert header(article_text()) == "The Halden Post · Ada Lind · published 22 Jun 2024 · reliability B2"


def test_a_publication_date_that_nobody_gave_says_where_it_is_from() -> None:
    article = article_text()
    bounds = replace(article.row, published=Publication("2024-09/..", Basis.TEXT, 0.25))
    assert "published not before Sep 2024 (text, 25% sure)" in header(replace(article, row=bounds))


@pytest.mark.parametrize(
    ("cue", "told"),
    [
        ("say", "said"),
        ("argue", "argued"),
        ("deny", "denied"),
        ("convey", "conveyed"),
        ("warn", "warned"),
        ("according to",) * 2,
    ],
)
def test_cues_are_told_in_the_past(cue: str, told: str) -> None:
    assert past(cue) == told


def test_a_citation_names_article_and_paragraph(light: Theme) -> None:
    page = Page(article_text(), light)
    assert page.cited(*span("no danger")) == "“no danger” [S1 ¶3]"
