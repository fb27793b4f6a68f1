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


def test_claims_are_merged_split_and_brought_back(casefile: Casefile, case: Path) -> None:
    rows = casefile("claims", case, "--json").rows
    one, other = rows[0]["id"], rows[1]["id"]
    assert casefile("decide", case, "merge", one, other).code == 0
    merged = next(row for row in casefile("claims", case, "--json").rows if row["id"] == one)
    assert merged["merged"] == [other]
    assert casefile("decide", case, "split", one, other).code == 0
    assert {one, other} <= {row["id"] for row in casefile("claims", case, "--json").rows}
    assert casefile("undo", case).code == 0
    assert casefile("undo", case).code == 0
    assert casefile("claims", case, "--json").rows == rows


def test_hypotheses_are_made_judged_reworded_and_deleted(casefile: Casefile, case: Path) -> None:
    claim = first(casefile, case, "conflict")
    made = casefile("decide", case, "suppose", claim, "text=An insider did it")
    hypothesis = made.out.rsplit("Made ", 1)[1].strip().rstrip(".")
    assert casefile("decide", case, "hold", claim, f"hypothesis={hypothesis}", "as=inconsistent").code == 0
    assert casefile("decide", case, "reword", hypothesis, "text=A clerk did it").code == 0
    document = casefile("hypotheses", case, "--json").document
    assert [(row["text"], row["inconsistent"]) for row in document["rows"]] == [("A clerk did it", 1)]
    assert document["claims"][0]["judged"] == {hypothesis: "inconsistent"}
    assert "A clerk did it" in casefile("hypotheses", case).out
    assert casefile("decide", case, "hold", claim, f"hypothesis={hypothesis}", "as=perhaps").code == 2
    assert casefile("decide", case, "delete", hypothesis).code == 0
    assert casefile("hypotheses", case, "--json").document["rows"] == []
    assert casefile("hypotheses", case).out.startswith("No hypotheses yet")


def test_gaps_are_listed_noted_and_set_aside(casefile: Casefile, case: Path) -> None:
    assert casefile("decide", case, "question", "case", "text=Who paid for the audit").code == 0
    rows = casefile("gaps", case, "--json").rows
    assert rows[0]["question"] == "Who paid for the audit"
    assert {row["kind"] for row in rows} >= {"question", "unanswered", "silence", "unnamed"}
    gap = next(row["id"] for row in rows if row["kind"] == "silence")
    assert casefile("decide", case, "reject", gap).code == 0
    assert gap not in {row["id"] for row in casefile("gaps", case, "--json").rows}
    assert gap in {row["id"] for row in casefile("gaps", case, "--json", "--all").rows}


def test_origins_are_listed_and_corrected(casefile: Casefile, case: Path) -> None:
    before = casefile("origins", case, "--json").document
    assert before["independent"] >= 3
    assert casefile("decide", case, "origin", "S1", "S4", "from=Kyodo").code == 0
    after = casefile("origins", case, "--json").document
    assert "Kyodo" in {row["name"] for row in after["rows"]}
    assert "Kyodo" in casefile("origins", case).out
    assert casefile("undo", case).code == 0
    assert casefile("origins", case, "--json").document == before
    assert casefile("decide", case, "origin", "S1", "from=S1").code == 2


def test_grades_say_why(casefile: Casefile, case: Path) -> None:
    rows = casefile("grades", case, "--json").rows
    assert all(row["grade"]["reason"] and row["grade"]["words"] for row in rows)
    outlet = rows[0]["id"]
    assert casefile("decide", case, "grade", outlet, "grade=E").code == 0
    graded = next(row for row in casefile("grades", case, "--json").rows if row["id"] == outlet)
    assert (graded["grade"]["value"], graded["grade"]["words"]) == ("E", "unreliable")
    claim = casefile("claims", case, "--json").rows[0]
    assert claim["grade"]["value"] in "123456"
    assert claim["grade"]["reason"]


@pytest.mark.parametrize("listing", ["hypotheses", "gaps", "grades", "origins"])
def test_an_empty_case_has_empty_listings(casefile: Casefile, tmp_path: Path, listing: str) -> None:
    case = tmp_path / "empty.casefile"
    assert casefile("new", case).code == 0
    assert casefile(listing, case, "--json").document["rows"] == []
    assert casefile(listing, case).code == 0
