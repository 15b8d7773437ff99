"""`companion search FILE… QUERY`: find points, blanks and notes in speeches and minutes; no terminal needed."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from companion.catalogue import say
from companion.cli.noted import place_of
from companion.cli.output import write_message, write_result
from companion.errors import CompanionError, UsageError
from companion.model.minutes import Minutes
from companion.search.entries import entries_of
from companion.search.entry import Entry
from companion.search.hit import Hit, Result
from companion.search.index import Index
from companion.session.mends import as_mended
from companion.session.opening import is_minutes, load_speech, minutes_beside
from companion.storage.damage import read_minutes
from companion.storage.files import read_bytes

STANDARD_INPUT = "-"
BEFORE, SHOWN = 12, 48  # characters of context before the find, and in all


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which files, what to look for, how many finds, and in which form."""
    parser.add_argument("words", nargs="+", metavar="FILE… QUERY", help=say("search.help.words"))
    parser.add_argument("--queries", metavar="FILE", help=say("search.help.queries"))
    parser.add_argument("--limit", type=int, default=20, metavar="N", help=say("search.help.limit"))
    parser.add_argument("--section", default="", metavar="NODE", help=say("search.help.section"))
    parser.add_argument("--format", choices=("text", "json"), default="text", help=say("search.help.format"))


def run(arguments: argparse.Namespace) -> int:
    """Print what was found; exit code 0 also when that is nothing."""
    files, query = _files_and_query(arguments.words, arguments.queries)
    if arguments.limit < 1:
        raise UsageError(reason=say("search.limit"))
    index = Index.build(entry for file in _meetings(files) for entry in file)
    if query is None:
        for line in _queries(arguments.queries):
            result = index.search(line, limit=arguments.limit, section=arguments.section)
            write_result(json.dumps(_as_json(line, result), ensure_ascii=False))
        return 0
    result = index.search(query, limit=arguments.limit, section=arguments.section)
    for word in result.unknown:
        write_message(say("search.unknown", word=word))
    if arguments.format == "json":
        write_result(json.dumps(_as_json(query, result), ensure_ascii=False, indent=2))
    else:
        _write_text(result)
    return 0


def _files_and_query(words: Sequence[str], queries: str | None) -> tuple[list[Path], str | None]:
    if queries is not None:
        return list(map(Path, words)), None
    if len(words) < 2:
        raise UsageError(reason=say("search.no_query"))
    return list(map(Path, words[:-1])), words[-1]


def _queries(path: str) -> list[str]:
    data = sys.stdin.buffer.read() if path == STANDARD_INPUT else read_bytes(Path(path))
    lines = data.decode("utf-8-sig", "replace").replace("\r\n", "\n").split("\n")
    return lines[:-1] if lines[-1] == "" else lines


def _meetings(files: Sequence[Path]) -> Iterator[tuple[Entry, ...]]:
    """The entries of each file; minutes that stand beside a speech are searched with it, once."""
    taken = set()
    for path in files:
        if not is_minutes(path):
            speech, beside = load_speech(path), minutes_beside(path)
            held = _minutes_if_any(beside, is_named=beside in files)
            taken.add(beside)
            if held is not None:
                speech, held = as_mended(speech, held.document)
            yield entries_of(speech, held, file=str(path), minutes_file=str(beside))
    for path in files:
        if is_minutes(path) and path not in taken:
            yield entries_of(None, _minutes(path), file=str(path))


def _minutes(path: Path) -> Minutes:
    return Minutes.of(read_minutes(read_bytes(path), path))


def _minutes_if_any(path: Path, *, is_named: bool) -> Minutes | None:
    """The minutes of a speech; damaged ones are told of, and fatal only if they were asked for by name."""
    try:
        return _minutes(path) if path.exists() else None
    except CompanionError as error:
        if is_named:
            raise
        write_message(f"companion: {error}")
        return None


def _as_json(query: str, result: Result) -> dict[str, Any]:
    return {
        "query": query,
        "total": result.total,
        "is_estimate": result.is_estimate,
        "hits": list(map(_hit_as_json, result.hits)),
    }


def _hit_as_json(hit: Hit) -> dict[str, Any]:
    line, column = place_of(hit)
    return {
        "file": hit.entry.file,
        "node": hit.entry.point,
        "line": line,
        "column": column,
        "score": round(hit.score, 2),
        "kind": hit.entry.kind,
        "positions": list(hit.positions),
        "text": hit.entry.text,
    }


def _write_text(result: Result) -> None:
    if result.hits:
        write_result("\n".join(map(_as_text, result.hits)))
    if result.total > len(result.hits) or not result.hits:
        write_message(say("search.total", shown=len(result.hits), total=result.total))


def _as_text(hit: Hit) -> str:
    start = max(0, hit.start - BEFORE)
    text = hit.entry.text[start : start + SHOWN].replace("\n", " ")
    context = f"{'…' if start else ''}{text}{'…' if start + SHOWN < len(hit.entry.text) else ''}"
    kind = say(f"search.kind.{hit.entry.kind}")
    line, column = place_of(hit)
    return f"{hit.entry.file}:{line}:{column}  {hit.entry.point or '-'}  {kind}  {context}"
