"""Profiles of the brief by name and as TOML. A name means one that comes with the program, one of the case, or a file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import tomli_w

from casefile.domain.profile import PAPERS, PROFILES, SECTIONS, Profile
from casefile.errors import UserError

_KINDS = {tuple: "a list of texts", str: "a text", int: "a whole number", bool: "true or false"}


def find_profile(name: str | None, kept: Mapping[str, str] | None = None) -> Profile:
    """The profile of that name among those that come with the program and those that the case keeps (name -> TOML), or read
    from that TOML file; the full one for None. Raises UserError."""
    if name is None:
        return PROFILES["full"]
    if name in PROFILES:
        return PROFILES[name]
    if kept and name in kept:
        return read_profile(kept[name], name)
    path = Path(name)
    if not path.is_file():
        raise UserError(
            f"There is no profile “{name}”; give a TOML file or one of: {', '.join(sorted({*PROFILES, *(kept or {})}))}."
        )
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"The profile “{name}” cannot be read; save it as a UTF-8 text file.") from error
    return read_profile(text, path.stem)


def read_profile(text: str, name: str) -> Profile:
    """The profile that a TOML text describes. Raises UserError for what is not TOML, unknown keys and wrong values."""
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UserError(f"The profile “{name}” is not TOML: {error}.") from error
    values: dict[str, Any] = {"name": name}
    kinds = {field.name: type(getattr(Profile(), field.name)) for field in fields(Profile)} | {"classification": str}
    for key, value in given.items():
        wanted = kinds.get(key)
        if wanted is None:
            raise UserError(f"The profile “{name}” has the unknown key “{key}”; known are: {', '.join(kinds)}.")
        if wanted is tuple and isinstance(value, list) and all(isinstance(item, str) for item in value):
            values[key] = tuple(value)
        elif type(value) is wanted:
            values[key] = value
        else:
            raise UserError(f"In the profile “{name}”, “{key}” must be {_KINDS[wanted]}.")
    return _checked(Profile(**values))


def written(profile: Profile) -> str:
    """The profile as TOML: what `read_profile` reads, without its name."""
    values = {field.name: getattr(profile, field.name) for field in fields(Profile) if field.name != "name"}
    plain = {key: list(value) if isinstance(value, tuple) else value for key, value in values.items()}
    return tomli_w.dumps({key: value for key, value in plain.items() if value is not None})


def _checked(profile: Profile) -> Profile:
    for what, given, known in (
        ("section", profile.sections, SECTIONS),
        ("paper", (profile.paper,), PAPERS),
        ("choice of events", (profile.events,), ("stated", "all", "starred")),
        ("kind of quote", profile.quote_kinds, ("direct", "mixed", "indirect")),
        ("entity type", profile.entity_types, ("person", "organisation", "place", "system", "programme", "other")),
    ):
        for value in given:
            if value not in known:
                raise UserError(
                    f"The profile “{profile.name}” has the unknown {what} “{value}”; known are: {', '.join(known)}."
                )
    if len(set(profile.sections)) != len(profile.sections):
        raise UserError(f"The profile “{profile.name}” names a section twice.")
    if profile.quote_length < 20:
        raise UserError(f"In the profile “{profile.name}”, “quote_length” must be at least 20.")
    return profile
