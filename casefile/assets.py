"""The only module that knows where resources/ and db/ are: in a checkout, an installed wheel, or a bundle."""

from __future__ import annotations

from pathlib import Path

from casefile.errors import BugError

_PACKAGE = Path(__file__).resolve().parent


def _root() -> Path:
    # A wheel and a bundle carry both folders inside the package; a checkout has them beside it.
    return _PACKAGE if (_PACKAGE / "resources").is_dir() else _PACKAGE.parent


def resource(*parts: str) -> Path:
    """Path of a file or folder under resources/. Raises BugError where it is missing: a packaging fault."""
    path = _root().joinpath("resources", *parts)
    if not path.exists():
        raise BugError(f"resource is missing: {'/'.join(parts)}")
    return path


def migrations() -> Path:
    """Folder of the Alembic migrations."""
    return _root() / "db" / "migrations"


def invariants() -> Path:
    """SQL whose every query returns no row on a sound case."""
    return _root() / "db" / "invariants.sql"


def schema() -> Path:
    """The generated schema at head."""
    return _root() / "db" / "schema.sql"
