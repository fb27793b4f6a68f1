"""Backups of one case: whole copies in a folder of the user's, each checked like the case itself, the old ones thinned out.

A copy is made with SQLite's backup API while the case is in use, under another name, and gets its own name once it is
checked: what is called a backup is one. It is encrypted as the case is, with the same key.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from casefile.domain.rows import Problem
from casefile.errors import CaseFileError
from casefile.store.cipher import Key
from casefile.store.engine import Store
from casefile.store.placing import place_error, put, remove
from casefile.store.read.listing import case_record
from casefile.store.read.soundness import problems

NEWEST, DAYS, WEEKS = 5, 7, 8
"""How many are kept: the newest, and besides the last of each of so many days and weeks that have any."""
CHANGES, SECONDS = 50, 3600.0
"""A case that is closed is backed up after so many changes, or if the last backup is so old and anything changed."""

_NAME = re.compile(r"(\d{4,}) r(\d+) (\d{4}-\d\d-\d\d \d\d-\d\d-\d\d)( not sound)?\.casefile")
_TIME = "%Y-%m-%d %H-%M-%S"
_LONGEST_STEM = 60


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup. `number` counts; clocks may jump. `made` in UTC."""

    path: Path
    number: int
    revision: int
    made: datetime
    sound: bool


class Backups:
    """The backups of one case, in a folder of its own below `root`."""

    def __init__(self, root: Path, case: Path, case_id: str) -> None:
        mark = hashlib.sha256(case_id.encode("utf-8", "replace")).hexdigest()[:10]
        # The case may have been renamed since: its mark finds the folder again.
        found = sorted(root.glob(f"*{mark}")) if root.is_dir() else []
        self.folder = found[0] if found else root / f"{_stem(case)} {mark}"

    def all(self) -> tuple[Backup, ...]:
        """Every backup, the newest first."""
        try:
            found = [self._read(path.name) for path in self.folder.iterdir()]
        except OSError:
            return ()
        return tuple(sorted((backup for backup in found if backup), key=lambda backup: -backup.number))

    @classmethod
    def of_name(cls, root: Path, case: Path) -> tuple[Backup, ...]:
        """The backups of all cases that were called so, the newest first: for one whose id cannot be read any more."""
        found: list[Backup] = []
        for folder in root.glob("*") if root.is_dir() else ():
            if folder.name.rpartition(" ")[0] == _stem(case):
                backups = cls(root, case, "")
                backups.folder = folder
                found += backups.all()
        return tuple(sorted(found, key=lambda backup: (backup.made, backup.number), reverse=True))

    def due(self, revision: int, now: datetime) -> bool:
        """Whether a case at this revision should be backed up when it is closed."""
        last = next(iter(self.all()), None)
        if last is None:
            return True
        if last.revision == revision:
            return False
        # A clock that was set back, or a restored case, is no reason to do without.
        late = not 0 <= (now - last.made).total_seconds() < SECONDS
        return late or not 0 <= revision - last.revision < CHANGES

    def make(self, store: Store, now: datetime) -> Backup:
        """Back up the case as it is now, and thin out the old ones. Raises PlaceError where there is no room."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise place_error(self.folder, error) from error
        for left in self.folder.glob(".*.part*"):
            remove(left)
        number = max((backup.number for backup in self.all()), default=0) + 1
        part = self.folder / f".{number}.part"
        try:
            revision, found = copied(store, part)
            sound = "" if not found else " not sound"
            name = f"{number:04} r{revision} {now.astimezone(UTC):{_TIME}}{sound}.casefile"
            put(part, self.folder / name)
        finally:
            remove(part)
        made = self._read(name)
        assert made is not None
        if made.sound:
            self._thin_out()
        return made

    def _read(self, name: str) -> Backup | None:
        match = _NAME.fullmatch(name)
        if match is None:
            return None
        try:
            made = datetime.strptime(match[3], _TIME).replace(tzinfo=UTC)
        except ValueError:
            return None
        return Backup(self.folder / name, int(match[1]), int(match[2]), made, match[4] is None)

    def _thin_out(self) -> None:
        every = self.all()
        for backup in set(every) - kept(every):
            with contextlib.suppress(OSError):
                backup.path.unlink()


def _stem(case: Path) -> str:
    """The case's name, as any system takes it."""
    letters = (" " if letter in '<>:"/\\|?*' or ord(letter) < 32 else letter for letter in case.stem)
    return "".join(letters)[:_LONGEST_STEM].strip()


def kept(backups: Sequence[Backup]) -> frozenset[Backup]:
    """Which of these, newest first, are kept: the newest, the last of each of the latest days and weeks that have any."""
    days: dict[object, Backup] = {}
    weeks: dict[object, Backup] = {}
    for backup in backups:
        days.setdefault(backup.made.date(), backup)
        weeks.setdefault(backup.made.isocalendar()[:2], backup)
    return frozenset((*backups[:NEWEST], *list(days.values())[:DAYS], *list(weeks.values())[:WEEKS]))


def copied(store: Store, target: Path) -> tuple[int, tuple[Problem, ...]]:
    """Copy the case as it is now to `target`, which is replaced, and check the copy: its revision and what is wrong in it.

    Raises PlaceError where there is no room, CaseUnreadableError where the copy cannot be read; then there is none.
    """
    try:
        store.copy_to(target)
        return checked(target, store.key)
    except CaseFileError:
        remove(target)
        raise


def checked(path: Path, key: Key | None) -> tuple[int, tuple[Problem, ...]]:
    """The revision of a closed case and all that is wrong in it."""
    copy = Store(path, read_only=True, key=key)
    try:
        with copy.read() as tx:
            return case_record(tx).revision, problems(tx)
    finally:
        copy.close()
