"""Who wrote a page: people, not buttons, firms and months."""

from __future__ import annotations

import pytest

from casefile.ingest.formats.page_facts import PageFacts, best_authors


@pytest.mark.parametrize(
    ("found", "bylines", "people"),
    [
        (("Ada Venn",), (), ("Ada Venn",)),
        (("Ada Venn May",), (), ("Ada Venn",)),
        (("Theresa May",), (), ("Theresa May",)),
        (("Follow",), ("Ada Venn",), ("Ada Venn",)),
        (("Northern Sites (www.sites.example)",), ("Ada Venn",), ("Ada Venn",)),
        (("AV",), ("Ada Venn",), ("Ada Venn",)),
        (("王明",), ("Ada Venn",), ("王明",)),
        ((), (), ()),
    ],
)
def test_authors_are_people(found: tuple[str, ...], bylines: tuple[str, ...], people: tuple[str, ...]) -> None:
    assert best_authors(PageFacts(bylines=(bylines,)), found, "") == people
