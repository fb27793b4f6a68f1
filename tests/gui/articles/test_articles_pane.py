"""Given article rows what the list says; given a click what it asks for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from gui_rows import article_row
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from casefile.bootstrap import importing, opening
from casefile.case.service import Case
from casefile.domain.articles import Basis, Publication
from casefile.domain.ids import Kind
from casefile.domain.scope import InArticle, Matching, Mode
from casefile.domain.selection import Focus, Links, Selection
from casefile.gui.jobs import Asks
from casefile.gui.panes.articles.model import BLOCK, ROW, about, hint, initial, numbered, title
from casefile.gui.panes.articles.pane import ArticlesPane, Listed
from casefile.gui.theme import Theme

ROWS = (
    article_row(1),
    article_row(2, title="Police look into ferry attack", outlet="Nordlys", origin="S1"),
    article_row(3, title="", outlet="", published=Publication("2024-10", Basis.TEXT, 0.5)),
)


@pytest.fixture
def papers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Case]:
    monkeypatch.setenv("CASEFILE_CACHE", str(tmp_path / "cache"))
    known = (("Ada Lind", "The Halden Post", "2024-06-22"), ("Ada Lind", "Nordlys", "2023"), ("Tor Berg", "Havn", "2024-01"))
    manifest = ["file,title,outlet,author,published"]
    for number, (author, outlet, day) in enumerate(known, 1):
        (tmp_path / f"{number}.txt").write_text(f"The ferry was late again, for the {number}. time.\n", encoding="utf-8")
        manifest.append(f"{number}.txt,Ferry late {number},{outlet},{author},{day}")
    (tmp_path / "manifest.csv").write_text("\n".join(manifest), encoding="utf-8")
    with opening.create_case(tmp_path / "ferry.casefile") as case:
        paths = [tmp_path / f"{number}.txt" for number in (1, 2, 3)]
        importing.import_into(case, paths, manifest=tmp_path / "manifest.csv")
        yield case


@pytest.fixture
def pane(qtbot: QtBot, jobs: Asks, light: Theme) -> ArticlesPane:
    made = ArticlesPane(jobs, light)
    qtbot.addWidget(made)
    made.resize(280, 500)
    made.show()
    made.show_rows(ROWS)
    return made


def at(pane: ArticlesPane, row: int) -> QPoint:
    return pane.list.visualRect(pane.model.index(row)).center()


def test_rows_say_outlet_date_and_counts() -> None:
    assert [title(row) for row in ROWS] == [
        "Ferry firm admits breach",
        "Police look into ferry attack",
        "Untitled article S3",
    ]
    assert about(ROWS[0]) == "The Halden Post · 22 Jun 2024 · 4 events · 1 quote"
    assert about(ROWS[2]) == "outlet unknown · ~ Oct 2024 inferred · 4 events · 1 quote"
    assert numbered(ROWS[0]) == f"S1 · {about(ROWS[0])}"
    assert [hint(row) for row in ROWS] == ["", "repeats S1", ""]
    assert hint(article_row(4, duplicate_of="S2", origin="S2")) == "same text as S2"
    assert hint(article_row(4, published=Publication())) == "publication date not known"
    assert hint(article_row(4, language="de")) == "read with reduced means: no rules for its language (de)"
    assert about(article_row(4, published=Publication("2023-06/..", Basis.TEXT, 0.3))).startswith(
        "The Halden Post · not before Jun 2023"
    )
    assert [initial(row) for row in ROWS] == ["H", "N", "?"]


def test_a_click_focuses_a_double_click_narrows_enter_opens(pane: ArticlesPane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane.focus_requested) as focused:
        qtbot.mouseClick(pane.list.viewport(), Qt.MouseButton.LeftButton, pos=at(pane, 1))
    assert focused.args == [Focus(Kind.ARTICLE, "S2", 2)]
    with qtbot.waitSignal(pane.brush_requested) as brushed:
        qtbot.mouseDClick(pane.list.viewport(), Qt.MouseButton.LeftButton, pos=at(pane, 1))
    assert brushed.args == [InArticle(2), Mode.NARROW]
    with qtbot.waitSignal(pane.open_requested) as opened:
        qtbot.keyClick(pane.list, Qt.Key.Key_Return)
    assert opened.args == [Focus(Kind.ARTICLE, "S2", 2)]


def test_the_focus_selects_its_article_without_an_echo(pane: ArticlesPane) -> None:
    echoes: list[Focus] = []
    pane.focus_requested.connect(echoes.append)
    focus = Focus(Kind.ENTITY, "e0000000000001")
    pane.show_selection(Selection(focus), Links(focus, frozenset({2, 3}), article=2))
    assert pane.list.currentIndex().row() == 1
    assert pane.delegate.linked == {2, 3}
    assert pane.delegate.dimmed
    assert echoes == []


def test_the_filter_narrows_by_all_its_words(pane: ArticlesPane, papers: Case, qtbot: QtBot) -> None:
    counts: list[str] = []
    pane.count_changed.connect(counts.append)
    pane.attach(papers.ask)
    assert pane.model.numbers == (1, 2, 3)
    pane.filter.setText("ferry LIND")
    assert [row.number for row in pane.model.rows] == [1, 2]
    pane.filter.setText("nordlys")
    assert [row.number for row in pane.model.rows] == [2]
    assert counts[-1] == "1 of 3"
    pane.filter.setText("no such thing")
    assert pane.empty.isVisible()
    assert pane.empty.accessibleName() == "No article fits the filter"
    qtbot.keyClick(pane.filter, Qt.Key.Key_Escape)
    assert pane.model.numbers == (1, 2, 3)


def test_the_list_is_in_the_order_asked_for(pane: ArticlesPane, papers: Case) -> None:
    pane.attach(papers.ask)
    pane.sort("published")
    assert pane.model.numbers == (2, 3, 1)
    pane.sort("outlet")
    assert [row.outlet for row in pane.model.rows] == ["Havn", "Nordlys", "The Halden Post"]


def test_rows_of_a_long_list_are_asked_for_where_one_looks(pane: ArticlesPane) -> None:
    wanted: list[tuple[int, ...]] = []
    pane.model.wanted.connect(wanted.append)
    pane.show_listed(Listed(tuple(range(1, 100_001)), 100_000, (article_row(1),)))
    assert pane.model.index(0).data(ROW) == article_row(1)
    assert pane.model.index(70_000).data(ROW) is None
    assert pane.model.index(70_000).data() == "S70001"
    QCoreApplication.processEvents()
    assert 70_001 in wanted[-1]
    assert len(wanted[-1]) <= 2 * BLOCK
    pane.model.fill([article_row(70_001)])
    assert pane.model.index(70_000).data() == "Ferry firm admits breach"
    pane.model.index(70_002).data(ROW)
    QCoreApplication.processEvents()
    assert sum(70_003 in numbers for numbers in wanted) == 1


def test_what_is_not_read_yet_can_be_opened(pane: ArticlesPane, qtbot: QtBot) -> None:
    pane.show_listed(Listed(tuple(range(1, 1001)), 1000, ()))
    with qtbot.waitSignal(pane.focus_requested) as focused:
        pane.step(1)
    assert focused.args == [Focus(Kind.ARTICLE, "S1", 1)]


def test_an_empty_list_says_what_to_do(pane: ArticlesPane) -> None:
    pane.show_rows(())
    assert "Ctrl+I" in pane.empty.accessibleDescription()
    pane.show_selection(Selection(None, Matching("ferry")), Links())
    pane.show_rows(())
    assert pane.empty.accessibleName() == "No article in scope"


def test_the_order_is_said_on_its_button(pane: ArticlesPane) -> None:
    pane.sort("published")
    assert pane.order == "published"
    button = next(b for b in pane.findChildren(QToolButton) if b.menu() is not None)
    assert button.text() == "by date ▾"


def test_stepping_stops_at_the_ends(pane: ArticlesPane) -> None:
    asked: list[str] = []
    pane.focus_requested.connect(lambda focus: asked.append(focus.id))
    for _ in range(4):
        pane.step(1)
    pane.step(-1)
    assert asked == ["S1", "S2", "S3", "S2"]


def test_many_rows_are_not_measured_one_by_one(pane: ArticlesPane) -> None:
    pane.show_rows(tuple(article_row(number) for number in range(1, 1001)))
    assert pane.list.uniformItemSizes()
    pane.show_rows(ROWS)
    assert not pane.list.uniformItemSizes()


def test_it_draws_in_both_themes(qtbot: QtBot, jobs: Asks, any_theme: Theme) -> None:
    made = ArticlesPane(jobs, any_theme)
    qtbot.addWidget(made)
    made.resize(280, 400)
    made.show()
    made.show_rows(ROWS)
    drawn = made.list.viewport().grab().toImage()
    found = {drawn.pixelColor(x, y).name() for x in range(drawn.width()) for y in range(0, drawn.height(), 2)}
    assert any_theme.tile("The Halden Post").name() in found
    assert any_theme["text"].name() in found
