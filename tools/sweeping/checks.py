"""What must hold after every fault, whatever it was (../shared design: safety, fault matrix)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from casefile.bootstrap import opening
from casefile.case import care
from casefile.errors import CaseFileError
from sweeping.operations import PASSPHRASE, Place, opened


def hashes(folder: Path) -> dict[str, str]:
    """SHA-256 of every file below a folder."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def broken(place: Place, base: Path, acknowledged: Sequence[str]) -> list[str]:
    """What does not hold, in sentences. `base` is the folder as it was before."""
    before = [hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted((base / "originals").iterdir())]
    found: list[str] = []
    try:
        found += _case(place, before, acknowledged)
    except CaseFileError as error:
        found.append(f"the case does not open: {error}")
    found += _files(place, base, acknowledged)
    return found


def _case(place: Place, before: Sequence[str], acknowledged: Sequence[str]) -> list[str]:
    found = []
    with closing(opened(place)) as case:
        found += [f"verify: {problem.what} ({problem.where})" for problem in case.verify()]
        rows = case.ask.articles()
        have = {row.sha256 for row in rows}
        found += [f"an article is gone: {sha256}" for sha256 in before if sha256 not in have]
        notes = [note.text for note in case.ask.notes()]
        for said in acknowledged:
            kind, _, what = said.partition(" ")
            if kind == "article" and what not in {row.id for row in rows}:
                found.append(f"an acknowledged article is gone: {what}")
            if kind == "note" and what not in notes:
                found.append(f"an acknowledged note is gone: {what}")
        found_in = case.ask.search("report*", limit=1).total
        if case.ask.index_state() != "up to date" or found_in < len(rows):
            found.append(f"the index does not equal the store: {found_in} of {len(rows)}, {case.ask.index_state()}")
    return found


def _files(place: Place, base: Path, acknowledged: Sequence[str]) -> list[str]:
    found = []
    out = place.root / "out.json"
    try:
        content = json.loads(out.read_text("utf-8"))
        if "out" in acknowledged and "former" in content:
            found.append("an acknowledged export is not there")
    except (OSError, ValueError) as error:
        found.append(f"an export is neither whole nor the former one: {error}")
    for name in ("copy", "new", "repaired"):
        path = place.root / f"{name}.casefile"
        if path.exists():
            found += _sound(path)
        elif name in acknowledged:
            found.append(f"an acknowledged file is not there: {path.name}")
    backups = [path for path in (place.root / "backups").rglob("*.casefile") if not path.name.startswith(".")]
    for path in backups:
        same = base / path.relative_to(place.root)
        # What is as it was before needs no second look.
        if not (same.exists() and same.read_bytes() == path.read_bytes()):
            found += _sound(path)
    if not backups:
        found.append("there is no backup any more")
    return found


def _sound(path: Path) -> list[str]:
    try:
        passphrase = PASSPHRASE if care.is_encrypted(path) else None
        with closing(opening.open_case(path, read_only=True, passphrase=passphrase)) as case:
            return [f"{path.name}: {problem.what} ({problem.where})" for problem in case.verify()]
    except CaseFileError as error:
        return [] if "older CaseFile" in str(error) else [f"{path.name} does not open: {error}"]
