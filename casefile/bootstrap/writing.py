"""Briefs and exports of a case are composed and written."""

from __future__ import annotations

import contextlib
from datetime import date
from pathlib import Path

from casefile.case.ask import Ask
from casefile.case.composing import compose, compose_case
from casefile.case.composition.material import gather
from casefile.case.composition.profile import read_profile, written
from casefile.case.exporting import export_case as export
from casefile.case.proving import record_of
from casefile.case.service import Case
from casefile.domain.material import Material
from casefile.domain.profile import Profile
from casefile.domain.scope import EVERYTHING, Scope
from casefile.errors import UserError
from casefile.export.pages import Pages
from casefile.export.pdf import pdf
from casefile.export.pdf import write_brief as typeset
from casefile.extract import EXTRACTOR


def write_brief(
    case: Case,
    out: Path,
    *,
    profile: str | Profile | None = None,
    day: date | None = None,
    summary: str | None = None,
    scope: Scope = EVERYTHING,
    since: Path | None = None,
) -> None:
    """The PDF brief of the case, or of what is in scope, at `out`, whole or not at all. `day` (default today) makes the
    bytes repeatable; `since` is a former brief of the case, what has changed since then is said. Raises UserError,
    PlaceError."""
    _not_onto(case, out)
    if scope != EVERYTHING and not case.ask.article_numbers(scope):
        raise UserError("No article is in scope: choose a wider one, so that the brief has something to say.")
    former = record_of(since) if since else None
    brief = compose_case(case.ask, profile=profile, day=day or date.today(), summary=summary, scope=scope, former=former)
    typeset(brief, out)


def gather_brief(ask: Ask, scope: Scope = EVERYTHING) -> Material:
    """What a brief of this scope is made of, as the case is now."""
    return gather(ask, EXTRACTOR, scope)


def preview_brief(material: Material, profile: Profile, *, day: date | None = None, since: Path | None = None) -> Pages:
    """The pages of the brief that `write_brief` would write. Raises UserError."""
    former = record_of(since) if since else None
    return Pages(pdf(compose(material, profile, day or date.today(), former=former)))


def kept_profiles(ask: Ask) -> dict[str, Profile]:
    """The profiles that a case keeps, by name. One that cannot be read is left out: `casefile profiles` says why."""
    found = {}
    for name, text in ask.profiles():
        with contextlib.suppress(UserError):
            found[name] = read_profile(text, name)
    return found


def profile_text(profile: Profile) -> str:
    """A profile as the TOML that a case keeps."""
    return written(profile)


def export_case(case: Case, out: Path, form: str, *, day: date | None = None, scope: Scope = EVERYTHING) -> tuple[Path, ...]:
    """The case, or what is in scope, in the format `form`; the files written, each whole or not at all."""
    _not_onto(case, out)
    if form == "casefile":
        case.give(out, scope)
        return (out,)
    return export(case.ask, out, form, day=day or date.today(), scope=scope)


def _not_onto(case: Case, out: Path) -> None:
    """An output must not replace the case it is made from, whatever that is called or linked as."""
    if out.exists() and out.samefile(case.path):
        raise UserError(f"“{out}” is the case itself; choose another name for what is written.")
