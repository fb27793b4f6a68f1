"""Grading an article, its outlet, a claim: the form explains the code, and takes only what fits."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from made import adding
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from casefile.case import Case
from casefile.domain.commands import Command
from casefile.gui.dialogs.form import Form
from casefile.gui.jobs import Asks
from casefile.gui.verbs import Verbs
from casefile.index import open_index

ARTICLE = adding("a.txt", "<p Doria Vance>Doria Vance</p> spoke.", "2024-03-01", "The Quay")


class AtOnce(QObject):
    """A session that answers at once."""

    said = Signal(str, bool)

    def __init__(self, case: Case, jobs: Asks) -> None:
        super().__init__()
        self.case, self.jobs = case, jobs

    def do(self, command: Command, _origin: str = "") -> None:
        self.case.do(command)


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    made = Case.create(tmp_path / "a.casefile", "Morro", index=open_index, who="tester")
    made.do(ARTICLE)
    made.settle()
    yield made
    made.close()


@pytest.fixture
def verbs(qtbot: QtBot, jobs: Asks, case: Case) -> Verbs:
    window = QWidget()
    qtbot.addWidget(window)
    made = Verbs(window)
    made.serve(AtOnce(case, jobs))  # type: ignore[arg-type]
    return made


def asked(verbs: Verbs, verb: str, target: str) -> Form:
    forms: list[Form] = []
    verbs.opened.connect(forms.append)
    verbs.run(verb, (target,))
    (form,) = forms
    return form


def field(form: Form) -> QLineEdit:
    found = form.widget("grade")
    assert isinstance(found, QLineEdit)
    return found


def test_an_article_is_graded_and_what_fits_is_said_in_words(verbs: Verbs, case: Case) -> None:
    form = asked(verbs, "grade", "S1")
    assert any("Admiralty" in label.text() for label in form.findChildren(QLabel))
    field(form).setText("b7")
    assert "letter from A to F" in form.sentence.text()
    assert not form._done.isEnabled()
    field(form).setText("b2")
    assert form.sentence.text() == "Usually reliable, probably true."
    form._submit()
    assert case.ask.articles()[0].grade == "B2"
    assert field(asked(verbs, "grade", "S1")).text() == "B2"
    case.undo()
    assert case.ask.articles()[0].grade == ""


def test_the_outlet_of_an_article_is_graded_for_all_its_articles(verbs: Verbs, case: Case) -> None:
    form = asked(verbs, "grade-outlet", "S1")
    words = " ".join(label.text() for label in form.findChildren(QLabel))
    assert "The Quay" in words
    assert "Proposed by its record" in words
    field(form).setText("C3")
    assert "letter only" in form.sentence.text()
    field(form).setText("c")
    form._submit()
    assert next(one.grade.decided for one in case.ask.grades() if one.outlet == "The Quay") == "C"
