"""`companion notes MINUTES [--format text|json]`: print the notes."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from companion.catalogue import say
from companion.cli.output import write_result
from companion.model.minutes import Minutes, Note
from companion.session.opening import open_minutes


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which minutes, and in which form."""
    parser.add_argument("minutes", type=Path, help=say("cli.argument.minutes_file"))
    parser.add_argument("--format", choices=("text", "json"), default="text", help=say("cli.argument.format"))


def run(arguments: argparse.Namespace) -> int:
    """Print the notes in the order of their times."""
    minutes = Minutes.of(open_minutes(arguments.minutes).document)
    if arguments.format == "json":
        notes = [_as_json(note) for note in minutes.notes]
        write_result(json.dumps({"notes": notes}, ensure_ascii=False, indent=2, default=str))
    elif minutes.notes:
        write_result("\n".join(map(_as_text, minutes.notes)))
    return 0


def _as_json(note: Note) -> dict[str, Any]:
    return {"id": note.id, **{name: value for name, value in note.extra.items() if name != "deleted"}}


def _as_text(note: Note) -> str:
    time = note.created.strftime("%H:%M:%S") if note.created else "--:--:--"
    words = [time, note.anchor.point, say(f"tui.kind.{note.kind}"), note.text.replace("\n", " ")]
    words += [f"@{note.lead_unit}"] if note.lead_unit else []
    words += [f"+{unit}" for unit in note.supporting_units]
    words += [f">{note.due.raw}" + (f"（{note.due.due}）" if note.due.due else "")] if note.due else []
    words += [f"#{tag}" for tag in note.tags]
    return "  ".join(words)
