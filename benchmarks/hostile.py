"""Every file of a folder of difficult and malicious files ends in a stated result. For development and CI only.

    python benchmarks/hostile.py FOLDER

FOLDER has one folder a kind. Prints a table by kind: files imported, partly, refused, seconds, slowest; exits 1 where a file
ended in nothing. Nothing of it enters the project.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path

from casefile.domain.articles import Reading
from casefile.ingest import read


def outcome(path: Path) -> str:
    """How one file ended: imported (all of it read), partly, refused or nothing."""
    items = list(read([path]))
    if not items:
        return "nothing"
    readings = [item for item in items if isinstance(item, Reading)]
    if not readings:
        return "refused"
    whole = len(readings) == len(items) and not any(reading.warnings for reading in readings)
    return "imported" if whole else "partly"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    seconds: defaultdict[str, list[float]] = defaultdict(list)
    nothing = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "manifest.csv"):
        kind = path.relative_to(folder).parts[0]
        start = time.monotonic()
        result = outcome(path)
        seconds[kind].append(time.monotonic() - start)
        counts[kind][result] += 1
        if result == "nothing":
            nothing.append(path)
    print(f"{'kind':<10}{'files':>7}{'imported':>10}{'partly':>8}{'refused':>9}{'seconds':>9}{'slowest':>9}")
    for kind, count in counts.items():
        spent = seconds[kind]
        row = f"{kind:<10}{count.total():>7}{count['imported']:>10}{count['partly']:>8}{count['refused']:>9}"
        print(f"{row}{sum(spent):>9.1f}{max(spent):>9.2f}")
    for path in nothing:
        print(f"no stated result: {path}")
    return 1 if nothing else 0


if __name__ == "__main__":
    sys.exit(main())
