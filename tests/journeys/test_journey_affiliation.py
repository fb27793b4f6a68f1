"""An unnamed speaker's affiliation goes from the text through the case to the listings, and follows decisions."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import Casefile

FIRST = """The Northern Harbour Authority closed the lock on Monday.

An official of the authority said the lock had been left open. “Nobody checked it,” a person close to Corvin Bank said.
"""
SECOND = """The Northern Harbour Authority (NHA) kept silent on Tuesday.

A spokeswoman for the NHA said the lock was safe.
"""


@pytest.fixture
def case(casefile: Casefile, tmp_path: Path) -> Path:
    for name, text in (("first", FIRST), ("second", SECOND)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    path = tmp_path / "lock.casefile"
    assert casefile("import", path, tmp_path / "first.txt", tmp_path / "second.txt").code == 0
    return path


def test_affiliations_are_entities_of_the_case(casefile: Casefile, case: Path) -> None:
    rows = casefile("quotes", case, "--json").rows
    found = {row["speaker"]: row["affiliation"] for row in rows}
    assert found["An official of the authority"] == found["A spokeswoman for the NHA"] == "Northern Harbour Authority"
    assert found["a person close to Corvin Bank"] == "Corvin Bank"
    bodies = {row["affiliation_entity"] for row in rows if row["affiliation"] == "Northern Harbour Authority"}
    entities = {row["id"]: row["name"] for row in casefile("entities", case, "--json").rows}
    assert [entities[body] for body in bodies] == ["Northern Harbour Authority"]


def test_a_corrected_speaker_loses_the_affiliation_of_the_former(casefile: Casefile, case: Path) -> None:
    row = next(row for row in casefile("quotes", case, "--json").rows if row["affiliation"] == "Corvin Bank")
    assert casefile("decide", case, "speaker", row["id"], "speaker=Ana Orlo").code == 0
    again = next(other for other in casefile("quotes", case, "--json").rows if other["id"] == row["id"])
    assert (again["speaker"], again["affiliation"], again["affiliation_entity"]) == ("Ana Orlo", None, None)


def test_people_and_spreadsheets_are_told_too(casefile: Casefile, case: Path) -> None:
    lines = casefile("quotes", case).out
    assert "An official of the authority (office of Northern Harbour Authority, indirect)" in lines
    assert "affiliation" in casefile("quotes", case, "--csv").out.splitlines()[0]


def test_extract_explains_it(casefile: Casefile, tmp_path: Path) -> None:
    (tmp_path / "first.txt").write_text(FIRST, encoding="utf-8")
    explained = casefile("extract", tmp_path / "first.txt", "--explain").out
    assert "a person close to Corvin Bank [anonymous of Corvin Bank]" in explained
