"""How long a query takes: `python -m tests.bench.search_speed [QUERIES]`.

Points are sentences recombined from the sample and the practice speech. The same queries, most of them
damaged, go to the index, to rapidfuzz's `process.extract` with `partial_ratio`, and to `fzf --filter` on
the same lines in the same run; ratios are medians of pairs. Beside the time that went by stands that of the
processor, which other programs on the machine do not lengthen. Then: building, memory, and loading the table of
readings beside pypinyin.
"""

from __future__ import annotations

import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import NamedTuple

from rapidfuzz import fuzz, process

from companion.search.entry import Entry
from companion.search.index import Index
from tests.bench.search_corpus import documents
from tests.bench.search_damage import COMMON, Damage, extra, homophone, missing, none, use_pool, wrong

SEED = 7
SIZES = (200, 10_000, 100_000)
PEER_QUERIES = 5  # a peer takes a quarter of a second a query at 100,000
SPEECHES = ("speech.zh.txt", "speech.txt")


def gaps(phrase: str, chance: Random) -> str:
    """A third of the inner characters left out."""
    inner = chance.sample(range(1, len(phrase) - 1), max(1, (len(phrase) - 2) // 3))
    return "".join(sign for place, sign in enumerate(phrase) if place not in inner)


KINDS: dict[str, Damage] = {
    "exact": none,
    "one wrong": wrong,
    "one missing": missing,
    "one extra": extra,
    "homophone": homophone,
    "gaps": gaps,
}
GOALS = {"exact": 1.00, "one wrong": 0.97, "one missing": 0.98, "homophone": 0.98}


class Answer(NamedTuple):
    """How long an answer took, in seconds by the clock and of work by the processor, and whether it was right."""

    seconds: float
    processor: float
    is_right: bool


def main() -> None:
    """Print times and hits at 1 for every size, then the costs that are paid once."""
    queries = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    own = clauses()
    use_pool(own)
    for size in SIZES:
        _run(_lines(own, size), queries)
    _table_load()


def _run(lines: list[str], queries: int) -> None:
    entries = [Entry(key=number, kind="body", text=line) for number, line in enumerate(lines)]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started, worked = time.perf_counter(), time.process_time()
    index = Index(entries)
    longest = _longest_step(index)
    built, worked = time.perf_counter() - started, time.process_time() - worked
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    slices = f"longest slice {longest * 1000:.0f} ms"
    print(
        f"\n{len(lines)} points: index built in {built:.2f} s ({worked:.2f} s of processor), {slices}, {grown:.0f} MB"
    )
    chance = Random(SEED)
    asked = [
        (name, phrase, damage(phrase, chance))
        for name, damage in KINDS.items()
        for phrase in phrases(lines, queries, chance)
    ]
    index.search(asked[0][2])
    ours = [(name, _timed(lambda query=query: _best(index, query), phrase)) for name, phrase, query in asked]
    _report_own(ours)
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.write("\n".join(lines))
        file.flush()
        peers: dict[str, Callable[[str], str]] = {
            "process.extract partial_ratio": lambda query: _extract(lines, query),
            "fzf --filter": lambda query: _fzf(file.name, query),
        }
        for name, peer in peers.items():
            if name.startswith("fzf") and not shutil.which("fzf"):
                print("fzf is not installed")
                continue
            _report_peer(name, peer, index, asked, queries)


def _longest_step(index: Index) -> float:
    longest, last = 0.0, time.perf_counter()
    for _ in index.steps():
        now = time.perf_counter()
        longest, last = max(longest, now - last), now
    return longest


def _best(index: Index, query: str) -> str:
    hits = index.search(query, limit=20).hits
    return hits[0].entry.text if hits else ""


def _extract(lines: list[str], query: str) -> str:
    return process.extract(query, lines, scorer=fuzz.partial_ratio, limit=20)[0][0]


def _fzf(path: str, query: str) -> str:
    with Path(path).open("rb") as lines:
        done = subprocess.run(["fzf", "--filter", query], stdin=lines, capture_output=True)
    return done.stdout.decode().partition("\n")[0]


def _timed(search: Callable[[], str], phrase: str) -> Answer:
    started, worked = time.perf_counter(), _worked()
    found = search()
    return Answer(time.perf_counter() - started, _worked() - worked, phrase in found)


def _worked() -> float:
    """The seconds of processor used up to now, here and by programs that were run and have ended."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + ended.ru_utime + ended.ru_stime


def _report_own(ours: list[tuple[str, Answer]]) -> None:
    for said, times in (
        ("by the clock", [answer.seconds for _, answer in ours]),
        ("of processor", [answer.processor for _, answer in ours]),
    ):
        times = sorted(seconds * 1000 for seconds in times)
        late = times[len(times) * 95 // 100]
        print(f"  here, ms {said}: median {statistics.median(times):.2f}, 95th percentile {late:.2f}")
    for name in KINDS:
        mine = [answer for kind, answer in ours if kind == name]
        share = sum(answer.is_right for answer in mine) / len(mine)
        goal = f" goal {GOALS[name]:.2f} {'met' if share >= GOALS[name] else 'MISSED'}" if name in GOALS else ""
        clock = statistics.median(answer.seconds for answer in mine) * 1000
        processor = statistics.median(answer.processor for answer in mine) * 1000
        print(f"    {name:12} hit@1 {share:.3f}{goal}, {clock:.2f} ms, {processor:.2f} ms of processor")


def _report_peer(
    name: str, peer: Callable[[str], str], index: Index, asked: list[tuple[str, str, str]], queries: int
) -> None:
    """Ask the peer and the index in turn, so that whatever else the machine does falls on both."""
    ratios, processor = list[float](), list[float]()
    right = dict.fromkeys(KINDS, 0)
    for kind, phrase, query in asked[:: max(1, queries // PEER_QUERIES)]:
        theirs = _timed(lambda query=query: peer(query), phrase)
        own = _timed(lambda query=query: _best(index, query), phrase)
        ratios.append(own.seconds / theirs.seconds)
        processor.append(own.processor / theirs.processor)
        right[kind] += theirs.is_right
    each = max(1, len(ratios) // len(KINDS))
    shares = ", ".join(f"{kind} {hits / each:.2f}" for kind, hits in right.items())
    clock, work = statistics.median(ratios), statistics.median(processor)
    print(f"  {name}: here is {clock:.4f} of its time, {work:.4f} of its work; its hit@1: {shares}")


def clauses() -> list[str]:
    """What points are put together from: every clause of the sample and the practice speech once."""
    found = documents()
    texts = [
        entry.text for name in found for entry in found[name] if name in SPEECHES or not (set(SPEECHES) & set(found))
    ]
    return sorted({clause for text in texts for clause in COMMON.findall(text) if len(clause) > 3})


def _lines(clauses: list[str], size: int) -> list[str]:
    chance = Random(SEED)
    return [f"{'，'.join(chance.choices(clauses, k=chance.randrange(3, 8)))}。" for _ in range(size)]


def phrases(lines: list[str], number: int, chance: Random, lengths: range = range(6, 13)) -> list[str]:
    """Stretches of the lines of such lengths, shorter where a clause ends, without a sign in them."""
    found: list[str] = []
    while len(found) < number:
        run = chance.choice(COMMON.findall(chance.choice(lines)))
        length = min(chance.choice(lengths), len(run))
        start = chance.randrange(len(run) - length + 1)
        if length >= lengths.start:
            found.append(run[start : start + length])
    return found


def _table_load() -> None:
    ours = _in_fresh_process("from companion.search.readings import table", "table()")
    theirs = _in_fresh_process("", "import pypinyin")
    print(
        f"\ntable of readings: {ours * 1000:.2f} ms, {ours / theirs:.4f} of importing pypinyin ({theirs * 1000:.0f} ms)"
    )


def _in_fresh_process(before: str, statement: str) -> float:
    program = f"import time\n{before}\nt = time.perf_counter()\n{statement}\nprint(time.perf_counter() - t)"
    times = [
        float(subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout)
        for _ in range(7)
    ]
    return statistics.median(times)


if __name__ == "__main__":
    main()
