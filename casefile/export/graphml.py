"""The network of a case as GraphML: entities, joined where they stand in one paragraph."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from xml.sax.saxutils import escape, quoteattr

from casefile.domain.material import Material

# XML 1.0 forbids these even as character references.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_KEYS = (
    ("name", "node", "string"),
    ("type", "node", "string"),
    ("aliases", "node", "string"),
    ("mentions", "node", "int"),
    ("articles", "node", "string"),
    ("weight", "edge", "int"),
    ("together_in", "edge", "string"),
)


def graphml(material: Material) -> str:
    """Nodes are entities (frame and rejected ones left out); an edge's weight counts the paragraphs two of them share."""
    entities = [row for row in material.entities if not row.frame and row.decision != "rejected"]
    shown = {row.id for row in entities}
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
        *(f'<key id="{name}" for="{what}" attr.name="{name}" attr.type="{kind}"/>' for name, what, kind in _KEYS),
        '<graph id="case" edgedefault="undirected">',
    ]
    for row in entities:
        lines.append(f"<node id={_attribute(row.id)}>")
        values = (row.name, str(row.type), "; ".join(row.aliases), str(row.mentions), "; ".join(row.articles))
        lines += [_data(name, value) for (name, _, _), value in zip(_KEYS, values, strict=False)]
        lines.append("</node>")
    for (first, second), places in sorted(_together(material, shown).items()):
        lines.append(f"<edge source={_attribute(first)} target={_attribute(second)}>")
        lines += [_data("weight", str(sum(places.values()))), _data("together_in", "; ".join(sorted(places)))]
        lines.append("</edge>")
    return "\n".join([*lines, "</graph>", "</graphml>", ""])


def _together(material: Material, shown: set[str]) -> dict[tuple[str, str], Counter[str]]:
    """Pairs of entities -> article -> number of paragraphs in which both stand."""
    paragraphs: dict[tuple[str, int], set[str]] = {}
    for mention in material.mentions:
        if mention.entity in shown and mention.decision != "rejected" and not mention.frame:
            paragraphs.setdefault((mention.place.article, mention.place.paragraph), set()).add(mention.entity)
    pairs: dict[tuple[str, str], Counter[str]] = {}
    for (article, _), present in paragraphs.items():
        for first, second in itertools.combinations(sorted(present), 2):
            pairs.setdefault((first, second), Counter())[article] += 1
    return pairs


def _data(name: str, value: str) -> str:
    return f'<data key="{name}">{escape(_clean(value))}</data>'


def _attribute(value: str) -> str:
    return quoteattr(_clean(value))


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)
