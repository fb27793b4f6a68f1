"""The storeys are a test: the contracts hold, and each of them fails when it is broken on purpose."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINT = Path(sys.executable).with_name("lint-imports")

BREAKS = {
    "Storeys: imports go down only": ("casefile/domain/spans.py", "import casefile.case.service"),
    "Only store speaks SQL": ("casefile/export/tables.py", "import sqlalchemy"),
    "Only gui knows Qt": ("casefile/case/service.py", "import PySide6.QtCore"),
    "Only index knows Whoosh": ("casefile/cli/search.py", "import whoosh"),
    "The domain is standard library only": ("casefile/domain/spans.py", "import numpy"),
    "Panes do not know each other": ("casefile/gui/panes/timeline/pane.py", "import casefile.gui.panes.reader.pane"),
}


def contracts() -> list[str]:
    configured = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    return [contract["name"] for contract in configured["contracts"]]


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([LINT, "--no-cache"], cwd=folder, capture_output=True, text=True, timeout=120, check=False)


def test_every_contract_has_a_break() -> None:
    assert sorted(BREAKS) == sorted(contracts())


def test_the_wildcard_over_panes_matches_panes() -> None:
    assert len([pane for pane in (ROOT / "casefile/gui/panes").iterdir() if (pane / "pane.py").is_file()]) >= 4


def test_all_contracts_hold() -> None:
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_contract_is_seen(name: str, tmp_path: Path) -> None:
    module, line = BREAKS[name]
    shutil.copytree(ROOT / "casefile", tmp_path / "casefile", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    broken = tmp_path / module
    broken.write_text(f"{broken.read_text(encoding='utf-8')}\n{line}\n", encoding="utf-8")
    result = lint(tmp_path)
    assert result.returncode != 0
    assert f"{name} BROKEN" in result.stdout
