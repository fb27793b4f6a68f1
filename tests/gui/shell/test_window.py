"""The whole window on a real case: what is clicked and typed, and what the case then holds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from protected import protected_pdf
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from casefile.bootstrap import importing, opening
from casefile.domain.articles import Outcome
from casefile.domain.commands import Rename
from casefile.domain.ids import Kind
from casefile.domain.scope import EVERYTHING, Matching, Mode, OfEntity
from casefile.domain.selection import Focus
from casefile.gui.dialogs.bring_in import ImportDialog
from casefile.gui.dialogs.choose import Choose
from casefile.gui.dialogs.form import Form
from casefile.gui.dialogs.results import ResultsDialog
from casefile.gui.menus import VERBS
from casefile.gui.settings import Remembered
from casefile.gui.theme import dress, theme
from casefile.gui.window import Window

FIRST = """Ferry firm admits breach

Halden Lines was attacked in June last year, the company said on Friday.

"We saw no danger to passengers," said Mira Solberg, chief engineer of Halden Lines.
"""
SECOND = """Police look into ferry attack

Solberg told reporters on 21 June 2024 that more than 40 partners of Halden Lines were affected.
"""


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "first.txt").write_text(FIRST, encoding="utf-8")
    (folder / "second.txt").write_text(SECOND, encoding="utf-8")
    (folder / "third.txt").write_text(SECOND, encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    return folder


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Window]:
    monkeypatch.setenv("CASEFILE_CACHE", str(tmp_path / "cache"))
    style = theme("light")
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    dress(app, style)
    made = Window(style, Remembered())
    made.show()
    yield made
    made.close()
    made.deleteLater()


def settle(window: Window, qtbot: QtBot) -> None:
    """Until nothing is asked and no gathered change waits to be told."""
    qtbot.waitUntil(lambda: window.jobs.idle and (window.session is None or window.session.quiet), timeout=20_000)
    qtbot.wait(1)
    qtbot.waitUntil(lambda: window.jobs.idle, timeout=20_000)


@pytest.fixture
def filled(window: Window, qtbot: QtBot, tmp_path: Path, papers: Path) -> Window:
    """The window on a case with the first two articles."""
    case = opening.create_case(tmp_path / "ferry.casefile", "Ferry")
    results = importing.import_into(case, [papers / "first.txt", papers / "second.txt"])
    assert [result.result for result in results] == [Outcome.IMPORTED, Outcome.IMPORTED]
    window.show_case(case)
    settle(window, qtbot)
    return window


def dialog_of(window: Window, kind: type[QDialog]) -> QDialog:
    """The one dialogue of this kind that is up."""
    (found,) = (dialog for dialog in window.findChildren(kind) if dialog.isVisible())
    return found


def is_up(window: Window, kind: type[QDialog]) -> bool:
    return any(dialog.isVisible() for dialog in window.findChildren(kind))


def test_first_start_offers_new_open_and_sample(window: Window) -> None:
    assert window.welcome.isVisible()
    assert not window.centre.isVisible()
    assert not window.actions_table["import"].isEnabled()
    assert window.actions_table["new"].isEnabled()


def test_new_case_import_results_and_reading(window: Window, qtbot: QtBot, tmp_path: Path, papers: Path) -> None:
    window.door.create(tmp_path / "ferry")
    qtbot.waitUntil(lambda: window.session is not None, timeout=20_000)
    assert (tmp_path / "ferry.casefile").exists()
    window.actions_table["import"].trigger()
    dialog = dialog_of(window, ImportDialog)
    assert isinstance(dialog, ImportDialog)
    dialog.add([papers])
    dialog.wanted.emit((papers,), None)
    dialog.close()
    qtbot.waitUntil(lambda: is_up(window, ResultsDialog), timeout=20_000)
    results = dialog_of(window, ResultsDialog)
    assert isinstance(results, ResultsDialog)
    lines = {results.table.item(row, 1).text(): results.table.item(row, 2).text() for row in range(results.table.rowCount())}
    assert lines["first.txt"] == "Read in full."
    assert "empty" in lines["empty.txt"]
    assert results.table.item(0, 0).text() == "refused"
    results.close()
    settle(window, qtbot)
    assert window.articles.model.rowCount() >= 2
    assert window.reader.article is not None


def test_a_protected_file_is_asked_about_and_brought_in(filled: Window, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "locked.pdf"
    path.write_bytes(protected_pdf("The ferry company of Halden said on 3 July 2024 that it was sold.", "pier"))
    assert filled.session is not None
    filled.door.import_into(filled.session, [path], None, filled.theme)
    qtbot.waitUntil(lambda: is_up(filled, ResultsDialog), timeout=20_000)
    results = dialog_of(filled, ResultsDialog)
    assert isinstance(results, ResultsDialog)
    assert "password" in results.table.item(0, 2).text()
    assert not results.again.isEnabled()
    results.password.setText("pier")
    results.again.click()
    qtbot.waitUntil(lambda: filled.articles.model.rowCount() == 3, timeout=20_000)
    qtbot.waitUntil(lambda: is_up(filled, ResultsDialog), timeout=20_000)
    again = dialog_of(filled, ResultsDialog)
    assert again.findChild(QLineEdit) is None
    again.close()
    settle(filled, qtbot)


def test_the_panes_follow_one_focus(filled: Window, qtbot: QtBot) -> None:
    assert filled.session is not None
    row = next(row for row in filled.session.case.ask.entities() if "Solberg" in row.name)
    filled.desk.focus(Focus(Kind.ENTITY, row.id), "test")
    settle(filled, qtbot)
    assert filled.articles.delegate.linked == {1, 2}
    linked = [mark for mark in filled.reader.view.layers.marks if filled.reader.view.layers.is_linked(mark)]
    assert linked
    assert all(mark.refers_to == row.id for mark in linked if mark.kind == "person")


def test_narrowing_shows_a_chip_and_fewer_articles(filled: Window, qtbot: QtBot) -> None:
    filled.top.search.setText("danger")
    filled.top.search.setFocus()
    qtbot.keyClick(filled.top.search, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(filled, qtbot)
    assert filled.desk.selection.scope == Matching("danger")
    assert [row.number for row in filled.articles.model.rows] == [1]
    assert filled.reader.view.layers.hits
    filled.focus_bar.dropped.emit(Matching("danger"))
    settle(filled, qtbot)
    assert filled.desk.selection.scope == EVERYTHING
    assert filled.articles.model.rowCount() == 2


def test_a_query_that_cannot_be_read_is_said_in_place(filled: Window, qtbot: QtBot) -> None:
    filled.top.search.setText("date:nonsense")
    qtbot.keyClick(filled.top.search, Qt.Key.Key_Return)
    settle(filled, qtbot)
    assert filled.search.empty.isVisible()
    assert filled.search.empty.accessibleName()


def test_rename_reject_undo_redo(filled: Window, qtbot: QtBot) -> None:
    session = filled.session
    assert session is not None
    row = next(row for row in session.case.ask.entities() if "Solberg" in row.name)
    filled.desk.focus(Focus(Kind.ENTITY, row.id), "test")
    settle(filled, qtbot)
    filled.actions_table["rename"].trigger()
    settle(filled, qtbot)
    form = dialog_of(filled, Form)
    assert isinstance(form, Form)
    line = form.widget("name")
    assert isinstance(line, QLineEdit)
    line.setText("Mira A. Solberg")
    form.buttons.accepted.emit()
    settle(filled, qtbot)
    assert session.case.ask.entity(row.id).row.name == "Mira A. Solberg"
    assert filled.notice.words
    assert filled.actions_table["undo"].text().startswith("Undo: ")
    filled.actions_table["undo"].trigger()
    settle(filled, qtbot)
    assert session.case.ask.entity(row.id).row.name == row.name
    filled.actions_table["redo"].trigger()
    settle(filled, qtbot)
    assert session.case.ask.entity(row.id).row.name == "Mira A. Solberg"
    filled.actions_table["reject"].trigger()
    settle(filled, qtbot)
    assert row.id not in {each.id for each in session.case.ask.entities()}


def test_a_changed_publication_date_moves_dates_and_explains_itself(filled: Window, qtbot: QtBot) -> None:
    session = filled.session
    assert session is not None
    filled.desk.focus(Focus(Kind.ARTICLE, "S1", 1), "test")
    settle(filled, qtbot)
    filled.actions_table["published"].trigger()
    settle(filled, qtbot)
    form = dialog_of(filled, Form)
    assert isinstance(form, Form)
    line = form.widget("published")
    assert isinstance(line, QLineEdit)
    line.setText("soon")
    assert "Write a date" in form.sentence.text()
    line.setText("2024-06")
    assert "1 Jun 2024 to 30 Jun 2024" in form.sentence.text()
    form.buttons.accepted.emit()
    settle(filled, qtbot)
    article = session.case.ask.article(1)
    assert article.row.published.edtf == "2024-06"
    assert any(mark.kind == "date" and "2023" in mark.label for mark in article.marks)


def test_marking_by_hand_and_a_note_on_a_passage(filled: Window, qtbot: QtBot) -> None:
    session = filled.session
    assert session is not None
    text = session.case.ask.article(2).text
    start = text.index("partners")
    filled.verbs.run("mark", ("mention", "organisation", f"S2:{start}:{start + 8}"))
    settle(filled, qtbot)
    assert any((m.start, m.end, m.kind) == (start, start + 8, "organisation") for m in session.case.ask.article(2).marks)
    filled.verbs.run("note", (f"S2:{start}:{start + 8}",))
    form = dialog_of(filled, Form)
    assert isinstance(form, Form)
    form.submitted.emit({"text": "Ask which partners."})
    form.close()
    settle(filled, qtbot)
    note = session.case.ask.notes()[0]
    assert (note.article, note.start, note.text) == (2, start, "Ask which partners.")


def test_merging_asks_who_else_it_is(filled: Window, qtbot: QtBot) -> None:
    session = filled.session
    assert session is not None
    rows = session.case.ask.entities()
    keep, other = rows[0], rows[1]
    filled.verbs.run("merge", (keep.id,))
    settle(filled, qtbot)
    dialog = dialog_of(filled, Choose)
    assert isinstance(dialog, Choose)
    dialog.chosen.emit((other.id,))
    dialog.close()
    settle(filled, qtbot)
    assert session.case.ask.entity(other.id).row.id == session.case.ask.entity(keep.id).row.id


def test_back_forward_and_escape(filled: Window, qtbot: QtBot) -> None:
    before = filled.desk.selection
    filled.desk.set_scope(OfEntity("e0000000000000"), Mode.NARROW, "test")
    filled.actions_table["back"].trigger()
    assert filled.desk.selection == before
    filled.actions_table["forward"].trigger()
    assert filled.desk.selection != before
    qtbot.keyClick(filled, Qt.Key.Key_Escape)
    assert filled.desk.selection == before
    settle(filled, qtbot)


def test_dropping_files_imports_them(filled: Window, qtbot: QtBot, papers: Path) -> None:
    (papers / "fourth.txt").write_text(
        "Harbour reopens\n\nThe port of Halden opened again on 3 July 2024.\n", encoding="utf-8"
    )
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(papers / "fourth.txt"))])
    drop = QDropEvent(
        QPointF(QPoint(300, 300)), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    filled.dropEvent(drop)
    qtbot.waitUntil(lambda: is_up(filled, ResultsDialog), timeout=20_000)
    dialog_of(filled, ResultsDialog).close()
    settle(filled, qtbot)
    assert filled.articles.model.rowCount() == 3


def test_the_brief_is_written(filled: Window, qtbot: QtBot, tmp_path: Path) -> None:
    assert filled.session is not None
    out = tmp_path / "brief.pdf"
    filled.door.export(filled.session, out, filled.brief.order)
    qtbot.waitUntil(lambda: "brief is written" in filled.notice.words, timeout=60_000)
    assert out.read_bytes().startswith(b"%PDF-")


def test_the_theme_changes_everywhere_and_is_kept(filled: Window, qtbot: QtBot) -> None:
    filled.actions_table["dark"].trigger()
    assert all(pane.theme.dark for pane in filled.arrangement.panes)
    assert Remembered().theme == "dark"
    filled.actions_table["dark"].trigger()
    assert Remembered().theme == "light"
    settle(filled, qtbot)


def test_the_arrangement_is_kept_per_case(filled: Window, qtbot: QtBot) -> None:
    assert filled.session is not None
    path = filled.session.case.path
    before = path.stat().st_size
    entities = next(dock for dock in filled.arrangement.docks if dock.pane is filled.entities)
    entities.close()
    filled.reader.set_zoom(1.5)
    filled.close_case()
    settle(filled, qtbot)
    assert filled.welcome.isVisible()
    assert Remembered().recent()[0] == path
    filled.door.enter(path)
    qtbot.waitUntil(lambda: filled.session is not None, timeout=20_000)
    settle(filled, qtbot)
    assert entities.isHidden()
    assert filled.reader.zoom == 1.5
    filled.actions_table["layout"].trigger()
    assert not entities.isHidden()
    assert path.stat().st_size == before


def test_every_action_can_be_found_in_the_palette(filled: Window) -> None:
    filled.actions_table["palette"].trigger()
    dialog = dialog_of(filled, Choose)
    assert isinstance(dialog, Choose)
    dialog.filter.setText("dark")
    shown = [dialog.list.item(row).text() for row in range(dialog.list.count()) if not dialog.list.item(row).isHidden()]
    assert [words.split()[0] for words in shown] == ["Dark"]
    dialog.close()


def test_another_change_is_seen_without_asking(filled: Window, qtbot: QtBot) -> None:
    session = filled.session
    assert session is not None
    row = session.case.ask.entities()[0]
    session.do(Rename(row.id, "Somebody else"), "elsewhere")
    settle(filled, qtbot)
    assert any(mark.label.startswith("Somebody else") for mark in filled.reader.view.layers.marks)


def test_a_scope_is_kept_as_a_lens_and_used_again(filled: Window, qtbot: QtBot) -> None:
    session = filled.session
    assert session is not None
    filled.desk.set_scope(Matching("danger"), Mode.NARROW, "test")
    settle(filled, qtbot)
    filled.actions_table["lens"].trigger()
    form = dialog_of(filled, Form)
    assert isinstance(form, Form)
    form.submitted.emit({"name": "Danger"})
    form.close()
    settle(filled, qtbot)
    ((name, written),) = session.case.ask.overview().lenses
    assert name == "Danger"
    filled.desk.clear_scope()
    filled.focus_bar.lens_wanted.emit(written)
    settle(filled, qtbot)
    assert [row.number for row in filled.articles.model.rows] == [1]
    filled.focus_bar.lens_dropped.emit("Danger")
    settle(filled, qtbot)
    assert session.case.ask.overview().lenses == ()


def test_split_speaker_tag_correct_and_notes(filled: Window, qtbot: QtBot) -> None:
    session = filled.session
    assert session is not None
    ask = session.case.ask
    row = next(row for row in ask.entities() if "Halden" in row.name and row.mentions > 1)
    mention = ask.entity(row.id).mentions[-1]
    filled.verbs.run("split", (row.id,))
    settle(filled, qtbot)
    choose = dialog_of(filled, Choose)
    assert isinstance(choose, Choose)
    assert choose.list.count() == row.mentions
    choose.chosen.emit((mention.id,))
    choose.close()
    settle(filled, qtbot)
    assert next(m.entity for m in ask.mentions() if m.id == mention.id) != row.id
    quote = next(quote for quote in ask.quotes() if quote.kind == "direct")
    filled.verbs.run("speaker", (quote.id,))
    settle(filled, qtbot)
    choose = dialog_of(filled, Choose)
    assert isinstance(choose, Choose)
    choose.chosen.emit(("", "a former purser"))
    choose.close()
    settle(filled, qtbot)
    assert next(q.speaker for q in ask.quotes() if q.id == quote.id) == "a former purser"
    figure = ask.figures()[0]
    filled.verbs.run("correct", (figure.id,))
    settle(filled, qtbot)
    form = dialog_of(filled, Form)
    assert isinstance(form, Form)
    value = form.widget("value")
    assert isinstance(value, QLineEdit)
    value.setText("44")
    form.buttons.accepted.emit()
    settle(filled, qtbot)
    assert next(f.value for f in ask.figures() if f.id == figure.id) == 44
    filled.verbs.run("tag", ("S2",))
    settle(filled, qtbot)
    form = dialog_of(filled, Form)
    form.submitted.emit({"tag": "key"})  # type: ignore[attr-defined]
    form.close()
    settle(filled, qtbot)
    assert ask.tags() == (("key", 1),)
    filled.verbs.run("metadata", ("S2",))
    settle(filled, qtbot)
    form = dialog_of(filled, Form)
    assert isinstance(form, Form)
    outlet = form.widget("outlet")
    assert isinstance(outlet, QLineEdit)
    outlet.setText("The Halden Post")
    form.buttons.accepted.emit()
    settle(filled, qtbot)
    assert ask.article(2).row.outlet == "The Halden Post"


def test_every_verb_that_menus_know_can_be_run(window: Window) -> None:
    assert window.verbs.known == VERBS


def test_a_read_only_case_can_be_read_and_not_changed(filled: Window, qtbot: QtBot) -> None:
    assert filled.session is not None
    path = filled.session.case.path
    filled.close_case()
    settle(filled, qtbot)
    filled.door.enter(path, read_only=True)
    qtbot.waitUntil(lambda: filled.session is not None, timeout=20_000)
    settle(filled, qtbot)
    assert filled.articles.model.rowCount() == 2
    filled.desk.focus(Focus(Kind.ARTICLE, "S1", 1))
    settle(filled, qtbot)
    for name in ("import", "undo", "published", "note", "accept"):
        assert not filled.actions_table[name].isEnabled()
    for name in ("export", "search", "original"):
        assert filled.actions_table[name].isEnabled()


def test_a_case_that_cannot_be_opened_is_said_and_the_window_stays(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "no.casefile").write_text("This is no case.", encoding="utf-8")
    window.door.enter(tmp_path / "no.casefile")
    qtbot.waitUntil(lambda: bool(window.notice.words), timeout=20_000)
    assert window.welcome.isVisible()
    assert window.session is None


def test_closing_the_case_closes_what_was_asked_about_it(filled: Window, qtbot: QtBot) -> None:
    filled.verbs.run("published", ("S1",))
    settle(filled, qtbot)
    assert is_up(filled, Form)
    filled.close_case()
    settle(filled, qtbot)
    assert not is_up(filled, Form)


def test_undoing_the_import_leaves_an_empty_reader_and_redoing_fills_it(filled: Window, qtbot: QtBot) -> None:
    filled.actions_table["undo"].trigger()
    settle(filled, qtbot)
    assert filled.articles.model.rowCount() == 0
    assert filled.reader.article is None
    assert filled.reader.empty.isVisible()
    assert "nothing" not in filled.notice.words
    filled.actions_table["redo"].trigger()
    settle(filled, qtbot)
    assert filled.articles.model.rowCount() == 2
    assert filled.reader.article is not None
