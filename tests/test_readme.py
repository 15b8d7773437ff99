"""The README tells the truth about keys and commands."""

from pathlib import Path

import pytest

from companion.cli.commands import COMMANDS as SUB_COMMANDS
from companion.tui.commands import COMMANDS

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_key_is_in_the_readme(command):
    """A command's key stands in the README's table, with its letter for browsing."""
    rows = [row for row in README.splitlines() if row.startswith("|")]
    keys = command.shown_keys or command.letter

    assert any(keys in row for row in rows), keys


@pytest.mark.parametrize("name", SUB_COMMANDS)
def test_every_sub_command_is_in_the_readme(name):
    """A sub-command is named in the README."""
    assert f"companion {name}" in README
