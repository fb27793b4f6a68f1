"""The review by command line: all of one rule looked through and accepted at once; tags' colours; scope by what was said."""

from __future__ import annotations

from pathlib import Path

from support import Casefile


def test_all_of_one_rule_are_listed_first_and_accepted_then(casefile: Casefile, case: Path) -> None:
    queue = casefile("review", case, "--json").rows
    assert [row["confidence"] for row in queue] == sorted(row["confidence"] for row in queue)
    rules = [(row["kind"], row["rule"]) for row in queue]
    several = next(row for row in queue if rules.count((row["kind"], row["rule"])) > 1)
    like = casefile("review", case, "--like", several["id"], "--json").rows
    assert several["id"] in {row["id"] for row in like}
    assert {(row["kind"], row["rule"]) for row in like} == {(several["kind"], several["rule"])}
    assert casefile("review", case, "--accept").code == 2
    ran = casefile("review", case, "--like", several["id"], "--accept")
    assert ran.out.splitlines()[-1].startswith("Accept ")
    left = {row["id"] for row in casefile("review", case, "--json").rows}
    assert not left & {row["id"] for row in like}
    assert casefile("undo", case).code == 0
    assert {row["id"] for row in casefile("review", case, "--json").rows} == {row["id"] for row in queue}
    assert "is like" in casefile("review", case, "--like", "q0000000000000").out


def test_what_was_said_narrows_every_listing(casefile: Casefile, case: Path) -> None:
    for words in (("grade", "S1", "grade=B2"), ("star", "S2"), ("tag", "S2", "tag=key"), ("colour", "key", "value=teal")):
        assert casefile("decide", case, *words).code == 0
    grades = {row["id"]: row["grade"] for row in casefile("articles", case, "--json").rows}
    everything, starred = set(grades), {"S2"}
    assert grades["S1"] == "B2"
    for scope, ids in (
        ("grade:B", {article for article, grade in grades.items() if "B" in grade}),
        ("grade:2", {article for article, grade in grades.items() if "2" in grade}),
        ("grade:none", {article for article, grade in grades.items() if not grade}),
        ("is:starred", starred),
        ("NOT is:starred", everything - starred),
    ):
        assert {row["id"] for row in casefile("articles", case, "--scope", scope, "--json").rows} == ids, scope
    assert {row["id"] for row in casefile("articles", case, "--scope", "NOT is:tagged", "--json").rows} == everything - {
        "S2"
    }
    quotes = casefile("quotes", case, "--scope", "is:starred", "--json").rows
    assert {row["article"] for row in quotes} <= {"S2"}
    refused = casefile("articles", case, "--scope", "grade:Z")
    assert (refused.code, "is not a grade" in refused.err) == (2, True)
    refused = casefile("decide", case, "colour", "key", "value=beige")
    assert (refused.code, "no colour of tags" in refused.err) == (2, True)
    assert {hit["article"] for hit in casefile("search", case, "is:starred", "--json").rows} == {"S2"}
