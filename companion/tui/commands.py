"""Everything the user can do by a key, once: bindings, browse letters, footer, palette and help are made of it."""

from __future__ import annotations

from dataclasses import dataclass

from textual.binding import Binding

from companion.catalogue import say

# Terminals send Shift with F6 and F9 as F18 and F21.
SHOWN = {"tab": "Tab", "ctrl+up": "^↑", "ctrl+down": "^↓", "f18": "⇧F6", "f21": "⇧F9"}


@dataclass(frozen=True, slots=True)
class Command:
    """One act: `act_NAME` of the live screen. `keys` work always, `letter` while browsing."""

    name: str
    keys: str
    letter: str = ""
    is_in_footer: bool = False

    @property
    def label(self) -> str:
        """What it does, in a few words."""
        return say(f"tui.command.{self.name}")

    @property
    def shown_keys(self) -> str:
        """Its key as a person reads it."""
        return SHOWN.get(self.keys) or self.keys.replace("ctrl+", "^").upper()


COMMANDS = (
    Command("help", "f1", "h", is_in_footer=True),
    Command("edit", "f2", "e", is_in_footer=True),
    Command("search", "f3", "/", is_in_footer=True),
    Command("head", "f4", "m", is_in_footer=True),
    Command("pane", "f5", "v"),
    Command("move", "f6", "o"),
    Command("skip", "f7", "s", is_in_footer=True),
    Command("delete", "f8", "d"),
    Command("export", "f9", "w", is_in_footer=True),
    Command("quit", "f10", "q", is_in_footer=True),
    Command("undo", "ctrl+z", "u", is_in_footer=True),
    Command("redo", "ctrl+y", "r"),
    Command("restore", "ctrl+r", "b"),
    Command("follow", "ctrl+g", "g"),
    Command("here", "ctrl+l", "l"),
    Command("untick", "ctrl+b", "x"),
    Command("note_up", "ctrl+up", "k"),
    Command("note_down", "ctrl+down", "j"),
    Command("blank", "tab", "t"),
    Command("accept", "ctrl+t", "a"),
    Command("tasks", "ctrl+d", "c"),
    Command("scene", "ctrl+o", "y"),
    Command("kind", "ctrl+f", "f"),
    Command("skip_passed", "ctrl+n", "n"),
    Command("earlier", "f12", "z"),
    Command("shift", "ctrl+x", "i"),
    Command("mend", "ctrl+e", "M"),
    Command("proof", "ctrl+k", "P"),
    Command("gate", "f21", "G"),
    Command("draft", "", "D"),
    Command("states", "", "S"),
    Command("settle", "f18", "W"),
    Command("palette", "ctrl+p", "p"),
)
BY_LETTER = {command.letter: command for command in COMMANDS if command.letter}


def bindings() -> list[Binding]:
    """The bindings of the live screen; each has an id, so that a user's keymap can change it."""
    return [
        Binding(command.keys, f"act('{command.name}')", command.name, show=False, priority=True, id=command.name)
        for command in COMMANDS
        if command.keys
    ]
