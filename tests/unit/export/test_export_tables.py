"""CSV opens as data: nothing in it is a formula, and numbers stay numbers."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.domain.material import Material
from casefile.export.tables import LISTINGS, encoded, everything_csv, safe_cell, table


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize(
    "text",
    [
        '=HYPERLINK("http://a.example","x")',
        "+1+cmd|' /C calc'!A0",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        " =1",
        "\u00a0=1",
        "＝1",
        "-",
        "\n=1",
    ],
)
def test_formulas_are_neutralised(text: str) -> None:
    assert safe_cell(text) == "'" + text


@pytest.mark.parametrize("text", ["-12.5", "+3", "10000", "1,234.5", "-1e5", "2023-06/2024-07", "a=b", "x@y.example", ""])
def test_numbers_and_plain_words_stay(text: str) -> None:
    assert safe_cell(text) == text


@given(st.text(st.characters()))
def test_no_cell_begins_like_a_formula_and_all_can_be_written(text: str) -> None:
    safe = safe_cell(text)
    encoded(safe)
    stripped = safe.lstrip(" \u00a0\u3000\u200b\ufeff")
    if stripped[:1] in ("=", "@", "\t", "\r", "＝", "＠"):
        raise AssertionError(safe)
    if stripped[:1] in ("+", "-", "＋", "－"):
        assert stripped[1:2].isdigit()


@given(st.lists(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0")), min_size=1, max_size=4))
def test_what_goes_in_comes_out(cells: list[str]) -> None:
    columns = [f"c{number}" for number in range(len(cells))]
    rows = read(table([dict(zip(columns, cells, strict=True))], columns))
    assert [rows[0][column].removeprefix("'") for column in columns] == [cell.removeprefix("'") for cell in cells]


def test_each_listing_has_a_line_a_row(material: Material) -> None:
    tables = {name: read(listing(material)) for name, listing in LISTINGS.items()}
    assert [row["id"] for row in tables["articles"]] == ["S1", "S2", "S3", "S4", "S5"]
    assert tables["articles"][0]["authors"] == "Ada Brook; Lin Tao"
    assert [row["reported_edtf"] for row in tables["timeline"][:2]] == ["2023-06", "2023-22"]
    assert {row["name"] for row in tables["entities"]} >= {"木原稔", "محمد علي"}
    assert [(row["id"], row["article"], row["relation"], row["value"]) for row in tables["claims"]] == [
        ("c1", "S1", "states", "about 5,000 pumps"),
        ("c1", "S2", "differs", "more than 9,000 pumps"),
        ("c2", "S1", "states", "June 2023"),
        ("c2", "S2", "compatible", "this summer"),
    ]
    assert [row["speaker"] for row in tables["quotes"]] == ["Ines Corvalho", "an official", "木原稔"]
    assert [(row["value"], row["unit"], row["paragraph"]) for row in tables["figures"]] == [
        ("5000", "pumps", "3"),
        ("9000", "pumps", "3"),
    ]


def test_everything_in_one_table_in_order_of_the_texts(material: Material) -> None:
    rows = read(everything_csv(material))
    places = [(int(row["article"][1:]), int(row["start"])) for row in rows]
    assert places == sorted(places)
    assert len(rows) == 7 + len(material.mentions) + len(material.quotes) + len(material.figures)
    assert {row["kind"] for row in rows} >= {"event", "person", "direct quote", "figure"}
    assert rows[0]["outlet"] == "The Ellmouth Courier"


def test_a_title_that_is_a_formula_is_neutralised_in_the_file(material: Material) -> None:
    articles = (replace(material.articles[0], title="=1+1"), *material.articles[1:])
    rows = read(LISTINGS["articles"](replace(material, articles=articles)))
    assert rows[0]["title"] == "'=1+1"


def test_a_spreadsheet_is_told_the_encoding() -> None:
    assert encoded("é").startswith(b"\xef\xbb\xbf\xc3\xa9")
