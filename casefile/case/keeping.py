"""Copies of an open case: backups, made when it is closed or asked for, and copies for elsewhere."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from pathlib import Path

from casefile.domain.rows import Problem
from casefile.errors import CaseFileError, UserError
from casefile.store.backups import Backup, Backups, copied
from casefile.store.engine import Store
from casefile.store.placing import part_of, put_new, remove
from casefile.store.read.listing import case_record

_LOG = logging.getLogger(__name__)


class Keeping:
    """The backups of one open case, below `root`; without one they are made only into a folder that is named."""

    def __init__(self, store: Store, case_id: str, root: Path | None) -> None:
        self._store = store
        self._case_id = case_id
        self._root = root
        self._began = self._revision()

    def all(self) -> tuple[Backup, ...]:
        """Every backup, the newest first."""
        return () if self._root is None else self._backups(self._root).all()

    def keep(self, root: Path | None = None) -> Backup:
        """Make one now, below `root` where one is given."""
        place = root or self._root
        if place is None:
            raise UserError("There is no folder for backups here; name one.")
        return self._backups(place).make(self._store, datetime.now(UTC))

    def keep_if_due(self) -> None:
        """Make one if the case changed while it was open and its last backup is behind. That never fails a closing."""
        try:
            revision = self._revision()
            if self._root is None or revision == self._began:
                return
            if self._backups(self._root).due(revision, datetime.now(UTC)):
                self.keep()
        except (CaseFileError, OSError) as error:
            _LOG.warning("no backup was made at closing: %s", error)

    def _backups(self, root: Path) -> Backups:
        return Backups(root, self._store.path, self._case_id)

    def _revision(self) -> int:
        with self._store.read() as tx:
            return case_record(tx).revision


def save_copy(store: Store, target: Path) -> tuple[Problem, ...]:
    """The case as it is now at `target`, whole or not at all; what is wrong in it, as in the case."""
    if target.exists():
        raise UserError(f"“{target.name}” is there already. Choose another name.")
    if not target.parent.is_dir():
        raise UserError(f"There is no folder “{target.parent}”. Make it first, or choose another.")
    part = part_of(target)
    try:
        _, found = copied(store, part)
        put_new(part, target)
    finally:
        remove(part)
    return found
