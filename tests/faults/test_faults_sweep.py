"""A sample of the fault sweep: the whole of it is `make faults`."""

from __future__ import annotations

from pathlib import Path

import pytest
from sweeping.operations import OPERATIONS
from sweeping.start import compiler, finished, make_shim, start

POINTS = 3


@pytest.mark.skipif(compiler() is None, reason="needs Linux and a C compiler")
@pytest.mark.parametrize("share", range(2))
def test_after_a_fault_everything_holds(tmp_path: Path, share: int) -> None:
    names = list(OPERATIONS)[share::2]
    results = finished(start(make_shim(tmp_path), 2, 5, str(POINTS), names))
    assert [each["operation"] for each in results] == names
    assert [failure for each in results for failure in each["failures"]] == []
    for each in results:
        assert each["writes"] > 3, each["operation"]
        assert sum(each["points"].values()) == POINTS
        assert sum(each["ended"].values()) == 1 + POINTS, "each point was reached"
        assert set(each["ended"]) <= {"done", "killed", "sentence"}
