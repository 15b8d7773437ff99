"""`companion notes SPEECH|MINUTES [--format text|json]`: print the notes of one minutes file."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from companion.catalogue import say
from companion.cli.output import write_message, write_result
from companion.errors import CompanionError
from companion.model.minutes import Minutes, Note, Visibility
from companion.session.mends import as_mended
from companion.session.opening import is_minutes, load_speech, minutes_for, open_minutes, speech_beside


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which minutes, and in which form."""
    parser.add_argument("minutes", type=Path, help=say("cli.argument.speech_or_minutes"))
    parser.add_argument("--format", choices=("text", "json"), default="text", help=say("cli.argument.format"))


def run(arguments: argparse.Namespace) -> int:
    """Print the notes in the order of their times, at the points they belong to in the outline as mended."""
    minutes = _minutes(arguments.minutes)
    if arguments.format == "json":
        notes = [_as_json(note) for note in minutes.notes]
        write_result(json.dumps({"notes": notes}, ensure_ascii=False, indent=2, default=str))
    elif minutes.notes:
        write_result("\n".join(map(_as_text, minutes.notes)))
    return 0


def _minutes(path: Path) -> Minutes:
    """The minutes; without their speech, points have the ids they were written with, and that is said."""
    path = path if is_minutes(path) else minutes_for(path, "")
    store = open_minutes(path)
    store.let_go()
    try:
        return as_mended(load_speech(speech_beside(path, store.document)), store.document)[1]
    except CompanionError as error:
        write_message(f"companion: {error}")
        return Minutes.of(store.document)


def _as_json(note: Note) -> dict[str, Any]:
    fields = {name: value for name, value in note.extra.items() if name != "deleted"}
    return {"id": note.id, **fields, "point": note.anchor.point}


def _as_text(note: Note) -> str:
    time = note.created.strftime("%H:%M:%S") if note.created else "--:--:--"
    words = [time, note.anchor.point, say(f"tui.kind.{note.kind}"), note.text.replace("\n", " ")]
    words += [f"@{note.lead_unit}"] if note.lead_unit else []
    words += [f"+{unit}" for unit in note.supporting_units]
    words += [f">{note.due.raw}" + (f"（{note.due.due}）" if note.due.due else "")] if note.due else []
    words += [f"#{tag}" for tag in note.tags]
    words += [say("tui.visibility.private")] if note.visibility is Visibility.PRIVATE else []
    words += [f"— {note.author}"] if note.author else []
    return "  ".join(words)
