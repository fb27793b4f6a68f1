"""The profile: what a brief shows, in which order and for whose eyes. A frozen value; as TOML it is written down by
`case.composition.profile`."""

from __future__ import annotations

from dataclasses import dataclass

SECTIONS = (
    "judgements",
    "chronology",
    "people",
    "quotes",
    "differences",
    "claims",
    "hypotheses",
    "gaps",
    "sources",
    "evidence",
    "method",
)
PAPERS = ("a4", "us-letter")


@dataclass(frozen=True, slots=True)
class Profile:
    """What to show. Every field can stand in a TOML file under its name."""

    name: str = "full"
    sections: tuple[str, ...] = tuple(name for name in SECTIONS if name != "evidence")
    """In this order. Judgements stand on the cover wherever they are named."""
    paper: str = "a4"
    """a4 or us-letter."""
    classification: str | None = None
    """The line on every page; None: the case's own."""
    events: str = "stated"
    """stated: dated in their own words, kept by the investigator or told by several articles; all: dated from context too;
    starred: only events with a star."""
    entity_types: tuple[str, ...] = ("person", "organisation", "system", "programme")
    least_mentions: int = 1
    """Entities mentioned less often are left out."""
    quote_kinds: tuple[str, ...] = ("direct", "mixed")
    """direct, mixed, indirect."""
    quote_length: int = 320
    """Characters; longer quotations end in an ellipsis."""
    accuracy: str = ""
    """A paragraph on how far the findings can be trusted, in place of the standard one."""
    protect: bool = False
    """Withhold what names the protected: articles and entities with the tag `protected`."""


PROFILES = {
    profile.name: profile
    for profile in (
        Profile(),
        Profile(name="chronology", sections=("judgements", "chronology", "sources", "method")),
        Profile(
            name="conflicts",
            sections=("judgements", "differences", "claims", "hypotheses", "gaps", "sources", "evidence", "method"),
        ),
        Profile(name="source-protecting", protect=True),
        Profile(name="evidence", sections=SECTIONS),
    )
}
"""Profiles that come with the program, by name."""
