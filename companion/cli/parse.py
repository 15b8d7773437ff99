"""`companion parse LINE|-`: what typed lines become, one line of JSON each."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from datetime import date
from typing import Any

from companion.capture.line import TypedLine, parse_line
from companion.capture.readback import read_back
from companion.catalogue import say
from companion.cli.output import write_message, write_result
from companion.errors import UsageError
from companion.model.due import Due
from companion.storage.profile import load_profile


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The lines, the day they were typed on and the form of the result."""
    parser.add_argument("line", nargs="+", metavar="LINE", help=say("capture.parse.line"))
    parser.add_argument("--date", metavar="YYYY-MM-DD", help=say("capture.parse.date"))
    forms = ("json", "text")
    parser.add_argument("--format", choices=forms, default="json", help=say("capture.parse.format"))


def run(arguments: argparse.Namespace) -> int:
    """Print each line as parsed; `-` reads lines from standard input, empty ones are left out."""
    today, profile = chosen_day(arguments.date), load_profile()
    for remark in profile.remarks:
        write_message(say(f"profile.{remark.key}", **remark.values))
    for text in _lines(arguments.line):
        line = parse_line(
            text,
            roster=profile.roster,
            workdays=profile.workdays,
            today=today,
            shortcodes=profile.shortcodes,
        )
        write_result(render_json(line) if arguments.format == "json" else read_back(line))
    return 0


def chosen_day(text: str | None) -> date:
    """The day of `--date`, or today. Raises UsageError for what is no day."""
    if text is None:
        return date.today()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(reason=say("capture.parse.bad_date", text=text)) from None


def render_json(line: TypedLine) -> str:
    """A parsed line as one line of JSON; dates as YYYY-MM-DD, `due` null when none was typed."""
    fields: dict[str, Any] = {
        "kind": line.kind.value,
        "text": line.text,
        "lead_unit": line.lead_unit,
        "supporting_units": list(line.supporting_units),
        "due": due_fields(line.due),
        "tags": list(line.tags),
        "deliverable": line.deliverable,
        "speaker": line.speaker,
        "visibility": line.visibility.value,
        "to_verify": line.to_verify,
        "unknown_owners": list(line.unknown_owners),
        "remarks": [say(line.due.note)] if line.due and line.due.note else [],
    }
    return json.dumps(fields, ensure_ascii=False)


def due_fields(due: Due | None) -> dict[str, Any] | None:
    """A deadline as JSON can hold it."""
    if due is None:
        return None
    return {
        "raw": due.raw,
        "start": due.start.isoformat() if due.start else None,
        "due": due.due.isoformat() if due.due else None,
        "kind": due.kind,
        "day_kind": due.day_kind,
        "masked": due.masked,
    }


def _lines(given: list[str]) -> Iterable[str]:
    for text in [" ".join(given)] if given != ["-"] else _standard_input():
        if text.strip():
            yield text


def _standard_input() -> Iterable[str]:
    for data in sys.stdin.buffer:
        yield data.decode("utf-8-sig", "replace").rstrip("\r\n")
