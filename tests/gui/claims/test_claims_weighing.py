"""Hypotheses, gaps and origins in the claims pane, and the claims of what is looked at: what is shown, what keys ask for."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from casefile.domain.articles import Basis, Publication
from casefile.domain.claims import Cell, Claim, ClaimKind, Relation, Standing
from casefile.domain.commands import (
    DeleteHypothesis,
    DeleteNote,
    JudgeHypothesis,
    Reconsider,
    Reject,
    SetOrigin,
    WeighClaims,
)
from casefile.domain.ids import Kind
from casefile.domain.rows import ArticleRow, Counts
from casefile.domain.scope import Scope
from casefile.domain.selection import Focus, Links, Selection
from casefile.domain.weighing import (
    Competition,
    Consistency,
    Gap,
    GapKind,
    GapPlace,
    Grade,
    Hypothesis,
    Origin,
    OriginEdge,
    OriginGraph,
    OriginKind,
    Path,
    SourceGrade,
    Weighed,
)
from casefile.gui.jobs import Asks
from casefile.gui.panes.claims.near import NearClaimsPane, says
from casefile.gui.panes.claims.pane import ClaimsPane
from casefile.gui.theme import Theme

YES, NO = Consistency.CONSISTENT, Consistency.INCONSISTENT
FOUND = Competition(
    (
        Hypothesis("h1", "A storm sank them", 1, 1.414, 1, 0, 2),
        Hypothesis("h2", "The owner had them sunk", 2, 0.0, 0, 1, 1),
    ),
    (Weighed("c1", "How many barges", 1.414, (NO, YES), 1.0), Weighed("c2", "When it sank", 1.0, (None, None), 0.0)),
)
PLACE = GapPlace("S1", 2, 30, 50, "Barges were sunk.")
GAPS = (
    Gap("n1", GapKind.QUESTION, "Who paid", "Noted by the investigator."),
    Gap("g1", GapKind.UNANSWERED, "Who did it?", "S1 reports it.", (PLACE,), "v1"),
    Gap(
        "g2",
        GapKind.SILENCE,
        "What happened then?",
        "90 days.",
        earliest="2024-03-02",
        latest="2024-06-01",
        decision="rejected",
    ),
)
ROW = ArticleRow(
    "S1",
    1,
    "Barges sink",
    "The Quay",
    (),
    Publication("2024-03-01", Basis.GIVEN, 1.0),
    "en",
    "",
    "",
    "",
    None,
    None,
    Counts(),
)
GRAPH = OriginGraph(
    (
        Origin("oThe Quay", OriginKind.OUTLET, "The Quay", ("S1",)),
        Origin("=harbour office", OriginKind.SPEAKER, "harbour office", ("S1",)),
    ),
    (OriginEdge("S1", "oThe Quay", Path.OWN, True), OriginEdge("S1", "=harbour office", Path.SAID, False)),
    1,
)
GRADES = (SourceGrade("oThe Quay", "The Quay", ("S1",), Grade("B", "4 of 4."), 4, 0, 0),)
CLAIM = Claim(
    "c1", "How many barges", ClaimKind.FIGURE, Standing.CONFLICT, 1, "open", 0.6, "made.up",
    (Cell("S1", Relation.STATES, "40", 2, 30, 32, "40 barges.", None, None, True),
     Cell("S2", Relation.DIFFERS, "12", 1, 5, 7, "12.")),
    grade=Grade("4", ""),
)  # fmt: skip


@pytest.fixture
def pane(qtbot: QtBot, jobs: Asks, light: Theme) -> ClaimsPane:
    made = ClaimsPane(jobs, light)
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show()
    return made


# Hypotheses.


def test_the_matrix_says_what_speaks_against_each(pane: ClaimsPane) -> None:
    pane.sections.setCurrentIndex(1)
    pane.show_hypotheses(FOUND, (CLAIM,))
    view = pane.hypotheses
    heads = [view.model.headerData(column, Qt.Orientation.Horizontal) for column in range(4)]
    assert heads == [
        "Claim",
        "H1 A storm sank\nthem\n1.4 against\nrank 2",
        "H2 The owner\nhad them sunk\n0.0 against\nleast",
        "Tells apart",
    ]
    assert [view.model.index(0, column).data() for column in range(3)] == [
        "How many barges",
        "✕ inconsistent",
        "✓ consistent",
    ]
    assert view.model.index(1, 1).data() == "· not judged"


@pytest.mark.parametrize(("key", "said"), [("C", "consistent"), ("I", "inconsistent"), ("N", "neutral")])
def test_single_keys_judge(qtbot: QtBot, pane: ClaimsPane, key: str, said: str) -> None:
    pane.sections.setCurrentIndex(1)
    pane.show_hypotheses(FOUND, (CLAIM,))
    view = pane.hypotheses
    view.table.setCurrentIndex(view.model.index(1, 2))
    with qtbot.waitSignal(pane.command_requested) as asked:
        QTest.keyClicks(view.table, key.lower())
    assert asked.args == [JudgeHypothesis("h2", ("c2",), said)]


def test_delete_takes_a_judgement_back_and_a_double_click_goes_on(qtbot: QtBot, pane: ClaimsPane) -> None:
    pane.sections.setCurrentIndex(1)
    pane.show_hypotheses(FOUND, (CLAIM,))
    view = pane.hypotheses
    view.table.setCurrentIndex(view.model.index(0, 1))
    with qtbot.waitSignal(pane.command_requested) as asked:
        QTest.keyClick(view.table, Qt.Key.Key_Delete)
    assert asked.args == [JudgeHypothesis("h1", ("c1",), "")]
    with qtbot.waitSignal(pane.command_requested) as asked:
        view.table.doubleClicked.emit(view.model.index(0, 1))
    assert asked.args == [JudgeHypothesis("h1", ("c1",), "neutral")]


def test_menus_reword_delete_and_no_longer_weigh(qtbot: QtBot, pane: ClaimsPane) -> None:
    pane.show_hypotheses(FOUND, (CLAIM,))
    head = pane.hypotheses.head_menu(1)
    assert head is not None
    reword, delete = head.actions()
    with qtbot.waitSignal(pane.verb_requested) as asked:
        reword.trigger()
    assert asked.args == ["edit-hypothesis", ("h1",)]
    with qtbot.waitSignal(pane.command_requested) as asked:
        delete.trigger()
    assert asked.args == [DeleteHypothesis("h1")]
    assert pane.hypotheses.head_menu(0) is None
    menu = pane.hypotheses.cell_menu(pane.hypotheses.model.index(1, 0))
    with qtbot.waitSignal(pane.command_requested) as asked:
        menu.actions()[-1].trigger()
    assert asked.args == [WeighClaims(("c2",), False)]


def test_the_buttons_ask_for_hypotheses_and_claims(qtbot: QtBot, pane: ClaimsPane) -> None:
    for button, verb in ((pane.hypotheses.new_button, "suppose"), (pane.hypotheses.weigh_button, "weigh")):
        with qtbot.waitSignal(pane.verb_requested) as asked:
            button.click()
        assert asked.args == [verb, ()]
    pane.sections.setCurrentIndex(1)
    pane.show_hypotheses(Competition(), ())
    assert pane.hypotheses.nothing.isVisible()


# Gaps.


def test_gaps_are_listed_without_those_set_aside(pane: ClaimsPane) -> None:
    pane.sections.setCurrentIndex(2)
    pane.show_gaps(GAPS)
    view = pane.gaps
    assert [view.model.index(row, 1).data() for row in range(view.model.rowCount())] == ["Who paid", "Who did it?"]
    assert view.model.index(1, 3).data() == "S1 ¶2"
    view.aside.setChecked(True)
    assert view.model.rowCount() == 3
    view.kind.setCurrentIndex(view.kind.findData("unanswered"))
    assert view.model.rowCount() == 1


def test_delete_sets_a_gap_aside_and_deletes_a_question(qtbot: QtBot, pane: ClaimsPane) -> None:
    pane.sections.setCurrentIndex(2)
    pane.show_gaps(GAPS)
    for row, command in ((1, Reject(("g1",))), (0, DeleteNote("n1"))):
        pane.gaps.table.selectRow(row)
        with qtbot.waitSignal(pane.command_requested) as asked:
            QTest.keyClick(pane.gaps.table, Qt.Key.Key_Delete)
        assert asked.args == [command]


def test_a_gap_leads_to_its_sentence_and_can_be_taken_up_again(qtbot: QtBot, pane: ClaimsPane) -> None:
    pane.sections.setCurrentIndex(2)
    pane.show_gaps(GAPS)
    with qtbot.waitSignal(pane.focus_requested) as asked:
        pane.gaps.table.selectRow(1)
    assert asked.args == [Focus(Kind.ARTICLE, "S1", 1, 30, 50)]
    with qtbot.waitSignal(pane.open_requested):
        QTest.keyClick(pane.gaps.table, Qt.Key.Key_Return)
    with qtbot.waitSignal(pane.command_requested) as asked:
        pane.gaps.menu(GAPS[2]).actions()[-1].trigger()
    assert asked.args == [Reconsider(("g2",))]
    with qtbot.waitSignal(pane.verb_requested) as asked:
        pane.gaps.ask.click()
    assert asked.args == ["question", ()]


# Origins.


def test_origins_are_drawn_and_chosen_by_keys(qtbot: QtBot, pane: ClaimsPane) -> None:
    pane.sections.setCurrentIndex(3)
    pane.show_origins(GRAPH, GRADES, (ROW,))
    canvas = pane.origins.canvas
    assert [box.head for box in canvas.boxes] == ["The Quay", "S1 Barges sink"]
    assert canvas.boxes[0].below == "1 article · B usually reliable"
    with qtbot.waitSignal(pane.focus_requested) as asked:
        QTest.keyClick(canvas, Qt.Key.Key_Down)
    assert asked.args == [Focus(Kind.OUTLET, "oThe Quay")]
    with qtbot.waitSignal(pane.focus_requested) as asked:
        QTest.keyClick(canvas, Qt.Key.Key_Right)
    assert asked.args == [Focus(Kind.ARTICLE, "S1", 1)]
    assert "its own" in canvas.accessibleDescription()
    pane.origins.speakers.setChecked(True)
    assert [box.id for box in canvas.boxes][:2] == ["oThe Quay", "=harbour office"]
    assert canvas.at(QPointF(canvas.boxes[0].area.center())) == canvas.boxes[0]
    canvas.grab()


def test_origins_are_corrected(qtbot: QtBot, pane: ClaimsPane) -> None:
    pane.show_origins(GRAPH, GRADES, (ROW,))
    comes, independent, rules = pane.origins.menu("S1").actions()[-3:]
    with qtbot.waitSignal(pane.verb_requested) as asked:
        comes.trigger()
    assert asked.args == ["origin", ("S1",)]
    for action, said in ((independent, "independent"), (rules, "")):
        with qtbot.waitSignal(pane.command_requested) as asked:
            action.trigger()
        assert asked.args == [SetOrigin((1,), said)]
    with qtbot.waitSignal(pane.verb_requested) as asked:
        pane.origins.menu("oThe Quay").actions()[0].trigger()
    assert asked.args == ["grade", ("oThe Quay",)]


def test_sections_are_turned_by_keys_and_painted_in_both_themes(pane: ClaimsPane, any_theme: Theme) -> None:
    pane.show_hypotheses(FOUND, (CLAIM,))
    pane.show_origins(GRAPH, GRADES, (ROW,))
    pane.set_theme(any_theme)
    for section in (1, 2, 3):
        pane._step(1)
        assert pane.sections.currentIndex() == section
        picture = pane.grab().toImage()
        colours = {
            picture.pixelColor(x, y).name() for x in range(0, picture.width(), 3) for y in range(0, picture.height(), 3)
        }
        # The list of gaps takes its colours from the style sheet of the window.
        assert section == 2 or any_theme["surface"].name() in colours


# The claims of what is looked at.


class Answers:
    """What a case would answer."""

    def claims_at(self, focus: Focus, _scope: Scope) -> tuple[Claim, ...]:
        return (CLAIM,) if focus.id == "e1" else ()


def test_the_claims_of_the_focus_stand_beside_the_reader(qtbot: QtBot, jobs: Asks, light: Theme) -> None:
    pane = NearClaimsPane(jobs, light)
    qtbot.addWidget(pane)
    pane.resize(300, 300)
    pane.show()
    pane.attach(Answers())  # type: ignore[arg-type]
    assert "Look at an article" in pane.nothing.text()
    pane.show_selection(Selection(Focus(Kind.ENTITY, "e1")), Links())
    assert pane.model.claims == (CLAIM,)
    assert says(CLAIM) == "S1 40 · S2 12"
    with qtbot.waitSignal(pane.focus_requested) as asked:
        pane.list.clicked.emit(pane.model.index(0))
    assert asked.args == [Focus(Kind.CLAIM, "c1", 1, 30, 32)]
    # Looking at a claim of the list leaves the list as it is.
    pane.show_selection(Selection(Focus(Kind.CLAIM, "c1")), Links(claims=frozenset({"c1"})))
    assert pane.model.claims == (CLAIM,)
    pane.list.grab()
    pane.show_selection(Selection(Focus(Kind.ENTITY, "e2")), Links())
    assert pane.nothing.text() == "No claim bears on what is looked at."
