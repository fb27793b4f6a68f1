from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from made import ECHO, HARBOUR, SOURCES

from casefile.case import Case
from casefile.domain.commands import Command
from casefile.index import open_index

NewCase = Callable[..., Case]


@pytest.fixture
def new_case(tmp_path: Path) -> Iterator[NewCase]:
    """Makes cases with these commands done, each closed at the end of the test."""
    opened: list[Case] = []

    def make(*commands: Command) -> Case:
        case = Case.create(tmp_path / f"{len(opened)}.casefile", "Brackwater", index=open_index, who="tester")
        opened.append(case)
        for command in commands:
            case.do(command)
        # On a machine that is busy enough, the last ones might wait to be resolved.
        case.settle()
        return case

    yield make
    for case in opened:
        case.close()


@pytest.fixture
def case(new_case: NewCase) -> Case:
    """A case of three articles."""
    return new_case(HARBOUR, SOURCES, ECHO)
