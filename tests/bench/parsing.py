"""How fast a text becomes an outline: `python -m tests.bench.parsing`.

Beside each run stands the least that any reader must do: `str.splitlines()` and one regular expression over
the lines. Both are timed in turns in one run, in seconds of the processor; the ratio is what counts. The text is
the tests' own speech.
"""

from __future__ import annotations

import gc
import re
import statistics
import sys
import time
from collections.abc import Callable

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


def compare(size: int) -> tuple[float, float]:
    """Seconds of the reader and of its peer on a text of a size, medians of runs in turns."""
    data = make_text(size)
    text = data.decode()
    runs = 15 if size < 1_000_000 else 3
    ours, peer = [], []
    for _ in range(runs):
        ours.append(_seconds(lambda: read_speech(data, "speech.txt")))
        peer.append(_seconds(lambda: [_HEADING.match(line) for line in text.splitlines()]))
    return statistics.median(ours), statistics.median(peer)


def _seconds(work: Callable[[], object]) -> float:
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


def run() -> int:
    """Print a row per size; exit code 0."""
    print(f"{'bytes':>10} {'reader s':>9} {'char/s':>12} {'peer s':>9} {'char/s':>12} {'ratio':>7}")
    for size in SIZES:
        count = len(make_text(size).decode())
        ours, peer = compare(size)
        speeds = f"{ours:9.4f} {count / ours:12.0f} {peer:9.4f} {count / peer:12.0f}"
        print(f"{size:10} {speeds} {ours / peer:7.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(run())
