"""The composer: what is chosen is what is ordered, shown and written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from made import HARBOUR, SOURCES
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget
from pytestqt.qtbot import QtBot

from casefile.case import Case
from casefile.case.composition.profile import written
from casefile.domain.commands import ChangeJudgement, DeleteJudgement, MakeJudgement, SaveProfile
from casefile.domain.profile import PROFILES, SECTIONS, Profile
from casefile.domain.scope import EVERYTHING, InArticle
from casefile.domain.selection import Links, Selection
from casefile.gui.panes.brief.options import Options
from casefile.gui.panes.brief.pane import BriefPane
from casefile.gui.theme import Theme
from casefile.index import open_index


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with Case.create(tmp_path / "quay.casefile", "The quay", index=open_index, who="tester") as made:
        for command in (HARBOUR, SOURCES, MakeJudgement("One.", "likely", "low"), MakeJudgement("Two.")):
            made.do(command)
        yield made


@pytest.fixture
def pane(qtbot: QtBot, jobs: Any, light: Theme, case: Case) -> BriefPane:
    """Open on a case, not shown: no pages are made."""
    made = BriefPane(jobs, light)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.attach(case.ask)
    return made


def names(sections: QListWidget) -> list[str]:
    return [str(sections.item(row).data(Qt.ItemDataRole.UserRole)) for row in range(sections.count())]


@pytest.mark.parametrize("profile", PROFILES.values(), ids=lambda profile: profile.name)
def test_a_profile_that_is_shown_is_the_one_that_is_chosen(qtbot: QtBot, profile: Profile) -> None:
    options = Options()
    qtbot.addWidget(options)
    options.show_profile(profile)
    assert options.profile == profile
    assert sorted(names(options.sections)) == sorted(SECTIONS)


def test_sections_are_ticked_and_moved_by_keys(pane: BriefPane, qtbot: QtBot) -> None:
    sections = pane.options.sections
    sections.setCurrentRow(1)
    qtbot.keyClick(sections, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert pane.order.profile.sections[:3] == ("judgements", "people", "chronology")
    assert sections.currentRow() == 2
    sections.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert pane.order.profile.sections[0] == "people"
    sections.setCurrentRow(0)
    qtbot.keyClick(sections, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert names(sections)[0] == "judgements", "nothing stands above the first"


def test_sections_are_moved_by_dragging(pane: BriefPane) -> None:
    model = pane.options.sections.model()
    assert model.moveRow(model.index(0, 0).parent(), 5, model.index(0, 0).parent(), 0)
    assert pane.order.profile.sections[0] == names(pane.options.sections)[0] == "claims"


def test_paper_protection_and_scope_are_ordered(pane: BriefPane, qtbot: QtBot) -> None:
    pane.options.paper.setCurrentIndex(1)
    pane.options.quotes.setCurrentIndex(1)
    pane.options.protect.click()
    qtbot.keyClicks(pane.options.classification, "Privileged")
    chosen = pane.order.profile
    assert (chosen.paper, chosen.protect, chosen.classification) == ("us-letter", True, "Privileged")
    assert chosen.quote_kinds == ("direct", "mixed", "indirect")
    pane.show_selection(Selection(scope=InArticle(1)), Links())
    assert pane.order.scope == EVERYTHING
    pane.scoped.click()
    assert pane.order.scope == InArticle(1)


def test_judgements_are_moved_changed_and_deleted(pane: BriefPane, qtbot: QtBot, case: Case) -> None:
    first, second = (row.id for row in case.ask.judgements())
    shown = pane.conclusions.list
    assert "likely (55–80 %) · low confidence · cites no evidence" in shown.item(0).text()
    shown.setCurrentRow(1)
    with qtbot.waitSignal(pane.command_requested) as asked:
        qtbot.keyClick(shown, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert asked.args == [ChangeJudgement(second, (("position", "1"),))]
    with qtbot.waitSignal(pane.command_requested) as asked:
        qtbot.keyClick(shown, Qt.Key.Key_Delete)
    assert asked.args == [DeleteJudgement(second)]
    with qtbot.waitSignal(pane.verb_requested) as verb:
        shown.itemActivated.emit(shown.item(0))
    assert verb.args == ["change-judgement", (first,)]
    with qtbot.waitSignal(pane.verb_requested) as verb:
        pane.conclusions.add_button.click()
    assert verb.args == ["judge", ()]


def test_a_kept_profile_is_offered_chosen_and_dropped(pane: BriefPane, qtbot: QtBot, case: Case) -> None:
    mine = Profile(name="mine", sections=("sources",), events="all")
    case.do(SaveProfile("mine", written(mine)))
    case.do(SaveProfile("another", written(mine)))
    pane.reload()
    assert not pane.drop_button.isEnabled()
    pane.profile_box.setCurrentIndex(pane.profile_box.findData("mine"))
    assert pane.order.profile == mine
    with qtbot.waitSignal(pane.command_requested) as asked:
        pane.drop_button.click()
    assert asked.args == [SaveProfile("mine", "")]
    with qtbot.waitSignal(pane.verb_requested) as verb:
        pane.keep_button.click()
    assert verb.args == ["keep-profile", (written(mine), "another", "mine")]


def test_the_pages_are_those_that_are_written(pane: BriefPane, qtbot: QtBot, case: Case) -> None:
    pane.show()
    qtbot.waitUntil(lambda: pane.preview.drawn != frozenset(), timeout=60_000)
    before = pane.preview.pages
    assert before > 1
    pane.options.show_profile(Profile(sections=("sources",)))
    with qtbot.waitSignal(pane.preview.turned, timeout=60_000):
        pane.options.changed.emit()
    qtbot.waitUntil(lambda: pane.preview.pages < before, timeout=60_000)
    assert not pane.preview.viewport().grab().isNull()


def test_a_brief_to_compare_with_that_is_none_is_said(pane: BriefPane, qtbot: QtBot, tmp_path: Path) -> None:
    other = tmp_path / "letter.pdf"
    other.write_bytes(b"no brief")
    pane.show()
    with qtbot.waitSignal(pane.said, timeout=60_000) as said:
        pane.compare_with(other)
    assert "PDF" in said.args[0]
    assert pane.since_label.text() == "Compared with letter.pdf"
    pane.since_button.click()
    assert pane.order.since is None


def test_a_pane_that_is_not_seen_makes_no_pages(pane: BriefPane, jobs: Any) -> None:
    pane.options.changed.emit()
    assert pane.preview.pages == 0
    assert "brief.ways" in jobs.asked
    assert "brief.pages" not in jobs.asked
