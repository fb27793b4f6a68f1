"""What others' own libraries make of our exports. `make interchange` runs this in an environment that has them."""

from __future__ import annotations

import csv
import datetime
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from casefile.bootstrap import importing, opening, writing
from casefile.case import Case
from casefile.domain.commands import Accept, AddNote

pytest.importorskip("stix2", reason="these libraries live in an environment of their own: make interchange")

DAY = datetime.date(2026, 11, 21)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    """The sample case, with a note and an accepted event."""
    with opening.create_case(tmp_path_factory.mktemp("interchange") / "sample.casefile", "Sample") as made:
        importing.import_sample(made)
        made.do(AddNote("S1", "Ask the pilot."))
        made.do(Accept((made.ask.timeline()[0].id,)))
        yield made


@pytest.fixture
def written(case: Case, tmp_path: Path) -> Any:
    """Writes the case in a format; its text."""

    def write(form: str) -> str:
        (path,) = writing.export_case(case, tmp_path / f"out.{form}", form, day=DAY)
        return path.read_text("utf-8")

    return write


def test_stix_is_valid_and_has_all_that_is_told(case: Case, written: Any) -> None:
    stix2 = pytest.importorskip("stix2")
    bundle = stix2.parse(written("stix"), allow_custom=False)
    kinds = {item.type for item in bundle.objects}
    assert kinds == {"identity", "incident", "report", "note", "opinion", "relationship", "threat-actor"}
    assert sum(item.type == "incident" for item in bundle.objects) == len(case.ask.timeline(everything=True))
    again = json.loads(bundle.serialize())
    assert {item["id"] for item in again["objects"]} == {item.id for item in bundle.objects}


def test_ftm_entities_are_valid_for_their_schema(case: Case, written: Any) -> None:
    model = pytest.importorskip("followthemoney").model
    entities = [json.loads(line) for line in written("ftm").splitlines()]
    for entity in entities:
        schema = model.get(entity["schema"])
        assert schema is not None
        schema.validate(entity)
        proxy = model.get_proxy(entity, cleaned=False)
        assert {name: sorted(values) for name, values in proxy.to_dict()["properties"].items()} == {
            name: sorted(values) for name, values in entity["properties"].items()
        }
    assert sum(entity["schema"] == "Article" for entity in entities) == len(case.ask.articles())


def test_graphml_is_a_graph_of_the_entities(case: Case, written: Any) -> None:
    networkx = pytest.importorskip("networkx")
    graph = networkx.parse_graphml(written("graphml"))
    names = {data.get("name") or data.get("label") for _, data in graph.nodes(data=True)}
    assert {row.name for row in case.ask.entities(frame=False)} <= names
    assert graph.number_of_edges() > 0


def test_bibtex_ris_and_csl_have_every_article(case: Case, written: Any) -> None:
    bibtexparser = pytest.importorskip("bibtexparser")
    rispy = pytest.importorskip("rispy")
    titles = [row.title for row in case.ask.articles()]
    library = bibtexparser.parse_string(written("bibtex"))
    assert library.failed_blocks == []
    assert len(library.entries) == len(titles)
    assert [entry["title"] for entry in rispy.loads(written("ris"))] == titles
    assert [entry["title"] for entry in json.loads(written("csl"))] == titles


def test_html_is_what_the_standard_calls_html(written: Any) -> None:
    html5lib = pytest.importorskip("html5lib")
    document = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(written("html"))
    targets = {element.get("id") for element in document.iter() if element.get("id")}
    links = [element.get("href") for element in document.iter("a")]
    assert {link[1:] for link in links if link.startswith("#")} <= targets


def test_markdown_has_no_markup_from_outside(written: Any) -> None:
    tokens = pytest.importorskip("markdown_it").MarkdownIt("commonmark").enable("table").parse(written("markdown"))
    heads = [tokens[at + 1].content for at, token in enumerate(tokens) if token.type == "heading_open" and token.tag == "h2"]
    assert heads[-2:] == ["Evidence", "Method and limits"]


def test_annotations_follow_the_model(written: Any) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    selector = {"type": "object", "required": ["type"], "properties": {"type": {"pattern": "Selector$"}}}
    target = {"type": "object", "required": ["source", "selector"], "properties": {"selector": {"items": selector}}}
    item = {"type": "object", "required": ["id", "type", "target"], "properties": {"target": target}}
    page = {"type": "object", "required": ["@context", "items"], "properties": {"items": {"type": "array", "items": item}}}
    content = json.loads(written("annotations"))
    jsonschema.validate(content, page)
    assert content["items"]


def test_timesketch_has_the_columns_it_asks_for(case: Case, written: Any) -> None:
    rows = list(csv.DictReader(io.StringIO(written("timesketch"))))
    assert rows
    for row in rows:
        assert row["message"]
        assert row["timestamp_desc"]
        datetime.datetime.fromisoformat(row["datetime"])
