"""Resident memory of `casefile extract --jsonl` while a stream of articles runs through it, and what more processes
bring: the clock and the processor time of the same articles with one job and with two. Every article is made anew, with
names, dates and figures of its own, so that no cache can hold what it has seen. Linux only: memory is read from /proc.

    python benchmarks/extract_stream.py [--articles 20000] [--jobs 1] [--jobs 2] [--together [--stories 2000]]
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from casefile.extract.names.gazetteer import first_names, last_names

_SYLLABLES = (
    "ba be bor cal dan del dor el fen gar hal ir jor kel lan mar nor or pel quil ran sol tan ul ver wen yor zel".split()
)
_TRADES = "Shipping Energy Systems Logistics Foods Instruments Networks Holdings".split()
_ACTS = "denied confirmed dismissed repeated rejected questioned described".split()
_MONTHS = "January March April June July September October November".split()


def name(chance: random.Random, least: int = 2) -> str:
    """An invented word with a capital."""
    return "".join(chance.choice(_SYLLABLES) for _ in range(chance.randint(least, 4))).capitalize()


def articles(number: int, stories: int = 0) -> Iterator[str]:
    """JSON lines of so many articles of some 900 characters; the same for the same number. Each has names of its own, or
    those of one of so many stories."""
    given, family = sorted(first_names()), sorted(last_names())
    for index in range(number):
        chance = random.Random(index % stories if stories else index)
        surname = name(chance) if chance.random() < 0.7 else chance.choice(family).capitalize()
        person, other = (
            f"{chance.choice(given).capitalize()} {surname}",
            f"{chance.choice(given).capitalize()} {name(chance)}",
        )
        firm, town, tool = f"{name(chance)} {chance.choice(_TRADES)}", name(chance), f"{name(chance)}{name(chance, 1)}"
        bank = name(chance)
        chance = random.Random(index)
        month, day, year = chance.choice(_MONTHS), chance.randint(1, 28), chance.randint(2015, 2025)
        count, cost, asked = chance.randint(1_000, 900_000), chance.randint(2, 90), chance.randint(3, 60)
        text = (
            f"{firm} loses {count:,} files in an attack on its servers\n\n"
            f"{town.upper()}, {month} {day} - {firm} said on Tuesday that intruders had copied {count:,} files from its "
            f"servers in {town} last {chance.choice(_MONTHS)}. The intruders used the backdoor {tool}, which the company "
            f"found in June {year}.\n\n"
            f'"We noticed the attack two days later and closed the gate," said {person}, chief executive of {firm}. '
            f"{surname} {chance.choice(_ACTS)} that customers had been harmed. The damage is put at ${cost}.5 million.\n\n"
            f"{other}, a lawyer for the owners of the files, said the company had known of the flaw since {year - 1}. "
            f"According to the {town} Police Department, more than {asked} people were questioned on {month} {day}, "
            f"{year}, and an inquiry will be opened next month. A spokesman for {bank} Bank declined to comment.\n"
        )
        yield json.dumps({"id": str(index), "text": text, "published": f"{year}-12-01"})


def resident(pid: int) -> float:
    """Resident memory of a process in MB."""
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def children(pid: int) -> list[int]:
    """Processes that this one started and that still run."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]


def feed(stdin: IO[bytes], number: int, stories: int) -> None:
    with stdin:
        for line in articles(number, stories):
            stdin.write(line.encode() + b"\n")


def run(number: int, jobs: int, together: bool, stories: int) -> tuple[float, float]:
    """Seconds by the clock and of the processor; prints memory at each tenth of the records that come out."""
    command = [
        sys.executable,
        "-m",
        "casefile",
        "extract",
        "--jsonl",
        "--jobs",
        str(jobs),
        *(["--together"] if together else []),
    ]
    before, clock = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        threading.Thread(target=feed, args=(process.stdin, number, stories), daemon=True).start()
        size = 0
        for done, line in enumerate(process.stdout, 1):
            size += len(line)
            if done % max(1, number // 10) == 0 and process.poll() is None:
                each = [resident(process.pid), *(resident(child) for child in children(process.pid))]
                print(
                    f"  {done:>8,} articles  {max(each):6.0f} MB in the largest process, {sum(each):6.0f} MB in all",
                    flush=True,
                )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    worked = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    peak = after.ru_maxrss / 1000
    print(f"  peak {peak:.0f} MB in one process; {size / 1e6:.0f} MB of records; exit code {process.returncode}")
    return time.perf_counter() - clock, worked


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--jobs", type=int, action="append")
    parser.add_argument("--together", action="store_true")
    parser.add_argument("--stories", type=int, default=0, help="names recur, as in a case: so many casts of them")
    given = parser.parse_args()
    first: tuple[float, float] | None = None
    for jobs in given.jobs or [1]:
        print(f"{given.articles:,} articles, {jobs} job{'s' * (jobs > 1)}{', together' * given.together}", flush=True)
        clock, worked = run(given.articles, jobs, given.together, given.stories)
        first = first or (clock, worked)
        print(
            f"  clock {clock:.0f} s (x {clock / first[0]:.2f}), processor {worked:.0f} s (x {worked / first[1]:.2f})",
            flush=True,
        )


if __name__ == "__main__":
    main()
