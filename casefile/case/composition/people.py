"""The cast: who is mentioned, under which names, in which roles, and where first."""

from __future__ import annotations

from collections.abc import Sequence

from casefile.case.composition.material import citation, kept, number_of
from casefile.domain import edtf
from casefile.domain.brief import Actor, ActorGroup, Actors, Citation
from casefile.domain.findings import EntityType
from casefile.domain.material import Material
from casefile.domain.profile import Profile
from casefile.domain.rows import EntityRow, MentionRow

INTRO = "Names as the articles write them, most often mentioned first; the citation is the first mention."
GROUPS = (
    ("People", (EntityType.PERSON,)),
    ("Organisations", (EntityType.ORGANISATION,)),
    ("Systems and programmes", (EntityType.SYSTEM, EntityType.PROGRAMME)),
    ("Places", (EntityType.PLACE,)),
    ("Other", (EntityType.OTHER,)),
)
_ROLES = 4
_ALIASES = 8


def people(material: Material, profile: Profile) -> Actors:
    """The entities of the case by kind; those that stand only in bylines and captions are left out."""
    first: dict[str, MentionRow] = {}
    for mention in sorted(material.mentions, key=_place):
        if kept(mention.decision) and not mention.frame:
            first.setdefault(mention.entity, mention)
    rows = [
        row
        for row in material.entities
        if kept(row.decision)
        and not row.frame
        and row.mentions >= profile.least_mentions
        and row.type in profile.entity_types
    ]
    groups = []
    for title, types in GROUPS:
        members = sorted((row for row in rows if row.type in types), key=lambda row: (-row.mentions, row.name, row.id))
        if members:
            groups.append(ActorGroup(title, tuple(_actor(row, first.get(row.id)) for row in members)))
    return Actors("People and organisations", INTRO, tuple(groups))


def _place(mention: MentionRow) -> tuple[int, int, int, str]:
    return number_of(mention.place.article), mention.place.start, mention.place.end, mention.id


def _actor(row: EntityRow, first: MentionRow | None) -> Actor:
    citations: tuple[Citation, ...] = (citation(first.place),) if first else ()
    others = [alias for alias in dict.fromkeys(row.aliases) if alias != row.name]
    return Actor(
        name=row.name,
        type=str(row.type),
        aliases=_some(others, _ALIASES),
        roles=_some(_roles(row), _ROLES),
        mentions=row.mentions,
        articles=len(row.articles),
        citations=citations,
    )


def _roles(row: EntityRow) -> list[str]:
    """Each role once, with the earliest date it is given for."""
    dates: dict[str, tuple[str, list[str]]] = {}
    for role in row.roles:
        dates.setdefault(role.role.casefold(), (role.role, []))[1].extend([role.edtf] if role.edtf else [])
    found = []
    for words, given in dates.values():
        earliest = min(given, key=lambda text: edtf.bounds(text)[0] or text, default=None)
        found.append(f"{words} ({edtf.in_words(earliest)})" if earliest else words)
    return found


def _some(words: Sequence[str], most: int) -> tuple[str, ...]:
    if len(words) <= most:
        return tuple(words)
    return (*words[:most], f"and {len(words) - most} more")
