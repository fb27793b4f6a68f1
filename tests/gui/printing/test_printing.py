"""What a pane shows comes out on pages: whole, in the light theme, with numbers."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest
from gui_events import event
from gui_rows import TEXT, article_text
from PySide6.QtCore import QMarginsF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter, QStandardItemModel
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from casefile.domain.rows import NoteRow
from casefile.gui.jobs import Asks
from casefile.gui.panes.reader.pane import ReaderPane
from casefile.gui.panes.timeline.pane import TimelinePane
from casefile.gui.printing import preview, print_table
from casefile.gui.theme import Theme


def paper(path: Path, *, landscape: bool = False) -> QPdfWriter:
    made = QPdfWriter(str(path))
    made.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    made.setPageMargins(QMarginsF(15, 15, 15, 15), QPageLayout.Unit.Millimeter)
    if landscape:
        made.setPageOrientation(QPageLayout.Orientation.Landscape)
    return made


def pages(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def brightness(path: Path) -> float:
    picture = pypdfium2.PdfDocument(path)[0].render(scale=0.3, grayscale=True)
    values = bytes(picture.buffer)
    return sum(values) / len(values)


@pytest.fixture
def reader(qtbot: QtBot, jobs: Asks, any_theme: Theme) -> ReaderPane:
    made = ReaderPane(jobs, any_theme)
    qtbot.addWidget(made)
    made.resize(820, 560)
    return made


def test_an_article_is_printed_with_numbers_speakers_and_notes(reader: ReaderPane, tmp_path: Path) -> None:
    assert reader.printable == ""
    note = NoteRow(
        "n0000000000001", "S1", "Ask the firm again", 1, TEXT.index("Documents"), TEXT.index("Documents") + 4, "2025"
    )
    article = article_text()
    reader.show_article(type(article)(**{**fields(article), "notes": (note,)}))
    assert reader.printable == "portrait"
    out = tmp_path / "a.pdf"
    reader.print_on(paper(out))
    (page,) = pages(out)
    assert page.index("Ferry firm admits breach") < page.index("Documents of more than 40")
    for words in ("The Halden Post", "Mira Solberg · chief engineer", "“We see no danger", "Notes ¶2 Ask the firm again"):
        assert words in page
    assert brightness(out) > 220


def fields(row: object) -> dict[str, object]:
    return {name: getattr(row, name) for name in row.__dataclass_fields__}  # type: ignore[attr-defined]


def test_a_long_article_takes_several_numbered_pages(reader: ReaderPane, tmp_path: Path) -> None:
    text = "\n\n".join(f"Paragraph {number} of a long report. " + "More words follow here. " * 20 for number in range(60))
    reader.show_article(article_text(text))
    out = tmp_path / "a.pdf"
    reader.print_on(paper(out))
    found = pages(out)
    assert len(found) > 3
    assert all(f"Paragraph {number} of" in " ".join(found) for number in range(60))
    numbers = [re.search(r" \d{4} (\d+) ", page) for page in found]
    assert [int(number[1]) for number in numbers if number] == list(range(1, len(found) + 1))


def test_the_timeline_is_printed_with_all_its_rows(qtbot: QtBot, jobs: Asks, any_theme: Theme, tmp_path: Path) -> None:
    made = TimelinePane(jobs, any_theme)
    qtbot.addWidget(made)
    made.resize(900, 200)
    made.show()
    rows = tuple(
        event(f"v{outlet}-{number}", f"2023-{number % 12 + 1:02}-1{number % 9}", (f"Outlet {outlet}",))
        for outlet in range(9)
        for number in range(12)
    )
    made.show_rows((*rows, event("lost", None)))
    out = tmp_path / "t.pdf"
    made.print_on(paper(out, landscape=True))
    found = pages(out)
    whole = " ".join(found)
    assert all(f"Outlet {outlet}" in whole for outlet in range(9))
    assert "Undated" in whole
    assert brightness(out) > 200
    made.show_form(table=True)
    made.print_on(paper(out, landscape=True))
    assert sum(page.replace(" ", "").count("Gatesfailv") for page in pages(out)) == len(rows)


def test_columns_that_do_not_fit_follow_on_further_pages(qapp: object, tmp_path: Path) -> None:
    model = QStandardItemModel(3, 20)
    for column in range(20):
        model.setHeaderData(column, Qt.Orientation.Horizontal, f"Head{column}")
        for row in range(3):
            model.setData(model.index(row, column), f"cell{row}x{column}")
    out = tmp_path / "m.pdf"
    print_table(paper(out, landscape=True), "Claims", model)
    found = pages(out)
    assert len(found) >= 2
    whole = "".join(found).replace(" ", "")
    assert all(f"cell{row}x{column}" in whole for row in range(3) for column in range(20))
    assert all("cell0x0" in page.replace(" ", "") for page in found)


def test_the_preview_shows_the_pages_first(reader: ReaderPane, qtbot: QtBot) -> None:
    reader.show_article(article_text())
    window = QWidget()
    qtbot.addWidget(window)
    asked: list[QPrinter] = []

    def paint(device: QPrinter) -> None:
        asked.append(device)
        reader.print_on(device)

    dialog = preview(window, "Reader", paint)  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: bool(asked))
    assert isinstance(dialog, QPrintPreviewDialog)
    assert not dialog.isModal()
    dialog.close()
