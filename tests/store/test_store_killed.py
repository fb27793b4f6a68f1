"""A process killed while it imports: what it had said was done is there, the rest is not, and nothing is broken."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from casefile.case import Case
from casefile.index import open_index

IMPORT = """
    import sys
    from pathlib import Path
    sys.path.insert(0, sys.argv[2])
    from made import adding
    from casefile.case import Case
    from casefile.index import open_index
    with Case.open(Path(sys.argv[1]), index=open_index) as case:
        for number in range(200):
            markup = f"<p Ada Quill>Ada Quill</p> <r 2021>counted</r> <f {number} letters>{number} letters</f> today. " * 20
            added = case.do(adding(f"{number}.txt", markup, "2021-04", batch="import"))
            print(added.created, flush=True)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill so")
@pytest.mark.parametrize("acknowledged", [1, 7, 23])
def test_what_was_acknowledged_survives_a_kill(path: Path, acknowledged: int) -> None:
    Case.create(path, index=open_index).close()
    tests = Path(__file__).resolve().parents[1]
    environment = {**os.environ, "PYTHONPATH": str(tests.parent)}
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(IMPORT), str(path), str(tests)],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    ) as importer:
        assert importer.stdout is not None
        said = [importer.stdout.readline().strip() for _ in range(acknowledged)]
        importer.kill()
        rest = [line for line in importer.stdout.read().split() if line]
    with Case.open(path, index=open_index) as case:
        there = [row.id for row in case.ask.articles()]
        assert set(said) <= set(there)
        assert len(there) <= acknowledged + len(rest) + 1
        assert case.verify() == ()
        undone = case.undo()
        assert undone is not None
        assert case.ask.articles() == ()
        assert case.verify() == ()
