"""Commands on the case itself: what it is called, its summary, its lenses."""

from __future__ import annotations

from casefile.case.work import Work
from casefile.domain.commands import SaveScope, SetCase
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
