"""Runs operations in forked children, each with one fault, and checks after each. Started with the shim preloaded; see
`sweeping.start`."""

from __future__ import annotations

import ctypes
import gc
import json
import math
import os
import random
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from sweeping.checks import broken, hashes
from sweeping.operations import OPERATIONS, CaseFileError, Place, make

COUNT, KILL, FULL, BROKEN = 1, 2, 3, 4
FAULTS = {"killed": KILL, "disk full": FULL, "I/O error": BROKEN}
MOST = 150
"""Points of a sweep in turn: an operation with more writes is met at every second, third or fourth of them."""
_RETRY = 5
"""After every so many points the operation is done once more, without a fault."""


@dataclass
class Swept:
    """What a sweep of one operation came to."""

    operation: str
    articles: int
    writes: int = 0
    """Writes, syncs and renames it makes."""
    points: dict[str, int] = field(default_factory=dict)
    retried: int = 0
    ended: dict[str, int] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    seconds: float = 0.0


class Sweep:
    """Of cases with so many articles, in `folder`."""

    def __init__(self, folder: Path, articles: int, shim: Path) -> None:
        self._folder = folder
        self._articles = articles
        self._shim = ctypes.CDLL(str(shim))
        self._bases = make(folder / "bases", articles)
        self._given = {kind: hashes(root / "originals") | hashes(root / "given") for kind, root in self._bases.items()}

    def operation(self, name: str, seed: int, points: int | None) -> Swept:
        """Sweep one operation: with None at every write one of the faults in turn, or at so many points drawn with this
        seed; with 0 every fault at every write."""
        began = time.monotonic()
        swept = Swept(name, self._articles)
        swept.writes = self._run(name, COUNT, 0, swept, check=True)
        every = [(fault, at) for at in range(1, swept.writes + 1) for fault in FAULTS]
        chosen = every if points == 0 else _in_turn(swept.writes, seed)
        if points:
            chosen = random.Random(f"{seed} {name}").sample(every, min(points, len(every)))
        for number, (fault, at) in enumerate(chosen):
            self._run(name, FAULTS[fault], at, swept, check=True, fault=fault, retry=number % _RETRY == 0)
            swept.points[fault] = swept.points.get(fault, 0) + 1
        swept.seconds = time.monotonic() - began
        return swept

    def _run(
        self, name: str, mode: int, at: int, swept: Swept, *, check: bool, fault: str = "none", retry: bool = False
    ) -> int:
        base, _ = OPERATIONS[name]
        place = Place(self._folder / "work")
        shutil.rmtree(place.root, ignore_errors=True)
        shutil.copytree(self._bases[base], place.root)
        place.use()
        ended, said, count = self._forked(name, place, mode, at)
        swept.ended[ended.partition(":")[0]] = swept.ended.get(ended.partition(":")[0], 0) + 1
        where = f"{name}, {fault} at {at} of {swept.writes or count}"
        wrong = [ended] if ended.startswith("fault of ours") or (mode == COUNT and ended != "done") else []
        if check:
            wrong += self._checked(place, base, said)
        if retry and not wrong:
            ended, again, _ = self._forked(name, place, 0, 0)
            swept.retried += 1
            wrong += [f"doing it again: {ended}"] if ended != "done" else self._checked(place, base, [*said, *again])
        swept.failures += [f"{where}: {what}" for what in wrong]
        return count

    def _checked(self, place: Place, base: str, said: Sequence[str]) -> list[str]:
        """In a child too, so that nothing of SQLite outlives it here."""

        def check() -> list[str]:
            return broken(place, self._bases[base], said)

        found = _in_child(check)
        if hashes(place.root / "originals") | hashes(place.given) != self._given[base]:
            found.append("an original was altered")
        return found

    def _forked(self, name: str, place: Place, mode: int, at: int) -> tuple[str, list[str], int]:
        """How it ended, what it acknowledged, how many writes it made."""
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            ended = "done"
            try:
                self._shim.fault_arm(mode, at)
                OPERATIONS[name][1](place, lambda said: _say(writing, said))
            except CaseFileError as error:
                ended = f"sentence: {error}" if error.exit_code != 5 else f"fault of ours: {error!r} {error.__cause__!r}"
            except BaseException:  # noqa: BLE001 - whatever it is, the parent must hear of it
                ended = f"fault of ours: {traceback.format_exc()}"
            count = self._shim.fault_count()
            self._shim.fault_arm(0, 0)
            _say(writing, f"\0{json.dumps([ended, count])}")
            os._exit(0)
        os.close(writing)
        with os.fdopen(reading, "rb") as pipe:
            lines = [line.decode() for line in pipe.read().split(b"\n") if line]
        _, status = os.waitpid(child, 0)
        said = [line for line in lines if not line.startswith("\0")]
        last = next((line for line in lines if line.startswith("\0")), None)
        if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
            return "killed", said, at
        if last is None:
            return f"fault of ours: ended with status {status}", said, at
        ended, count = json.loads(last[1:])
        return ended, said, count


def _in_turn(writes: int, seed: int) -> list[tuple[str, int]]:
    """At every write one of the faults in turn; of very many, as many as `MOST`, evenly spread, others with another seed."""
    stride = max(1, math.ceil(writes / MOST))
    faults = tuple(FAULTS)
    return [(faults[(at // stride + seed) % len(faults)], at) for at in range(1 + seed % stride, writes + 1, stride)]


def _say(pipe: int, words: str) -> None:
    os.write(pipe, words.encode() + b"\n")


def _in_child(check: object) -> list[str]:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            found = check()  # type: ignore[operator]
        except BaseException:  # noqa: BLE001 - whatever it is, the parent must hear of it
            found = [f"the check itself failed: {traceback.format_exc()}"]
        os.write(writing, json.dumps(found).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        content = pipe.read()
    os.waitpid(child, 0)
    found = json.loads(content) if content else ["the check itself died"]
    assert isinstance(found, list)
    return found


def main(arguments: Sequence[str]) -> int:
    """shim, articles, seed, points an operation ("turn", "all" or a number), operations separated by commas; results as JSON
    on standard output."""
    import logging

    from casefile.store import cipher

    logging.disable(logging.CRITICAL)
    shim, articles, seed, points, names = arguments
    # The sweep is about files, not about guessing: the passphrase is stretched less.
    cipher.ROUNDS = 10
    shared_memory = Path("/dev/shm")
    folder = Path(tempfile.mkdtemp(dir=shared_memory if os.access(shared_memory, os.W_OK) else None))
    wanted = {"turn": None, "all": 0}[points] if points in ("turn", "all") else int(points)
    results = []
    try:
        sweep = Sweep(folder, int(articles), Path(shim))
        gc.freeze()
        for name in names.split(","):
            swept = sweep.operation(name, int(seed), wanted)
            results.append(asdict(swept))
            points_done = ", ".join(f"{count} {fault}" for fault, count in sorted(swept.points.items()))
            sys.stderr.write(
                f"{name}: {swept.writes} writes; {points_done}; {len(swept.failures)} failures; {swept.seconds:.0f} s\n"
            )
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    json.dump(results, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
