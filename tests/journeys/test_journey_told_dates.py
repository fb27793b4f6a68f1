"""What the program says of when an article came out, and of languages it has no rules for."""

from __future__ import annotations

from pathlib import Path

from support import Casefile

BOUNDED = "The mill burned down in June 2023. It had been built in 1987, and nobody was hurt, the town said."
GERMAN = (
    "Die Mühle ist am 03.05.2024 abgebrannt. Das sagte der Bürgermeister, und niemand wurde verletzt. 1.200 Akten sind weg."
)


def test_bounds_are_shown_where_no_date_is_known(casefile: Casefile, tmp_path: Path) -> None:
    article, case = tmp_path / "mill.txt", tmp_path / "mill.casefile"
    article.write_text(BOUNDED, encoding="utf-8")
    assert casefile("import", case, article).code == 0
    (row,) = casefile("articles", case, "--json").rows
    assert (row["published"]["edtf"], row["published"]["basis"]) == ("2023-06/..", "text")
    assert row["published"]["confidence"] < 0.5
    assert "not before Jun 2023 (text)" in casefile("articles", case).out


def test_a_date_that_is_partly_known_dates_what_it_can(casefile: Casefile, tmp_path: Path) -> None:
    article, case = tmp_path / "mill.txt", tmp_path / "mill.casefile"
    article.write_text("The mill burned down last year. It will be rebuilt next year, the town said.", encoding="utf-8")
    assert casefile("import", case, article).code == 0
    assert casefile("set", case, "S1", "published=2024-10").code == 0
    told = {row["text"]: row["edtf"] for row in casefile("timeline", case, "--scope", "", "--json").rows}
    assert sorted(value for value in told.values() if value) == ["2023", "2025"]


def test_a_language_without_rules_is_said_to_be_read_with_reduced_means(casefile: Casefile, tmp_path: Path) -> None:
    article, case = tmp_path / "muehle.txt", tmp_path / "muehle.casefile"
    article.write_text(GERMAN, encoding="utf-8")
    ran = casefile("import", case, article, "--json")
    (result,) = ran.document["results"]
    assert result["result"] == "imported"
    assert "reduced means" in result["reason"]
    (row,) = casefile("articles", case, "--json").rows
    assert (row["language"], row["reduced"]) == ("de", True)
    assert "read with reduced means" in casefile("articles", case).out
    assert "reduced means" in casefile("extract", article, "--explain").out
