"""The three ways to ship (checkout, wheel, bundle) carry the same files, and every resource is used."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

from casefile import assets

ROOT = Path(__file__).resolve().parents[2]
WHOLE_FOLDERS = ("sample/articles", "fonts", "gazetteers", "help", "themes")
"""Folders that code reads whole, by listing them."""


def literals() -> set[str]:
    found: set[str] = set()
    for path in (ROOT / "casefile").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    return found


def test_wheel_and_bundle_carry_the_same_folders() -> None:
    configured = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wheel = configured["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    tree = ast.parse((ROOT / "casefile.spec").read_text(encoding="utf-8"))
    pairs = {
        (node.elts[0].value, node.elts[1].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Tuple) and len(node.elts) == 2 and all(isinstance(part, ast.Constant) for part in node.elts)
    }
    assert set(wheel.items()) <= pairs
    assert set(wheel) == {"resources", "db"}


def test_assets_finds_all_of_it() -> None:
    assert assets.resource("sample", "articles").is_dir()
    assert assets.migrations().is_dir()
    assert assets.schema().is_file()
    assert assets.invariants().is_file()


def test_every_resource_is_used() -> None:
    words = literals()
    template = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "resources/brief").glob("*.typ"))
    unused = []
    for path in sorted((ROOT / "resources").rglob("*")):
        name = path.relative_to(ROOT / "resources").as_posix()
        if path.is_dir() or path.name in ("README.md", "LICENSE", "OFL.txt"):
            continue
        folder = next((folder for folder in WHOLE_FOLDERS if name.startswith(f"{folder}/")), None)
        if folder:
            used = folder.split("/")[-1] in words
        else:
            used = any(word in words for word in (path.name, path.stem)) or path.name in template
        if not used:
            unused.append(name)
    assert not unused
