"""Searching from the command line: order, likeness, facets, what is kept and what new articles match."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import Casefile

TEXTS = {
    "lamps.txt": "Lamps go out\n\nThe lamp keeper Orla Benn said on 3 May 2024 that the lamps of Grell pier had gone out.\n",
    "again.txt": "Lamps again\n\nOn 9 March 2023 the lamps of Grell pier went out. Orla Benn, the keeper, mended them.\n",
    "budget.txt": "Budget passed\n\nThe county passed its budget of 40 million crowns on 2 June 2024.\n",
}


@pytest.fixture
def pier(casefile: Casefile, tmp_path: Path) -> Path:
    """A case of three articles, of 2024, 2023 and 2024, in two outlets."""
    case, manifest = tmp_path / "pier.casefile", tmp_path / "manifest.csv"
    lines = ["file,published,outlet"]
    for number, (name, text) in enumerate(TEXTS.items(), 1):
        (tmp_path / name).write_text(text, encoding="utf-8")
        lines.append(f"{name},2023-03-10,Pier Echo" if number == 2 else f"{name},2024-06-01,The Grell Sun")
    manifest.write_text("\n".join(lines), encoding="utf-8")
    paths = [tmp_path / name for name in TEXTS]
    assert casefile("import", case, *paths, "--manifest", manifest).code == 0
    return case


def articles(casefile: Casefile, *words: object) -> list[str]:
    return [row["id"] for row in casefile("search", *words, "--json").rows if row["kind"] == "article"]


def test_hits_come_in_the_order_that_is_asked_for(casefile: Casefile, pier: Path) -> None:
    assert set(articles(casefile, pier, "pier")) == {"S1", "S2"}
    assert articles(casefile, pier, "pier", "--order", "date") == ["S2", "S1"]
    assert articles(casefile, pier, "pier", "--order", "outlet") == ["S2", "S1"]


def test_articles_like_another_are_found(casefile: Casefile, pier: Path) -> None:
    assert articles(casefile, pier, "--like", "S1")[0] == "S2"
    assert "S3" not in articles(casefile, pier, "mended", "--like", "1")
    assert casefile("search", pier, "--like", "S9").code == 2
    assert casefile("search", pier, "like:S1").out.splitlines()[0].endswith("[S2] Lamps again")


def test_explain_tells_what_hits_share(casefile: Casefile, pier: Path) -> None:
    said = casefile("search", pier, "lamps and pier", "--explain").out
    assert "Understood as: “lamps” and “pier”" in said
    assert "“and” between words was read as AND" in said
    assert "By outlet: " in said
    document = casefile("search", pier, "lamps", "--explain", "--json").document
    benn = next(id for id, name in document["names"].items() if name == "Orla Benn")
    assert document["facets"]["entity"][benn] >= 2
    assert document["facets"]["year"]["2023"] >= 1


def test_a_search_is_kept_undone_and_tells_of_new_articles(casefile: Casefile, pier: Path, tmp_path: Path) -> None:
    assert "No searches are kept yet." in casefile("search", pier).out
    assert casefile("search", pier, "lamps OR foghorn", "--save", "Lights").out.splitlines()[-1] == "Kept as “Lights”."
    assert casefile("search", pier).out == "Lights  lamps OR foghorn\n"
    assert set(articles(casefile, pier, "--saved", "lights")) == {"S1", "S2"}
    assert articles(casefile, pier, "mended", "--saved", "Lights") == ["S2"]
    for name, text in (("horn.txt", "A foghorn sounded at Grell."), ("rain.txt", "It rained in Grell.")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    ran = casefile("import", pier, tmp_path / "horn.txt", tmp_path / "rain.txt")
    assert ran.out.splitlines()[-1] == "1 new article matches “Lights”."
    (tmp_path / "more.txt").write_text("Three lamps and a foghorn were sold.", encoding="utf-8")
    assert casefile("import", pier, tmp_path / "more.txt", "--json").document["alerts"] == [
        {"name": "Lights", "articles": ["S6"]}
    ]
    assert casefile("search", pier, "--forget", "lights").code == 0
    assert "No searches are kept yet." in casefile("search", pier).out
    assert casefile("undo", pier).code == 0
    assert casefile("search", pier).out == "Lights  lamps OR foghorn\n"
    assert casefile("search", pier, "--saved", "Harbours").code == 2


def test_reindex_makes_the_index_anew(casefile: Casefile, pier: Path) -> None:
    assert casefile("reindex", pier).out.startswith("Indexed ")
    assert set(articles(casefile, pier, "pier")) == {"S1", "S2"}
