"""From a key to painted results: `python -m tests.bench.search_paint [QUERIES] [SIZES…]`.

Queries of eight characters are typed one by one into the program, into a plain Textual Input with an
OptionList on the same engine (`search_twin`), and into fzf over the same lines, each on a pseudo-terminal, in
turn. A key takes until the last byte that it makes the program write; ratios are of pairs, key by key.
"""

from __future__ import annotations

import os
import select
import shutil
import statistics
import sys
import tempfile
import time
from contextlib import ExitStack
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
OPENING = 120  # seconds that a program may take to open 100,000 points
READY = {"here": "Enter", "plain Textual twin": "READY", "fzf": ">"}  # what each shows when it is open
GOALS = {"plain Textual twin": 0.2, "fzf": 0.6}


def main() -> None:
    """Print the time from key to results, and the ratios to both peers, at every size."""
    numbers = [int(word) for word in sys.argv[1:]]
    for size in numbers[1:] or SIZES:
        _run(size, numbers[0] if numbers else 6)


def _run(size: int, queries: int) -> None:
    with tempfile.TemporaryDirectory() as name, ExitStack() as open_programs:
        folder = Path(name)
        lines = _speech(size)
        (folder / "speech.txt").write_text("\n".join(lines), encoding="utf-8")
        (folder / "lines.txt").write_text("\n".join(lines), encoding="utf-8")
        programs = {name: open_programs.enter_context(program) for name, program in _programs(folder).items()}
        for name, program in programs.items():
            _wait_ready(name, program, lines[-1])
        times: dict[str, list[float]] = {name: [] for name in programs}
        for phrase in phrases(lines, queries, Random(SEED), LENGTHS):
            for name, program in programs.items():
                times[name] += _type(program, phrase)
                _clear(name, program)
        _report(len(lines), times)


def _programs(folder: Path) -> dict[str, Terminal]:
    environment = {"XDG_STATE_HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "LANG": "C.UTF-8"}
    size = {"columns": 120, "rows": 36, "env": environment, "cwd": folder}
    programs = {"here": Terminal(folder / "speech.txt", **size)}
    twin = [sys.executable, "-m", "tests.bench.search_twin", str(folder / "lines.txt")]
    programs["plain Textual twin"] = Terminal(command=twin, **size)
    if shutil.which("fzf"):
        programs["fzf"] = Terminal(command=["sh", "-c", "fzf < lines.txt"], **size)
    else:
        print("fzf is not installed")
    return programs


def _wait_ready(name: str, program: Terminal, last: str) -> None:
    """Wait until the program is open and finds the last of the lines."""
    _until(program, READY[name])
    if name == "here":
        program.type("/")
    wanted = last[2:10]
    while True:
        _type(program, wanted)
        if wanted in program.text.replace(" ", "").replace(f"/{wanted}", "", 1):
            break
        _clear(name, program)
    _clear(name, program)


def _until(program: Terminal, words: str) -> None:
    end = time.monotonic() + OPENING
    while words not in program.text and time.monotonic() < end:
        program.read(0.2)
    if words not in program.text:
        raise SystemExit(f"never showed {words}:\n{program.text}")


def _type(program: Terminal, phrase: str) -> list[float]:
    """Type characters one by one; the seconds from each to the last byte that it painted."""
    chance, times = Random(phrase), []
    for sign in phrase:
        time.sleep(PACE * (1 + chance.random()))
        program.read(0.01)
        times.append(_key(program, sign))
    return times


def _key(program: Terminal, sign: str) -> float:
    pressed = last = time.perf_counter()
    program.type(sign)
    chunks: list[bytes] = []
    while select.select([program.master], [], [], QUIET if chunks else ECHO)[0]:
        chunks.append(os.read(program.master, 1 << 20))
        last = time.perf_counter()
    for chunk in chunks:
        program.feed(chunk)
    return last - pressed


def _clear(name: str, program: Terminal) -> None:
    """Empty the line again: Ctrl+U does it everywhere."""
    program.type("\x15")
    program.read(0.3)
    program.read(0.1)


def _report(size: int, times: dict[str, list[float]]) -> None:
    print(f"\n{size} points, {len(times['here'])} keys: from key to painted results")
    for name, each in times.items():
        ordered = sorted(each)
        median, late = statistics.median(each) * 1000, ordered[len(each) * 9 // 10] * 1000
        print(f"  {name:20} median {median:7.2f} ms, 90th percentile {late:7.2f} ms", end="")
        if name == "here":
            print()
            continue
        ratio = statistics.median(own / other for own, other in zip(times["here"], each, strict=True))
        share = statistics.median(times["here"]) / statistics.median(each)
        met = "met" if share <= GOALS[name] else "MISSED"
        print(f"; here is {share:.2f} of it by medians, {ratio:.2f} key by key, goal {GOALS[name]} {met}")


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
