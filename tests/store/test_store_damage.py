"""Random damage: a spoilt case opens and is told sound or not, or is refused in a sentence. Nothing else happens."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from casefile.case import Case
from casefile.domain import commands as c
from casefile.errors import BugError, CaseFileError
from casefile.index import open_index


def spoilt(content: bytes, seed: int) -> bytes:
    """Flipped bits, overwritten stretches, a missing end."""
    chance, spoiling = random.Random(seed), bytearray(content)
    for _ in range(chance.choice((1, 3, 30))):
        place = chance.randrange(len(spoiling))
        match chance.randrange(6):
            case 0:
                spoiling[place : place + 64] = chance.randbytes(64)
            case 1:
                del spoiling[max(1, place) :]
            case _:
                spoiling[place] ^= 1 << chance.randrange(8)
    return bytes(spoiling)


@pytest.mark.parametrize("seed", range(24))
def test_damage_is_met_with_a_sentence(full: Path, seed: int) -> None:
    full.write_bytes(spoilt(full.read_bytes(), seed))
    try:
        with Case.open(full, index=open_index) as case:
            case.verify()
            for question in (case.ask.overview, case.ask.articles, case.ask.timeline, case.ask.entities, case.ask.quotes):
                question()
            for row in case.ask.articles():
                case.ask.article(row.number)
            case.do(c.SetCase((("title", "Still here"),)))
            case.undo()
    except CaseFileError as error:
        met: CaseFileError | None = error
    else:
        met = None
    assert not isinstance(met, BugError)
