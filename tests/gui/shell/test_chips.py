"""Conditions of the scope in words."""

from __future__ import annotations

import pytest

from casefile.domain.scope import (
    BySpeaker,
    During,
    Graded,
    InArticle,
    Marked,
    Matching,
    Not,
    OfEntity,
    OfOutlet,
    Or,
    Scope,
    Tagged,
)
from casefile.gui.chips import chip_words


def written(condition: Scope) -> str:
    match condition:
        case OfEntity():
            return 'entity:"Halden Lines"'
        case BySpeaker():
            return "speaker:Solberg"
        case Tagged(tag):
            return f"tag:{tag}"
        case OfOutlet(outlet):
            return f'outlet:"{outlet}"'
    raise AssertionError(condition)


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (OfEntity("e0000000000001"), "Halden Lines"),
        (BySpeaker("e0000000000001"), "said by Solberg"),
        (Tagged("key"), "#key"),
        (OfOutlet("דבר"), "\u2068דבר\u2069"),
        (InArticle(4), "article S4"),
        (Graded("B2"), "grade B2"),
        (Graded(""), "no grade"),
        (Not(Graded("F")), "not grade F"),
        (Marked("noted"), "with a note"),
        (Not(Marked("decided")), "not decided yet"),
        (Matching('"harbour desk" OR ferry'), '"harbour desk" OR ferry'),
        (Not(OfEntity("e0000000000001")), "not Halden Lines"),
        (Or((Tagged("key"), InArticle(2))), "#key or article S2"),
        (During("2023-06-01", "2024-07-31"), "Jun 2023 – Jul 2024"),
        (During("2024-01-01", "2024-12-31"), "2024"),
        (During("2022-01-01", "2024-12-31"), "2022 – 2024"),
        (During("2024-02-01", "2024-02-28"), "1 Feb 2024 – 28 Feb 2024"),
        (During("2024-02-01", "2024-02-29"), "Feb 2024"),
        (During("2024-06-21", "2024-06-21"), "21 Jun 2024"),
        (During(None, "2024-06-21"), "until 21 Jun 2024"),
        (During("2024-06-21", None), "from 21 Jun 2024"),
    ],
)
def test_words(condition: Scope, words: str) -> None:
    assert chip_words(condition, written) == words
