"""Formats of other investigation tools: what they refer to is there, and the same case gives the same bytes."""

from __future__ import annotations

import csv
import datetime
import io
import json
from dataclasses import replace
from typing import Any

import pytest

from casefile.domain.claims import Cell, ClaimKind, Relation
from casefile.domain.ids import text_digest
from casefile.domain.material import Material
from casefile.export.annotations import web_annotations
from casefile.export.ftm import ftm
from casefile.export.stix import stix
from casefile.export.timesketch import timesketch

DAY = datetime.date(2026, 11, 21)


@pytest.fixture
def decided(material: Material) -> Material:
    first, *rest = material.events
    return replace(material, events=(replace(first, decision="accepted", entities=("e1",)), *rest))


def test_timesketch_has_its_columns_and_no_undated_line(material: Material) -> None:
    rows = list(csv.DictReader(io.StringIO(timesketch(material), newline="")))
    assert {"message", "datetime", "timestamp", "timestamp_desc"} <= set(rows[0])
    assert [row["datetime"] for row in rows] == sorted(row["datetime"] for row in rows)
    assert rows[0]["datetime"] == "2019-06-12T00:00:00+00:00"
    assert rows[0]["timestamp"] == "1560297600000000"
    assert len(rows) == 6
    assert {row["precision"] for row in rows} == {"day", "month", "season", "year"}


def test_annotations_find_their_words(material: Material) -> None:
    page = json.loads(web_annotations(material))
    assert page["type"] == "AnnotationPage"
    texts = {f"urn:sha256:{text_digest(text)}": text for text in material.texts.values()}
    for item in page["items"]:
        position, words = item["target"]["selector"]
        text = texts[item["target"]["source"]]
        assert text[position["start"] : position["end"]] == words["exact"]
        assert words["prefix"] + words["exact"] + words["suffix"] in text
    assert len(page["items"]) == len({item["id"] for item in page["items"]}) == 17


def ftm_entities(material: Material) -> dict[str, dict[str, Any]]:
    return {entity["id"]: entity for entity in map(json.loads, ftm(material).splitlines())}


def test_ftm_refers_to_what_is_there(decided: Material) -> None:
    entities = ftm_entities(decided)
    for entity in entities.values():
        for name in ("document", "resolved", "proof", "involved"):
            assert all(reference in entities for reference in entity["properties"].get(name, []))
    schemas = [entity["schema"] for entity in entities.values()]
    assert {schema: schemas.count(schema) for schema in set(schemas)} == {
        "Article": 5,
        "Person": 3,
        "Organization": 1,
        "Mention": 5,
        "Event": 5,
    }
    event = entities[f"casefile-c0ffee-{decided.events[0].id}"]
    assert event["properties"]["date"] == ["2023-06"]
    assert event["properties"]["involved"] == ["casefile-c0ffee-e1"]


def test_stix_refers_to_what_is_there_and_repeats(decided: Material) -> None:
    bundle = json.loads(stix(decided, DAY))
    assert stix(decided, DAY) == stix(decided, DAY)
    known = {item["id"] for item in bundle["objects"]}
    assert len(known) == len(bundle["objects"])
    for item in bundle["objects"]:
        assert set(item.get("object_refs", [])) <= known
        assert item["id"].startswith(item["type"] + "--")
    kinds = [item["type"] for item in bundle["objects"]]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "identity": 8,
        "incident": 5,
        "relationship": 1,
        "report": 5,
        "note": 1,
        "opinion": 1,
    }


def test_rejected_findings_go_to_no_other_tool(material: Material) -> None:
    gone = replace(
        material,
        events=tuple(replace(row, decision="rejected") for row in material.events),
        entities=tuple(replace(row, decision="rejected") for row in material.entities),
        mentions=tuple(replace(row, decision="rejected") for row in material.mentions),
        quotes=tuple(replace(row, decision="rejected") for row in material.quotes),
        figures=tuple(replace(row, decision="rejected") for row in material.figures),
    )
    assert timesketch(gone).count("\r\n") == 1
    assert json.loads(web_annotations(gone))["items"] == []
    assert {entity["schema"] for entity in ftm_entities(gone).values()} == {"Article"}
    assert {item["type"] for item in json.loads(stix(gone, DAY))["objects"]} == {"identity", "report"}


def blaming(material: Material) -> Material:
    """The case with a claim on who is behind the failure of the sluice."""
    first = material.events[0].reports[0].place
    said = Cell(
        "S1",
        Relation.STATES,
        "the Grey Hand (suspected)",
        first.paragraph,
        first.start,
        first.end,
        first.sentence,
        "an official",
    )
    denied = Cell("S2", Relation.DENIES, "the Grey Hand (denied)", 2, 30, 40, "It was not the Grey Hand.")
    claim = replace(material.claims[0], id="c9", kind=ClaimKind.ATTRIBUTION, rule="claims.attribution", cells=(said, denied))
    return replace(material, claims=(*material.claims, claim))


def test_whom_a_claim_blames_is_a_threat_actor_with_who_says_so(material: Material) -> None:
    objects = json.loads(stix(blaming(material), DAY))["objects"]
    (actor,) = (item for item in objects if item["type"] == "threat-actor")
    assert (actor["name"], actor["description"]) == ("the Grey Hand", "Named in [S1 ¶2]")
    (link,) = (item for item in objects if item.get("relationship_type") == "attributed-to")
    incident = next(item for item in objects if item["id"] == link["source_ref"])
    assert incident["name"] == material.events[0].summary
    assert link["target_ref"] == actor["id"]
    assert link["description"] == "suspected, according to an official [S1 ¶2]"
    reports = {item["external_references"][0]["external_id"]: item for item in objects if item["type"] == "report"}
    assert [name for name, item in reports.items() if actor["id"] in item["object_refs"]] == ["S1"]
