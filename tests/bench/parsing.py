"""How fast a text becomes an outline: `python -m tests.bench.parsing`.

Beside each run stands the least that any reader must do: `str.splitlines()` and one regular expression over
the lines. Both are timed in turns in one run, in seconds of the processor; the ratio is what counts. Blanks are
found when they are first asked for: the last column counts them in. The text is the tests' own speech.
"""

from __future__ import annotations

import gc
import re
import statistics
import sys
import time
from collections.abc import Callable

from companion.model.speech import Speech
from companion.reading.reader import read_speech
from tests.reading.speeches import COUNTY

SIZES = (20_000, 2_000_000, 20_000_000)
_CN = "[一二三四五六七八九十]{1,3}"
_HEADING = re.compile(f"{_CN}、|（{_CN}）|[0-9]{{1,2}}[.、]|第{_CN}[章条节，]")


def make_text(size: int) -> bytes:
    """A text of about `size` bytes: the sections of a speech over and over, each line told apart."""
    first, *body = COUNTY.splitlines()
    lines, length, turn = [first], len(first.encode()) + 1, 0
    while length < size:
        turn += 1
        for line in body:
            lines.append(f"{line}（{turn}号稿）" if line.endswith("。") else line)
            length += len(lines[-1].encode()) + 1
    return "\n".join(lines).encode()


def compare(size: int) -> tuple[float, float, float]:
    """Seconds of the reader, of the search for blanks after it, and of their peer; medians of runs in turns."""
    data = make_text(size)
    text = data.decode()
    runs = 15 if size < 1_000_000 else 3
    rows = [_times(data, text) for _ in range(runs)]
    ours, blanks, peer = (statistics.median(column) for column in zip(*rows, strict=True))
    return ours, blanks, peer


def _times(data: bytes, text: str) -> tuple[float, float, float]:
    read: list[Speech] = []
    ours = _seconds(lambda: read.append(read_speech(data, "speech.txt")))
    blanks = _seconds(lambda: read[0].outline.blanks)
    return ours, blanks, _seconds(lambda: [_HEADING.match(line) for line in text.splitlines()])


def memory(size: int) -> float:
    """How many times its own size a text takes while it is read: what the process comes to hold at most."""
    import resource  # not on Windows

    data = make_text(size)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    read_speech(data, "speech.txt")
    return (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024 / len(data)


def _seconds(work: Callable[[], object]) -> float:
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


def run() -> int:
    """Print a row per size; exit code 0."""
    print(f"memory for {max(SIZES)} bytes: {memory(max(SIZES)):.1f} times their size")
    print(f"{'bytes':>10} {'reader s':>9} {'char/s':>12} {'peer s':>9} {'char/s':>12} {'ratio':>7} {'with blanks':>12}")
    for size in SIZES:
        count = len(make_text(size).decode())
        ours, blanks, peer = compare(size)
        speeds = f"{ours:9.4f} {count / ours:12.0f} {peer:9.4f} {count / peer:12.0f}"
        print(f"{size:10} {speeds} {ours / peer:7.1f} {(ours + blanks) / peer:12.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(run())
