"""The quotes pane: order, filters, citation, anonymous share."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from casefile.domain.ids import Kind
from casefile.domain.rows import Place, QuoteRow
from casefile.domain.scope import BySpeaker, InArticle, Mode
from casefile.domain.selection import Focus, Links, Selection
from casefile.gui.jobs import Asks
from casefile.gui.panes.quotes import words
from casefile.gui.panes.quotes.pane import QuotesPane
from casefile.gui.panes.quotes.words import Share
from casefile.gui.theme import Theme

# Not `setCurrentIndex` of the view: that one takes note of modifier keys that an earlier test sent.
CHOOSE = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


def quote(
    number: int,
    speaker: str | None,
    kind: str = "direct",
    speaker_type: str = "named",
    article: int = 1,
    outlet: str = "Herald",
    entity: str | None = None,
    edtf: str | None = "2024-06-21",
    decision: str = "",
) -> QuoteRow:
    text = f"The gates 🚢 stopped answering {number}"
    place = Place(f"S{article}", 4, number * 10, number * 10 + 9, text, f"“{text}”, said {speaker}.")
    return QuoteRow(
        f"q{number}", place, ((0, 9),), kind, "say", speaker, speaker_type, entity, ((0, 9),), edtf, outlet, decision, 0.8,
        "made.up", "harbour master" if speaker == "Mira Toll" else None,
    )  # fmt: skip


ROWS = (
    quote(1, "Mira Toll", article=2, entity="e1", edtf="2024-07-02"),
    quote(2, "a dock worker", "mixed", "anonymous", article=1),
    quote(3, "Mira Toll", "indirect", article=1, entity="e1"),
    quote(4, None, "direct", "unknown", article=3, outlet="Ledger", edtf=None),
)


@pytest.fixture
def pane(qtbot: QtBot, jobs: Asks, light: Theme) -> QuotesPane:
    made = QuotesPane(jobs, light)
    qtbot.addWidget(made)
    made.resize(360, 900)
    made.show()
    made.show_rows(ROWS)
    return made


def groups(pane: QuotesPane) -> list[str]:
    return [header.title for header in pane.model.headers()]


def ids(pane: QuotesPane) -> list[str]:
    return [row.id for row in pane.model.rows()]


def test_by_speaker_the_unknown_come_last_and_the_anonymous_are_called_so(pane: QuotesPane) -> None:
    assert groups(pane) == ["a dock worker · anonymous", "Mira Toll", "unknown speaker"]
    assert ids(pane) == ["q2", "q3", "q1", "q4"]


def test_by_article_and_by_date(pane: QuotesPane) -> None:
    pane.set_order("article")
    assert groups(pane) == ["S1 · Herald", "S2 · Herald", "S3 · Ledger"]
    assert ids(pane) == ["q2", "q3", "q1", "q4"]
    pane.set_order("date")
    assert groups(pane) == ["Jun 2024", "Jul 2024", "undated"]


def test_kinds_can_be_switched_off_and_say_so_in_words(pane: QuotesPane, qtbot: QtBot) -> None:
    counts: list[str] = []
    pane.count_changed.connect(counts.append)
    qtbot.mouseClick(pane.kind_buttons["direct"], Qt.MouseButton.LeftButton)
    assert ids(pane) == ["q2", "q3"]
    assert counts[-1] == "2 of 4"
    assert pane.kind_buttons["direct"].text().startswith("–")
    qtbot.mouseClick(pane.kind_buttons["direct"], Qt.MouseButton.LeftButton)
    assert len(ids(pane)) == 4


def test_speakers_can_be_filtered_by_type(pane: QuotesPane) -> None:
    pane.set_speaker_type("anonymous")
    assert ids(pane) == ["q2"]
    pane.set_speaker_type("office")
    assert pane.empty.isVisible()
    pane.set_speaker_type("")
    assert len(ids(pane)) == 4


def test_narrowing_goes_to_the_speaker_or_else_the_article(pane: QuotesPane) -> None:
    assert pane.conditions_of(ROWS[0]) == (BySpeaker("e1"),)
    assert pane.conditions_of(ROWS[1]) == (BySpeaker("a dock worker"),)
    assert pane.conditions_of(ROWS[3]) == (InArticle(3),)


def test_two_quotes_of_one_speaker_narrow_once(pane: QuotesPane, qtbot: QtBot) -> None:
    pane.list.selectAll()
    pane.set_speaker_type("named")
    pane.list.selectAll()
    with qtbot.waitSignal(pane.brush_requested) as asked:
        qtbot.keyClick(pane.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert asked.args == [BySpeaker("e1"), Mode.NARROW]


def test_copy_bears_the_citation(pane: QuotesPane, qtbot: QtBot) -> None:
    place = pane.model.place("q1")
    assert place is not None
    pane.list.selectionModel().setCurrentIndex(pane.model.index(place), CHOOSE)
    qtbot.keyClick(pane.list, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    expected = "“The gates 🚢 stopped answering 1” – Mira Toll · harbour master · say · 2 Jul 2024, Herald [S2 ¶4]"
    assert QGuiApplication.clipboard().text() == expected


def test_the_focus_says_where_the_quote_stands(pane: QuotesPane) -> None:
    assert pane.focus_of(ROWS[0]) == Focus(Kind.QUOTE, "q1", 2, 10, 19)


def test_the_speaker_can_be_set_from_the_menu(pane: QuotesPane, qtbot: QtBot) -> None:
    action = next(action for action in pane.menu_of([ROWS[3]]).actions() if action.text() == "Set speaker…")
    with qtbot.waitSignal(pane.verb_requested) as asked:
        action.trigger()
    assert asked.args == ["speaker", ("q4",)]


def test_linked_quotes_are_scrolled_to(pane: QuotesPane) -> None:
    pane.resize(360, 380)
    focus = Focus(Kind.ENTITY, "e9")
    pane.show_selection(Selection(focus), Links(focus, quotes=frozenset({"q4"})))
    place = pane.model.place("q4")
    assert place is not None
    assert pane.list.viewport().rect().intersects(pane.list.visualRect(pane.model.index(place)))


def test_anonymous_share_counts_per_outlet_without_the_rejected() -> None:
    rows = [
        *ROWS,
        quote(5, "a guard", speaker_type="anonymous", outlet="Ledger"),
        quote(6, "a guard", speaker_type="anonymous", outlet="Ledger", decision="rejected"),
    ]
    assert words.anonymous_shares(rows) == [Share("Ledger", 1, 2), Share("Herald", 1, 3)]


def test_the_chart_says_its_numbers_to_those_who_listen(pane: QuotesPane) -> None:
    assert pane.chart.accessibleDescription() == "Herald: 1 of 3; Ledger: 0 of 1"


def test_both_themes_paint(pane: QuotesPane, any_theme: Theme) -> None:
    pane.set_theme(any_theme)
    picture = pane.list.viewport().grab().toImage()
    colours = {picture.pixelColor(x, y).name() for x in range(0, picture.width(), 2) for y in range(picture.height())}
    assert any_theme["quote_tint"].name() in colours
    assert any_theme["quote"].name() in colours
    assert not pane.chart.grab().isNull()


def test_reported_speech_gets_no_marks() -> None:
    assert words.said(ROWS[2]) == "The gates 🚢 stopped answering 3"
    assert words.said(ROWS[0]).startswith("“")


def test_in_a_low_pane_the_quotes_come_before_the_chart(pane: QuotesPane) -> None:
    assert pane.chart.isVisible()
    pane.resize(360, 300)
    assert not pane.chart.isVisible()
    pane.resize(360, 700)
    assert pane.chart.isVisible()


def test_whom_an_unnamed_speaker_belongs_to_is_said_once() -> None:
    row = replace(quote(7, "a clerk", speaker_type="anonymous"), affiliation="Harbour Agency")
    assert "of Harbour Agency" in words.speaker_line(row)
    assert (
        "Harbour Agency" not in words.speaker_line(replace(row, speaker="a clerk of the Harbour Agency")).split(" · ", 1)[1]
    )
