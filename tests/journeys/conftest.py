"""The program as a person starts it: in a process of its own, from its command line."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import uuid
from contextlib import closing
from pathlib import Path

import pytest
from support import Casefile, Ran

from casefile.assets import resource


@pytest.fixture(scope="session")
def casefile(tmp_path_factory: pytest.TempPathFactory) -> Casefile:
    """Run `casefile ARGUMENTS`; its caches and reports are its own."""
    home = tmp_path_factory.mktemp("journey")
    environment = {**os.environ, "HOME": str(home), "CASEFILE_CACHE": str(home / "index"), "PYTHONWARNINGS": "error"}
    for name in ("CACHE", "CONFIG", "DATA", "STATE"):
        environment[f"XDG_{name}_HOME"] = str(home / name.lower())

    def run(*arguments: object, given: str = "", timeout: float = 120) -> Ran:
        done = subprocess.run(
            [sys.executable, "-m", "casefile", *map(str, arguments)],
            input=given,
            capture_output=True,
            encoding="utf-8",
            env=environment,
            timeout=timeout,
            check=False,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return Ran(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture(scope="session")
def imported(casefile: Casefile, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample case, imported once. No test changes it: those that change a case have a copy of it."""
    path = tmp_path_factory.mktemp("sample") / "sample.casefile"
    articles = resource("sample", "articles")
    ran = casefile("import", path, articles, "--manifest", articles / "manifest.csv", "--json")
    assert ran.code == 0, ran.err
    return path


@pytest.fixture
def case(imported: Path, tmp_path: Path) -> Path:
    """A copy of the sample case for one test to change. It is a case of its own, so that it has an index of its own."""
    path = tmp_path / "sample.casefile"
    with (
        closing(sqlite3.connect(f"{imported.as_uri()}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(path)) as copy,
    ):
        source.backup(copy)
        copy.execute("UPDATE case_record SET case_id = ?", (uuid.uuid4().hex,))
        copy.commit()
    return path
