"""The obvious way to search in Textual: an Input, its message, an OptionList filled anew.

`python -m tests.bench.search_twin LINES` shows it; the engine is the same as in the program, so that what
differs is how it is painted.
"""

from __future__ import annotations

import sys
from pathlib import Path

from rich.text import Text
from textual.app import App, ComposeResult
from textual.widgets import Input, OptionList, Static

from companion.search.entry import Entry
from companion.search.index import Index

SHOWN = 60


class Twin(App[None]):
    """A box and a list."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__()
        self._index = Index.build(Entry(key=place, kind="body", text=line) for place, line in enumerate(lines))

    def compose(self) -> ComposeResult:
        """The box, how many there are, the list."""
        yield Input()
        yield Static("READY")
        yield OptionList()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search and list."""
        result = self._index.search(event.value, limit=SHOWN)
        options = self.query_one(OptionList)
        options.clear_options()
        for hit in result.hits:
            text = Text(hit.entry.text, no_wrap=True)
            for place in hit.positions:
                text.stylize("bold", place, place + 1)
            options.add_option(text)
        self.query_one(Static).update(f"{result.total}")


if __name__ == "__main__":
    Twin(Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()).run()
