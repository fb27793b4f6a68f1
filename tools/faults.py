"""`make faults`: the fault sweep, and docs/reliability.md with its figures.

python tools/faults.py            a small case at every write, one fault in turn; 1,000 articles at a seeded sample
python tools/faults.py --thorough a small case with every fault at every write (an hour)
python tools/faults.py --write    only docs/reliability.md, with the figures of the last sweep
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from reliability import write
from sweeping.operations import OPERATIONS
from sweeping.start import ROOT, finished, make_shim, start

FIGURES = ROOT / "docs" / "faults.json"
_LARGE = ("import", "save", "indexing", "backup", "compact", "encryption", "restore")
_SHARES = 2


def main() -> int:
    """Sweep, write the figures and the page; 1 where an invariant did not hold."""
    if "--write" not in sys.argv:
        failures = sweep(seed=int(datetime.now(UTC).strftime("%j")), thorough="--thorough" in sys.argv)
        for failure in failures[:50]:
            sys.stderr.write(f"{failure}\n")
        if failures:
            return 1
    write(json.loads(FIGURES.read_text("utf-8")), ROOT / "docs" / "reliability.md")
    return 0


def sweep(*, seed: int, thorough: bool) -> list[str]:
    """Run it all on two processes and keep the figures. Returns what did not hold."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        shim = make_shim(Path(folder))
        names = list(OPERATIONS)
        points = "all" if thorough else "turn"
        small = [start(shim, 2, seed, points, names[share::_SHARES]) for share in range(_SHARES)]
        results = [each for worker in small for each in finished(worker)]
        large = [start(shim, 1000, seed, "5", _LARGE[share::_SHARES]) for share in range(_SHARES)]
        results += [each for worker in large for each in finished(worker)]
    failures = [failure for each in results for failure in each["failures"]]
    spent = os.times()
    figures = {
        "seed": seed,
        "seconds": round(time.monotonic() - began),
        "processor": round(spent.children_user + spent.children_system),
        "sweeps": results,
    }
    FIGURES.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    return failures


if __name__ == "__main__":
    sys.exit(main())
