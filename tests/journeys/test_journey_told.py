"""What the command line says: each sentence tells what happened, and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import Casefile

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
