"""How the command line words a figure: the unit once."""

from __future__ import annotations

import pytest

from casefile.cli.rows import figure_line


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
