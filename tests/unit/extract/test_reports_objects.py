"""Events told by a verb whose object tells of another: put off, denied. Published on 5 May 2024."""

from __future__ import annotations

import pytest

from casefile.domain.articles import Basis, Publication
from casefile.extract import extract


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The union called off a strike planned for Monday.", [("called", "reported", "2024-05-05")]),
        ("The launch planned for 5 July was cancelled on Friday.", [("cancelled", "reported", "2024-05-03")]),
        (
            "She denied having met the envoy on 3 April.",
            [("denied", "reported", "2024-05-05"), ("met", "denied", "2024-04-03")],
        ),
        ("Files stored on the server leaked on Friday.", [("leaked", "reported", "2024-05-03")]),
    ],
)
def test_what_happened(text: str, expected: list[tuple[str, str, str]]) -> None:
    told = extract(text, published=Publication("2024-05-05", Basis.GIVEN, 1.0)).reports
    assert [(text[one.trigger_start : one.trigger_end], one.status, one.edtf) for one in told] == expected
