from __future__ import annotations

from pathlib import Path

import pytest
from made import ECHO, HARBOUR, SOURCES

from casefile.case import Case
from casefile.domain import commands as c
from casefile.index import open_index


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a new case may be made."""
    return tmp_path / "made.casefile"


@pytest.fixture
def full(path: Path) -> Path:
    """A closed case with articles and decisions."""
    with Case.create(path, "Full", index=open_index) as case:
        for command in (HARBOUR, SOURCES, ECHO):
            case.do(command)
        case.do(c.Reject((case.ask.quotes()[0].id,)))
        case.do(c.AddTag(("S1",), "key"))
        case.do(c.AddNote("S2", "A note."))
        case.do(c.SetMetadata(3, (("published", "2024-03-11"),)))
        case.undo()
    return path
