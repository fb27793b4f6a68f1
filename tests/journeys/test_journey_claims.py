"""Claims on the command line: what is listed, decided, weighed and missing, and that all of it is undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import Casefile


def first(casefile: Casefile, case: Path, standing: str) -> str:
    return next(str(row["id"]) for row in casefile("claims", case, "--json").rows if row["standing"] == standing)


def test_the_figure_that_was_revised_in_the_sample_is_no_conflict(casefile: Casefile, imported: Path) -> None:
    revised = [row for row in casefile("claims", imported, "--json").rows if row["standing"] == "revised"]
    values = [[one["value"] for cell in row["cells"] for one in cell["evidence"]] for row in revised]
    assert any("8,000 consignments" in said and "more than 12,000 records" in said for said in values), values
    assert all(row["as_of"] and row["kind"] == "change" for row in revised)


def test_claims_are_merged_split_and_brought_back(casefile: Casefile, imported: Path) -> None:
    rows = casefile("claims", imported, "--json").rows
    one, other = rows[0]["id"], rows[1]["id"]
    assert casefile("decide", imported, "merge", one, other).code == 0
    merged = next(row for row in casefile("claims", imported, "--json").rows if row["id"] == one)
    assert merged["merged"] == [other]
    assert casefile("decide", imported, "split", one, other).code == 0
    assert {one, other} <= {row["id"] for row in casefile("claims", imported, "--json").rows}
    assert casefile("undo", imported).code == 0
    assert casefile("undo", imported).code == 0
    assert casefile("claims", imported, "--json").rows == rows


def test_hypotheses_are_made_judged_reworded_and_deleted(casefile: Casefile, imported: Path) -> None:
    claim = first(casefile, imported, "conflict")
    made = casefile("decide", imported, "suppose", claim, "text=An insider did it")
    hypothesis = made.out.rsplit("Made ", 1)[1].strip().rstrip(".")
    assert casefile("decide", imported, "hold", claim, f"hypothesis={hypothesis}", "as=inconsistent").code == 0
    assert casefile("decide", imported, "reword", hypothesis, "text=A clerk did it").code == 0
    document = casefile("hypotheses", imported, "--json").document
    assert [(row["text"], row["inconsistent"]) for row in document["rows"]] == [("A clerk did it", 1)]
    assert document["claims"][0]["judged"] == {hypothesis: "inconsistent"}
    assert "A clerk did it" in casefile("hypotheses", imported).out
    assert casefile("decide", imported, "hold", claim, f"hypothesis={hypothesis}", "as=perhaps").code == 2
    assert casefile("decide", imported, "delete", hypothesis).code == 0
    assert casefile("hypotheses", imported, "--json").document["rows"] == []
    assert casefile("hypotheses", imported).out.startswith("No hypotheses yet")


def test_gaps_are_listed_noted_and_set_aside(casefile: Casefile, imported: Path) -> None:
    assert casefile("decide", imported, "question", "case", "text=Who paid for the audit").code == 0
    rows = casefile("gaps", imported, "--json").rows
    assert rows[0]["question"] == "Who paid for the audit"
    assert {row["kind"] for row in rows} >= {"question", "unanswered", "silence", "unnamed"}
    gap = next(row["id"] for row in rows if row["kind"] == "silence")
    assert casefile("decide", imported, "reject", gap).code == 0
    assert gap not in {row["id"] for row in casefile("gaps", imported, "--json").rows}
    assert gap in {row["id"] for row in casefile("gaps", imported, "--json", "--all").rows}


def test_origins_are_listed_and_corrected(casefile: Casefile, imported: Path) -> None:
    before = casefile("origins", imported, "--json").document
    assert before["independent"] >= 3
    assert casefile("decide", imported, "origin", "S1", "S4", "from=Kyodo").code == 0
    after = casefile("origins", imported, "--json").document
    assert "Kyodo" in {row["name"] for row in after["rows"]}
    assert "Kyodo" in casefile("origins", imported).out
    assert casefile("undo", imported).code == 0
    assert casefile("origins", imported, "--json").document == before
    assert casefile("decide", imported, "origin", "S1", "from=S1").code == 2


def test_grades_say_why(casefile: Casefile, imported: Path) -> None:
    rows = casefile("grades", imported, "--json").rows
    assert all(row["grade"]["reason"] and row["grade"]["words"] for row in rows)
    outlet = rows[0]["id"]
    assert casefile("decide", imported, "grade", outlet, "grade=E").code == 0
    graded = next(row for row in casefile("grades", imported, "--json").rows if row["id"] == outlet)
    assert (graded["grade"]["value"], graded["grade"]["words"]) == ("E", "unreliable")
    claim = casefile("claims", imported, "--json").rows[0]
    assert claim["grade"]["value"] in "123456"
    assert claim["grade"]["reason"]


@pytest.mark.parametrize("listing", ["hypotheses", "gaps", "grades", "origins"])
def test_an_empty_case_has_empty_listings(casefile: Casefile, tmp_path: Path, listing: str) -> None:
    case = tmp_path / "empty.casefile"
    assert casefile("new", case).code == 0
    assert casefile(listing, case, "--json").document["rows"] == []
    assert casefile(listing, case).code == 0
