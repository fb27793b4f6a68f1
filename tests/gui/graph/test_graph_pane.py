"""The graph pane: clicks and keys on nodes and edges."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QItemSelectionModel, QPointF, Qt
from pytestqt.qtbot import QtBot

from casefile.domain.findings import EntityType
from casefile.domain.ids import Kind
from casefile.domain.rows import Company, MentionRow, Place
from casefile.domain.scope import Mode, OfEntity
from casefile.domain.selection import Focus, Links, Selection
from casefile.gui.jobs import Asks
from casefile.gui.panes.graph.pane import GraphPane
from casefile.gui.theme import Theme

# Not `setCurrentIndex` of the view: that one takes note of modifier keys that an earlier test sent.
CHOOSE = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


def mention(entity: str, name: str, sentence: int, kind: EntityType = EntityType.PERSON) -> MentionRow:
    place = Place("S2", 1 + sentence, sentence * 100, sentence * 100 + 5, name, f"<i>Sentence</i> {sentence}.")
    return MentionRow(f"m{entity}{sentence}", place, entity, kind, name, None, False, "", 0.9, "made.up")


ROWS = (
    mention("e1", "Mira Toll", 1),
    mention("e2", "Harbour Authority", 1, EntityType.ORGANISATION),
    mention("e1", "Mira Toll", 2),
    mention("e2", "Harbour Authority", 2, EntityType.ORGANISATION),
    mention("e3", "Old Quay", 3, EntityType.PLACE),
    mention("e1", "Mira Toll", 3),
    mention("e4", "BookingHub", 4, EntityType.SYSTEM),
)


@pytest.fixture
def pane(qtbot: QtBot, jobs: Asks, light: Theme) -> GraphPane:
    made = GraphPane(jobs, light)
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    qtbot.waitExposed(made)
    made.show_rows(ROWS)
    made.canvas.fit()
    return made


def test_a_click_on_a_node_focuses_a_double_click_narrows(pane: GraphPane, qtbot: QtBot) -> None:
    at = pane.canvas.position(0).toPoint()
    with qtbot.waitSignal(pane.focus_requested) as focused:
        qtbot.mouseClick(pane.canvas, Qt.MouseButton.LeftButton, pos=at)
    assert focused.args == [Focus(Kind.ENTITY, "e1")]
    with qtbot.waitSignal(pane.brush_requested) as narrowed:
        qtbot.mouseDClick(pane.canvas, Qt.MouseButton.LeftButton, pos=at)
    assert narrowed.args == [OfEntity("e1"), Mode.NARROW]


def test_an_edge_opens_its_sentences(pane: GraphPane, qtbot: QtBot) -> None:
    edge = next(e for e in pane.canvas._network.edges if e.together == 2)
    middle = (pane.canvas.position(edge.first) + pane.canvas.position(edge.second)) / 2
    qtbot.mouseClick(pane.canvas, Qt.MouseButton.LeftButton, pos=middle.toPoint())
    assert pane.edge_label.text() == "Mira Toll and Harbour Authority · 2 sentences"
    assert len(pane.model.rows()) == 2
    assert pane.sentences.isVisible()
    with qtbot.waitSignal(pane.focus_requested) as focused:
        pane.sentences.selectionModel().setCurrentIndex(pane.model.index(1), CHOOSE)
    assert focused.args == [Focus(Kind.ARTICLE, "S2", 2, 200, 205)]
    with qtbot.waitSignal(pane.open_requested) as opened:
        qtbot.keyClick(pane.sentences, Qt.Key.Key_Return)
    assert opened.args == [Focus(Kind.ARTICLE, "S2", 2, 200, 205)]


def test_arrow_keys_go_to_the_node_that_lies_there(pane: GraphPane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane.focus_requested) as first:
        qtbot.keyClick(pane.canvas, Qt.Key.Key_Right)
    assert first.args == [Focus(Kind.ENTITY, "e1")]
    pane.show_selection(Selection(first.args[0]), Links(first.args[0], entities=frozenset({"e1"})))
    here, there = pane.canvas.position(0), pane.canvas.position(1)
    way = there - here
    key = (
        (Qt.Key.Key_Right if way.x() > 0 else Qt.Key.Key_Left)
        if abs(way.x()) > abs(way.y())
        else (Qt.Key.Key_Down if way.y() > 0 else Qt.Key.Key_Up)
    )
    asked: list[Focus] = []
    pane.focus_requested.connect(asked.append)
    qtbot.keyClick(pane.canvas, key)
    number = next(n for n, node in enumerate(pane.canvas._network.nodes) if node.id == asked[0].id)
    gone = pane.canvas.position(number) - here
    assert QPointF.dotProduct(gone, way) > 0


def test_enter_opens_and_ctrl_enter_narrows(pane: GraphPane, qtbot: QtBot) -> None:
    focus = Focus(Kind.ENTITY, "e2")
    pane.show_selection(Selection(focus), Links(focus, entities=frozenset({"e2"})))
    with qtbot.waitSignal(pane.open_requested) as opened:
        qtbot.keyClick(pane.canvas, Qt.Key.Key_Return)
    assert opened.args == [focus]
    with qtbot.waitSignal(pane.brush_requested) as narrowed:
        qtbot.keyClick(pane.canvas, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert narrowed.args == [OfEntity("e2"), Mode.NARROW]
    assert "Harbour Authority" in pane.canvas.accessibleDescription()


def test_a_node_keeps_its_place_while_it_is_out_of_scope(pane: GraphPane) -> None:
    before = dict(pane._places)
    pane.show_rows(ROWS[:4])
    assert pane._places["e4"] == before["e4"]


def test_counts_and_what_is_folded_are_said(pane: GraphPane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane.count_changed) as said:
        pane.show_rows(ROWS)
    assert said.args == ["4 entities · 2 links"]
    assert pane.fold_label.text() == ""
    many = tuple(mention(f"x{n}", f"Name {n}", n) for n in range(320))
    pane.show_rows(many)
    assert pane.fold_label.text().startswith("20 more are folded away")


def test_without_mentions_the_pane_says_what_to_do(pane: GraphPane) -> None:
    pane.show_rows(())
    assert pane.empty.isVisible()


def test_both_themes_paint_every_kind(pane: GraphPane, any_theme: Theme) -> None:
    pane.set_theme(any_theme)
    picture = pane.canvas.grab().toImage()
    colours = {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}
    for token in ("person", "organisation", "place", "system", "surface"):
        assert any_theme[token].name() in colours


class Answers:
    """Stands in for the reading side of a case: counts how often it was asked."""

    def __init__(self) -> None:
        self.times = 0

    def company(self, _scope: object, _most: int, _few: int) -> None:
        return None

    def mentions(self, _scope: object) -> tuple[MentionRow, ...]:
        self.times += 1
        return ROWS


def test_a_hidden_graph_is_laid_out_when_it_is_looked_at(qtbot: QtBot, jobs: Asks, light: Theme) -> None:
    pane, answers = GraphPane(jobs, light), Answers()
    qtbot.addWidget(pane)
    pane.attach(answers)  # type: ignore[arg-type]
    pane.reload()
    assert answers.times == 0
    pane.show()
    assert answers.times == 1
    pane.hide()
    pane.show()
    assert answers.times == 1


class Large:
    """A case whose mentions are only counted."""

    def company(self, _scope: object, _most: int, _few: int) -> Company:
        entities = (("e1", "Mira Toll", "person", 30_000), ("e2", "Harbour Authority", "organisation", 20_000))
        return Company(entities, ((0, 1, 7_000),), 400)

    def together(self, _scope: object, first: str, second: str, _most: int) -> tuple[MentionRow, ...]:
        assert (first, second) == ("e1", "e2")
        return (ROWS[0], ROWS[0], ROWS[2])


def test_in_a_large_case_sentences_come_when_an_edge_is_looked_at(qtbot: QtBot, jobs: Asks, light: Theme) -> None:
    made = GraphPane(jobs, light)
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    made.attach(Large())  # type: ignore[arg-type]
    (edge,) = made.canvas._network.edges
    assert (edge.together, edge.places) == (7_000, ())
    assert "400" in made.fold_label.text()
    made.canvas.edge_clicked.emit(edge)
    assert [place.start for place in made.model.all_rows()] == [100, 200]
    assert "7,000" in made.edge_label.text()
