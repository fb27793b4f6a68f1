"""Colours by meaning: enough contrast in both themes, nothing missing in one of them."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from casefile.gui.theme import NAMES, Theme, theme

ON_SURFACE = (
    "text", "muted", "accent", "person", "organisation", "place", "system", "programme", "other", "date", "figure", "quote",
    "event", "note", "agrees", "differs", "single",
)  # fmt: skip
PAIRS = (
    ("on_accent", "accent"), ("text", "background"), ("text", "selected"), ("text", "linked"), ("text", "quote_tint"),
    ("text", "quote_words"), ("quote", "quote_tint"), ("text", "figure_tint"), ("on_hit", "hit"), ("text", "hit"),
    ("text", "raised"), ("text", "note_tint"), ("accent", "selected"), ("text", "differs_tint"), ("muted", "raised"),
)  # fmt: skip


def luminance(colour: QColor) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: QColor, other: QColor) -> float:
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("token", ON_SURFACE)
def test_words_on_the_surface_can_be_read(any_theme: Theme, token: str) -> None:
    assert contrast(any_theme[token], any_theme["surface"]) >= 4.5


@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_words_on_tints_can_be_read(any_theme: Theme, ink: str, ground: str) -> None:
    assert contrast(any_theme[ink], any_theme[ground]) >= 4.5


def test_tiles_carry_their_letter(any_theme: Theme) -> None:
    assert all(contrast(any_theme.tile_colour, QColor(tile)) >= 4.5 for tile in (*any_theme.tiles, any_theme.tile_unknown))


def test_both_themes_have_the_same_tokens(qapp: object) -> None:
    light, dark = (theme(name) for name in NAMES)
    assert light.colours.keys() == dark.colours.keys()
    assert light.style_sheet() != dark.style_sheet()


def test_a_tile_stays_the_same(light: Theme) -> None:
    assert light.tile("The Halden Post") == light.tile("the halden post")


def test_an_unknown_kind_has_the_colour_of_other(light: Theme) -> None:
    assert light.of_kind("vessel") == light["other"]
