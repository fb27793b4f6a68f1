"""What the command line says: each sentence tells what happened, and what to do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from support import Casefile

from casefile.cli.decide import VERBS
from casefile.cli.export import FORMATS

TEXT = "Ports lose a day\n\nMarla Quist said on 3 May 2025 that 40 cranes stood still. “We lost a day,” she said.\n"


@pytest.fixture
def little(casefile: Casefile, tmp_path: Path) -> Path:
    """A case of one article, without outlet or author, published on 14 May 2025."""
    article, path = tmp_path / "cranes.txt", tmp_path / "little.casefile"
    article.write_text(TEXT, encoding="utf-8")
    assert casefile("import", path, article).code == 0
    assert casefile("set", path, "S1", "published=2025-05-14").code == 0
    return path


def test_a_correction_says_the_old_and_the_new_and_undo_and_redo_say_so_too(casefile: Casefile, little: Path) -> None:
    said = "S1 published: 14 May 2025 → 10 Mar 2024; outlet: nothing → The Brackwater Post."
    assert casefile("set", little, "S1", "published=2024-03-10", "outlet=The Brackwater Post").out.strip() == said
    assert casefile("undo", little).out.strip() == f"Undone: {said}"
    assert casefile("redo", little).out.strip() == f"Redone: {said}"
    assert casefile("set", little, "S1", "outlet=").out.strip() == "S1 outlet: The Brackwater Post → nothing."


@pytest.mark.parametrize(
    "words",
    [
        ("accept", "nonsense"),
        ("accept", "n0000000000000"),
        ("reject", "q000"),
        ("accept", "S"),
        ("rename", "e0000000000000", "name=Quist"),
        ("merge", "q0000000000000", "f0000000000000"),
        ("link", "c0000000000000", "f0000000000000"),
        ("note", "f0000000000000", "text=Ask again."),
    ],
    ids=" ".join,
)
def test_what_the_case_does_not_have_is_named_before_anything_else(
    casefile: Casefile, little: Path, words: tuple[str, ...]
) -> None:
    ran = casefile("decide", little, *words)
    assert ran.code == 2
    assert ran.err.strip() == f"casefile: There is no “{words[1]}” in this case; take an id that --json rows show."


def test_the_log_has_what_was_undone_and_redone(casefile: Casefile, little: Path) -> None:
    assert casefile("decide", little, "tag", "S1", "tag=cranes").code == 0
    assert casefile("undo", little).code == casefile("undo", little).code == casefile("redo", little).code == 0
    rows = casefile("log", little, "--json").rows
    labels = [row["label"] for row in rows]
    assert labels[4].endswith("→ 14 May 2025")
    assert labels[0] == f"Redone: {labels[4]}"
    assert labels[1:3] == [f"Undone: {labels[4]}", f"Undone: {labels[3]}"]
    assert [row["undone"] for row in rows] == [False, False, False, True, False, False]
    assert [row["id"] for row in rows] == [str(row["sequence"]) for row in rows] == ["6", "5", "4", "3", "2", "1"]
    assert "Undone: " in casefile("log", little).out


def test_an_empty_listing_says_why(casefile: Casefile, little: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.casefile"
    assert casefile("new", empty).code == 0
    hint = f"The case has no articles yet. Import some with: casefile import {empty} PATH..."
    assert casefile("quotes", empty).out.strip() == hint
    assert casefile("search", empty, "cranes").out.splitlines()[-1] == hint
    assert casefile("articles", empty, "--json").rows == []
    assert casefile("articles", empty, "--csv").out == ""
    assert casefile("quotes", little, "--scope", "date:1950").out.strip() == "Nothing in scope."
    assert "Nothing in scope." in casefile("search", little, "cranes", "--scope", "date:1950").out


def test_a_brief_of_another_case_is_told_once_and_a_missing_one_is_a_brief(
    casefile: Casefile, little: Path, tmp_path: Path
) -> None:
    brief, other = tmp_path / "brief.pdf", tmp_path / "other.casefile"
    assert casefile("brief", little, brief, "--date", "2026-01-31").code == 0
    assert casefile("verify", brief, little).code == 0
    assert casefile("new", other).code == 0
    ran = casefile("verify", brief, other)
    assert (ran.code, ran.out.strip()) == (1, "record: this brief was made from another case")
    missing = casefile("verify", tmp_path / "missing.pdf")
    assert missing.code == 2
    assert "There is no brief " in missing.err


@pytest.mark.parametrize("written", ["banana", "2026-13-01", "20260131", ""])
def test_a_date_that_is_none_is_told_in_one_sentence(casefile: Casefile, tmp_path: Path, little: Path, written: str) -> None:
    ran = casefile("brief", little, tmp_path / "brief.pdf", "--date", written)
    assert (ran.code, ran.err.strip()) == (2, "casefile: Write the date as 2026-01-31.")


def test_the_page_of_commands_has_every_verb_and_every_format() -> None:
    page = (Path(__file__).parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")
    words = set(re.findall(r"[a-z]+", page))
    assert set(VERBS) <= words
    assert set(re.findall(r"[a-z]+", FORMATS)) <= words
    assert "casefile verify BRIEF.pdf [CASE]" in page
