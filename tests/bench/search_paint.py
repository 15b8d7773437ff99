"""From a key to painted results: `python -m tests.bench.search_paint [QUERIES] [SIZES…]`.

Queries of eight characters are typed one by one into the program, into a plain Textual Input with an
OptionList on the same engine (`search_twin`), into fzf over the same lines, and into the least that Textual can
do (`search_floor`: a line that is painted anew, nothing searched), each on a pseudo-terminal, in turn. All have
taken in every line before the first key. A key takes until the line and the list are on the emulated screen as
they stay. Ratios are of all eight keys of a query together, of medians, and of pairs, key by key: fzf's first keys
take long, its last ones next to nothing, and what a person waits for is the query.
"""

from __future__ import annotations

import os
import select
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from random import Random

from companion.model.numerals import chinese_numeral
from tests.bench.search_speed import SEED, clauses, phrases
from tests.terminal import Terminal

SIZES = (200, 10_000, 100_000)
LENGTHS = range(8, 9)
QUIET = 0.15  # seconds without a byte, after which a key is painted
ECHO = 2.0  # seconds to wait for the first byte: every key shows at least itself
PACE = 0.06  # seconds between keys, and as much again by chance
OPENING = 300  # seconds that a program may take to open 100,000 points
COLUMNS = 120
LIST = 59  # columns of the program's list at that width; beside it stands the place itself


@dataclass(frozen=True)
class Rival:
    """A program: how it is started, what it shows when it is open, and how much of its time is the goal."""

    command: tuple[str, ...]
    ready: str
    goal: float | None = None
    begins: str = ""  # what begins a search
    columns: int = COLUMNS  # how many of the screen's hold the line and the list
    needs: str = ""
    goal_from: int = 0  # points at which the goal begins to hold
    lists: bool = True


@dataclass(frozen=True)
class Painted:
    """Seconds from a key until the list, and until all of the screen, was as it stayed."""

    results: float
    screen: float


RIVALS = {
    "here": Rival((sys.executable, "-m", "companion", "speech.txt"), "Enter", begins="/", columns=LIST),
    "plain Textual twin": Rival((sys.executable, "-m", "tests.bench.search_twin", "speech.txt"), "READY", 0.2),
    "fzf": Rival(("sh", "-c", "fzf < speech.txt"), ">", 0.6, needs="fzf", goal_from=100_000),
    "one painted line": Rival((sys.executable, "-m", "tests.bench.search_floor"), "READY", lists=False),
}


def main() -> None:
    """Print the time from key to results, and the ratios to both peers, at every size."""
    numbers = [int(word) for word in sys.argv[1:]]
    for size in numbers[1:] or SIZES:
        _run(size, numbers[0] if numbers else 6)


def _run(size: int, queries: int) -> None:
    with tempfile.TemporaryDirectory() as name, ExitStack() as opened:
        folder = Path(name)
        lines = _speech(size)
        (folder / "speech.txt").write_text("\n".join(lines), encoding="utf-8")
        programs = {rival: opened.enter_context(_open(rival, folder, lines[-1])) for rival in _rivals()}
        painted: dict[str, list[Painted]] = {rival: [] for rival in programs}
        for phrase in phrases(lines, queries, Random(SEED), LENGTHS):
            for rival, program in programs.items():
                painted[rival] += _type(program, phrase, RIVALS[rival].columns)
                _clear(program)
        _report(len(lines), painted)


def _rivals() -> Iterator[str]:
    for name, rival in RIVALS.items():
        if rival.needs and not shutil.which(rival.needs):
            print(f"{rival.needs} is not installed")
        else:
            yield name


def _open(name: str, folder: Path, last: str) -> Terminal:
    """Start a program, and wait until it finds the last of the lines: then it has taken in all of them."""
    rival = RIVALS[name]
    environment = {"XDG_STATE_HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "LANG": "C.UTF-8"}
    program = Terminal(command=rival.command, columns=COLUMNS, rows=36, env=environment, cwd=folder)
    wanted, end = last[2:10], time.monotonic() + OPENING
    while rival.ready not in program.text:
        _before(end, program, name)
        program.read(0.2)
    program.type(rival.begins)
    while rival.lists and not _lists(program, wanted, rival.columns):
        _before(end, program, name)
        time.sleep(1)
    return program


def _before(end: float, program: Terminal, name: str) -> None:
    if time.monotonic() > end:
        raise SystemExit(f"{name} was not ready in {OPENING} seconds:\n{program.text}")


def _lists(program: Terminal, wanted: str, columns: int) -> bool:
    """Type words, see whether they are in the list as well as in the line, and take them back."""
    _type(program, wanted, columns)
    is_listed = sum(wanted in "".join(row) for row in _rows(program, columns)) > 1
    _clear(program)
    return is_listed


def _type(program: Terminal, phrase: str, columns: int) -> list[Painted]:
    """Type characters one by one, as a person would."""
    chance, painted = Random(phrase), []
    for sign in phrase:
        time.sleep(PACE * (1 + chance.random()))
        program.read(0.01)
        painted.append(_key(program, sign, columns))
    return painted


def _key(program: Terminal, sign: str, columns: int) -> Painted:
    """Type one character, and read until nothing more comes."""
    pressed = time.perf_counter()
    program.type(sign)
    chunks: list[tuple[float, bytes]] = []
    while select.select([program.master], [], [], QUIET if chunks else ECHO)[0]:
        data = os.read(program.master, 1 << 20)
        chunks.append((time.perf_counter() - pressed, data))
    return _painted(program, chunks, columns)


def _painted(program: Terminal, chunks: list[tuple[float, bytes]], columns: int) -> Painted:
    """When the list, and when the screen, took the form that they kept."""
    results, screen = 0.0, 0.0
    before = _rows(program, COLUMNS)
    for moment, data in chunks:
        program.feed(data)
        after = _rows(program, COLUMNS)
        screen = moment if after != before else screen
        results = moment if any(_differ(old, new, columns) for old, new in zip(before, after, strict=True)) else results
        before = after
    return Painted(results, screen)


def _differ(before: list[str], after: list[str], columns: int) -> bool:
    return before[:columns] != after[:columns]


def _rows(program: Terminal, columns: int) -> list[list[str]]:
    """What each cell of the first so many columns shows."""
    buffer = program.screen.buffer
    return [[buffer[y][x].data for x in range(columns)] for y in range(program.screen.lines)]


def _clear(program: Terminal) -> None:
    """Empty the line again."""
    program.type("\x7f" * LENGTHS.stop)
    program.read(0.3)
    program.read(0.1)


def _report(size: int, painted: dict[str, list[Painted]]) -> None:
    own = [each.results for each in painted["here"]]
    print(f"\n{size} points, {len(own)} keys: from key to painted results")
    for name, keys in painted.items():
        each = [one.results for one in keys]
        median, late = statistics.median(each) * 1000, sorted(each)[len(each) * 9 // 10] * 1000
        print(f"  {name:20} median {median:7.2f} ms, 90th percentile {late:7.2f} ms", end="")
        if name == "here":
            screen = statistics.median(one.screen for one in keys) * 1000
            print(f"; with the place itself beside the list {screen:.2f} ms")
            continue
        pairs = ((mine, other) for mine, other in zip(own, each, strict=True) if other)  # some keys change nothing
        ratio = statistics.median(mine / other for mine, other in pairs)
        middle = statistics.median(own) / statistics.median(each)
        whole = statistics.median(mine / other for mine, other in zip(_queries(own), _queries(each), strict=True))
        told = f"{whole:.2f} of it by queries, {middle:.2f} by medians, {ratio:.2f} key by key"
        print(f"; here is {told}{_met(RIVALS[name], size, whole)}")


def _queries(keys: list[float]) -> list[float]:
    """The seconds of each query, of all its keys."""
    return [sum(keys[start : start + LENGTHS.start]) for start in range(0, len(keys), LENGTHS.start)]


def _met(rival: Rival, size: int, share: float) -> str:
    if rival.goal is None or size < rival.goal_from:
        return ""
    return f", goal {rival.goal} {'met' if share <= rival.goal else 'MISSED'}"


def _speech(size: int) -> list[str]:
    """A speech of so many points, three levels deep, out of clauses put together anew."""
    chance, own = Random(SEED), clauses()
    lines = ["工作会议上的讲话"]
    while len(lines) <= size:
        place = len(lines) - 1
        section, rest = divmod(place, 91)
        group, item = divmod(rest - 1, 10)
        marker = (
            f"{chinese_numeral(section + 1)}、"
            if rest == 0
            else f"（{chinese_numeral(group + 1)}）"
            if item == 0
            else f"{item}．"
        )
        lines.append(f"{marker}{'，'.join(chance.choices(own, k=chance.randrange(3, 8)))}。")
    return lines


if __name__ == "__main__":
    main()
