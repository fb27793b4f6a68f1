"""The stored original at the passage that is looked at: pages of a PDF, words of everything else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import typst
from gui_rows import article_row
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from casefile.errors import UserError
from casefile.gui.dialogs.original import OriginalDialog, place_of
from casefile.gui.dialogs.pages import PagesDialog
from casefile.gui.jobs import Asks
from casefile.gui.theme import Theme
from casefile.ingest.pages import PdfPages
from casefile.ingest.rendering import words_of

SENTENCE = "The pilots refused to board the damaged freighter before the harbour master had spoken."
FILLER = "Ordinary words about the weather over the strait and nothing else at all. " * 30
SOURCE = f"""
#set page(width: 12cm, height: 14cm, margin: 1cm)
{FILLER}
#pagebreak()
{FILLER[:300]}

The pilots refu#sym.hyph.soft;sed to board the damaged freighter before the harbour master had spoken.
#pagebreak()
The last page.
"""


@pytest.fixture(scope="module")
def pages() -> Iterator[PdfPages]:
    made = typst.compile(SOURCE.encode())
    assert isinstance(made, bytes)
    found = PdfPages(made)
    yield found
    found.close()


def test_a_passage_is_found_and_outlined_on_its_page(pages: PdfPages) -> None:
    page = pages.page(None, 600, SENTENCE, 0.9)
    assert page.of >= 3
    assert page.width == 600
    assert 1 <= len(page.outlined) <= 6
    for left, top, width, height in page.outlined:
        assert 0 <= left < left + width <= page.width
        assert 0 <= top < top + height <= page.height
    # Letters stand where the outline is: dark pixels within, none in the margin left of it.
    left, top, width, height = (round(side) for side in page.outlined[0])
    assert darkness(page.pixels, page.width, left, top, width, height) > 0.02
    assert darkness(page.pixels, page.width, 0, top, 20, height) == 0


def darkness(pixels: bytes, wide: int, left: int, top: int, width: int, height: int) -> float:
    dark = sum(pixels[(y * wide + x) * 4] < 128 for y in range(top, top + height) for x in range(left, left + width))
    return dark / max(1, width * height)


def test_the_passage_is_not_outlined_on_another_page(pages: PdfPages) -> None:
    last = pages.page(10_000, 300, SENTENCE)
    assert last.number == last.of - 1
    assert last.outlined == ()


def test_what_stands_nowhere_shows_the_first_page(pages: PdfPages) -> None:
    assert (pages.page(None, 300, "Never written anywhere in this paper").number, pages.page(None, 300).number) == (0, 0)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\ngarbage", b"no pdf at all"])
def test_what_is_no_pdf_says_so(content: bytes) -> None:
    broken = PdfPages(content)
    with pytest.raises(UserError, match="cannot be shown as pages"):
        broken.page(None, 300)
    broken.close()


def test_a_page_that_would_be_too_large_is_refused(pages: PdfPages) -> None:
    with pytest.raises(UserError, match="too large"):
        pages.page(0, 20_000)


@pytest.fixture
def dialog(qtbot: QtBot, jobs: Asks, any_theme: Theme, pages: PdfPages) -> PagesDialog:
    made = PagesDialog(None, jobs, any_theme, "S1", "application/pdf", pages, SENTENCE, 0.4)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_pages_are_turned_by_keys_and_the_passage_is_one_key_away(dialog: PagesDialog, qtbot: QtBot) -> None:
    assert dialog.page is not None
    at = dialog.page.number
    assert dialog.view.outlined
    assert "outlined" in dialog.said.text()
    qtbot.keyClick(dialog.view, Qt.Key.Key_PageDown)
    assert dialog.page.number == at + 1
    assert not dialog.view.outlined
    qtbot.keyClick(dialog.view, Qt.Key.Key_Home)
    assert dialog.page.number == at
    assert dialog.number.value() == at + 1
    before = dialog.view.width()
    qtbot.keyClick(dialog.view, Qt.Key.Key_Plus)
    assert dialog.view.width() > before
    dialog.number.setValue(1)
    assert dialog.page.number == 0


def test_the_outline_is_drawn_over_the_words(dialog: PagesDialog) -> None:
    box = dialog.view.outlined[0]
    shown = dialog.view.grab().toImage()
    edge = shown.pixelColor(round(box.left() - 3), round(box.center().y()))
    assert edge.blue() > edge.red() + 30


def test_words_are_marked_in_a_text_whatever_stands_between_them(qtbot: QtBot, light: Theme) -> None:
    words = "🙂 Before.\n\nThe gates – which\nwere old – failed.\n" + "More. " * 50
    made = OriginalDialog(None, light, article_row().id, "text/plain", words, words, "The gates, which were old, failed")
    qtbot.addWidget(made)
    (mark,) = made.view.extraSelections()
    assert mark.cursor.selectedText().replace("\u2029", "\n") == "The gates – which\nwere old – failed"
    assert place_of("not there at all, never", words) is None
    assert place_of("", words) is None


MAIL = (
    b"From: Ada Lind <ada@example.org>\r\nTo: desk@example.org\r\nSubject: Gates\r\n"
    b"Date: Fri, 21 Jun 2024 10:00:00 +0000\r\n"
    b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    b"VGhlIGdhdGVzIGZhaWxlZCBhdCBub29uIHRvZGF5LCBzYWlkIHRoZSBwaWxvdC4=\r\n"
)


def test_mail_is_shown_as_its_words() -> None:
    words = words_of(MAIL, "message/rfc822")
    assert words is not None
    assert "The gates failed at noon" in words
    assert words_of(b"plain", "text/plain") is None
