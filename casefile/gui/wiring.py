"""All that the window asks of `bootstrap`, which loads every other package. Called in workers only, and loaded by the first
of them: the window is up before that."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from casefile.domain.articles import ImportResult
from casefile.domain.scope import EVERYTHING, Scope
from casefile.errors import CaseDamagedError, CaseHeldError, PassphraseError
from casefile.gui.jobs import Report

if TYPE_CHECKING:
    from casefile.case.ask import Ask
    from casefile.case.repairing import Repaired
    from casefile.case.service import Case
    from casefile.domain.changes import Changed
    from casefile.domain.exchange import Offer
    from casefile.domain.hits import SavedSearch
    from casefile.domain.judgements import Judgement
    from casefile.domain.material import Material
    from casefile.domain.profile import Profile
    from casefile.export.pages import Pages
    from casefile.ingest import Watched
    from casefile.store.backups import Backup

SUFFIX = ".casefile"
_FEW = 20
_LARGE = 2_000_000


class Bar(StrEnum):
    """Why a case does not open that the person can do something about."""

    LOCKED = "locked"
    HELD = "held"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class Barred:
    """A case that did not open, and the passphrase that was tried."""

    path: Path
    bar: Bar
    sentence: str
    read_only: bool
    passphrase: str | None = field(repr=False)


def create(path: Path) -> Case:
    """An empty case, named after its file."""
    from casefile.bootstrap import opening

    return opening.create_case(path, path.stem)


def read_in_encoding(case: Case, number: int, encoding: str) -> Changed:
    """An article's stored bytes read in another encoding."""
    from casefile.bootstrap import importing

    return importing.read_in_encoding(case, number, encoding)


def watched(folder: Path) -> Watched:
    """A folder whose files count as known from now on."""
    from casefile.ingest import Watched

    return Watched((folder,))


def paste(case: Case, text: str, values: Mapping[str, str]) -> ImportResult:
    """A text from the clipboard as an article; `values` are title, outlet, author, published and url, as far as known."""
    from casefile.bootstrap import importing

    return importing.paste(case, text, values)


def enter(path: Path, *, read_only: bool, passphrase: str | None = None) -> Case | Barred:
    """An existing case, or why not."""
    from casefile.bootstrap import opening

    try:
        return opening.open_case(path, read_only=read_only, passphrase=passphrase, alone=True, at_once=True)
    except PassphraseError as error:
        bar, sentence = Bar.LOCKED, str(error)
    except CaseHeldError as error:
        bar, sentence = Bar.HELD, str(error)
    except CaseDamagedError as error:
        bar, sentence = Bar.DAMAGED, str(error)
    return Barred(path, bar, sentence, read_only, passphrase)


def offers(mine: Case, path: Path, passphrase: str | None) -> tuple[Offer, ...] | Barred:
    """What another case decided about the articles of this one, or why it does not open."""
    theirs = enter(path, read_only=True, passphrase=passphrase)
    if isinstance(theirs, Barred):
        return theirs
    with theirs:
        return mine.offers(theirs)


def sample(folder: Path) -> Case:
    """The copy of the sample case in this folder, made at the first time."""
    from casefile.bootstrap import importing, opening

    path = folder / f"{importing.SAMPLE_TITLE}{SUFFIX}"
    if path.exists():
        return opening.open_case(path)
    folder.mkdir(parents=True, exist_ok=True)
    case = opening.create_case(path, importing.SAMPLE_TITLE)
    importing.import_sample(case)
    return case


def bring_in(
    case: Case,
    paths: Sequence[Path],
    manifest: Path | None,
    report: Report,
    cancelled: Callable[[], bool],
    jobs: int = 1,
    password: str | None = None,
) -> tuple[ImportResult, ...]:
    """Import files; one result for each. `password` opens protected ones. With 0 `jobs` all processors but one read.
    Processes of their own are started for folders, archives and many files only: for a few they would take longer to start
    than to read."""
    from casefile.bootstrap import importing

    many = len(paths) > _FEW or any(path.is_dir() or path.stat().st_size > _LARGE for path in paths if path.exists())
    several = (jobs or max(1, (os.cpu_count() or 1) - 1)) if many else 1
    return importing.import_into(
        case, paths, manifest=manifest, password=password, progress=report, cancelled=cancelled, jobs=several
    )


def alerts(case: Case, results: Sequence[ImportResult]) -> tuple[SavedSearch, ...]:
    """The saved searches that find some of the articles that came in."""
    from casefile.bootstrap import importing

    return case.ask.alerts(importing.articles_of(results))


def ways(ask: Ask) -> tuple[tuple[Judgement, ...], dict[str, Profile]]:
    """What is concluded, and the case's own profiles of the brief; one that cannot be read is left out."""
    from casefile.bootstrap import writing

    return ask.judgements(), writing.kept_profiles(ask)


def profile_text(profile: Profile) -> str:
    """A profile as TOML."""
    from casefile.bootstrap import writing

    return writing.profile_text(profile)


def material(ask: Ask, scope: Scope) -> Material:
    """What a brief of this scope is made of."""
    from casefile.bootstrap import writing

    return writing.gather_brief(ask, scope)


def preview(made_of: Material, profile: Profile, since: Path | None) -> Pages:
    """The pages of the brief as it would be written today."""
    from casefile.bootstrap import writing

    return writing.preview_brief(made_of, profile, since=since)


def write_brief(
    case: Case,
    out: Path,
    day: date | None = None,
    profile: Profile | None = None,
    scope: Scope = EVERYTHING,
    since: Path | None = None,
) -> Path:
    """Write the brief; where it is now."""
    from casefile.bootstrap import writing

    writing.write_brief(case, out, day=day, profile=profile, scope=scope, since=since)
    return out


def recipher(path: Path, old: str | None, new: str | None) -> tuple[str, ...]:
    """Give a closed case another passphrase, or with None take it off; what could not be done to backups."""
    from casefile.bootstrap import opening

    return opening.encrypt_case(path, old, new)


def compact(path: Path, passphrase: str | None) -> int:
    """Write a closed case anew; the bytes saved."""
    from casefile.case import care

    return care.compact(path, passphrase)


def backups_of(path: Path, passphrase: str | None) -> tuple[Backup, ...]:
    """The backups of a case, the newest first; by its name where it cannot be read."""
    from casefile.bootstrap import opening
    from casefile.case import care

    return care.backups_of(path, passphrase, opening.backup_folder())


def restore(path: Path, backup: Path, passphrase: str | None) -> Path | None:
    """Put a backup in the place of a closed case; where that one is kept."""
    from casefile.case import care

    return care.restore(path, backup, passphrase)[0]


def repair(path: Path, target: Path, passphrase: str | None) -> Repaired:
    """Save what is left of a damaged case as a new one."""
    from casefile.case.repairing import repair_case

    return repair_case(path, target, passphrase)


def warnings(path: Path) -> tuple[str, ...]:
    """What there is to say of the place where a case lies."""
    from casefile.case import care

    return care.warnings(path)
