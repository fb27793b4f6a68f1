"""Every row of the fault matrix has tests that are there, and the page of reliability says the same."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from reliability import MATRIX, write
from sweeping.operations import OPERATIONS

TESTS = Path(__file__).resolve().parents[1]
DOCS = TESTS.parent / "docs"


@pytest.mark.parametrize("row", MATRIX, ids=[row.fault[:30] for row in MATRIX])
def test_every_row_has_tests_that_are_there(row: object) -> None:
    tests = row.tests  # type: ignore[attr-defined]
    assert tests
    for test in tests:
        file, _, name = test.partition("::")
        assert re.search(rf"^\s*def {name}\(", (TESTS / file).read_text("utf-8"), re.MULTILINE), test
    assert set(row.swept) <= set(OPERATIONS)  # type: ignore[attr-defined]


def test_the_page_is_the_one_that_is_made(tmp_path: Path) -> None:
    figures = json.loads((DOCS / "faults.json").read_text("utf-8"))
    write(figures, tmp_path / "page.md")
    assert (tmp_path / "page.md").read_text("utf-8") == (DOCS / "reliability.md").read_text("utf-8")
    assert [each["failures"] for each in figures["sweeps"] if each["failures"]] == []
    assert {each["operation"] for each in figures["sweeps"]} == set(OPERATIONS)
