"""R2: the real program in a real terminal, struck by KILL, TERM, HUP or a closed window while someone types."""

from __future__ import annotations

import random
import signal
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tests.faults.desk import desk, kept, slowness
from tests.faults.life import MISBEHAVING, is_gone
from tests.faults.report import Report
from tests.terminal import Terminal

WAYS = ("KILL", "TERM", "HUP", "close")
PAUSE = 0.04  # seconds between two keys
KEPT_AFTER = 1.0  # seconds after a key within which the half-typed line is on the disk
GONE_WITHIN = 3.5  # seconds
LINE = "half a line of words that goes on and on until someone pulls the plug "


@dataclass(frozen=True)
class _Found:
    """One trial: how many notes the screen had counted and how many are there, the draft and what it had to hold."""

    way: str
    shown: int
    there: int
    draft: str
    typed: str
    due: str
    gone_after: float

    @property
    def is_lost(self) -> bool:
        return self.there < self.shown

    def wrong(self) -> Iterator[str]:
        """What was not as it ought to be, but for notes."""
        if not (self.typed.startswith(self.draft) and self.draft.startswith(self.due)):
            yield f"{self.way}: draft {self.draft[-20:]!r} of {len(self.draft)} signs, {len(self.due)} were due"
        if self.gone_after > GONE_WITHIN:
            yield f"{self.way}: not gone after {self.gone_after:.1f} s"


def struck(trials: int, controls: int, workers: int = 1) -> Report:
    """What the screen counted is there at the next start; of the half-typed line at most a second is missing."""
    report = Report("R2 program in a terminal")
    seeds = range(trials)
    for found in _at_once(_product, seeds, workers):
        report.tried += 1
        report.acknowledged += found.shown
        report.wrong += found.wrong()
        if found.is_lost:
            report.lost.append(f"{found.way}: {found.shown} shown, {found.there} there")
    losses = sum(found.is_lost for found in _at_once(_hasty, range(controls), workers))
    report.control = f"a program that shows a note before it is on the disk lost in {losses} of {controls}"
    report.caught = losses * 2 >= controls
    return report


def _at_once(work, seeds: Sequence[int], workers: int) -> Iterator[_Found]:
    if workers == 1:
        yield from map(work, seeds)
        return
    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(work, seeds)


def _product(seed: int) -> _Found:
    return _trial("none", WAYS[seed % len(WAYS)], random.Random(seed))


def _hasty(seed: int) -> _Found:
    return _trial("hasty", "KILL", random.Random(seed))


def _trial(fault: str, way: str, rng: random.Random) -> _Found:
    with desk() as speech:
        notes, typed, due, gone_after = _meeting(fault, speech, way, rng)
        texts, draft = kept(speech)
        there = sum(f"note {number}." in texts for number in range(notes))
        return _Found(way, notes, there, draft, typed, due, gone_after)


def _meeting(fault: str, speech: Path, way: str, rng: random.Random) -> tuple[int, str, str, float]:
    """Notes, a line half typed, a blow; returns the notes counted, what was typed, what was due, and the end."""
    notes = rng.randint(1, 3)
    with Terminal(fault, "--lang", "en", speech, command=MISBEHAVING) as terminal:
        terminal.wait_for("→")
        for number in range(notes):
            terminal.type(f"note {number}.\r")
        terminal.wait_for(f"notes {notes}")
        keys = [] if fault == "hasty" else _type_on(terminal, rng.uniform(0.2, 1.8))
        began = time.monotonic()
        if way == "close":
            terminal.hang_up()
        else:
            terminal.kill(getattr(signal, f"SIG{way}"))
        is_gone(terminal, GONE_WITHIN + 1.5)
        due = sum(began - at > KEPT_AFTER * slowness() for at in keys)
        return notes, LINE[: len(keys)], LINE[:due], time.monotonic() - began


def _type_on(terminal: Terminal, seconds: float) -> list[float]:
    """Type key by key; returns when each was sent."""
    keys: list[float] = []
    until = time.monotonic() + seconds
    while time.monotonic() < until and len(keys) < len(LINE):
        terminal.type(LINE[len(keys)])
        keys.append(time.monotonic())
        terminal.read(PAUSE)
    return keys
