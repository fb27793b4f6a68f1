"""Arrays that come and go do not cost their pages anew each time."""

from __future__ import annotations

import subprocess
import sys

import pytest

COUNT_FAULTS = """
import platform, resource
import numpy as np
from casefile.index.memory import SEARCHING, keep_freed_memory
keep_freed_memory(SEARCHING)
def step():
    return np.ones(100_000) * 3.0 + np.ones(100_000)
step()
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
for _ in range(50):
    step()
print(platform.libc_ver()[0], resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems' libraries keep freed memory anyway")
def test_freed_arrays_are_used_again() -> None:
    done = subprocess.run([sys.executable, "-c", COUNT_FAULTS], capture_output=True, text=True, check=True)
    library, faults = done.stdout.split()
    if library != "glibc":
        pytest.skip("another C library")
    # Without it, two of the arrays of each step come from the system: 50 steps x 2 x 195 pages.
    assert int(faults) < 1_000
