"""Light and dark: colours by meaning, fonts, palette and style sheet.

Painters take colours from a `Theme` and never name one; each colour has a second sign where it is used.
"""

from __future__ import annotations

import tomllib
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from string import Template
from types import MappingProxyType

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QMainWindow

from casefile.assets import resource

_USUAL_SIZE = "usual point size"
_FLASH_MS = 1060
NAMES = ("light", "dark")
_TICKS = {"light": "tick-light.svg", "dark": "tick-dark.svg"}
_ARROWS = {"light": "down-light.svg", "dark": "down-dark.svg"}
_UPWARDS = {"light": "up-light.svg", "dark": "up-dark.svg"}
_READING = ("Noto Serif", "Source Serif 4", "Charter", "Georgia", "Cambria", "DejaVu Serif", "Liberation Serif")
_MARKED = frozenset("person organisation place system programme other date figure quote event note".split())


@dataclass(frozen=True)
class Theme:
    """One set of colours. `theme["muted"]` is a QColor; KeyError for a token that no theme file has."""

    name: str
    colours: Mapping[str, str]
    tiles: tuple[str, ...]
    tile_ink: str
    tile_unknown: str
    tags: Mapping[str, str]

    def __getitem__(self, token: str) -> QColor:
        return QColor(self.colours[token])

    @property
    def dark(self) -> bool:
        return self.name == "dark"

    def of_kind(self, kind: str) -> QColor:
        """Colour of an entity type or of a kind of mark; that of "other" for kinds the theme does not know."""
        return self[kind if kind in _MARKED else "other"]

    def tile(self, outlet: str) -> QColor:
        """Background of an outlet's tile: the same for the same outlet, today and tomorrow; grey where it is not known."""
        if not outlet.strip():
            return QColor(self.tile_unknown)
        return QColor(self.tiles[zlib.crc32(outlet.casefold().encode("utf-8", "surrogatepass")) % len(self.tiles)])

    def tag_colour(self, tag: str, chosen: str = "") -> QColor:
        """Colour of a tag: the one of this name that was chosen for it, else the same for the same words, on every screen;
        legible on the surface."""
        if chosen in self.tags:
            return QColor(self.tags[chosen])
        inks = ("person", "organisation", "place", "system", "programme", "figure", "quote", "differs")
        return self[inks[zlib.crc32(tag.casefold().encode("utf-8", "surrogatepass")) % len(inks)]]

    @property
    def tile_colour(self) -> QColor:
        """Ink on tiles."""
        return QColor(self.tile_ink)

    def palette(self) -> QPalette:
        """For native controls (Fusion)."""
        palette = QPalette()
        roles = QPalette.ColorRole
        for role, token in (
            (roles.Window, "surface"), (roles.Base, "surface"), (roles.AlternateBase, "raised"), (roles.Button, "surface"),
            (roles.WindowText, "text"), (roles.Text, "text"), (roles.ButtonText, "text"), (roles.BrightText, "differs"),
            (roles.ToolTipBase, "raised"), (roles.ToolTipText, "text"), (roles.PlaceholderText, "muted"),
            (roles.Highlight, "accent"), (roles.HighlightedText, "on_accent"), (roles.Link, "accent"),
            (roles.LinkVisited, "accent"), (roles.Light, "raised"), (roles.Midlight, "border"), (roles.Mid, "border"),
            (roles.Dark, "strong_border"), (roles.Shadow, "border"), (roles.Accent, "accent"),
        ):  # fmt: skip
            palette.setColor(role, self[token])
        for role in (roles.WindowText, roles.Text, roles.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self["faded"])
        return palette

    def style_sheet(self) -> str:
        """The few rules a palette cannot say; kept small, native controls stay native."""
        down = resource("icons", _ARROWS[self.name]).as_posix()
        tick = resource("icons", _TICKS[self.name]).as_posix()
        rules = resource("themes", "window.qss").read_text(encoding="utf-8")
        up = resource("icons", _UPWARDS[self.name]).as_posix()
        return Template(rules).substitute(self.colours, tick=tick, down=down, up=up)


@cache
def theme(name: str) -> Theme:
    """The theme of that name, from resources/themes. Raises BugError for a name that has no file."""
    with resource("themes", f"{name}.toml").open("rb") as file:
        values = tomllib.load(file)
    return Theme(
        name,
        MappingProxyType(values["colours"]),
        tuple(values["tiles"]["colours"]),
        values["tiles"]["ink"],
        values["tiles"]["unknown"],
        MappingProxyType(values["tags"]),
    )


def system_theme() -> str:
    """light or dark, as the desktop asks for."""
    return "dark" if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"


def interface_font(scale: float = 1.0, bold: bool = False) -> QFont:
    """The platform's face in the system's size, times `scale`."""
    font = QFont(QGuiApplication.font())
    if scale != 1.0:
        font.setPointSizeF(font.pointSizeF() * scale)
    if bold:
        font.setWeight(QFont.Weight.DemiBold)
    return font


def in_pixels(font: QFont) -> QFont:
    """The same face in the same size, counted in pixels: a painter that is scaled for paper keeps its proportions."""
    found = QFont(font)
    found.setPixelSize(max(1, round(QFontInfo(font).pixelSize())))
    return found


def reading_font(zoom: float = 1.0) -> QFont:
    """A serif for long reading: about 16 px at the usual system size, larger with the system's."""
    font = QFont(QGuiApplication.font())
    font.setFamilies(list(_reading_families()))
    font.setStyleHint(QFont.StyleHint.Serif)
    font.setPointSizeF(QGuiApplication.font().pointSizeF() * 1.25 * zoom)
    return font


@cache
def _reading_families() -> tuple[str, ...]:
    # Without any of the serifs the platform's own serif is taken by hint.
    return tuple(family for family in _READING if QFontDatabase.hasFamily(family)) or ("serif",)


def enlarge(app: QApplication, percent: int) -> None:
    """Text in this share of the size the system asks for."""
    usual = app.property(_USUAL_SIZE)
    if usual is None:
        usual = app.font().pointSizeF()
        app.setProperty(_USUAL_SIZE, usual)
    font = app.font()
    font.setPointSizeF(float(usual) * percent / 100)
    app.setFont(font)


def move(app: QApplication, window: QMainWindow, *, still: bool) -> None:
    """Whether menus, lists and panes may move; tool tips and cursors too."""
    window.setAnimated(not still)
    for effect in (
        Qt.UIEffect.UI_AnimateMenu,
        Qt.UIEffect.UI_FadeMenu,
        Qt.UIEffect.UI_AnimateCombo,
        Qt.UIEffect.UI_AnimateTooltip,
        Qt.UIEffect.UI_FadeTooltip,
        Qt.UIEffect.UI_AnimateToolBox,
    ):
        app.setEffectEnabled(effect, not still)
    if still:
        app.setCursorFlashTime(0)
    else:
        app.setCursorFlashTime(_FLASH_MS)


def dress(app: QApplication, style: Theme) -> None:
    """Give the whole application these colours."""
    app.setPalette(style.palette())
    app.setStyleSheet(style.style_sheet())
