"""`casefile extract`: the same whatever the number of jobs and the order of articles; every key, every finding explained."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support import Casefile

from casefile.assets import resource

KEYS = ["id", "language", "published", "sentences", "paragraphs", "dates", "entities", "quotes", "figures", "events"]
EXPLAINED = {"confidence", "rule"}
FIELDS = {
    "dates": {"start", "end", "text", "kind", "edtf", "earliest", "latest", "duration", "reference", "anchor"},
    "entities": {"start", "end", "text", "type", "name", "entity", "role", "frame"},
    "quotes": {"start", "end", "spans", "quoted", "text", "kind", "cue", "cue_start", "cue_end", "speaker", "speaker_type"}
    | {"speaker_start", "speaker_end", "speaker_entity", "affiliation", "affiliation_entity"},
    "figures": {"start", "end", "text", "kind", "value", "value_max", "unit", "qualifier"},
    "events": {
        "start",
        "end",
        "summary",
        "trigger_start",
        "trigger_end",
        "edtf",
        "time",
        "earliest",
        "latest",
        "basis",
        "date_start",
    }
    | {"date_end", "status", "entities", "sentence"},
}


def lines() -> list[str]:
    articles = resource("sample", "articles")
    return [
        json.dumps({"id": path.stem, "text": path.read_text(encoding="utf-8"), "published": "2025-07-01"})
        for path in sorted(articles.glob("*.txt"))
    ]


def records(out: str) -> dict[str, dict[str, Any]]:
    return {record["id"]: record for record in map(json.loads, out.splitlines())}


@pytest.mark.parametrize("together", [[], ["--together"]])
def test_order_and_jobs_change_nothing(casefile: Casefile, together: list[str]) -> None:
    given = lines()
    alone = casefile("extract", "--jsonl", *together, given="\n".join(given))
    spread = casefile("extract", "--jsonl", *together, "--jobs", 2, given="\n".join(given))
    backwards = casefile("extract", "--jsonl", *together, given="\n".join(reversed(given)))
    assert alone.code == spread.code == backwards.code == 0
    assert alone.out == spread.out
    assert list(records(alone.out)) == [json.loads(line)["id"] for line in given]
    assert records(alone.out) == records(backwards.out)


def test_every_key_is_there_and_every_finding_is_explained(casefile: Casefile) -> None:
    for record in records(casefile("extract", "--jsonl", given="\n".join(lines())).out).values():
        assert list(record) == KEYS
        for layer, fields in FIELDS.items():
            for found in record[layer]:
                assert found.keys() >= fields | EXPLAINED


def test_together_an_entity_has_one_id_in_all_lines(casefile: Casefile) -> None:
    found = records(casefile("extract", "--jsonl", "--together", given="\n".join(lines())).out)
    ids = {mention["entity"] for record in found.values() for mention in record["entities"] if mention["text"] == "HPA"}
    assert len(ids) == 1


def test_explain_is_for_people(casefile: Casefile) -> None:
    ran = casefile("extract", "--jsonl", "--explain", given=lines()[0])
    assert "dates.weekday" in ran.out
    assert "Erik Lindqvist" in ran.out


def test_files_with_a_manifest_have_their_dates(casefile: Casefile) -> None:
    articles = resource("sample", "articles")
    ran = casefile("extract", articles, "--manifest", articles / "manifest.csv")
    found = records(ran.out)
    assert len(found) == 10
    assert found["04-courier-records-copied"]["published"]["edtf"] == "2025-06-03"


def test_a_date_for_all_that_have_none(casefile: Casefile, tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("The bridge was closed last year.", encoding="utf-8")
    record = records(casefile("extract", article, "--published", "2024-10").out)["a"]
    assert [date["edtf"] for date in record["dates"]] == ["2023"]
    assert casefile("extract", article, "--published", "yesterday").code == 2


def test_refused_files_are_said_and_the_rest_is_read(casefile: Casefile, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The bridge was closed in May 2024.", encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(bytes(range(256)))
    ran = casefile("extract", tmp_path / "a.txt", tmp_path / "b.txt")
    assert ran.code == 1
    assert "b.txt" in ran.err
    assert list(records(ran.out)) == ["a"]
