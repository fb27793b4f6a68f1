"""Cases are made and opened with their index, the user's name on what they do, and the folder of their backups."""

from __future__ import annotations

import getpass
import os
from functools import partial
from pathlib import Path

import platformdirs

from casefile.case import care
from casefile.case.service import Case
from casefile.index import CaseIndex, forget_index, open_index


def create_case(path: Path, title: str = "", *, passphrase: str | None = None) -> Case:
    """A new, empty case at `path`, opened for writing; encrypted where there is a passphrase. Raises UserError where
    something is there already."""
    index = partial(_index, path, in_memory=passphrase is not None)
    return Case.create(path, title or path.stem, index=index, who=_who(), passphrase=passphrase, backups=backup_folder())


def open_case(
    path: Path, *, read_only: bool = False, passphrase: str | None = None, alone: bool = False, at_once: bool = False
) -> Case:
    """An existing case with its index, which is encrypted where the case is. With `at_once` what an import
    that was cut short left to resolve is left to `Case.settle_some`.

    Raises CaseUnreadableError, in a sentence, where it cannot be opened: PassphraseError where it is encrypted and the
    passphrase is missing or wrong, with `alone` CaseHeldError where somebody else has it open for writing.
    """
    return Case.open(
        path,
        index=partial(_index, path, in_memory=care.is_encrypted(path)),
        read_only=read_only,
        who=_who(),
        passphrase=passphrase,
        alone=alone,
        at_once=at_once,
        backups=backup_folder(),
    )


def encrypt_case(path: Path, old: str | None, new: str | None) -> tuple[str, ...]:
    """Encrypt a closed case and its backups with `new`, or with None leave them in the clear; `old` opens them. What the
    user's cache had of it goes. Returns sentences on what could not be done to backups. Raises as `open_case` does."""
    case_id, told = care.recipher(path, old, new, backup_folder())
    forget_index(case_id, _cache())
    return told


def backup_folder() -> Path:
    """Where backups of all cases of this user are kept: CASEFILE_BACKUPS, else a folder among the user's data."""
    named = os.environ.get("CASEFILE_BACKUPS")
    return Path(named) if named else platformdirs.user_data_path("casefile", appauthor=False) / "backups"


def _index(path: Path, case_id: str, *, in_memory: bool) -> CaseIndex:
    return open_index(case_id, _cache(), file=path, in_memory=in_memory)


def _cache() -> Path | None:
    # A cache elsewhere is for tests and self-tests, which must not touch the user's own.
    cache = os.environ.get("CASEFILE_CACHE")
    return Path(cache) if cache else None


def _who() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""
