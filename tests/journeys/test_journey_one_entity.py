"""Names are one entity everywhere: whatever the order and number of jobs, as `extract --together` has it, across scripts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support import Casefile

from casefile.assets import resource

KANJI = "藤代健"
INTRODUCES = f"Defence minister Ken Fujishiro ({KANJI}) visited the lock on Monday. Fujishiro said it was safe.\n"
ONLY_KANJI = f"{KANJI}防衛相は3日、水門は安全だと述べた。{KANJI}氏は会見した。\n"


def write(folder: Path, **texts: str) -> list[Path]:
    paths = []
    for name, text in texts.items():
        path = folder / f"{name}.txt"
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return paths


def listed(casefile: Casefile, case: Path) -> set[tuple[Any, ...]]:
    rows = casefile("entities", case, "--json").rows
    return {(row["name"], row["type"], tuple(sorted(row["aliases"])), row["mentions"], len(row["articles"])) for row in rows}


@pytest.fixture(scope="module")
def articles() -> list[Path]:
    return sorted(resource("sample", "articles").glob("*.txt"))


def test_a_case_has_the_same_entities_in_any_order_and_with_any_number_of_jobs(
    casefile: Casefile, tmp_path: Path, articles: list[Path]
) -> None:
    there, back, spread = (tmp_path / f"{name}.casefile" for name in ("there", "back", "spread"))
    for path in articles:
        assert casefile("import", there, path).code == 0
    for path in reversed(articles):
        assert casefile("import", back, path).code == 0
    assert casefile("import", spread, *articles, "--jobs", 2).code == 0
    found = listed(casefile, there)
    assert len(found) > 20
    assert found == listed(casefile, back) == listed(casefile, spread)


def test_a_case_has_nearly_the_entities_of_articles_read_together(
    casefile: Casefile, tmp_path: Path, articles: list[Path]
) -> None:
    # A case reads each article by itself, so that no article changes what was found in another (ADR 2).
    case = tmp_path / "sample.casefile"
    assert casefile("import", case, *articles).code == 0
    lines = casefile("extract", *articles, "--together").out.splitlines()
    together = {(mention["name"], mention["type"]) for line in lines for mention in json.loads(line)["entities"]}
    own = {(row["name"], row["type"]) for row in casefile("entities", case, "--json").rows}
    assert len(own ^ together) <= 0.05 * len(own | together)


def of(casefile: Casefile, case: Path, name: str) -> list[dict[str, Any]]:
    return [row for row in casefile("entities", case, "--json").rows if name in (row["name"], *row["aliases"])]


@pytest.mark.parametrize("order", [("latin", "native"), ("native", "latin")])
def test_a_name_that_one_article_gives_in_both_scripts_is_one_everywhere(
    casefile: Casefile, tmp_path: Path, order: tuple[str, str]
) -> None:
    texts = {"latin": INTRODUCES, "native": ONLY_KANJI}
    case = tmp_path / "scripts.casefile"
    for path in write(tmp_path, **{name: texts[name] for name in order}):
        assert casefile("import", case, path).code == 0
    (entity,) = of(casefile, case, KANJI)
    assert (entity["name"], entity["type"], len(entity["articles"])) == ("Ken Fujishiro", "person", 2)


def test_what_the_investigator_equates_stays_one_when_articles_come(casefile: Casefile, tmp_path: Path) -> None:
    case = tmp_path / "merged.casefile"
    first, second, third = write(
        tmp_path,
        first="Defence minister Ken Fujishiro visited the lock. Fujishiro said it was safe.\n",
        second=ONLY_KANJI,
        third=f"{KANJI}氏は6日、再び水門を視察した。\n",
    )
    assert casefile("import", case, first, second).code == 0
    (latin,), (native,) = of(casefile, case, "Ken Fujishiro"), of(casefile, case, KANJI)
    assert casefile("decide", case, "merge", latin["id"], native["id"]).code == 0
    assert casefile("import", case, third).code == 0
    (entity,) = of(casefile, case, KANJI)
    assert (entity["name"], len(entity["articles"])) == ("Ken Fujishiro", 3)


MANIFEST = f"""file,published,names
kanji.txt,2031-05-04,Ken Fujishiro = {KANJI}
latin.txt,2031-05-06,
later.txt,2031-05-07,
"""


@pytest.fixture
def equated(tmp_path: Path) -> tuple[Path, list[Path]]:
    """A manifest that says of one article which names are one, and three articles."""
    paths = write(
        tmp_path,
        kanji=ONLY_KANJI,
        latin="Defence minister Ken Fujishiro visited the lock. Fujishiro said it was safe.\n",
        later=f"{KANJI}氏は6日、再び水門を視察した。\n",
    )
    manifest = tmp_path / "manifest.csv"
    manifest.write_text(MANIFEST, encoding="utf-8")
    return manifest, paths


def test_what_a_manifest_equates_is_one_everywhere(
    casefile: Casefile, tmp_path: Path, equated: tuple[Path, list[Path]]
) -> None:
    manifest, paths = equated
    case = tmp_path / "said.casefile"
    assert casefile("import", case, *paths, "--manifest", manifest).code == 0
    (entity,) = of(casefile, case, KANJI)
    assert (entity["name"], entity["type"], len(entity["articles"])) == ("Ken Fujishiro", "person", 3)


def test_what_a_manifest_equates_lasts_when_an_article_is_read_anew(
    casefile: Casefile, tmp_path: Path, equated: tuple[Path, list[Path]]
) -> None:
    manifest, paths = equated
    case = tmp_path / "anew.casefile"
    assert casefile("import", case, *paths, "--manifest", manifest).code == 0
    assert casefile("set", case, "S1", "published=2030-01-02").code == 0
    (entity,) = of(casefile, case, KANJI)
    assert (entity["name"], len(entity["articles"])) == ("Ken Fujishiro", 3)


def test_extract_together_heeds_what_a_manifest_equates(casefile: Casefile, equated: tuple[Path, list[Path]]) -> None:
    manifest, paths = equated
    lines = casefile("extract", *paths, "--manifest", manifest, "--together").out.splitlines()
    names = {
        mention["text"]: (mention["name"], mention["entity"]) for line in lines for mention in json.loads(line)["entities"]
    }
    assert names[KANJI] == names["Ken Fujishiro"] == names["Fujishiro"]
