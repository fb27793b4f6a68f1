"""The review queue: least sure first, single letters, progress, all alike."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from casefile.domain.commands import Accept, Reject
from casefile.domain.findings import EntityType
from casefile.domain.ids import Kind
from casefile.domain.reviewing import alike
from casefile.domain.rows import Counts, MentionRow, MergeSuggestion, Overview, Place, ReviewItem
from casefile.domain.scope import InArticle
from casefile.domain.selection import Focus
from casefile.gui.jobs import Asks
from casefile.gui.panes.review.card import marked
from casefile.gui.panes.review.pane import ReviewPane
from casefile.gui.theme import Theme

# Not `setCurrentIndex` of the view: that one takes note of modifier keys that an earlier test sent.
CHOOSE = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


def item(identifier: str, kind: str, sure: float, rule: str) -> ReviewItem:
    place = Place("S3", 4, 8, 12, "Toll", "🚢 By then Toll had told the crews.")
    return ReviewItem(identifier, kind, f"proposal {identifier}", place, sure, rule)


ITEMS = (
    item("q1", "quote", 0.62, "quotes.cue"),
    item("m1", "mention", 0.41, "entities.surname"),
    item("d1", "date", 0.55, "dates.relative"),
    item("m2", "mention", 0.7, "entities.surname"),
    item("e1", "entity", 0.8, "entities.alias"),
)


@pytest.fixture
def pane(qtbot: QtBot, jobs: Asks, light: Theme) -> ReviewPane:
    made = ReviewPane(jobs, light)
    qtbot.addWidget(made)
    made.resize(500, 700)
    made.show()
    made.show_queue(ITEMS, 9)
    return made


def current(pane: ReviewPane) -> str:
    row = pane.model.entry(pane.list.currentIndex().row())
    assert isinstance(row, ReviewItem)
    return row.id


def test_the_least_sure_is_at_hand_first(pane: ReviewPane) -> None:
    assert [row.id for row in pane.model.rows()] == ["m1", "d1", "q1", "m2", "e1"]
    assert current(pane) == "m1"
    assert pane.card.isVisible()
    assert (pane.card.progress.value(), pane.card.progress.maximum()) == (0, 9)


@pytest.mark.parametrize(("key", "command"), [(Qt.Key.Key_A, Accept(("m1",))), (Qt.Key.Key_R, Reject(("m1",)))])
def test_a_letter_decides_and_goes_on(pane: ReviewPane, qtbot: QtBot, key: Qt.Key, command: object) -> None:
    with qtbot.waitSignal(pane.command_requested) as asked:
        qtbot.keyClick(pane.list, key)
    assert asked.args == [command]
    assert current(pane) == "d1"
    pane.show_queue([row for row in ITEMS if row.id != "m1"], 8)
    assert current(pane) == "d1"
    assert (pane.card.progress.value(), pane.card.progress.maximum()) == (1, 9)


def test_going_on_shows_the_next_one_everywhere(pane: ReviewPane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane.focus_requested) as asked:
        qtbot.keyClick(pane.list, Qt.Key.Key_J)
    assert asked.args == [Focus(Kind.DATE, "d1", 3, 8, 12)]
    qtbot.keyClick(pane.list, Qt.Key.Key_K)
    assert current(pane) == "m1"


def test_skipped_ones_come_again_at_the_end(pane: ReviewPane, qtbot: QtBot) -> None:
    qtbot.keyClick(pane.list, Qt.Key.Key_S)
    assert [row.id for row in pane.model.rows()] == ["d1", "q1", "m2", "e1", "m1"]
    assert current(pane) == "d1"


def test_the_last_one_stays_when_skipped(pane: ReviewPane, qtbot: QtBot) -> None:
    pane.show_queue(ITEMS[:1], 1)
    qtbot.keyClick(pane.list, Qt.Key.Key_S)
    assert [row.id for row in pane.model.rows()] == ["q1"]


@pytest.mark.parametrize(("identifier", "verb"), [("q1", "speaker"), ("e1", "rename"), ("d1", "correct")])
def test_edit_asks_what_fits(pane: ReviewPane, qtbot: QtBot, identifier: str, verb: str) -> None:
    place = pane.model.place(identifier)
    assert place is not None
    pane.list.selectionModel().setCurrentIndex(pane.model.index(place), CHOOSE)
    with qtbot.waitSignal(pane.verb_requested) as asked:
        qtbot.keyClick(pane.list, Qt.Key.Key_E)
    assert asked.args == [verb, (identifier,)]


def test_merge_is_for_entities(pane: ReviewPane, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(pane.verb_requested):
        qtbot.keyClick(pane.list, Qt.Key.Key_M)
    place = pane.model.place("e1")
    assert place is not None
    pane.list.selectionModel().setCurrentIndex(pane.model.index(place), CHOOSE)
    with qtbot.waitSignal(pane.verb_requested) as asked:
        qtbot.keyClick(pane.list, Qt.Key.Key_M)
    assert asked.args == ["merge", ("e1",)]


class Answers:
    """Stands in for the reading side of a case."""

    def review(self, _scope: object) -> tuple[ReviewItem, ...]:
        return ITEMS

    def merge_suggestions(self, _limit: int) -> tuple[MergeSuggestion, ...]:
        return ()

    def overview(self) -> Overview:
        return Overview("", "", "", 1, False, Counts(), Counts(), len(ITEMS), None, None)

    def mentions(self, scope: object) -> tuple[MentionRow, ...]:
        assert scope == InArticle(3)
        place = ITEMS[1].place
        return tuple(
            MentionRow(name, place, f"e-{name}", EntityType.PERSON, "Toll", None, False, "", 0.5, "x")
            for name in ("m1", "m2")
        )


def test_mentions_are_merged_as_their_entities(pane: ReviewPane, qtbot: QtBot) -> None:
    pane.attach(Answers())  # type: ignore[arg-type]
    qtbot.mouseClick(pane.card.buttons["alike"], Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(pane.verb_requested) as asked:
        qtbot.keyClick(pane.list, Qt.Key.Key_M)
    assert asked.args == ["merge", ("e-m1", "e-m2")]


def test_edit_of_a_name_offers_all_that_may_be_wrong(
    pane: ReviewPane, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, *_: shown.append(menu))
    qtbot.keyClick(pane.list, Qt.Key.Key_E)
    assert "Is a" in {action.text() for action in shown[0].actions()}


def test_all_alike_are_selected_first_and_decided_then(pane: ReviewPane, qtbot: QtBot) -> None:
    qtbot.mouseClick(pane.card.buttons["alike"], Qt.MouseButton.LeftButton)
    assert {row.id for row in pane.selected()} == {"m1", "m2"}
    with qtbot.waitSignal(pane.command_requested) as asked:
        qtbot.mouseClick(pane.card.buttons["accept"], Qt.MouseButton.LeftButton)
    assert asked.args == [Accept(("m1", "m2"))]
    assert current(pane) == "e1"


def test_letters_in_the_filter_decide_nothing(pane: ReviewPane, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(pane.command_requested):
        qtbot.keyClicks(pane.filter, "ar")
    assert pane.filter.text() == "ar"


def test_when_all_is_done_the_pane_says_so(pane: ReviewPane) -> None:
    pane.show_queue((), 0)
    assert pane.empty.isVisible()
    assert not pane.card.isVisible()
    assert pane.empty.accessibleName() == "Nothing left to review"


def test_the_words_are_marked_in_their_sentence() -> None:
    assert marked("🚢 By then Toll had told", "Toll") == (10, 14)
    assert marked("By then", "Toll") is None
    assert marked("By then", "") is None


def test_the_sentence_grows_with_its_text(pane: ReviewPane) -> None:
    view = pane.card._sentence
    view.say("Short.", "")
    short = view.heightForWidth(300)
    view.say("A much longer sentence that tells of gates and crews. " * 8, "gates")
    assert view.heightForWidth(300) > 3 * short


def test_both_themes_tint_the_words(pane: ReviewPane, any_theme: Theme) -> None:
    pane.set_theme(any_theme)
    picture = pane.card.grab().toImage()
    colours = {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}
    assert any_theme["hit"].name() in colours


def test_all_like_this_are_asked_for_with_a_preview(pane: ReviewPane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane.verb_requested) as asked:
        qtbot.keyClick(pane.list, Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier)
    assert asked.args == ["accept-alike", ("m1",)]
    with qtbot.waitSignal(pane.verb_requested) as asked:
        qtbot.mouseClick(pane.card.buttons["accept-alike"], Qt.MouseButton.LeftButton)
    assert asked.args == ["accept-alike", ("m1",)]
    assert [one.id for one in alike(ITEMS, "m2")] == ["m1", "m2"]
    assert alike((item("c1", "orphan", 0.0, "orphan"), item("c2", "orphan", 0.0, "orphan")), "c1") == ()
    assert alike(ITEMS, "gone") == ()


def test_the_count_is_of_all_that_is_open_and_of_those_in_scope(pane: ReviewPane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane.count_changed, check_params_cb=lambda words: words == "1,305"):
        pane.show_queue(ITEMS, 1305)
    with qtbot.waitSignal(pane.count_changed, check_params_cb=lambda words: words == "40 of 1,305"):
        pane.show_queue(ITEMS, 1305, 40)
    assert pane.card._far.text() == "0 done · 1,305 left"


def test_progress_goes_back_with_undo(pane: ReviewPane, qtbot: QtBot) -> None:
    qtbot.keyClick(pane.list, Qt.Key.Key_A)
    pane.show_queue([row for row in ITEMS if row.id != "m1"], 8)
    assert (pane.card.progress.value(), pane.card.progress.maximum()) == (1, 9)
    pane.show_queue(ITEMS, 9)
    assert (pane.card.progress.value(), pane.card.progress.maximum()) == (0, 9)
    pane.show_queue(ITEMS, 12)
    assert (pane.card.progress.value(), pane.card.progress.maximum()) == (0, 12)
