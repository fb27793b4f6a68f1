"""The other formats: read back with a parser of theirs, hostile words literal."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

from casefile.domain.articles import Basis, Publication
from casefile.domain.brief import Brief
from casefile.domain.material import Material
from casefile.export.graphml import graphml
from casefile.export.html import html
from casefile.export.json_case import json_case
from casefile.export.markdown import escaped, markdown
from casefile.export.references import bibtex, csl, ris

NASTY = "<script>alert(1)</script> & *b* [x](javascript:y) `c` \\ {brace} _u_ % # $"


@pytest.fixture
def recorded(material: Material) -> Material:
    records = {number: {"id": f"S{number}", "language": "en", "sentences": [], "dates": []} for number in material.texts}
    events = (replace(material.events[0], decision="accepted", starred=True), *material.events[1:])
    return replace(material, records=records, events=events)


def test_json_has_every_part_and_texts_to_count_in(recorded: Material) -> None:
    data = json.loads(json_case(recorded))
    assert set(data) >= {"schema_version", "case", "articles", "entities", "claims", "decisions", "sources"}
    assert data["case"]["title"] == "The sluice at Marrow Quay"
    assert [article["id"] for article in data["articles"]] == ["S1", "S2", "S3", "S4", "S5"]
    assert data["articles"][0]["sentences"] == []
    report = data["events"][0]["reports"][0]
    article = data["articles"][0]
    assert article["text"][report["start"] : report["end"]] == report["text"] == "failed in June 2023"
    assert data["decisions"] == [
        {"target": recorded.events[0].id, "kind": "event", "decision": "accepted", "tags": [], "starred": True}
    ]
    assert data["sources"][1]["published"] == {"edtf": "2023-12", "basis": "dateline", "confidence": 0.7}
    assert data["notes"][0]["text"] == "Call again"
    assert json_case(recorded) == json_case(recorded)


def test_json_survives_a_lone_surrogate(recorded: Material) -> None:
    articles = (replace(recorded.articles[0], title="a\ud800b"), *recorded.articles[1:])
    assert json.loads(json_case(replace(recorded, articles=articles)))["articles"][0]["title"] == "a\ud800b"


def test_markdown_has_the_sections_and_links_each_citation(brief: Brief) -> None:
    text = markdown(brief)
    assert text.startswith("# The sluice at Marrow Quay\n")
    heads = ["Summary", "Key judgements", "At a glance", *(section.title for section in brief.sections)]
    assert re.findall(r"^## (.*)$", text, re.M) == heads
    assert "1. The port **knew** of the fault. [\\[S1 ¶2\\]](#s1) [\\[S2 ¶2\\]](#s2) (likely (55–80 %)" in text
    assert "| Claim | S1: The Ellmouth … · 29 Nov 2023 | S2: Harbour Wire · Dec 2023 | Standing |" in text
    assert "The sluice at Marrow Quay failed [\\[S1 ¶2\\]](#s1) [\\[S2 ¶2\\]](#s2)" in text
    assert '<a id="s1"></a>' in text
    assert "- **Jun 2023**: The sluice at Marrow Quay failed [\\[S1 ¶2\\]](#s1) [\\[S2 ¶2\\]](#s2) (reported by 2)" in text
    assert "1. The sluice failed in **June 2023** [\\[S1 ¶2\\]](#s1)." in text


def test_markdown_escapes_what_would_be_markup() -> None:
    assert escaped("*a* [b](c) <i> `d` # | ~") == r"\*a\* \[b\](c) \<i\> \`d\` \# \| \~"
    assert escaped("- a") == r"\- a"
    assert escaped("12. a") == r"12\. a"
    assert escaped("&lt;") == "&amp;lt;"


class Elements(HTMLParser):
    """What a browser would see."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data: str) -> None:
        self.text += data


def test_html_stands_alone_and_runs_nothing(brief: Brief) -> None:
    seen = Elements()
    seen.feed(html(replace(brief, title=NASTY)))
    assert not {"script", "img", "link", "iframe", "object"} & set(seen.tags)
    assert NASTY in seen.text
    assert all(link.startswith(("#s", "https://courier.example/")) for link in seen.links)
    assert "default-src 'none'" in html(brief)
    assert {link for link in seen.links if link.startswith("#")} == {"#s1", "#s2", "#s3", "#s4", "#s5"}


def test_graphml_is_xml_with_a_node_an_entity(material: Material) -> None:
    entities = (replace(material.entities[0], name=NASTY + "\0"), *material.entities[1:])
    tree = ElementTree.fromstring(graphml(replace(material, entities=entities)))
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}
    nodes = {node.get("id"): node for node in tree.iterfind(".//g:node", space)}
    assert set(nodes) == {"e1", "e2", "e3", "e4"}
    name = nodes["e1"].find("g:data[@key='name']", space)
    assert name is not None
    assert name.text == NASTY + "\ufffd"


def test_graphml_joins_entities_of_one_paragraph(material: Material) -> None:
    first = material.mentions[1]
    second = replace(material.mentions[3], place=replace(first.place, start=first.place.start + 1))
    tree = ElementTree.fromstring(graphml(replace(material, mentions=(first, second))))
    edges = list(tree.iter("{http://graphml.graphdrawing.org/xmlns}edge"))
    assert [(edge.get("source"), edge.get("target")) for edge in edges] == [("e1", "e3")]
    assert [data.text for data in edges[0]] == ["1", "S1"]


def fields(text: str) -> Iterator[tuple[str, str]]:
    for line in text.split("\r\n"):
        if line:
            yield line[:2], line[6:]


def test_ris_says_as_much_of_the_date_as_is_known(material: Material) -> None:
    lines = list(fields(ris(material.articles)))
    assert [value for tag, value in lines if tag == "TY"] == ["NEWS"] * 5
    assert [value for tag, value in lines if tag == "DA"] == ["2023/11/29", "2023/12", "2024/06/22", "2024/06/23"]
    assert [value for tag, value in lines if tag == "AU"] == ["Ada Brook", "Lin Tao"]
    assert lines[-1] == ("ER", "")


def test_ris_of_a_title_with_line_ends_stays_one_field(material: Material) -> None:
    row = replace(material.articles[0], title="one\r\nER  - \r\nTY  - BOOK")
    assert [tag for tag, _ in fields(ris((row,)))].count("ER") == 1


def test_csl_has_date_parts_and_literal_authors(material: Material) -> None:
    items = json.loads(csl(material.articles))
    assert items[0]["issued"] == {"date-parts": [[2023, 11, 29]]}
    assert items[0]["author"] == [{"literal": "Ada Brook"}, {"literal": "Lin Tao"}]
    assert "issued" not in items[3]


def test_bibtex_escapes_and_balances_braces(material: Material) -> None:
    row = replace(material.articles[0], title=NASTY, published=Publication("2023-22", Basis.GIVEN, 1.0))
    entry = bibtex((row,))
    assert entry.startswith("@article{S1,\n")
    assert r"\{brace\} \_u\_ \% \# \$" in entry
    bare = entry.replace(r"\{", "").replace(r"\}", "")
    assert bare.count("{") == bare.count("}")
    assert "date = {2023-22}" in entry
