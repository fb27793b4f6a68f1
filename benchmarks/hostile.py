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

from casefile.domain.articles import ImportResult, Reading
from casefile.ingest import read


def outcome(items: list[Reading | ImportResult]) -> str:
    """How one file ended: imported (all of it read), partly, refused."""
    readings = [item for item in items if isinstance(item, Reading)]
    if not readings:
        return "refused"
    whole = len(readings) == len(items) and not any(reading.warnings for reading in readings)
    return "imported" if whole else "partly"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    if not folder.is_dir():
        parser.error(f"{folder} is no folder; unpack the files into one")
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    seconds: defaultdict[str, list[float]] = defaultdict(list)
    nothing: list[Path] = []
    reasons: Counter[str] = Counter()
    for inner in sorted(path for path in folder.iterdir() if path.is_dir()):
        files = sorted(path for path in inner.rglob("*") if path.is_file() and not path.name.startswith("."))
        ended: defaultdict[Path, list[Reading | ImportResult]] = defaultdict(list)
        spent: defaultdict[Path, float] = defaultdict(float)
        # One after the other, as an import does: a file's time is what passes until the last item it gives.
        last = time.monotonic()
        for item in read([inner]):
            now = time.monotonic()
            ended[Path(item.path)].append(item)
            spent[Path(item.path)] += now - last
            last = now
            if isinstance(item, ImportResult):
                reasons[str(item.reason)] += 1
        for path in files:
            if path in ended:
                counts[inner.name][outcome(ended[path])] += 1
                seconds[inner.name].append(spent[path])
            else:
                nothing.append(path)
    print(f"{'kind':<10}{'files':>7}{'imported':>10}{'partly':>8}{'refused':>9}{'seconds':>9}{'slowest':>9}")
    for kind, count in counts.items():
        spent = seconds[kind]
        row = f"{kind:<10}{count.total():>7}{count['imported']:>10}{count['partly']:>8}{count['refused']:>9}"
        print(f"{row}{sum(spent):>9.1f}{max(spent):>9.2f}")
    for reason, number in reasons.most_common():
        print(f"{number:>7}  {reason}")
    for path in nothing:
        print(f"no stated result: {path}")
    return 1 if nothing else 0


if __name__ == "__main__":
    sys.exit(main())
