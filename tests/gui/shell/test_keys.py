"""What can be done by a key is on the sheet of keys; all that can be done is in the palette and in the help."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

import casefile.gui.panes
from casefile.gui import verbs
from casefile.gui.dialogs.choose import Choose
from casefile.gui.dialogs.keys import HelpDialog, KeysDialog
from casefile.gui.dialogs.pane_keys import PANE_KEYS
from casefile.gui.settings import Remembered
from casefile.gui.theme import Theme
from casefile.gui.window import Window

PANES = Path(casefile.gui.panes.__file__).parent
SPOKEN = {
    "Return": "Enter", "Equal": "=", "Plus": "+", "Minus": "-", "BracketLeft": "[", "BracketRight": "]", "Escape": "Esc",
    "Menu": "Menu key",
}  # fmt: skip
# What the sheet calls the keys of a pane, beside those of all lists.
SECTIONS = {"entities": ("Entities", "Suggestions in Entities")}
# They need something that only their pane, a passage or another dialogue has chosen.
BY_PANE = frozenset({"accept-alike", "mark", "edit-hypothesis", "change-judgement", "keep-profile"})
SAID_OTHERWISE = {"weigh": "weigh-claims"}


@pytest.fixture
def window(qtbot: QtBot, light: Theme) -> Iterator[Window]:
    made = Window(light, Remembered(forgetful=True))
    yield made
    made.close()
    made.deleteLater()


def keys_in(folder: Path) -> set[str]:
    """The keys that the code of a pane looks for, as the sheet spells them."""
    found = set()
    for path in folder.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr.startswith("Key_"):
                name = node.attr.removeprefix("Key_")
                found.add(SPOKEN.get(name, name))
    return found


def told(sections: tuple[str, ...]) -> set[str]:
    """Keys that these sections of the sheet name, without what is held with them."""
    words = [key for title, keys in PANE_KEYS if title in sections for key, _ in keys]
    return {part.rsplit("+", 1)[-1] or "+" for key in words for part in re.split(r", ", key)}


@pytest.mark.parametrize("pane", sorted(folder.name for folder in PANES.iterdir() if (folder / "pane.py").exists()))
def test_every_key_of_a_pane_is_on_the_sheet(pane: str) -> None:
    sections = ("Lists", *SECTIONS.get(pane, (pane.capitalize(),)))
    assert keys_in(PANES / pane) - told(sections) == set()


def test_the_scan_sees_keys() -> None:
    assert {"A", "R", "E", "M", "S", "J", "K"} <= keys_in(PANES / "review")
    assert {"[", "]", "0", "Space"} <= keys_in(PANES / "timeline")


def test_the_sheet_has_every_action_that_has_a_key(window: Window, qtbot: QtBot) -> None:
    table = window.actions_table.all()
    dialog = KeysDialog(window, table)
    qtbot.addWidget(dialog)
    said = {label.text() for label in dialog.findChildren(QLabel)}
    for _, action in table:
        if keys := action.shortcuts():
            assert ", ".join(key.toString(key.SequenceFormat.NativeText) for key in keys) in said, action.objectName()
            assert action.property("words") in said
    assert {key for _, keys in PANE_KEYS for key, _ in keys} <= said


def test_the_palette_and_the_help_have_every_action_and_every_verb(window: Window) -> None:
    window.actions_table["palette"].trigger()
    (palette,) = (one for one in window.findChildren(Choose) if one.isVisible())
    offered = {palette.list.item(row).data(int(Qt.ItemDataRole.UserRole))[0] for row in range(palette.list.count())}
    actions = {action.objectName() for _, action in window.actions_table.all()}
    assert actions - offered == {"action-palette"}
    names = {name.removeprefix("action-") for name in actions}
    assert {verb for verb in verbs.TABLE if SAID_OTHERWISE.get(verb, verb) not in names} == BY_PANE
    dialog = HelpDialog(window, window.theme, window.actions_table.all())
    words = dialog.view.toPlainText()
    assert [action.objectName() for _, action in window.actions_table.all() if action.statusTip() not in words] == []
    dialog.close()
