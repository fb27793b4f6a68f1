"""The heading of a group in a list."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Header:
    title: str
    count: int
    folded: bool
