"""Saving: `python -m tests.bench.save`. One acknowledged note, publishing and loading, beside what they compete with.

Every figure is a median of pairs measured in turn in one run; a busy machine changes both sides.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
import tomllib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import tomli_w

from companion.model.clock import Clock
from companion.model.document import HEAD, Change, Document
from companion.storage.entries import encode_entry, pack
from companion.storage.files import write_atomically
from companion.storage.loading import load_minutes
from companion.storage.publication import Publication
from companion.storage.store import MinutesStore

SIZES = (100, 1_000, 10_000, 50_000)
NOW = datetime(2026, 9, 16, 10, 32, tzinfo=UTC)


def main() -> int:
    """Measure all sizes, print the table and whether each goal is met."""
    print("   notes  ack ms  append ms  ratio | publish ms  rewrite ms  ratio | load ms  tomllib ms  ratio")
    rows = [measure(size) for size in SIZES]
    for size, (ack, append, publish, rewrite, load, parse) in zip(SIZES, rows, strict=True):
        print(
            f"{size:8}  {ack:6.3f}  {append:9.3f}  {ack / append:5.2f} | {publish:10.1f}  {rewrite:10.1f}"
            f"  {publish / rewrite:5.3f} | {load:7.1f}  {parse:10.1f}  {load / parse:5.3f}"
        )
    worst = max(ack / append for ack, append, *_ in rows)
    growth = (rows[-1][0] / rows[-1][1]) / (rows[0][0] / rows[0][1])
    verdict("one acknowledged note ≤ 2 × a bare append + fsync", worst, 2)
    verdict("flat from 100 to 50,000 (each beside the append of its own round)", growth, 1.5)
    verdict("publishing 10,000 notes ≤ 0.1 × tomli_w + atomic rewrite", rows[2][2] / rows[2][3], 0.1)
    verdict("loading our own file ≤ 0.25 × tomllib", max(row[4] / row[5] for row in rows), 0.25)
    return 0


def verdict(goal: str, figure: float, limit: float) -> None:
    """A goal and what came out."""
    print(f"{'met   ' if figure <= limit else 'MISSED'}  {goal}: {figure:.3f} (limit {limit})")


def measure(size: int) -> tuple[float, float, float, float, float, float]:
    """Milliseconds: acknowledge, bare append; publish, rewrite; load, tomllib."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["XDG_STATE_HOME"] = str(folder / "state")
        path = folder / "speech.minutes.toml"
        publication = publication_of(size, path, folder / "kept")
        publication.publish()
        publication.keep(always=True)
        published, rewritten = publishing(publication, folder)
        publication.keep(always=True)
        loaded, parsed = loading(path, folder / "kept")
        acknowledged, appended = acknowledging(path, folder)
        return acknowledged, appended, published, rewritten, loaded, parsed


def note(number: int) -> Change:
    """A note as the capture bar makes it."""
    fields = {
        "kind": "comment",
        "point": "2.1.1",
        "quote": "一要搭好平台。加快园区配套建设，全年新引进项目",
        "line": 14,
        "column": 21,
        "path": ["二、部署下半年工作", "（二）招商引资"],
        "text": f"第 {number} 条记录：排出时间表，月底前报送",
        "author": "李",
        "created": NOW,
        "updated": NOW,
    }
    return Change("notes", f"01a2{number:08}-0000", fields)


def publication_of(size: int, path: Path, folder: Path) -> Publication:
    """A publication that holds so many notes."""
    document, clock = Document("doc"), Clock("bench")
    document.join_delta(document.delta(Change("speech", HEAD, {"name": "speech.txt", "sha256": "ab"}), clock.next()))
    for number in range(size):
        document.join_delta(document.delta(note(number), clock.next()))
    return Publication(path, folder, clock, document)


def acknowledging(path: Path, folder: Path) -> tuple[float, float]:
    """One note acknowledged with all the others open, beside a bare append and fsync of the same bytes."""
    store = MinutesStore.open(path)
    store._start_link = lambda number: None  # type: ignore[method-assign]  # publishing is measured apart
    line = encode_entry("change", {"n": 1, "d": [pack(store.document.delta(note(0), Clock("b").next()))]})
    handle = os.open(folder / "bare", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)

    def append() -> None:
        os.write(handle, line)
        os.fsync(handle)

    numbers = iter(range(10_000_000, 20_000_000))
    result = in_turn(lambda: store.commit([note(next(numbers))]), append, 300)
    os.close(handle)
    store.state = type(store.state)()
    store.close()
    return result


def publishing(publication: Publication, folder: Path) -> tuple[float, float]:
    """One more note put into the file, beside serialising all of it with tomli_w and rewriting it atomically."""
    clock = Clock("more")
    numbers = iter(range(5_000_000, 6_000_000))
    table = tomllib.loads(publication.path.read_text("utf-8"))

    def publish() -> None:
        publication.take(publication.document.delta(note(next(numbers)), clock.next()))
        publication.publish()

    def rewrite() -> None:
        write_atomically(folder / "rewritten", tomli_w.dumps(table).encode())

    return in_turn(publish, rewrite, 7)


def loading(path: Path, kept: Path) -> tuple[float, float]:
    """The file as the product opens it, beside tomllib alone."""
    return in_turn(lambda: load_minutes(path, kept, Clock("l")), lambda: tomllib.loads(path.read_text("utf-8")), 5)


def in_turn(ours: Callable[[], object], peer: Callable[[], object], times: int) -> tuple[float, float]:
    """Medians in milliseconds of two things done in turn."""
    took: tuple[list[float], list[float]] = ([], [])
    for act in (ours, peer):
        act()
    for _ in range(times):
        for act, into in ((ours, took[0]), (peer, took[1])):
            began = time.perf_counter()
            act()
            into.append((time.perf_counter() - began) * 1000)
    return statistics.median(took[0]), statistics.median(took[1])


if __name__ == "__main__":
    raise SystemExit(main())
