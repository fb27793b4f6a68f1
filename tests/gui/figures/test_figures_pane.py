"""The figures pane: amounts in words, the same unit side by side."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from casefile.domain.ids import Kind
from casefile.domain.rows import FigureRow, Place
from casefile.domain.selection import Focus
from casefile.gui.jobs import Asks
from casefile.gui.panes.figures import words
from casefile.gui.panes.figures.pane import FiguresPane
from casefile.gui.theme import Theme


def figure(
    number: int, value: float, unit: str | None, qualifier: str = "exactly", kind: str = "count", most: float | None = None
) -> FigureRow:
    place = Place(f"S{number}", 2, 30, 40, str(value), f"The clerk counted {value} {unit}.")
    return FigureRow(f"f{number}", place, value, most, unit, qualifier, kind, "", 0.9, "made.up")


ROWS = (
    figure(1, 12000, "files"),
    figure(2, 10000, "Files", "more than"),
    figure(3, 9.99, "USD", kind="money"),
    figure(4, 3, None, "between", "percent", 5),
)


@pytest.fixture
def pane(qtbot: QtBot, jobs: Asks, light: Theme) -> FiguresPane:
    made = FiguresPane(jobs, light)
    qtbot.addWidget(made)
    made.resize(340, 500)
    made.show()
    made.show_rows(ROWS)
    return made


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (ROWS[0], "12,000 files"),
        (ROWS[1], "more than 10,000 Files"),
        (ROWS[2], "USD 9.99"),
        (ROWS[3], "3 to 5 %"),
        (figure(5, 0.25, "kilometres", "about", "measure"), "about 0.25 kilometres"),
        (figure(6, 1e20, "grains"), "100,000,000,000,000,000,000 grains"),
    ],
)
def test_amounts_in_words(row: FigureRow, expected: str) -> None:
    assert words.amount(row) == expected


def test_the_same_unit_stands_together_by_value(pane: FiguresPane) -> None:
    assert [header.title for header in pane.model.headers()] == ["files", "usd", "no unit"]
    assert [row.id for row in pane.model.rows()] == ["f2", "f1", "f3", "f4"]


def test_by_value_the_greatest_comes_first(pane: FiguresPane) -> None:
    pane.set_order("value")
    assert pane.model.headers() == []
    assert [row.id for row in pane.model.rows()] == ["f1", "f2", "f3", "f4"]
    pane.set_order("article")
    assert [row.id for row in pane.model.rows()] == ["f1", "f2", "f3", "f4"]


def test_kinds_filter(pane: FiguresPane) -> None:
    pane.set_kind("percent")
    assert [row.id for row in pane.model.rows()] == ["f4"]


def test_focus_and_copy(pane: FiguresPane) -> None:
    assert pane.focus_of(ROWS[0]) == Focus(Kind.FIGURE, "f1", 1, 30, 40)
    assert pane.copied(ROWS[1]) == "more than 10,000 Files: “The clerk counted 10000 Files.” [S2 ¶2]"


def test_both_themes_paint(pane: FiguresPane, any_theme: Theme) -> None:
    pane.set_theme(any_theme)
    picture = pane.list.viewport().grab().toImage()
    colours = {picture.pixelColor(x, y).name() for x in range(0, picture.width(), 2) for y in range(picture.height())}
    assert any_theme["figure_tint"].name() in colours
