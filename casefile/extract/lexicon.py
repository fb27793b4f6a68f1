"""The rules' word lists: resources/rules/<language>/<name>.toml, read once a process."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from casefile import assets


@cache
def load(language: str, name: str) -> dict[str, Any]:
    """The tables of one file, shared and to be left unchanged. Raises BugError where the file is missing."""
    with assets.resource("rules", language, f"{name}.toml").open("rb") as stream:
        return tomllib.load(stream)


@cache
def words(language: str, name: str, *path: str) -> frozenset[str]:
    """The words of one list: a TOML array, or one string whose words are separated by white space."""
    value: Any = load(language, name)
    for key in path:
        value = value[key]
    return frozenset(value.split() if isinstance(value, str) else value)
