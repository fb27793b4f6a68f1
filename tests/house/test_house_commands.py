"""What the program offers is documented, or the build fails."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from casefile.cli.program import COMMANDS, program

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_has_its_help(name: str) -> None:
    command = program.get_command(click.Context(program), name)
    assert command is not None
    assert command.help
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{name} {parameter.opts[0]}"


def test_the_help_lists_every_command() -> None:
    shown = CliRunner().invoke(program, ["--help"]).output
    for name in COMMANDS:
        assert re.search(rf"^  {name}\b", shown, re.MULTILINE), name


def test_the_manual_names_every_command() -> None:
    manual = (ROOT / "docs/commands.md").read_text(encoding="utf-8")
    for name in COMMANDS:
        assert f"`casefile {name}" in manual, name
