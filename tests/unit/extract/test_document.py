"""Tokens, paragraphs, sentences, numbers."""

from __future__ import annotations

import pytest

from casefile.extract.document import Document


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in Document(text).sentences]


@pytest.mark.parametrize(
    "sentence",
    [
        "Mr. Kolb of Acme Inc. said on Jan. 5 that the U.S. Army would go.",
        "J. R. Vance, the No. 5 seed, left.",
        "The firm lost 1.5 million.",
        "“Why now?” Ms Orrin asked.",
        "The line of a wrapped\nparagraph goes on here and\nis one sentence.",
    ],
)
def test_one_sentence(sentence: str) -> None:
    assert sentences(sentence + "\n\nNext.")[0] == sentence


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("He left. She stayed.", ["He left.", "She stayed."]),
        ("He “left.” She stayed.", ["He “left.”", "She stayed."]),
        ("He lives in the U.S. The house is old.", ["He lives in the U.S.", "The house is old."]),
        ("He came at 5 p.m. She left.", ["He came at 5 p.m.", "She left."]),
        ("Mill Burns Down\nBy Ann Orrin\n\nHe left.", ["Mill Burns Down", "By Ann Orrin", "He left."]),
        ("They took:\n- a lamp\n- a table\n\nNo more.", ["They took:", "- a lamp", "- a table", "No more."]),
        ("会社は発表した。被害はない。", ["会社は発表した。", "被害はない。"]),
    ],
)
def test_several_sentences(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


def test_paragraphs_are_blocks_or_lines() -> None:
    blocks = Document("One\ntwo\n\n \n Three ")
    assert [blocks.text[a:b] for a, b in blocks.paragraphs] == ["One\ntwo", "Three"]
    lines = Document("One\ntwo\nthree")
    assert [lines.text[a:b] for a, b in lines.paragraphs] == ["One", "two", "three"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("10,000", 10000),
        ("1.5 million", 1.5e6),
        ("2.3bn", 2.3e9),
        ("two hundred and five", 205),
        ("twenty-five thousand", 25000),
        ("half a million", 5e5),
        ("three-quarters", 0.75),
        ("1,23,456", 123456),
        ("10\u00a0000", 10000),
        ("a hundred thousand", 1e5),
    ],
)
def test_numbers(text: str, value: float) -> None:
    (only,) = Document(text).numbers
    assert only.value == pytest.approx(value)


def test_lookup_by_position() -> None:
    document = Document("He left. She stayed.")
    assert document.sentence_at(0) == 0
    assert document.sentence_at(10) == 1
    assert document.words[document.token_at(9)] == "She"
