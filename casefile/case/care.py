"""The care of closed cases: encryption, compacting, restoring a backup. Each puts a whole new file in the old one's place,
or leaves all as it was."""

from __future__ import annotations

import itertools
import os
import shutil
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from casefile.domain.rows import Problem
from casefile.errors import CaseFileError, CaseUnreadableError, UserError
from casefile.store import cipher, migrate, rewriting
from casefile.store.backups import Backup, Backups, checked
from casefile.store.cipher import Key, key_for, new_key
from casefile.store.disks import is_local, synced_by
from casefile.store.engine import Store
from casefile.store.placing import part_of, place_error, put, remove, sync
from casefile.store.read.listing import case_record

_BESIDE = ("-wal", "-journal", "-shm")


def is_encrypted(path: Path) -> bool:
    """Whether a file says of itself that it is an encrypted case. False where nothing can be read there."""
    return cipher.is_encrypted(path)


def warnings(path: Path) -> tuple[str, ...]:
    """What there is to say of the place where a case lies, in sentences."""
    program = synced_by(path.parent)
    if program is not None:
        return (
            f"“{path.name}” lies in a folder that {program} copies to other computers. Open it on one of them at a time, "
            "wait until it is copied, and better keep it elsewhere.",
        )
    if not is_local(path.parent):
        return (
            f"“{path.name}” lies on a network drive or on a disk this program does not know. Keep nobody else in it at the "
            "same time, or copy it to this computer.",
        )
    return ()


def recipher(path: Path, old: str | None, new: str | None, root: Path | None = None) -> tuple[str, tuple[str, ...]]:
    """Give a closed case, and its backups below `root`, the passphrase `new`; with None leave them in the clear.

    Returns the case's id, and a sentence for each backup that stayed as it was. Raises PassphraseError where `old` does not
    open the case, CaseUnreadableError where somebody has it open, PlaceError where there is no room for a second one.
    """
    before = key_for(path, old)
    after = None if new is None else new_key(new)
    if before is None and after is None:
        raise UserError(f"“{path.name}” is not encrypted. There is nothing to take off.")
    case_id = _case_id(path, before)
    rewriting.recipher(path, before, after)
    told = []
    for backup in Backups(root, path, case_id).all() if root else ():
        try:
            rewriting.recipher(backup.path, key_for(backup.path, old), after)
        except CaseFileError as error:
            told.append(f"The backup {backup.path} stayed as it was; delete it if nobody may read it. {error}")
    return case_id, tuple(told)


def compact(path: Path, passphrase: str | None) -> int:
    """Write a closed case anew without the room that deleted rows left. Returns the bytes saved. Raises as `recipher`."""
    return rewriting.compact(path, key_for(path, passphrase))


def backups_of(path: Path, passphrase: str | None, root: Path) -> tuple[Backup, ...]:
    """The backups of a case, the newest first: of one that cannot be read, by its name."""
    try:
        case_id = _case_id(path, key_for(path, passphrase))
    except CaseFileError:
        return Backups.of_name(root, path)
    return Backups(root, path, case_id).all()


def restore(path: Path, backup: Path, passphrase: str | None) -> tuple[Path | None, tuple[Problem, ...]]:
    """Put a backup in the place of a closed case. What was there is kept beside it, under a name that says so.

    Returns where that is, and what is wrong in the backup. Raises CaseUnreadableError where the backup is no sound case file
    or the case is open somewhere, PlaceError where there is no room.
    """
    key = key_for(backup, passphrase)
    migrate.check(backup, key)
    _, problems = checked(backup, key)
    path = path.resolve()
    part = part_of(path)
    try:
        remove(part)
        with closing(Store(backup, read_only=True, key=key)) as source:
            source.copy_to(part)
        former = _kept(path) if path.exists() else None
        try:
            # A log that belongs to the old file would be played into the new one.
            for ending in _BESIDE:
                path.with_name(path.name + ending).unlink(missing_ok=True)
            put(part, path)
        except (OSError, CaseFileError):
            if former is not None:
                _copy_beside(former, path)
            raise
    except OSError as error:
        raise place_error(path, error) from error
    finally:
        remove(part)
    return former, problems


def _kept(path: Path) -> Path:
    """The case as it is, with its log, under a further name."""
    rewriting.refuse_if_open(path)
    stem = f"{path.stem} before restoring {datetime.now(UTC):%Y-%m-%d %H-%M-%S}"
    names = (f"{stem}{f' {number}' if number else ''}{path.suffix}" for number in itertools.count())
    former = next(path.with_name(name) for name in names if not path.with_name(name).exists())
    try:
        os.link(path, former)
    except OSError:
        # A disk without links.
        shutil.copyfile(path, former)
    _copy_beside(path, former)
    return former


def _copy_beside(path: Path, other: Path) -> None:
    for ending in ("-wal", "-journal"):
        beside = path.with_name(path.name + ending)
        if beside.exists():
            shutil.copyfile(beside, other.with_name(other.name + ending))
            sync(other.with_name(other.name + ending))


def _case_id(path: Path, key: Key | None) -> str:
    version = migrate.check(path, key)
    if migrate.is_older(version):
        raise CaseUnreadableError(
            f"“{path.name}” is from an older CaseFile. Open it once, so that it is brought up to date."
        )
    with closing(Store(path, read_only=True, key=key)) as opened, opened.read() as tx:
        return case_record(tx).case_id
