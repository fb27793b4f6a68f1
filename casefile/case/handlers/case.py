"""Commands on the case itself: what it is called, its summary, its lenses, its profiles of the brief."""

from __future__ import annotations

from casefile.case.composition.profile import read_profile
from casefile.case.work import Work
from casefile.domain.commands import SaveProfile, SaveScope, SetCase
from casefile.domain.profile import PROFILES
from casefile.domain.scope_language import parse
from casefile.errors import UserError

_FIELDS = ("title", "summary", "classification")


def set_case(work: Work, command: SetCase) -> str:
    """Title, summary, classification line."""
    for field, value in command.changes:
        if field not in _FIELDS:
            raise UserError(f"A case has no “{field}”. It has: {', '.join(_FIELDS)}.")
        work.put("case_record", {"id": 1}, {field: value if field == "summary" else value.strip()})
    return f"Change the case's {', '.join(field for field, _ in command.changes)}"


def save_scope(work: Work, command: SaveScope) -> str:
    """Keep a scope as a lens, or with an empty scope drop it."""
    name = " ".join(command.name.split())
    if not name:
        raise UserError("A lens needs a name.")
    if command.scope.strip():
        parse(command.scope)
    work.put("lens", {"name": name}, {"scope": command.scope} if command.scope.strip() else None)
    return f"Save lens “{name}”" if command.scope.strip() else f"Delete lens “{name}”"


def save_profile(work: Work, command: SaveProfile) -> str:
    """Keep a way to make the brief, or with an empty text drop it."""
    name = " ".join(command.name.split())
    if not name or "/" in name or "\\" in name:
        raise UserError("A profile needs a name without slashes.")
    if name in PROFILES:
        raise UserError(f"“{name}” is a profile that comes with the program. Choose another name.")
    if command.text.strip():
        read_profile(command.text, name)
    work.put("brief_profile", {"name": name}, {"text": command.text} if command.text.strip() else None)
    return f"Save profile “{name}”" if command.text.strip() else f"Delete profile “{name}”"
