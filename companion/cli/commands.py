"""The sub-commands: each is a module with `add_arguments(parser)` and `run(arguments) -> exit code`.

A module is imported only when its command is called; its help line is `cli.help.NAME` in the catalogues.
"""

from __future__ import annotations

COMMANDS: dict[str, str] = {
    "outline": "companion.cli.outline",
    "note": "companion.cli.note",
    "notes": "companion.cli.notes",
    "export": "companion.cli.export",
    "verify": "companion.cli.verify",
    "templates": "companion.cli.templates",
    "state": "companion.cli.state",
    "mend": "companion.cli.mend",
    "check": "companion.cli.check",
    "candidates": "companion.cli.candidates",
    "parse": "companion.cli.parse",
    "search": "companion.cli.search",
    "merge": "companion.cli.merge",
    "recover": "companion.cli.recover",
    "rebase": "companion.cli.rebase",
}
