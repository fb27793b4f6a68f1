"""From articles to brief on the command line, as an investigator would."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from support import Casefile

from casefile.assets import resource

LISTING_FIELDS = {
    "articles": {"id", "number", "title", "outlet", "authors", "published", "language", "url", "sha256", "grade", "origin"}
    | {"duplicate_of", "counts"},
    "timeline": {"id", "summary", "edtf", "earliest", "latest", "basis", "status", "entities", "reports", "article"}
    | {"paragraph", "start", "end", "text", "sentence", "decision", "confidence", "rule"},
    "entities": {"id", "name", "type", "aliases", "roles", "mentions", "articles", "first", "last", "frame"},
    "quotes": {"id", "kind", "cue", "speaker", "speaker_type", "speaker_entity", "quoted", "edtf", "article", "paragraph"}
    | {"affiliation", "affiliation_entity"}
    | {"start", "end", "text", "sentence", "decision", "confidence", "rule"},
    "figures": {"id", "value", "value_max", "unit", "qualifier", "kind", "article", "paragraph", "start", "end", "text"},
    "claims": {"id", "summary", "kind", "standing", "origins", "status", "cells", "article", "paragraph", "start", "end"}
    | {"text", "sentence", "decision", "confidence", "rule"},
}
LISTING_FIELDS["events"] = LISTING_FIELDS["timeline"]


@pytest.mark.parametrize("listing", LISTING_FIELDS)
def test_every_listing_has_its_fields_and_its_rows(casefile: Casefile, imported: Path, listing: str) -> None:
    ran = casefile(listing, imported, "--json")
    assert ran.code == 0, ran.err
    assert ran.document["schema_version"] == 1
    assert len(ran.rows) >= 8
    for row in ran.rows:
        assert row.keys() >= LISTING_FIELDS[listing]


def test_listings_print_lines_for_people_and_csv_for_spreadsheets(casefile: Casefile, imported: Path) -> None:
    lines = casefile("articles", imported).out.splitlines()
    assert len(lines) == 10
    assert lines[0].startswith("S1 ")
    table = list(csv.DictReader(io.StringIO(casefile("quotes", imported, "--csv").out)))
    assert {"speaker", "text", "article"} <= table[0].keys()


def test_spans_are_the_words_of_the_stored_text(casefile: Casefile, imported: Path, tmp_path: Path) -> None:
    out = tmp_path / "case.json"
    assert casefile("export", imported, out, "--format", "json").code == 0
    exported = json.loads(out.read_text(encoding="utf-8"))
    texts = {article["id"]: article["text"] for article in exported["articles"]}
    for row in casefile("figures", imported, "--json").rows:
        assert texts[row["article"]][row["start"] : row["end"]] == row["text"]


def test_the_authority_is_one_entity_and_solheim_another(casefile: Casefile, imported: Path) -> None:
    rows = casefile("entities", imported, "--json").rows
    authority = [row for row in rows if "HPA" in (row["name"], *row["aliases"])]
    assert len(authority) == 1
    assert authority[0]["name"] == "Halden Ports Authority"
    assert authority[0]["type"] == "organisation"
    assert len(authority[0]["articles"]) >= 7


def test_a_scope_narrows_every_listing(casefile: Casefile, imported: Path) -> None:
    everything = casefile("quotes", imported, "--json").rows
    narrowed = casefile("quotes", imported, "--scope", 'outlet:"Northern Wire"', "--json").rows
    assert 0 < len(narrowed) < len(everything)
    assert {row["article"] for row in narrowed} <= {"S2", "S7", "S10"}
    assert casefile("articles", imported, "--scope", "date:2025-09", "--json").rows


def test_search_ranks_shows_the_words_and_says_what_it_understood(casefile: Casefile, imported: Path) -> None:
    ran = casefile("search", imported, "insurer AND warning", "--json", "--explain")
    assert ran.code == 0, ran.err
    assert ran.document["understood"]
    hit = next(row for row in ran.rows if row["kind"] == "article")
    start, end = hit["hits"][0]
    assert hit["snippet"][start:end].casefold().startswith(("insurer", "warn"))
    assert [row["score"] for row in ran.rows] == sorted((row["score"] for row in ran.rows), reverse=True)
    assert casefile("search", imported, "星野海洋電子", "--json").rows


def test_a_new_publication_date_moves_the_events_and_undo_brings_them_back(casefile: Casefile, case: Path) -> None:
    def dates() -> list[tuple[str, str]]:
        rows = casefile("events", case, "--scope", "article:S1", "--json").rows
        return [(row["id"], row["edtf"]) for row in rows]

    before = dates()
    assert casefile("set", case, "S1", "published=2024-05-14").code == 0
    moved = dates()
    assert moved != before
    assert any(edtf and edtf.startswith("2024-05") for _, edtf in moved)
    assert casefile("undo", case).code == 0
    assert dates() == before
    assert casefile("redo", case).code == 0
    assert dates() == moved


def test_two_spellings_merge_rename_and_split_again(casefile: Casefile, case: Path) -> None:
    def named(*names: str) -> list[str]:
        rows = casefile("entities", case, "--json").rows
        return [row["id"] for row in rows if row["name"] in names]

    both = named("Katarina Brandt", "Katarzyna Brandt")
    assert len(both) == 2
    assert casefile("decide", case, "merge", *both).code == 0
    (one,) = named("Katarina Brandt", "Katarzyna Brandt")
    assert casefile("decide", case, "rename", one, "name=Katarina M. Brandt").code == 0
    assert named("Katarina M. Brandt")
    assert casefile("undo", case).code == 0
    assert casefile("undo", case).code == 0
    assert sorted(named("Katarina Brandt", "Katarzyna Brandt")) == sorted(both)


def test_a_rejected_finding_leaves_the_listing_and_the_log_says_who_did_it(casefile: Casefile, case: Path) -> None:
    victim = casefile("figures", case, "--json").rows[0]["id"]
    assert casefile("decide", case, "reject", victim).code == 0
    assert victim not in {row["id"] for row in casefile("figures", case, "--json").rows}
    log = casefile("log", case, "--json").rows
    assert "eject" in log[0]["label"]
    assert casefile("verify", case).code == 0


def test_the_case_is_named_noted_and_judged_as_a_whole(casefile: Casefile, case: Path, tmp_path: Path) -> None:
    for words in (
        ("set", case, "case", "title=The Halden files", "classification=Privileged", "summary=It **began** in March."),
        ("decide", case, "note", "case", "text=Ring the harbour office."),
        ("decide", case, "judge", "-", "text=Nobody looked.", "likelihood=likely"),
        ("export", case, tmp_path / "case.json", "--format", "json"),
    ):
        ran = casefile(*words)
        assert ran.code == 0, ran.err
    exported = json.loads((tmp_path / "case.json").read_text(encoding="utf-8"))
    assert (exported["case"]["title"], exported["case"]["classification"]) == ("The Halden files", "Privileged")
    assert exported["case"]["summary"] == "It **began** in March."
    assert [note["text"] for note in exported["notes"]] == ["Ring the harbour office."]
    assert [(one["text"], one["evidence"]) for one in exported["judgements"]] == [("Nobody looked.", [])]


def test_a_note_is_found_by_search(casefile: Casefile, case: Path) -> None:
    entity = casefile("entities", case, "--json").rows[0]["id"]
    assert casefile("decide", case, "note", entity, "text=Ask the quartermaster about this.").code == 0
    kinds = {row["kind"] for row in casefile("search", case, "quartermaster", "--json").rows}
    assert kinds == {"note"} or "note" in kinds


def test_the_same_bytes_twice_are_one_article(casefile: Casefile, case: Path) -> None:
    ran = casefile("import", case, resource("sample", "articles", "02-wire-ports-intrusion.txt"), "--json")
    assert ran.code == 0
    (result,) = ran.document["results"]
    assert (result["result"], result["article"]) == ("duplicate", "S2")
    assert len(casefile("articles", case, "--json").rows) == 10


def test_same_case_and_date_give_the_same_brief(casefile: Casefile, imported: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "a.pdf", tmp_path / "b.pdf"
    for out in (first, second):
        ran = casefile("brief", imported, out, "--date", "2026-01-31")
        assert ran.code == 0, ran.err
    assert first.read_bytes() == second.read_bytes()
    assert first.read_bytes().startswith(b"%PDF-")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.pdf", "b.pdf"]


@pytest.mark.parametrize("kind", ["json", "csv", "markdown"])
def test_exports(casefile: Casefile, imported: Path, tmp_path: Path, kind: str) -> None:
    out = tmp_path / f"out.{kind}"
    ran = casefile("export", imported, out, "--format", kind)
    assert ran.code == 0, ran.err
    assert out.exists()


def test_reindex_says_how_much(casefile: Casefile, imported: Path) -> None:
    ran = casefile("reindex", imported)
    assert ran.code == 0, ran.err
    assert "Indexed" in ran.out
    assert casefile("search", imported, "Solheim", "--json").rows


@pytest.mark.parametrize("words", [["brief"], ["export", "--format", "json"], ["export", "--format", "csv"]])
def test_an_output_never_replaces_a_case(casefile: Casefile, imported: Path, tmp_path: Path, words: list[str]) -> None:
    command, *options = words
    other, link, hidden = tmp_path / "other.casefile", tmp_path / "link.pdf", tmp_path / "other.db"
    assert casefile("new", other).code == 0
    hidden.write_bytes(b"SQLite format 3\0" + b"x" * 100)
    link.symlink_to(imported)
    for out in (imported, other, link, hidden, Path("/dev/null")):
        ran = casefile(command, imported, out, *options)
        assert ran.code in (2, 4), out
        assert "casefile: " in ran.err
    assert len(casefile("articles", imported, "--json").rows) == 10
    assert casefile("verify", other).code == 0
