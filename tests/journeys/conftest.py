"""The program as a person starts it: in a process of its own, from its command line."""

from __future__ import annotations

import os
import subprocess
import sys
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
    """The sample case, imported once; tests that change a case copy it."""
    path = tmp_path_factory.mktemp("sample") / "sample.casefile"
    articles = resource("sample", "articles")
    ran = casefile("import", path, articles, "--manifest", articles / "manifest.csv", "--json")
    assert ran.code == 0, ran.err
    return path


@pytest.fixture
def case(imported: Path, casefile: Casefile, tmp_path: Path) -> Path:
    """A copy of the sample case for one test to change, by way of the whole import: a case file is never copied live."""
    path = tmp_path / "sample.casefile"
    articles = resource("sample", "articles")
    assert casefile("import", path, articles, "--manifest", articles / "manifest.csv").code == 0
    return path
