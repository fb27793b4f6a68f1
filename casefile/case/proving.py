"""Proves a brief against the case it was made from."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casefile.domain.rows import Problem
from casefile.errors import UserError
from casefile.export.verify_brief import Known, Lookup, open_brief, verify_brief

if TYPE_CHECKING:
    from casefile.case.ask import Ask


_ANOTHER = Problem("this brief was made from another case", "record")


def prove(brief: Path, ask: Ask | None = None) -> tuple[Problem, ...]:
    """What does not hold in the brief at a path: its record against its pages and, with a case, against the case.

    Raises UserError where there is no such file, or it is no brief.
    """
    content = _content(brief)
    if ask is None:
        return verify_brief(content)
    found = verify_brief(content, _lookup(ask, open_brief(content).record), ask.overview().case_id)
    # Of another case's brief no citation can stand here: to list them all would bury the reason.
    return found[: found.index(_ANOTHER) + 1] if _ANOTHER in found else found


def record_of(brief: Path) -> dict[str, Any]:
    """The record of the brief at a path, to compare another with. Raises UserError where there is none that holds."""
    content = _content(brief)
    if verify_brief(content):
        raise UserError(f"“{brief.name}” does not prove itself. See what is wrong with: casefile verify {brief.name}")
    return open_brief(content).record


def looks_like_pdf(path: Path) -> bool:
    """Whether the file begins as a PDF does."""
    try:
        with path.open("rb") as file:
            return file.read(5) == b"%PDF-"
    except OSError:
        return False


def _content(brief: Path) -> bytes:
    try:
        return brief.read_bytes()
    except OSError as error:
        raise UserError(f"The brief {brief} cannot be read; check the path.") from error


def _lookup(ask: Ask, record: dict[str, Any]) -> Lookup:
    """Articles as the brief quotes them: in the version it names by its hash, else in the one that stands now."""
    numbers = {row.number for row in ask.articles()}
    articles = record.get("articles")
    named = {
        one.get("number"): one.get("text_sha256")
        for one in (articles if isinstance(articles, list) else ())
        if isinstance(one, dict)
    }

    @lru_cache(maxsize=64)
    def known(number: int) -> Known | None:
        if number not in numbers:
            return None
        rows = ask.versions(number)
        quoted = [row for row in rows if row.text_sha256 == named.get(number)] or [row for row in rows if row.current]
        version = ask.version(number, quoted[-1].number)
        return Known(version.row.sha256, version.text, version.paragraphs)

    return known
