"""The claims pane: what a cell shows, what a click asks for, what the standing says."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from casefile.domain.articles import Basis, Publication
from casefile.domain.claims import Cell, Claim, ClaimKind, Relation, Standing
from casefile.domain.commands import DecideClaim
from casefile.domain.ids import Kind
from casefile.domain.rows import ArticleRow, Counts
from casefile.domain.scope import Scope
from casefile.domain.selection import Focus, Links
from casefile.domain.weighing import Grade, Origin, OriginEdge, OriginGraph, OriginKind, Path
from casefile.gui.jobs import Asks
from casefile.gui.panes.claims import words
from casefile.gui.panes.claims.pane import ClaimsPane
from casefile.gui.theme import Theme


def article(number: int, outlet: str) -> ArticleRow:
    published = Publication(f"2024-03-0{number}", Basis.GIVEN, 1.0)
    return ArticleRow(f"S{number}", number, f"T{number}", outlet, (), published, "en", "", "", "", None, None, Counts())


ARTICLES = (article(1, "The Quay"), article(2, "Tideline"), article(3, "Ferry Post"))
FIRST = Cell("S1", Relation.STATES, "some 40", 2, 30, 37, "Some 40 barges sank.", "Ada Krol", "2024-03-01", True)
OTHER = Cell("S2", Relation.DIFFERS, "12", 4, 90, 92, "Only 12 barges sank.", None, "2024-03-02")
CLAIMS = (
    Claim("c1", "How many barges", ClaimKind.FIGURE, Standing.CONFLICT, 1, "open", 0.6, "made.up",
          (FIRST, OTHER, Cell("S3", Relation.SILENT)), grade=Grade("4", "Two against one.")),
    Claim("c2", "When it sank", ClaimKind.DATE, Standing.CORROBORATED, 2, "open", 0.6, "made.up",
          (Cell("S1", Relation.SILENT), Cell("S2", Relation.STATES, "May", 1, 3, 6, "In May.", None, None, True),
           Cell("S3", Relation.AGREES, "May", 1, 5, 8, "It was May.", None, None)), grade=Grade("2", "")),
)  # fmt: skip


class Answers:
    """What a case would answer."""

    def claims(self, _scope: Scope) -> tuple[Claim, ...]:
        return CLAIMS[1:]

    def articles(self, _scope: Scope) -> tuple[ArticleRow, ...]:
        return ARTICLES

    def origins(self) -> OriginGraph:
        return OriginGraph()


class JobsAtOnce(Protocol):
    asked: list[str]


@pytest.fixture
def pane(qtbot: QtBot, jobs: Asks, light: Theme) -> ClaimsPane:
    made = ClaimsPane(jobs, light)
    qtbot.addWidget(made)
    made.resize(800, 500)
    made.show()
    made.show_rows(CLAIMS, ARTICLES)
    return made


def shown(pane: ClaimsPane, row: int) -> list[str]:
    return [pane.model.index(row, column).data() for column in range(pane.model.columnCount())]


def test_rows_are_claims_and_columns_articles_in_order_of_publication(pane: ClaimsPane) -> None:
    heads = [pane.model.headerData(column, Qt.Orientation.Horizontal) for column in range(5)]
    assert heads == [
        "Claim",
        "Quay\n1 Mar 2024\nS1",
        "Tideline\n2 Mar 2024\nS2",
        "Ferry Post\n3 Mar 2024\nS3",
        "Standing",
    ]
    assert shown(pane, 0)[:4] == ["How many barges", "● first some 40", "✕ differs 12", "silent"]
    assert shown(pane, 0)[4] == "✕ in conflict, S2 against\n4 doubtful"
    assert shown(pane, 1)[:4] == ["When it sank", "silent", "● first May", "✓ agrees May"]
    assert shown(pane, 1)[4] == "✓ 2 origins, 2 articles\n2 probably true"


def test_the_header_counts_claims_articles_and_conflicts(qtbot: QtBot, pane: ClaimsPane) -> None:
    with qtbot.waitSignal(pane.count_changed) as said:
        pane.show_rows(CLAIMS, ARTICLES)
    assert said.args == ["2 claims · 3 articles · 1 in conflict"]


@pytest.mark.parametrize(
    ("row", "column", "focus"),
    [
        (0, 2, Focus(Kind.CLAIM, "c1", 2, 90, 92)),
        (0, 3, Focus(Kind.CLAIM, "c1", 1, 30, 37)),
        (1, 0, Focus(Kind.CLAIM, "c2", 2, 3, 6)),
    ],
    ids=["a cell", "a silent cell: where it was said first", "the claim: the same"],
)
def test_a_click_looks_at_the_sentence(qtbot: QtBot, pane: ClaimsPane, row: int, column: int, focus: Focus) -> None:
    where = pane.table.visualRect(pane.model.index(row, column)).center()
    with qtbot.waitSignal(pane.focus_requested) as asked:
        QTest.mouseClick(pane.table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert asked.args == [focus]


def test_enter_opens_the_reader(qtbot: QtBot, pane: ClaimsPane) -> None:
    pane.table.setCurrentIndex(pane.model.index(0, 2))
    with qtbot.waitSignal(pane.open_requested) as asked:
        QTest.keyClick(pane.table, Qt.Key.Key_Return)
    assert asked.args == [Focus(Kind.CLAIM, "c1", 2, 90, 92)]


def test_a_focus_from_elsewhere_is_shown_without_an_echo(qtbot: QtBot, pane: ClaimsPane) -> None:
    focus = Focus(Kind.CLAIM, "c2", 3, 5, 8)
    with qtbot.assertNotEmitted(pane.focus_requested):
        pane.show_links(Links(focus, claims=frozenset({"c2"}), article=3, start=5, end=8))
    current = pane.table.currentIndex()
    assert (current.row(), current.column()) == (1, 3)


def test_tooltips_give_sentence_speaker_and_date() -> None:
    assert words.details(FIRST) == "[S1 ¶2] ● first according to Ada Krol, 1 Mar 2024\nSome 40 barges sank."
    assert words.details(CLAIMS[0].cells[2]) == "S3 says nothing about this."
    assert words.copied(CLAIMS[0], OTHER) == "“Only 12 barges sank.” [S2 ¶4]"
    assert words.standing_details(CLAIMS[0]) == "S2 against\n4 doubtful"
    assert words.explained(CLAIMS[0]).splitlines()[-2:] == ["Credibility 4: doubtful (proposed).", "Two against one."]


def test_the_menu_decides_status_and_what_an_article_says(qtbot: QtBot, pane: ClaimsPane) -> None:
    menu = QMenu(pane)
    pane._offer(menu, CLAIMS[:1], OTHER)
    status, relation = (action.menu() for action in menu.actions()[:2])
    assert isinstance(status, QMenu)
    assert isinstance(relation, QMenu)
    assert [action.text() for action in status.actions() if action.isChecked()] == ["open"]
    assert [action.text() for action in relation.actions() if action.isChecked()] == ["differs"]
    with qtbot.waitSignal(pane.command_requested) as asked:
        next(action for action in relation.actions() if action.text() == "agrees").trigger()
    assert asked.args == [DecideClaim(("c1",), (("S2", "agrees"),))]


def test_a_pane_that_is_not_seen_asks_only_when_it_is_shown(pane: ClaimsPane, jobs: JobsAtOnce) -> None:
    pane.hide()
    pane.attach(Answers())  # type: ignore[arg-type]
    assert jobs.asked == []
    pane.show()
    assert jobs.asked == ["claims.rows"]
    assert shown(pane, 0)[0] == "When it sank"


def test_nothing_to_show_is_said(pane: ClaimsPane) -> None:
    pane.show_rows((), ())
    assert pane.nothing.isVisible()
    assert not pane.table.isVisible()


def test_both_themes_paint(pane: ClaimsPane, any_theme: Theme) -> None:
    pane.set_theme(any_theme)
    picture = pane.table.viewport().grab().toImage()
    colours = {picture.pixelColor(x, y).name() for x in range(0, picture.width(), 2) for y in range(picture.height())}
    assert any_theme["surface"].name() in colours
    assert any_theme["border"].name() in colours


# Columns folded, claims filtered.

GRAPH = OriginGraph(
    (
        Origin("oThe Quay", OriginKind.OUTLET, "The Quay", ("S1", "S3")),
        Origin("oTideline", OriginKind.OUTLET, "Tideline", ("S2",)),
    ),
    tuple(
        OriginEdge(article, origin, Path.OWN, True)
        for article, origin in (("S1", "oThe Quay"), ("S2", "oTideline"), ("S3", "oThe Quay"))
    ),
    2,
)


def test_columns_fold_by_outlet_and_by_origin(pane: ClaimsPane) -> None:
    pane.show_rows(CLAIMS, ARTICLES, GRAPH)
    pane.matrix.fold.setCurrentIndex(2)
    heads = [pane.model.headerData(column, Qt.Orientation.Horizontal) for column in range(pane.model.columnCount())]
    assert heads == ["Claim", "Quay\nS1, S3", "Tideline\nS2", "Standing"]
    assert shown(pane, 0)[1:3] == ["● first some 40", "✕ differs 12"]
    assert shown(pane, 1)[1:3] == ["✓ agrees May", "● first May"]
    pane.matrix.fold.setCurrentIndex(1)
    assert pane.model.columnCount() == 5
    pane.show_links(Links(Focus(Kind.CLAIM, "c2", 3, 5, 8), claims=frozenset({"c2"}), article=3))
    assert pane.table.currentIndex().column() == 3


def test_an_outlet_on_both_sides_says_so(pane: ClaimsPane) -> None:
    one_outlet = tuple(replace(row, outlet="The Quay") for row in ARTICLES)
    pane.show_rows(CLAIMS, one_outlet)
    pane.matrix.fold.setCurrentIndex(1)
    assert shown(pane, 0)[1] == "⇄ both sides 12"


def test_claims_are_filtered_by_words_and_standing(qtbot: QtBot, pane: ClaimsPane) -> None:
    pane.matrix.filter.setText("only barges")
    assert [claim.id for claim in pane.model.claims] == ["c1"]
    with qtbot.waitSignal(pane.count_changed) as said:
        pane.matrix.filter.setText("may")
    assert said.args == ["1 of 2 claims · 3 articles · 0 in conflict"]
    pane.matrix.filter.clear()
    pane.matrix.standing.setCurrentIndex(pane.matrix.standing.findData("conflict"))
    assert [claim.id for claim in pane.model.claims] == ["c1"]


def test_what_is_revised_is_no_conflict_to_the_eye() -> None:
    later = replace(OTHER, revises=True)
    assert (words.relation(later), words.tone(later)) == ("↻ later", "single")
    assert words.tone(OTHER) == "differs"


def test_several_claims_are_decided_at_once(qtbot: QtBot, pane: ClaimsPane) -> None:
    pane.table.selectAll()
    assert [claim.id for claim in pane.matrix.selected()] == ["c1", "c2"]
    menu = QMenu(pane)
    pane._offer(menu, pane.matrix.selected(), None)
    status = menu.actions()[0].menu()
    assert isinstance(status, QMenu)
    with qtbot.waitSignal(pane.command_requested) as asked:
        next(action for action in status.actions() if action.text() == "disputed").trigger()
    assert asked.args == [DecideClaim(("c1", "c2"), (("status", "disputed"),))]


def test_two_articles_are_read_side_by_side(qtbot: QtBot, pane: ClaimsPane) -> None:
    menu = QMenu(pane)
    pane._offer(menu, CLAIMS[:1], OTHER)
    beside = menu.actions()[-1]
    assert beside.text() == "Read beside S1, where it was said first"
    with qtbot.waitSignal(pane.open_requested) as opened, qtbot.waitSignal(pane.verb_requested) as asked:
        beside.trigger()
    assert opened.args == [Focus(Kind.CLAIM, "c1", 2, 90, 92)]
    assert asked.args == ["beside", ("S1",)]


def test_a_hundred_claims_against_two_hundred_articles_make_cells_only_where_one_looks(pane: ClaimsPane) -> None:
    rows = tuple(replace(ARTICLES[0], id=f"S{number}", number=number) for number in range(1, 201))
    silent = tuple(Cell(row.id, Relation.SILENT) for row in rows)
    claims = tuple(replace(CLAIMS[0], id=f"c{number}", cells=(FIRST, *silent[1:])) for number in range(100))
    pane.show_rows(claims, rows)
    pane.table.viewport().grab()
    assert 0 < len(pane.model._cells) < 2000


def test_how_a_claim_stands_is_in_sight_however_many_articles_there_are(pane: ClaimsPane) -> None:
    pane.resize(900, 500)
    for count, place in ((2, 3), (200, 1)):
        rows = tuple(replace(ARTICLES[0], id=f"S{number}", number=number) for number in range(1, count + 1))
        silent = tuple(Cell(row.id, Relation.SILENT) for row in rows)
        pane.show_rows((replace(CLAIMS[0], cells=(FIRST, *silent[1:])),), rows)
        pane.matrix.arrange()
        assert pane.table.horizontalHeader().visualIndex(count + 1) == place
