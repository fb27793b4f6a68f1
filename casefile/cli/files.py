"""Text files that a command line names."""

from __future__ import annotations

from pathlib import Path

from casefile.errors import UserError


def text_of(path: Path, what: str) -> str:
    """The text of a file; `what` it is, for the sentence where it is missing or not UTF-8 (UserError)."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeError) as error:
        raise UserError(f"The {what} {path} cannot be read as UTF-8 text; check the path.") from error


def first_line(path: Path, what: str) -> str:
    """Its first line. Raises UserError also where that is empty."""
    line = text_of(path, what).partition("\n")[0].rstrip("\r")
    if not line:
        raise UserError(f"The first line of the {what} {path} is empty; write there what it is to say.")
    return line
