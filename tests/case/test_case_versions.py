"""Later versions of an article: imported again, decoded anew, corrected. What was decided stays where it belongs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from casefile.bootstrap import importing, opening
from casefile.case import Case
from casefile.domain import commands as c
from casefile.domain.articles import ImportResult
from casefile.errors import UserError

PAGE = """<html><head><title>Crane driver questioned</title>
<link rel="canonical" href="https://courier.example/cranes/1"><meta name="author" content="Ada Venn"></head>
<body><article><h1>Crane driver questioned</h1>
<p>Police in Velmont questioned a crane driver on Monday, 3 March 2025, over the missing containers.</p>
<p>“I was at home that night,” said the driver, Tomas Ilk, who has worked in the port for nine years.</p>
<p>{count} containers were missing, the harbour authority said in a statement to this newspaper.</p>
<p>The authority runs the cranes of the eastern quay and has not said who insured the goods.</p></article></body></html>"""
NEWS = (
    "Police in Velmont questioned a crane driver on Monday over the missing containers, officers said. "
    "{} containers were missing, the harbour authority said. Tomas Ilk said he was at home that night with his sister."
)


def put(case: Case, path: Path, words: str) -> ImportResult:
    path.write_text(words, encoding="utf-8")
    return importing.import_into(case, [path])[0]


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return opening.create_case(tmp_path / "versions.casefile")


def test_a_page_that_changed_is_a_new_version_of_its_article(case: Case, tmp_path: Path) -> None:
    first = put(case, tmp_path / "monday.html", PAGE.format(count="Eleven"))
    again = put(case, tmp_path / "tuesday.html", PAGE.format(count="Fourteen"))
    assert (first.article, again.article) == ("S1", "S1")
    assert again.result == "imported"
    assert "version 2 of S1" in str(again.reason)
    assert "Fourteen containers" in case.ask.article(1).text
    rows = case.ask.versions(1)
    assert [(row.number, row.current, row.kind) for row in rows] == [(1, False, "imported"), (2, True, "imported")]
    assert case.ask.article(1).row.sha256 == rows[1].sha256 != rows[0].sha256
    assert case.ask.original(1)[0] == (tmp_path / "tuesday.html").read_bytes()
    old, new, drift = case.ask.drift(1, 1, 2)
    changed = [
        (old.text[slice(*d.old)].strip(), new.text[slice(*d.new)].strip()) for d in drift.differences if d.kind != "same"
    ]
    assert changed == [("Eleven", "Fourteen")]
    assert case.verify() == ()


def test_undo_brings_the_former_version_back_and_redo_the_later(case: Case, tmp_path: Path) -> None:
    put(case, tmp_path / "n.txt", NEWS.format("Eleven"))
    put(case, tmp_path / "n.txt", NEWS.format("Fourteen"))
    assert "Fourteen" in case.ask.article(1).text
    assert case.undo() is not None
    assert "Eleven" in case.ask.article(1).text
    assert case.redo() is not None
    assert "Fourteen" in case.ask.article(1).text
    assert case.verify() == ()


def test_what_comes_from_the_same_place_unchanged_is_a_duplicate(case: Case, tmp_path: Path) -> None:
    put(case, tmp_path / "a.html", PAGE.format(count="Eleven"))
    same = put(case, tmp_path / "b.html", PAGE.format(count="Eleven").replace("</html>", "<!-- 7 --></html>"))
    assert (same.result, same.article) == ("duplicate", "S1")
    assert len(case.ask.versions(1)) == 1
    back = put(case, tmp_path / "c.html", PAGE.format(count="Eleven"))
    assert back.result == "duplicate"


def test_another_story_in_the_same_file_is_an_article_of_its_own(case: Case, tmp_path: Path) -> None:
    put(case, tmp_path / "n.txt", NEWS.format("Eleven"))
    other = put(
        case, tmp_path / "n.txt", "The lighthouse of Orsk was painted white again last week by volunteers of the town."
    )
    assert other.article == "S2"


def test_decisions_and_notes_carry_over_to_the_new_version(case: Case, tmp_path: Path) -> None:
    put(case, tmp_path / "n.txt", NEWS.format("Eleven"))
    ilk = next(row for row in case.ask.entities() if row.name == "Tomas Ilk")
    case.do(c.Rename(ilk.id, "T. Ilk, driver"))
    at = case.ask.article(1).text.index("harbour authority")
    case.do(c.AddNote("S1", "Which one?", at, at + len("harbour authority")))
    put(case, tmp_path / "n.txt", "Corrected on Tuesday.\n\n" + NEWS.format("Fourteen"))
    assert "T. Ilk, driver" in {row.name for row in case.ask.entities()}
    assert [note.text for note in case.ask.notes()] == ["Which one?"]
    assert case.verify() == ()


def test_a_text_is_corrected_and_the_original_stays(case: Case, tmp_path: Path) -> None:
    put(case, tmp_path / "scan.txt", NEWS.format("E1even"))
    original = case.ask.original(1)
    case.do(c.CorrectText(1, NEWS.format("Eleven")))
    assert "Eleven containers" in case.ask.article(1).text
    assert case.ask.original(1) == original
    assert [row.kind for row in case.ask.versions(1)] == ["imported", "corrected"]
    assert case.undo() is not None
    assert "E1even" in case.ask.article(1).text
    with pytest.raises(UserError, match="empty"):
        case.do(c.CorrectText(1, " \n"))
    with pytest.raises(UserError, match="no article S7"):
        case.do(c.CorrectText(7, "Words."))


def test_bytes_are_read_in_another_encoding(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "kiji.txt"
    path.write_bytes("港湾局は月曜日、貨物の記録が失われたと発表した。".encode("euc-jp"))
    importing.import_into(case, [path])
    before = case.ask.article(1).text
    importing.read_in_encoding(case, 1, "euc-jp")
    assert case.ask.article(1).text == "港湾局は月曜日、貨物の記録が失われたと発表した。"
    importing.read_in_encoding(case, 1, "shift_jis")
    assert case.ask.article(1).text != before or before != "港湾局は月曜日、貨物の記録が失われたと発表した。"
    assert case.ask.versions(1)[-1].encoding == "shift_jis"
    for nonsense in ("martian", "rot13", "hex"):
        with pytest.raises(UserError, match=r"encoding|text of bytes"):
            importing.read_in_encoding(case, 1, nonsense)


def test_many_new_versions_in_one_import(case: Case, tmp_path: Path) -> None:
    for number in range(6):
        (tmp_path / f"{number}.txt").write_text(f"Report {number}. " + NEWS.format("Eleven"), encoding="utf-8")
    importing.import_into(case, [tmp_path / f"{number}.txt" for number in range(6)])
    for number in range(6):
        (tmp_path / f"{number}.txt").write_text(f"Report {number}. " + NEWS.format("Fourteen"), encoding="utf-8")
    (tmp_path / "7.txt").write_text("A new one. Nobody was hurt in Orsk on Sunday, said Mara Lind.", encoding="utf-8")
    results = importing.import_into(case, [*(tmp_path / f"{number}.txt" for number in range(6)), tmp_path / "7.txt"])
    assert [result.article for result in results] == ["S1", "S2", "S3", "S4", "S5", "S6", "S7"]
    assert all("Fourteen" in case.ask.article(number).text for number in range(1, 7))
    assert case.verify() == ()
    case.undo()
    assert all("Eleven" in case.ask.article(number).text for number in range(1, 7))
    assert case.verify() == ()


def test_withdrawn_and_imported_again_as_it_was(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "n.txt"
    put(case, path, NEWS.format("Eleven"))
    case.undo()
    assert put(case, path, NEWS.format("Eleven")).article == "S1"
    reading = replace(case.ask.article(1).row)
    assert reading.number == 1
