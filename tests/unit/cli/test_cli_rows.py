"""How the command line words rows for people."""

from __future__ import annotations

import pytest

from casefile.cli.rows import article_line, figure_line, quote_line


@pytest.mark.parametrize(
    ("text", "unit", "kind", "said"),
    [
        ("4.2 percent", "%", "percent", "4.2 percent"),
        ("1.5 million euros", "EUR", "money", "1.5 million euros"),
        ("three ferries", "ferries", "count", "three ferries"),
        ("Twelve Ferries", "ferries", "count", "Twelve Ferries"),
        ("more than 40", "ferries", "count", "more than 40 ferries"),
        ("7,000", None, "count", "7,000"),
    ],
)
def test_the_unit_is_said_once(text: str, unit: str | None, kind: str, said: str) -> None:
    row = {"id": "f0000000000001", "article": "S1", "paragraph": 2, "text": text, "unit": unit, "kind": kind}
    assert figure_line(row) == f"[S1 ¶2] {said}  f0000000000001"


def test_a_quote_is_what_was_said_without_the_words_between() -> None:
    text = "We do not know,” said Ada Quill. “We will look."
    row = {
        "id": "q0000000000001",
        "article": "S1",
        "paragraph": 2,
        "start": 100,
        "text": text,
        "spans": [[100, 114], [100 + text.index("We will"), 100 + len(text)]],
        "speaker": "Ada Quill",
        "speaker_type": "named",
        "kind": "direct",
        "affiliation": None,
    }
    assert quote_line(row) == "[S1 ¶2] Ada Quill (named, direct): We do not know … We will look.  q0000000000001"


@pytest.mark.parametrize(
    ("origin", "duplicate_of", "overlap", "said"),
    [
        (None, None, None, ""),
        ("S4", None, None, ""),
        ("S2", None, 0.92, " (repeats S2, 92%)"),
        ("S2", "S3", None, " (repeats S3)"),
    ],
)
def test_an_article_says_what_it_repeats(
    origin: str | None, duplicate_of: str | None, overlap: float | None, said: str
) -> None:
    row = {
        "id": "S4",
        "published": {"edtf": "2024-05-03", "basis": "given"},
        "outlet": "Quay Echo",
        "title": "Lamps",
        "language": "en",
        "reduced": False,
        "origin": origin,
        "duplicate_of": duplicate_of,
        "overlap": overlap,
    }
    assert article_line(row) == f"S4   3 May 2024  Quay Echo: Lamps{said}"
