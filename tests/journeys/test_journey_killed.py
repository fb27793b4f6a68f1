"""An import that is killed, again and again, at any moment: the next finishes what was begun, and nothing is there twice."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from support import Casefile

FILES = 90


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill so")
def test_an_import_killed_at_any_point_is_finished_by_the_next(casefile: Casefile, tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    for number in range(FILES):
        words = f"Ada Quill counted {number + 20} letters in Orsk on 3 March 2021, the post office said. " * 12
        (folder / f"{number:03}.txt").write_text(f"Report {number}\n\n{words}", encoding="utf-8")
    case = tmp_path / "killed.casefile"
    surroundings = {**os.environ, "CASEFILE_CACHE": str(tmp_path / "index")}
    chance = random.Random(5)
    for _ in range(4):
        with subprocess.Popen(
            [sys.executable, "-m", "casefile", "import", str(case), str(folder), "--jobs", "1"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=surroundings,
        ) as importer:
            try:
                importer.wait(chance.uniform(0.8, 3.0))
            except subprocess.TimeoutExpired:
                importer.kill()
    casefile("import", case, folder, "--json")
    rows = json.loads(casefile("articles", case, "--json").out)["rows"]
    assert sorted(row["title"] for row in rows) == sorted(f"Report {number}" for number in range(FILES))
    assert len({row["sha256"] for row in rows}) == FILES
    assert casefile("verify", case).code == 0
    entities = json.loads(casefile("entities", case, "--json").out)["rows"]
    assert [row["name"] for row in entities].count("Ada Quill") == 1, "and all of it is resolved"
