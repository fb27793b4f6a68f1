"""All that the window asks of `bootstrap`, which loads every other package. Called in workers only, and loaded by the first
of them: the window is up before that."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
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
    from casefile.case.service import Case
    from casefile.domain.judgements import Judgement
    from casefile.domain.profile import Profile
    from casefile.export.pages import Pages

SUFFIX = ".casefile"


class Bar(StrEnum):
    """Why a case does not open that the person can do something about."""

    LOCKED = "locked"
    HELD = "held"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class Barred:
    """A case that did not open. `tried`: whether a passphrase was."""

    path: Path
    bar: Bar
    sentence: str
    read_only: bool
    tried: bool


def create(path: Path) -> Case:
    """An empty case, named after its file."""
    from casefile import bootstrap

    return bootstrap.create_case(path, path.stem)


def enter(path: Path, *, read_only: bool, passphrase: str | None = None) -> Case | Barred:
    """An existing case, or why not."""
    from casefile import bootstrap

    try:
        return bootstrap.open_case(path, read_only=read_only, passphrase=passphrase, alone=True)
    except PassphraseError as error:
        bar, sentence = Bar.LOCKED, str(error)
    except CaseHeldError as error:
        bar, sentence = Bar.HELD, str(error)
    except CaseDamagedError as error:
        bar, sentence = Bar.DAMAGED, str(error)
    return Barred(path, bar, sentence, read_only, passphrase is not None)


def sample(folder: Path) -> Case:
    """The copy of the sample case in this folder, made at the first time."""
    from casefile import bootstrap

    path = folder / f"{bootstrap.SAMPLE_TITLE}{SUFFIX}"
    if path.exists():
        return bootstrap.open_case(path)
    folder.mkdir(parents=True, exist_ok=True)
    case = bootstrap.create_case(path, bootstrap.SAMPLE_TITLE)
    bootstrap.import_sample(case)
    return case


def bring_in(
    case: Case, paths: Sequence[Path], manifest: Path | None, report: Report, cancelled: Callable[[], bool]
) -> tuple[ImportResult, ...]:
    """Import files; one result for each."""
    from casefile import bootstrap

    return bootstrap.import_into(case, paths, manifest=manifest, progress=report, cancelled=cancelled)


def ways(ask: Ask) -> tuple[tuple[Judgement, ...], dict[str, Profile]]:
    """What is concluded, and the case's own profiles of the brief; one that cannot be read is left out."""
    from casefile import bootstrap

    return ask.judgements(), bootstrap.kept_profiles(ask)


def profile_text(profile: Profile) -> str:
    """A profile as TOML."""
    from casefile import bootstrap

    return bootstrap.profile_text(profile)


def preview(ask: Ask, profile: Profile, scope: Scope, since: Path | None) -> Pages:
    """The pages of the brief as it would be written today."""
    from casefile import bootstrap

    return bootstrap.preview_brief(ask, profile, scope=scope, since=since)


def write_brief(
    case: Case,
    out: Path,
    day: date | None = None,
    profile: Profile | None = None,
    scope: Scope = EVERYTHING,
    since: Path | None = None,
) -> Path:
    """Write the brief; where it is now."""
    from casefile import bootstrap

    bootstrap.write_brief(case, out, day=day, profile=profile, scope=scope, since=since)
    return out
