"""What dialogues say about what is typed, and the commands they make."""

from __future__ import annotations

from dataclasses import replace

import pytest
from gui_rows import article_row, quote_row
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from casefile.domain.articles import ImportResult, Outcome
from casefile.domain.commands import Correct, MarkByHand
from casefile.domain.rows import FigureRow
from casefile.gui.dialogs import findings, publication
from casefile.gui.dialogs.choose import Choose, Option
from casefile.gui.dialogs.form import Field, Form
from casefile.gui.dialogs.keys import HelpDialog
from casefile.gui.dialogs.original import OriginalDialog
from casefile.gui.dialogs.results import ResultsDialog, as_text, summary
from casefile.gui.rendering import readable
from casefile.gui.theme import Theme, theme
from casefile.gui.widgets.roomy import roomy

RESULTS = (
    ImportResult("/papers/a.txt", None, Outcome.IMPORTED, None, "S1"),
    ImportResult("/papers/b.txt", None, Outcome.DUPLICATE, None, "S1"),
    ImportResult("/papers/c.zip", "d.exe", Outcome.REFUSED, "files of type .exe are not read; save it as text", None),
)


@pytest.mark.parametrize(
    ("typed", "good", "says"),
    [
        ("2024-06-21", True, "21 Jun 2024 – that day. The 2 dates and 4 events"),
        ("2024-10", True, "any day from 1 Oct 2024 to 31 Oct 2024"),
        ("2023-22", True, "summer 2023 – any day from 1 Jun 2023 to 31 Aug 2023"),
        ("2024-06-22", True, "This is what it says already"),
        ("2024/..", True, "a time with an open end"),
        ("", True, "lose their anchor"),
        ("last week", False, "Write a date such as 2024-06-21"),
        ("2024-13", False, "Write a date such as 2024-06-21"),
    ],
)
def test_a_publication_date_is_explained(typed: str, good: bool, says: str) -> None:
    answer, sentence = publication.explain(article_row(), {"published": typed})
    assert answer is good
    assert says in sentence


def test_a_form_follows_what_is_typed_and_submits_only_what_will_do(qtbot: QtBot) -> None:
    form = Form(
        None,
        "Name",
        "",
        [Field("name", "Name", "Solberg")],
        "Save",
        lambda v: (len(v["name"]) > 2, f"{len(v['name'])} letters"),
    )
    qtbot.addWidget(form)
    form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    form.show()
    line = form.widget("name")
    assert isinstance(line, QLineEdit)
    assert form.sentence.text() == "7 letters"
    heard: list[dict[str, str]] = []
    form.submitted.connect(heard.append)
    line.setText("So")
    form.buttons.accepted.emit()
    assert heard == []
    line.setText("Mira")
    form.buttons.accepted.emit()
    assert heard == [{"name": "Mira"}]
    assert not form.isVisible()


def test_choosing_by_typing(qtbot: QtBot) -> None:
    options = [Option("a", "Halden Lines", "ferry"), Option("b", "Nordlys"), Option("c", "Ferry watch", enabled=False)]
    dialog = Choose(None, "Who", "", options, "Take")
    qtbot.addWidget(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.show()
    heard: list[tuple[str, ...]] = []
    dialog.chosen.connect(heard.append)
    qtbot.keyClicks(dialog.filter, "ferry")
    qtbot.keyClick(dialog.filter, Qt.Key.Key_Return)
    assert heard == [("a",)]


def test_choosing_several_and_free_words(qtbot: QtBot) -> None:
    several = Choose(None, "Who", "", [Option("a", "One"), Option("b", "Two")], "Take", several=True)
    free = Choose(None, "Who", "", [Option("a", "One")], "Take", free=True)
    heard: list[tuple[str, ...]] = []
    for dialog in (several, free):
        qtbot.addWidget(dialog)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        dialog.chosen.connect(heard.append)
        dialog.show()
    several.buttons.accepted.emit()
    assert heard == []
    several.list.item(1).setCheckState(Qt.CheckState.Checked)
    several.buttons.accepted.emit()
    free.filter.setText("a former official")
    free.buttons.accepted.emit()
    assert heard == [("b",), ("", "a former official")]


def test_marks_by_hand_carry_what_was_filled_in() -> None:
    question = findings.marking("figure", "about 40 ships", 3, 10, 18)
    assert question.check is not None
    assert question.check({"value": "many"})[0] is False
    values = {"value": "40", "unit": "ships", "qualifier": "about", "kind": "count"}
    assert question.check(values)[0]
    assert question.command(values) == MarkByHand(3, "figure", 10, 18, tuple(values.items()))
    event = findings.marking("event", "the port opened", 3, 10, 25)
    assert event.command({"summary": "The port opened", "edtf": "", "status": "reported"}) == MarkByHand(
        3, "event", 10, 25, (("summary", "The port opened"), ("status", "reported"))
    )


def test_correcting_sends_only_what_changed() -> None:
    row = FigureRow("f0000000000001", quote_row("danger").place, 40.0, None, "partners", "more than", "count", "", 0.9, "r")
    question = findings.correcting(row.id, row)
    assert question is not None
    values = {field.name: field.value for field in question.fields}
    assert values == {"value": "40", "unit": "partners", "qualifier": "more than", "kind": "count"}
    assert question.command(values) is None
    assert question.command({**values, "value": "44"}) == Correct(row.id, (("value", "44"),))
    assert findings.correcting("d0000000000001", None) is not None
    assert findings.correcting("q0000000000001", replace(quote_row("danger"), kind="mixed")) is not None
    assert findings.correcting("n0000000000001", None) is None


def test_results_explain_every_refusal_first(qtbot: QtBot, light: Theme) -> None:
    dialog = ResultsDialog(None, light, RESULTS)
    qtbot.addWidget(dialog)
    rows = [[dialog.table.item(row, column).text() for column in range(4)] for row in range(3)]
    assert rows[0] == ["refused", "c.zip › d.exe", "Files of type .exe are not read; save it as text.", ""]
    assert rows[1] == ["already here", "b.txt", "The same bytes are already here as S1.", "S1"]
    assert rows[2] == ["imported", "a.txt", "Read in full.", "S1"]
    assert summary(RESULTS) == "3 files: 1 imported, 1 already here, 1 refused."
    assert summary(()) == "Nothing was imported: there were no files."
    assert len(as_text(RESULTS).splitlines()) == 3
    with qtbot.waitSignal(dialog.opened) as opened:
        dialog.table.cellActivated.emit(1, 0)
    assert opened.args == ["S1"]


PAGE = b"""<html><head><title>x</title><style>p{}</style></head><body onload="run()"><h1>Ferry &amp; port</h1>
<script>fetch('http://example.org')</script><p>It was <b>late</b>.<img src="http://example.org/a.png"></p></body></html>"""


def test_a_saved_page_is_shown_as_its_words_and_nothing_runs(qtbot: QtBot, light: Theme) -> None:
    words, source = readable(PAGE, "text/html")
    assert words == "Ferry & port\n\nIt was late."
    assert "<script>" in source
    dialog = OriginalDialog(None, light, "S1", "text/html", words, source)
    qtbot.addWidget(dialog)
    assert dialog.view.toPlainText() == words
    dialog.source.setChecked(True)
    assert "<script>" in dialog.view.toPlainText()


def test_an_original_with_a_very_long_line_or_bad_bytes_is_shown() -> None:
    words, source = readable(b"a" * 100_000 + b"\x81\x00\r\nb", "text/plain")
    assert words == source
    assert max(map(len, words.split("\n"))) <= 20_000
    assert "\ufffd" in words
    assert words.endswith("\nb")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_an_original_is_read_in_its_encoding(encoding: str) -> None:
    assert readable("“Fähre”".encode(encoding), "text/plain")[0] == "“Fähre”"


def test_help_opens_at_its_section(qtbot: QtBot) -> None:
    dialog = HelpDialog(None, theme("light"), (), "Timeline")
    qtbot.addWidget(dialog)
    dialog.show()
    top = dialog.view.cursorForPosition(QPoint(4, 4)).block()
    assert "Timeline" in (top.text(), top.next().text()), "what was asked for is in sight"
    assert dialog.view.textCursor().block().text() == "Timeline"
    assert not dialog.show_section("No such section")
    assert dialog.show_words("zeppelin") is False
    assert dialog.show_words("Undo")


def test_no_dialogue_reads_markup_from_data(qtbot: QtBot) -> None:
    form = Form(None, "Rename", "Is it <b>bold</b>?", [Field("name", "<i>Name</i>")], "Save", lambda _: (True, "<u>yes</u>"))
    qtbot.addWidget(form)
    labels = [label for label in form.findChildren(QLabel) if "<" in label.text()]
    assert len(labels) == 3
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in labels)


def test_dialogues_grow_with_the_letters_and_stay_on_the_screen(qtbot: QtBot) -> None:
    usual = QGuiApplication.font()
    sizes = []
    for share in (1, 2, 9):
        font = QFont(usual)
        font.setPointSizeF(usual.pointSizeF() * share)
        dialog = QDialog()
        qtbot.addWidget(dialog)
        dialog.setFont(font)
        roomy(dialog, 300, 200)
        sizes.append(dialog.size())
    area = sizes[0].boundedTo(QGuiApplication.primaryScreen().availableSize())
    assert sizes[0] == area
    assert sizes[1].width() > 1.6 * sizes[0].width()
    assert sizes[2].height() <= QGuiApplication.primaryScreen().availableSize().height()
