"""The five real articles, where the shared folder is at hand: scored by its own scorer, the floors only rise."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

FLOORS = {
    "dates: span+value": 0.97,
    "entities: name+type": 0.97,
    "quotes direct+mixed: span>=80% +speaker": 1.0,
    "quotes indirect: span>=50%": 0.90,
    "figures: span+value": 0.97,
}


@pytest.fixture(scope="module")
def folder(shared: Path) -> Path:
    return shared / "acceptance" / "jaxa"


@pytest.fixture(scope="module")
def lines(folder: Path) -> dict[str, dict[str, Any]]:
    """`casefile extract --jsonl --together` of the five, by id."""
    given = []
    with (folder / "manifest.csv").open(encoding="utf-8", newline="") as manifest:
        for row in csv.DictReader(manifest):
            with (folder / row["file"]).open(encoding="utf-8", newline="") as article:
                text = article.read()
            given.append({"id": Path(row["file"]).stem, "text": text, "published": row["published"], "title": row["title"]})
    done = subprocess.run(
        [sys.executable, "-m", "casefile", "extract", "--jsonl", "--together"],
        input="\n".join(map(json.dumps, given)),
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=120,
    )
    return {line["id"]: line for line in map(json.loads, done.stdout.splitlines())}


def test_floors(folder: Path, lines: dict[str, dict[str, Any]], tmp_path: Path) -> None:
    predictions = tmp_path / "predictions.jsonl"
    predictions.write_text("\n".join(map(json.dumps, lines.values())), encoding="utf-8")
    scorer = folder.parent / "score.py"
    done = subprocess.run(
        [sys.executable, scorer, folder, predictions, "--json", "--errors", "20"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    scores = json.JSONDecoder().raw_decode(done.stdout)[0]
    low = {layer: scores[layer]["f1"] for layer, floor in FLOORS.items() if scores[layer]["f1"] < floor}
    assert not low, done.stdout


def entities(lines: dict[str, dict[str, Any]], *surfaces: str) -> set[str]:
    return {mention["entity"] for line in lines.values() for mention in line["entities"] if mention["text"] in surfaces}


def test_the_agency_is_one_entity_across_the_five(lines: dict[str, dict[str, Any]]) -> None:
    assert len(entities(lines, "JAXA", "Japan Aerospace Exploration Agency")) == 1


def test_full_name_and_surname_are_one_person(lines: dict[str, dict[str, Any]]) -> None:
    assert len(entities(lines, "Yoshimasa Hayashi", "Hayashi")) == 1


def test_october_of_that_year(lines: dict[str, dict[str, Any]]) -> None:
    dates = {date["text"]: date["edtf"] for date in lines["yomiuri-active-directory"]["dates"]}
    assert dates["October of that year"] == "2021-10"
