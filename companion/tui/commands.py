"""Everything the user can do by a key, once: bindings, browse letters, footer, palette and help are made of it."""

from __future__ import annotations

from dataclasses import dataclass

from textual.binding import Binding

from companion.catalogue import say


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
        """Its keys as a person reads them."""
        names = self.keys.replace("ctrl+", "^").replace("^up", "^↑").replace("^down", "^↓")
        return names.replace(",", " ").upper() if not names.startswith("tab") else "Tab"


COMMANDS = (
    Command("help", "f1", "h", is_in_footer=True),
    Command("edit", "f2", "e", is_in_footer=True),
    Command("search", "f3", "", is_in_footer=True),
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
    Command("gate", "ctrl+u", "G"),
    Command("draft", "", "D"),
    Command("states", "", "S"),
    Command("settle", "ctrl+w", "W"),
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
