"""What is swept: each operation works on a folder with a case in it, and says as it goes what it has acknowledged."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from casefile.bootstrap import importing, opening, writing
from casefile.case import care
from casefile.case.repairing import repair_case
from casefile.case.service import Case
from casefile.domain.commands import AddNote, SetMetadata
from casefile.domain.scope import EVERYTHING
from casefile.errors import CaseFileError
from casefile.store import migrate

Say = Callable[[str], None]
PASSPHRASE = "four lamps on the quay"
DAY = date(2026, 1, 1)


@dataclass(frozen=True)
class Place:
    """A folder with a case, its originals, and everything the user's folders hold for it."""

    root: Path

    @property
    def case(self) -> Path:
        return self.root / "swept.casefile"

    @property
    def given(self) -> Path:
        """Articles that are brought in by the operation."""
        return self.root / "given"

    def use(self) -> None:
        """Caches and backups lie here from now on, in this process."""
        os.environ["CASEFILE_CACHE"] = str(self.root / "cache")
        os.environ["CASEFILE_BACKUPS"] = str(self.root / "backups")


def bring_in(place: Place, say: Say) -> None:
    """Import of two files, one after the other."""
    with closing(opening.open_case(place.case)) as case:
        for path in sorted(place.given.iterdir()):
            for result in importing.import_into(case, [path], jobs=1):
                say(f"article {result.article}")


def extract(place: Place, say: Say) -> None:
    """An article read anew with another date, by hand and back."""
    with closing(opening.open_case(place.case)) as case:
        case.do(SetMetadata(1, (("published", "2025-06-01"),)))
        case.do(SetMetadata(1, (("published", "2025-07"),)))
        say("done")


def index(place: Place, say: Say) -> None:
    """The search index made anew, then brought up after a change."""
    with closing(opening.open_case(place.case)) as case:
        case.reindex()
        case.do(AddNote("S1", "Swept note."))
        say("note Swept note.")
        case.ask.search("harbour")


def save(place: Place, say: Say) -> None:
    """A note written, undone and done again."""
    with closing(opening.open_case(place.case)) as case:
        case.do(AddNote("S1", "First."))
        say("note First.")
        case.do(AddNote("S1", "Second."))
        case.undo()
        case.redo()
        say("note Second.")


def create(place: Place, say: Say) -> None:
    """A new case."""
    path = place.root / "new.casefile"
    if not path.exists():
        opening.create_case(path, "New").close()
    say("new")


def export(place: Place, say: Say) -> None:
    """An export over one that is there."""
    with closing(opening.open_case(place.case, read_only=True)) as case:
        writing.export_case(case, place.root / "out.json", "json", day=DAY, scope=EVERYTHING)
        say("out")


def back_up(place: Place, say: Say) -> None:
    """A backup beside another, and a copy."""
    with closing(opening.open_case(place.case)) as case:
        case.backup()
        say("backup")
        (place.root / "copy.casefile").unlink(missing_ok=True)
        case.save_copy(place.root / "copy.casefile")
        say("copy")


def restore(place: Place, say: Say) -> None:
    """The newest backup in the place of the case."""
    backups = care.backups_of(place.case, None, place.root / "backups")
    care.restore(place.case, backups[0].path, None)
    say("restored")


def compact(place: Place, say: Say) -> None:
    """The case written anew."""
    care.compact(place.case, None)
    say("done")


def encrypt(place: Place, say: Say) -> None:
    """The case and its backups encrypted."""
    if not care.is_encrypted(place.case):
        opening.encrypt_case(place.case, None, PASSPHRASE)
    say("done")


def work_encrypted(place: Place, say: Say) -> None:
    """An article brought into an encrypted case."""
    with closing(opening.open_case(place.case, passphrase=PASSPHRASE)) as case:
        for result in importing.import_into(case, [sorted(place.given.iterdir())[0]], jobs=1):
            say(f"article {result.article}")


def decrypt(place: Place, say: Say) -> None:
    """The case and its backups in the clear again."""
    if care.is_encrypted(place.case):
        opening.encrypt_case(place.case, PASSPHRASE, None)
    say("done")


def bring_up(place: Place, say: Say) -> None:
    """A case of the first schema brought up to this one."""
    opening.open_case(place.case).close()
    say("done")


def repair(place: Place, say: Say) -> None:
    """The case saved into a new one."""
    (place.root / "repaired.casefile").unlink(missing_ok=True)
    repair_case(place.case, place.root / "repaired.casefile")
    say("repaired")


OPERATIONS: dict[str, tuple[str, Callable[[Place, Say], None]]] = {
    "import": ("plain", bring_in),
    "extraction": ("plain", extract),
    "indexing": ("plain", index),
    "migration": ("old", bring_up),
    "save": ("plain", save),
    "new case": ("plain", create),
    "export": ("plain", export),
    "backup": ("plain", back_up),
    "restore": ("plain", restore),
    "compact": ("plain", compact),
    "encryption": ("plain", encrypt),
    "encrypted import": ("locked", work_encrypted),
    "decryption": ("locked", decrypt),
    "repair": ("plain", repair),
}
"""Name -> (the case it starts from, what it does)."""

NAMES = "Ada Quill,Tomas Ilk,Doria Vance,Orla Brandt,Ivo Maren,Selma Stroud".split(",")


def article(number: int) -> str:
    """An article of its own words."""
    name, other = NAMES[number % len(NAMES)], NAMES[(number * 7 + 3) % len(NAMES)]
    return (
        f"Harbour report {number}\n\nThe Brackwater Harbour Office said on {number % 27 + 1} May 2024 that {number + 40} "
        f"crates were taken from quay {number}. “We saw lamp {number} go out,” said {name}, its director.\n\n"
        f"{other} warned of it last year. Keelnet was shut down in June, pilots of berth {number} said.\n"
    )


def make(root: Path, articles: int) -> dict[str, Path]:
    """The cases that operations start from: plain, locked (encrypted), old (of the first schema)."""
    plain = Place(root / "plain")
    originals = plain.root / "originals"
    for folder in (originals, plain.given):
        folder.mkdir(parents=True)
    for number in range(1, articles + 1):
        (originals / f"{number}.txt").write_text(article(number), "utf-8")
    for number in (articles + 1, articles + 2):
        (plain.given / f"{number}.txt").write_text(article(number), "utf-8")
    (plain.root / "out.json").write_text('{"former": true}', "utf-8")
    plain.use()
    with closing(opening.create_case(plain.case, "Swept")) as case:
        importing.import_into(case, [originals], jobs=1)
        case.ask.search("harbour")
        case.backup()
    locked, old = Place(root / "locked"), Place(root / "old")
    for place in (locked, old):
        shutil.copytree(plain.root, place.root)
    locked.use()
    opening.encrypt_case(locked.case, None, PASSPHRASE)
    migrate.downgrade(old.case, "0001")
    return {"plain": plain.root, "locked": locked.root, "old": old.root}


def opened(place: Place) -> Case:
    """The case, in the clear or not. Raises CaseFileError."""
    passphrase = PASSPHRASE if care.is_encrypted(place.case) else None
    return opening.open_case(place.case, passphrase=passphrase)


__all__ = ["DAY", "OPERATIONS", "PASSPHRASE", "CaseFileError", "Place", "Say", "make", "opened"]
