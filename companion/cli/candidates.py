"""`companion candidates SPEECH`: the tasks waiting in the text of a speech."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from companion.capture.candidates import Candidate, find_candidates
from companion.catalogue import say
from companion.cli.output import write_message, write_result
from companion.reading.reader import read_speech
from companion.storage.files import read_bytes
from companion.storage.profile import load_profile


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The speech, the form of the result and the encoding to read with."""
    forms = ("json", "text")
    parser.add_argument("speech", metavar="SPEECH", help=say("capture.candidates.speech"))
    parser.add_argument("--format", choices=forms, default="text", help=say("capture.parse.format"))
    parser.add_argument("--encoding", metavar="NAME", help=say("capture.candidates.encoding"))


def run(arguments: argparse.Namespace) -> int:
    """Print the candidates in the order of the speech; nothing is created."""
    path, profile = Path(arguments.speech), load_profile()
    speech = read_speech(read_bytes(path), path.name, encoding=arguments.encoding)
    for remark in profile.remarks:
        write_message(say(f"profile.{remark.key}", **remark.values))
    found = find_candidates(speech, profile.roster)
    if arguments.format == "json":
        write_result(json.dumps([candidate_fields(each) for each in found], ensure_ascii=False, indent=1))
    elif found:
        write_result("\n".join(map(render_text, found)))
    return 0


def candidate_fields(candidate: Candidate) -> dict[str, Any]:
    """A candidate as JSON can hold it; lines and columns from 1, end columns included."""
    return {
        "point": candidate.point,
        "line": candidate.line,
        "column": candidate.column,
        "end_column": candidate.end_column,
        "text": candidate.text,
        "owners": list(candidate.owners),
        "supporting": list(candidate.supporting),
        "due": candidate.due or None,
        "rank": candidate.rank,
        "tier": candidate.tier,
    }


def render_text(candidate: Candidate) -> str:
    """A candidate as one line: rank, place, words, owner and deadline words."""
    words = [f"{candidate.rank:>3}  {candidate.line}:{candidate.column}", candidate.text]
    words += ["@" + "、".join(candidate.owners)] if candidate.owners else []
    words += ["+" + "、".join(candidate.supporting)] if candidate.supporting else []
    words += [f">{candidate.due}"] if candidate.due else []
    return "  ".join(words)
