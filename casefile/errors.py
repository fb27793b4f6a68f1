"""What can go wrong, by whose fault, and the exit code that says so.

A `UserError` is a sentence a person can act on; a `BugError` is our fault. Nothing else crosses a layer on purpose.
"""

from __future__ import annotations

from typing import ClassVar


class CaseFileError(Exception):
    """Base of both kinds. `str(error)` is one plain sentence that says what happened and what to do."""

    exit_code: ClassVar[int] = 5


class UserError(CaseFileError):
    """Something the person at the keyboard can mend: a path, a query, a value."""

    exit_code = 2


class QueryError(UserError):
    """A query or scope that cannot be read, or is too broad. `position` is the code point where it goes wrong."""

    def __init__(self, message: str, position: int | None = None) -> None:
        super().__init__(message)
        self.position = position


class CaseUnreadableError(UserError):
    """The case cannot be opened: not a case, locked, damaged, newer than this program, wrong passphrase."""

    exit_code = 3


class PassphraseError(CaseUnreadableError):
    """The case is encrypted, and no passphrase or a wrong one was given."""


class CaseDamagedError(CaseUnreadableError):
    """The file is a case, but its pages are not what was written."""


class CaseOlderError(CaseUnreadableError):
    """The case is from an older program, and was to be read without being brought up to date."""


class CaseHeldError(CaseUnreadableError):
    """The case is open for writing somewhere else; the message says by whom."""


class PlaceError(UserError):
    """Out of space, or the place cannot be written to."""

    exit_code = 4


class BugError(CaseFileError):
    """A fault of ours. The message is for the report kept locally, not for the user."""
